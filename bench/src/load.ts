import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";

export interface LoadResult {
  /** Answers of the 2xx kind per second. */
  rate: number;
  p50: number;
  p99: number;
  /** Answers of any other kind, and broken connections. */
  failed: number;
  tool: string;
}

export interface LoadOptions {
  url: string;
  apiKey: string;
  connections: number;
  seconds: number;
  memberIds: string[];
  /** Makes the receipt numbers of this run differ from those of the others. */
  run: string;
}

/** Posts orders of random members as fast as the answers come; with wrk where it is installed, else with autocannon. */
export async function postOrders(options: LoadOptions): Promise<LoadResult> {
  const hasWrk = spawnSync("wrk", ["--version"]).error === undefined;
  return hasWrk ? loadWithWrk(options) : loadWithAutocannon(options);
}

function wrkScript({ apiKey, memberIds, run }: LoadOptions, membersFile: string): string {
  writeFileSync(membersFile, memberIds.join("\n"));
  return `
local members = {}
for line in io.lines("${membersFile}") do members[#members + 1] = line end
local threads = 0
function setup(thread) thread:set("thread_id", threads); threads = threads + 1 end
local count = 0
function init(args)
  math.randomseed(thread_id + 1)
  wrk.headers["authorization"] = "Bearer ${apiKey}"
  wrk.headers["content-type"] = "application/json"
end
function request()
  count = count + 1
  local body = '{"externalId":"${run}-' .. thread_id .. "-" .. count .. '","source":"bench","memberId":"' .. members[math.random(#members)]
    .. '","storeId":"sto_main","channel":"pos","currency":"CNY","placedAt":"' .. os.date("!%Y-%m-%dT%H:%M:%SZ")
    .. '","lines":[{"sku":"LATTE","name":"Latte","category":"coffee","quantity":2,"unitPrice":3200,"discount":0}]}'
  return wrk.format("POST", "/v1/orders", wrk.headers, body)
end
local bad = 0
function response(status) if status ~= 201 then bad = bad + 1; failed = bad end end
function done(summary, latency)
  io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout + summary.errors.status))
end
`;
}

function loadWithWrk(options: LoadOptions): LoadResult {
  const folder = mkdtempSync(join(tmpdir(), "regulars-wrk-"));
  const script = join(folder, "orders.lua");
  writeFileSync(script, wrkScript(options, join(folder, "members")));
  const threads = options.connections === 1 ? 1 : 2;
  const args = [
    "-t",
    threads,
    "-c",
    options.connections,
    "-d",
    `${options.seconds}s`,
    "--timeout",
    "10s",
    "-s",
    script,
  ];
  const { stdout } = spawnSync("wrk", [...args.map(String), options.url], { encoding: "utf8" });
  rmSync(folder, { recursive: true, force: true });
  const match = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(stdout);
  if (!match) throw new Error(`wrk gave no result: ${stdout}`);
  const [requests = 0, microseconds = 1, p50 = 0, p99 = 0, failed = 0] = match.slice(1).map(Number);
  return { rate: ((requests - failed) / microseconds) * 1e6, p50: p50 / 1e3, p99: p99 / 1e3, failed, tool: "wrk" };
}

async function loadWithAutocannon(options: LoadOptions): Promise<LoadResult> {
  let count = 0;
  const next = (): string => {
    count += 1;
    return nextBody(options, count);
  };
  const result = await autocannon({
    url: `${options.url}/v1/orders`,
    method: "POST",
    connections: options.connections,
    duration: options.seconds,
    headers: { authorization: `Bearer ${options.apiKey}`, "content-type": "application/json" },
    requests: [{ method: "POST", setupRequest: (request) => ({ ...request, body: next() }) }],
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  return {
    rate: result["2xx"] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed,
    tool: "autocannon",
  };
}

function nextBody({ memberIds, run }: LoadOptions, count: number): string {
  return JSON.stringify({
    externalId: `${run}-${count}`,
    source: "bench",
    memberId: memberIds[Math.floor(Math.random() * memberIds.length)],
    storeId: "sto_main",
    channel: "pos",
    currency: "CNY",
    placedAt: new Date().toISOString(),
    lines: [{ sku: "LATTE", name: "Latte", category: "coffee", quantity: 2, unitPrice: 3200, discount: 0 }],
  });
}
