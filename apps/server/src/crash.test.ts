import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const apiKey = `rk_live_${randomBytes(24).toString("hex")}`;
let dataDir: string;
let port: number;
let server: ChildProcess | undefined;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "regulars-crash-"));
  chmodSync(dataDir, 0o755);
  port = await freePort();
});

afterAll(async () => {
  if (server && server.exitCode === null && server.signalCode === null) {
    server.kill("SIGTERM");
    await exitOf(server);
  }
  rmSync(dataDir, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [main], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      REGULARS_PORT: String(port),
      REGULARS_DATA_DIR: dataDir,
      REGULARS_DEMO: "off",
      REGULARS_API_KEY: apiKey,
      REGULARS_ROLE: "api,worker",
      REGULARS_LOG_LEVEL: "fatal",
    },
  });
  const deadline = performance.now() + 100_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server left with ${child.exitCode}`);
    const answer = await call("/v1/programme").catch(() => null);
    if (answer?.status === 200) return child;
    if (performance.now() > deadline) throw new Error("the server did not come up");
    await wait(150);
  }
}

function call(path: string, body?: object): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${apiKey}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

const clients = 64;

interface Sent {
  externalId: string;
  memberId: string;
}

function orderBody({ externalId, memberId }: Sent): object {
  return {
    externalId,
    source: "crash",
    memberId,
    currency: "CNY",
    placedAt: "2026-06-01T10:00:00+08:00",
    lines: [{ sku: "LATTE", quantity: 1, unitPrice: 1_000, discount: 0 }],
  };
}

async function post(sent: Sent): Promise<number> {
  const response = await call("/v1/orders", orderBody(sent));
  await response.arrayBuffer();
  return response.status;
}

test("killing the server while 64 clients post loses no acknowledged order and counts none twice", async () => {
  server = await start();
  const memberIds: string[] = [];
  for (let index = 0; index < 20; index += 1) {
    const response = await call("/v1/members", { externalId: `crash-${index}` });
    expect(response.status).toBe(201);
    const { member } = (await response.json()) as { member: { id: string } };
    memberIds.push(member.id);
  }

  const sent: Sent[] = [];
  const acknowledged = new Set<string>();
  let isDown = false;
  const posting = Array.from({ length: clients }, async (_, client) => {
    for (let number = 0; !isDown; number += 1) {
      const order = { externalId: `C-${client}-${number}`, memberId: memberIds[(client + number) % 20] ?? "" };
      sent.push(order);
      const status = await post(order).catch(() => null);
      if (status === 201) acknowledged.add(order.externalId);
      if (acknowledged.size > 1_500 && !isDown) {
        isDown = true;
        server?.kill("SIGKILL");
      }
    }
  });
  await Promise.all(posting);
  expect(acknowledged.size).toBeGreaterThan(1_500);

  server = await start();
  // Every order is sent again, as tills do that got no answer.
  const again: number[] = [];
  for (let from = 0; from < sent.length; from += clients) {
    again.push(...(await Promise.all(sent.slice(from, from + clients).map(post))));
  }
  expect(again.filter((status) => status !== 200 && status !== 201)).toEqual([]);
  const lost = sent.filter((order, index) => acknowledged.has(order.externalId) && again[index] !== 200);
  expect(lost).toEqual([]);

  const expected = new Map<string, number>();
  for (const { memberId } of sent) expected.set(memberId, (expected.get(memberId) ?? 0) + 10);
  for (const [memberId, points] of expected) {
    const { items } = (await (await call(`/v1/members/${memberId}/wallets`)).json()) as {
      items: { wallet: string; available: number }[];
    };
    expect(items.find((item) => item.wallet === "points")?.available).toBe(points);
  }
  const proof = (await (await call("/v1/integrity")).json()) as { ok: boolean; findings: unknown[] };
  expect(proof).toMatchObject({ ok: true, findings: [] });
}, 300_000);
