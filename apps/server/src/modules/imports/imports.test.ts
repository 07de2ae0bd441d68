import { readFileSync } from "node:fs";
import type { Import, ImportPreview, Member, Problem } from "@regulars/contracts";
import { createTestApp, type TestApp, type TestResponse } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { runImport } from "./run-import.ts";
import { localFile, startImport } from "./start-import.ts";
import { builtInMapping, regularsHeader, testFile } from "./test-files.ts";
import { testLedger } from "./test-ledger.ts";

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp({ now: "2026-06-01T04:00:00Z" });
});
afterAll(() => app.close());

const boundary = "----regulars";

function form(file: string | Buffer, fields: Record<string, string> = { mapping: "regulars" }) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="orders.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  return Buffer.concat([Buffer.from(parts.join("") + head), Buffer.from(file), Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

async function post<T>(url: string, payload: Buffer, headers: Record<string, string> = {}): Promise<TestResponse<T>> {
  const response = await app.app.inject({
    url,
    method: "POST",
    payload,
    headers: {
      authorization: `Bearer ${app.apiKey}`,
      "accept-language": "en",
      "content-type": `multipart/form-data; boundary=${boundary}`,
      ...headers,
    },
  });
  return { status: response.statusCode, body: response.json(), headers: response.headers };
}

const csv = (...rows: string[]) => [regularsHeader, ...rows, ""].join("\n");
const order = (id: string, member = "", sku = "A") => `${id},2026-03-01 10:00:00,${member},${sku},Thing,2,5.00,,,`;

/** Works off the queued job as a worker would. */
async function work(publicId: string, signal = new AbortController().signal): Promise<Import> {
  const id = publicId.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const handler = app.modules.flatMap((module) => module.jobs?.["imports.run"] ?? [])[0];
  if (!handler) throw new Error("no job imports.run");
  await handler({ id }, { logger: app.platform.logger, signal });
  const { body } = await app.call<Import>(`/v1/imports/${publicId}`);
  return body;
}

async function upload(content: string | Buffer, fields?: Record<string, string>): Promise<Import> {
  const { status, body } = await post<Import>("/v1/imports", form(content, fields));
  expect(status).toBe(202);
  return body;
}

const count = async (table: "orders" | "refunds" | "members" | "imports") =>
  Number(
    (
      await app.platform.db
        .selectFrom(table)
        .select((query) => query.fn.countAll().as("n"))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe("an import over HTTP", () => {
  it("takes orders and refunds in, makes members, and tells what became of every row", async () => {
    const content = csv(
      order("1", "A1"),
      order("1", "A1", "B"),
      order("2"),
      "R1,2026-03-02 10:00:00,,A,,1,5,,1,",
      "3,never,A1,A,,1,5,,,",
    );
    const waiting = await upload(content);
    expect(waiting).toMatchObject({
      status: "waiting",
      rowsRead: 0,
      fileName: "orders.csv",
      source: "regulars",
      totals: null,
    });
    const done = await work(waiting.id);
    expect(done).toMatchObject({
      status: "finished",
      percent: 100,
      rowsRead: 5,
      rowsAccepted: 4,
      rowsRefused: 1,
      rowsSkipped: 0,
      error: null,
    });
    expect(done.totals).toMatchObject({
      orders: { recorded: 2, net: 3000 },
      refunds: { recorded: 1, amount: 500 },
      orderNumbers: 4,
      customers: 1,
      guestLines: 2,
    });
    const member = await app.call<{ member: { orders: { count: number; net: number } } }>("/v1/members/ext:A1");
    expect(member.body.member.orders).toMatchObject({ count: 1, net: 1500 });
  });

  it("hands back every refused row with its line and reason", async () => {
    const done = await work((await upload(csv(order("10"), "11,never,A1,A,,1,5,,,", 'x"y'))).id);
    const response = await app.app.inject({
      url: done.errorFileUrl ?? "",
      headers: { authorization: `Bearer ${app.apiKey}` },
    });
    expect(response.headers["content-type"]).toContain("text/csv");
    expect(response.body.replace("\ufeff", "").split("\n")).toEqual([
      "line,code,原因,reason,row",
      '3,row.not_an_instant,placedAt 不是日期时间：never,placedAt is not a date and time: never,"11,never,A1,A,,1,5,,,"',
      '4,row.column_count,列数与表头不同,The number of columns differs from the header\'s,"x""y"',
      "",
    ]);
  });

  it("pays with the points a file tells of, and refuses an order whose member has too few, saying how many", async () => {
    const header = "order_id,placed_at,member_external_id,sku,quantity,unit_price,points_paid";
    const rows = [
      "P1,2026-03-01 10:00:00,PAYER,A,1,500.00,",
      "P2,2026-03-02 10:00:00,PAYER,A,1,20.00,300",
      "P2,2026-03-02 10:00:00,PAYER,B,1,10.00,300",
      "P3,2026-03-03 10:00:00,PAYER,A,1,20.00,900",
      "P4,2026-03-04 10:00:00,PAYER,A,1,20.00,",
    ];
    const done = await work((await upload([header, ...rows, ""].join("\n"))).id);
    expect(done).toMatchObject({ status: "finished", rowsAccepted: 4, rowsRefused: 1 });
    expect(done.totals?.orders).toMatchObject({ recorded: 3, refused: 1, net: 50_000 + 2_700 + 2_000 });
    expect(done.totals?.reasons).toMatchObject([{ code: "points.insufficient_balance", lines: 1 }]);
    const { body } = await app.call<{ member: Member }>("/v1/members/ext:PAYER");
    expect(body.member.wallets).toMatchObject([{ wallet: "points", available: 500 - 300 + 27 + 20 }]);
  });

  it("changes nothing when the same file comes a second time", async () => {
    const content = csv(order("20", "A2"), order("21"), "R20,2026-03-02 10:00:00,,A,,1,5,,20,");
    const first = await work((await upload(content)).id);
    const before = await Promise.all([count("orders"), count("refunds"), count("members")]);
    const second = await work((await upload(content)).id);
    expect(second).toMatchObject({ status: "finished", rowsAccepted: first.rowsAccepted, rowsRefused: 0 });
    expect(second.totals?.orders).toMatchObject({ recorded: 0, repeated: 2 });
    expect(second.totals?.refunds).toMatchObject({ recorded: 0, repeated: 1 });
    expect(await Promise.all([count("orders"), count("refunds"), count("members")])).toEqual(before);
  });

  it("refuses an order whose number was taken in with other content, and only that", async () => {
    await work((await upload(csv(order("30")))).id);
    const done = await work((await upload(csv(order("30", "", "OTHER"), order("31")))).id);
    expect(done).toMatchObject({ rowsAccepted: 1, rowsRefused: 1 });
    expect(done.totals?.reasons).toMatchObject([{ code: "fact.duplicate_with_different_content", lines: 1 }]);
  });

  it("refuses a wrong header at once, naming the columns, and keeps nothing", async () => {
    const before = await count("imports");
    const { status, body } = await post<Problem>("/v1/imports", form("number,when\n1,2\n"));
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: "import.file_refused" });
    expect(body.errors?.[0]).toMatchObject({ pointer: "file", code: "file.header" });
    expect(body.detail).toContain("order_id");
    expect(body.detail).toContain("number, when");
    expect(await count("imports")).toBe(before);
  });

  it.each([
    [{ mapping: "nothing-such" }, 422, "import.file_refused"],
    [{ mapping: "../../../etc/passwd.json" }, 422, "import.file_refused"],
    [{ mapping: "regulars", colour: "red" }, 400, "request.invalid"],
  ])("refuses the fields %j", async (fields, status, code) => {
    const answer = await post<Problem>("/v1/imports", form(csv(order("1")), fields));
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
  });

  it("takes the mapping whose columns the file has when none is named", async () => {
    const own = await upload(csv(order("auto-1")), {});
    expect(own.mapping).toBe("regulars");
    const retail = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    expect((await upload(retail, {})).mapping).toBe("online-retail");
  });

  it("fails with a clear reason when the programme has another currency, and writes nothing", async () => {
    const before = await count("orders");
    const file =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,2,X,1,2010-12-01 08:26:00,1.00,17850,UK\n";
    const done = await work((await upload(file, { mapping: "online-retail" })).id);
    expect(done).toMatchObject({ status: "failed", errorCode: "file.currency", rowsRead: 0 });
    expect(done.error).toContain("--currency GBP");
    expect(await count("orders")).toBe(before);
  });

  it("takes in what lies before a cut and says that the file is cut", async () => {
    const done = await work((await upload(`${csv(order("40"))}41,2026-03-01`)).id);
    expect(done).toMatchObject({ status: "failed", errorCode: "file.cut", rowsAccepted: 1, rowsRefused: 1 });
  });

  it("can be cancelled before it runs and resumed later", async () => {
    const waiting = await upload(csv(order("50"), order("51")));
    const cancelling = await app.call<Import>(`/v1/imports/${waiting.id}/cancel`, { method: "POST" });
    expect(cancelling.body.status).toBe("cancelling");
    expect((await work(waiting.id)).status).toBe("cancelled");
    expect((await app.call<Problem>(`/v1/imports/${waiting.id}/cancel`, { method: "POST" })).body.code).toBe(
      "import.not_running",
    );
    await app.call(`/v1/imports/${waiting.id}/resume`, { method: "POST" });
    expect(await work(waiting.id)).toMatchObject({ status: "finished", rowsAccepted: 2 });
    expect((await app.call<Problem>(`/v1/imports/${waiting.id}/resume`, { method: "POST" })).body.code).toBe(
      "import.not_stopped",
    );
  });

  it("shows the first rows of a file and the mappings that fit, keeping nothing", async () => {
    const before = await count("imports");
    const { status, body } = await post<ImportPreview>("/v1/imports/preview", form(csv(order("60"))));
    expect(status).toBe(200);
    expect(body).toMatchObject({ delimiter: ",", header: regularsHeader.split(","), rows: [order("60").split(",")] });
    expect(body.mappings.map(({ id, fits }) => [id, fits]).toSorted()).toEqual([
      ["online-retail", false],
      ["regulars", true],
      ["regulars-points", false],
    ]);
    expect(await count("imports")).toBe(before);
  });

  it("lists imports newest first, page by page", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: TestResponse<{ items: Import[]; nextCursor: string | null }> = await app.call(
        `/v1/imports?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.items.map((item) => item.id));
      cursor = page.body.nextCursor;
    }
    expect(seen).toHaveLength(await count("imports"));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("asks for permission to write", async () => {
    const key = await app.keyWith(["imports:read"]);
    const { status } = await post("/v1/imports", form(csv(order("70"))), { authorization: `Bearer ${key}` });
    expect(status).toBe(403);
  });
});

describe("an import that is stopped in the middle", () => {
  const rows = Array.from({ length: 2600 }, (_, index) => order(`S${index}`, `M${index % 40}`));
  rows.splice(700, 0, "bad,never,,A,,1,5,,,");
  rows.splice(1900, 0, "bad2,never,,A,,1,5,,,");

  it("goes on where it stopped, doubling and losing nothing, also when a checkpoint was lost", async () => {
    const ordersBefore = await count("orders");
    const waiting = await upload(csv(...rows));
    const stopping = new AbortController();
    stopping.abort();
    const uuid = waiting.id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    const imports = app.platform.db;
    expect(await work(waiting.id, stopping.signal)).toMatchObject({
      status: "running",
      rowsAccepted: 999,
      percent: 99,
    });
    const { checkpoint } = await imports
      .selectFrom("imports")
      .select("checkpoint")
      .where("id", "=", uuid)
      .executeTakeFirstOrThrow();
    expect(await work(waiting.id, stopping.signal)).toMatchObject({
      status: "running",
      rowsAccepted: 1998,
      rowsRefused: 2,
    });
    // As after a kill between the till's commit and the checkpoint: the last window comes again.
    await imports
      .updateTable("imports")
      .set({ checkpoint: JSON.stringify(checkpoint) })
      .where("id", "=", uuid)
      .execute();

    const done = await work(waiting.id);
    expect(done).toMatchObject({ status: "finished", rowsRead: 2602, rowsAccepted: 2600, rowsRefused: 2 });
    expect(await count("orders")).toBe(ordersBefore + 2600);
    const errors = readFileSync(app.platform.files.path(`imports/${uuid}/errors.csv`), "utf8")
      .trim()
      .split("\n");
    expect(errors.map((line) => line.split(",")[0])).toEqual(["line", "702", "1902"]);
    expect((await app.call<{ ok: boolean }>("/v1/integrity")).body.ok).toBe(true);
  });

  it("is worked on by one process at a time", async () => {
    const file = await localFile(testFile(csv(...rows)));
    const id = await startImport(
      app.platform,
      systemActor,
      { ...file, mapping: builtInMapping("regulars"), fileHash: null, source: "twice" },
      { enqueue: false },
    );
    const ledgers = [testLedger(), testLedger()];
    await Promise.all(
      ledgers.map((ledger) => {
        const noWallets = new Map<string, number>();
        const wallets = () => ({ all: noWallets, paying: noWallets });
        const others = { points: () => ({ record: async () => [] }), wallets };
        return runImport({ ...app.platform, currency: () => "CNY", ledger: () => ledger, ...others }, id);
      }),
    );
    expect(ledgers.map((ledger) => ledger.orders.size).toSorted()).toEqual([0, 2600]);
  });
});
