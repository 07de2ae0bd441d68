import type { EntryView, Import, IntegrityReport, Member, WalletSummary } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMappings } from "./mappings.ts";
import { readPoints } from "./read-points.ts";
import { type PointsLedger, settlePoints } from "./settle-points.ts";
import { startOfFile, takeInWindows } from "./take-in.ts";
import { testFile } from "./test-files.ts";
import { noTotals, rowCounts } from "./totals.ts";

const mapping = createMappings("/no/data/dir").find("regulars-points", "points");
const header = "external_id,member_external_id,member_phone,wallet,points,date,expires_at,reason";
const csv = (...rows: string[]) => [header, ...rows, ""].join("\n");
const now = new Date("2026-06-01T04:00:00Z");

/** What was recorded, by external id; the same again is a repeat. */
function testLedger() {
  const booked = new Map<string, { points: number; at: number; expiresAt: number | null }>();
  const ledger: PointsLedger = {
    record: async (rows) =>
      rows.map(({ externalId, points, at, expiresAt }) => {
        if (booked.has(externalId)) return { status: "repeated" };
        booked.set(externalId, { points, at, expiresAt });
        return { status: "recorded" };
      }),
  };
  return { booked, ledger };
}

async function read(content: string) {
  const reader = await readPoints(testFile(content), mapping, {
    wallets: new Map([
      ["points", 0],
      ["coins", 2],
    ]),
    now,
  });
  const rows = [];
  for await (const { items } of reader.windows(0)) rows.push(...items);
  return rows;
}

describe("reading a file of points", () => {
  test("dates are local, a day of expiry is the last good one, and coins have their decimals", async () => {
    const [first, second] = await read(
      csv('1,A,,,"1,200",2025-03-01,2026-12-31,', "2,A,,coins,-2.5,2025-03-01 10:00:00,2026-12-31 18:00:00,fee"),
    );
    expect(first).toMatchObject({
      wallet: "points",
      points: 1200,
      at: Date.parse("2025-03-01T00:00:00+08:00"),
      expiresAt: Date.parse("2027-01-01T00:00:00+08:00"),
      reason: "balance taken over",
    });
    expect(second).toMatchObject({ wallet: "coins", points: -250, expiresAt: Date.parse("2026-12-31T18:00:00+08:00") });
  });

  test.each([
    [",A,,,5,2025-03-01,,", "row.value_missing"],
    ["1,,,,5,2025-03-01,,", "row.no_member"],
    ["1,A,,,,2025-03-01,,", "row.value_missing"],
    ["1,A,,,five,2025-03-01,,", "row.not_a_number"],
    ["1,A,,,1.5,2025-03-01,,", "row.points_too_fine"],
    ["1,A,,gold,5,2025-03-01,,", "points.unknown_wallet"],
    ["1,A,,,5,yesterday,,", "row.not_an_instant"],
    ["1,A,,,5,2026-07-01,,", "row.date_in_future"],
    ["1,A,,,5,2025-03-01,2024-01-01,", "row.expires_before_date"],
    ["1,A,,,0,2025-03-01,,", "row.zero_points"],
    ["1,A", "row.column_count"],
  ])("%s is told as %s", async (row, code) => {
    const [only] = await read(csv(row));
    expect(only && "reason" in only && typeof only.reason === "object" ? only.reason.code : null).toBe(code);
  });

  test("after a stop it goes on where it was: nothing lost, nothing double", async () => {
    const content = csv(
      ...Array.from({ length: 4500 }, (_, index) => `${index},M${index % 50},,,${index + 1},2025-03-01,,`),
    );
    const path = testFile(content);
    const { booked, ledger } = testLedger();
    const run = async (from: ReturnType<typeof startOfFile>, isGoingOn: () => boolean) => {
      const reader = await readPoints(path, mapping, { wallets: new Map([["points", 0]]), now });
      const taken = await takeInWindows(
        {
          reader,
          settle: (rows, totals) => settlePoints(rows, ledger, totals),
          writeRefused: async () => 0,
          save: async () => isGoingOn(),
        },
        from,
      );
      reader.close();
      return taken;
    };
    const stopped = await run(startOfFile(), () => false);
    expect([stopped.isComplete, stopped.checkpoint.items]).toEqual([false, 2000]);
    // Killed after the till had heard of the second stretch, before its place was kept.
    await run(structuredClone(stopped.checkpoint), () => false);
    const ended = await run(stopped.checkpoint, () => true);
    expect(ended.isComplete).toBe(true);
    expect(booked.size).toBe(4500);
    expect(rowCounts(ended.checkpoint.totals)).toEqual({ accepted: 4500, refused: 0, skipped: 0 });
    expect(ended.checkpoint.totals.points).toMatchObject({ recorded: 2500, repeated: 2000, refused: 0 });
    expect(noTotals().points).toBeUndefined();
  });
});

describe("an import of points over HTTP", () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({ now });
  });
  afterAll(() => app.close());

  async function upload(content: string, fields: Record<string, string> = { kind: "points" }): Promise<Import> {
    const boundary = "----regulars";
    const parts = Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="points.csv"\r\ncontent-type: text/csv\r\n\r\n`;
    const response = await app.app.inject({
      url: "/v1/imports",
      method: "POST",
      payload: `${parts.join("")}${head}${content}\r\n--${boundary}--\r\n`,
      headers: {
        authorization: `Bearer ${app.apiKey}`,
        "accept-language": "en",
        "content-type": `multipart/form-data; boundary=${boundary}`,
      },
    });
    expect(response.statusCode, response.body).toBe(202);
    const { id } = response.json<Import>();
    const uuid = id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    const job = app.modules.flatMap((module) => module.jobs?.["imports.run"] ?? [])[0];
    await job?.({ id: uuid }, { logger: app.platform.logger, signal: new AbortController().signal });
    return (await app.call<Import>(`/v1/imports/${id}`)).body;
  }

  const file = csv(
    "OB-1,A1,,,1200,2025-03-01,2026-12-31,opening balance",
    "OB-2,A1,,,300,2025-09-15,,",
    "OB-3,,13800138000,,50,2026-01-01,,",
    "OB-4,A1,,,-100,2026-02-01,,correction",
    "OB-5,A1,,,-5000,2026-02-01,,more than there is",
    "OB-6,A1,,gold,5,2025-03-01,,",
  );

  test("brings balances with their own dates, makes members, and gives back the rows that could not go in", async () => {
    const done = await upload(file);
    expect(done).toMatchObject({
      kind: "points",
      mapping: "regulars-points",
      status: "finished",
      rowsRead: 6,
      rowsAccepted: 4,
      rowsRefused: 2,
      totals: null,
      pointsTotals: { members: 2, recorded: 4, repeated: 0, refused: 1, credited: 1550, debited: 100 },
    });
    const { body } = await app.call<{ member: Member }>("/v1/members/ext:A1");
    expect(body.member.joinedAt).toBe("2025-02-28T16:00:00.000Z");
    const wallets = await app.call<{ items: WalletSummary[] }>("/v1/members/ext:A1/wallets");
    expect(wallets.body.items[0]).toMatchObject({
      available: 1400,
      expiring: [{ at: "2026-12-31T16:00:00.000Z", amount: 1100 }],
    });
    const entries = await app.call<{ items: EntryView[] }>("/v1/members/ext:A1/entries");
    expect(entries.body.items.map(({ kind, amount, effectiveAt }) => [kind, amount, effectiveAt.slice(0, 10)])).toEqual(
      [
        ["adjust", -100, "2026-01-31"],
        ["import", 300, "2025-09-14"],
        ["import", 1200, "2025-02-28"],
      ],
    );
    const errors = await app.app.inject({
      url: done.errorFileUrl ?? "",
      headers: { authorization: `Bearer ${app.apiKey}` },
    });
    expect(errors.body).toMatch(/6,points\.insufficient_balance/);
    expect(errors.body).toMatch(/7,points\.unknown_wallet/);
  });

  test("the same file again changes nothing", async () => {
    const again = await upload(file);
    expect(again).toMatchObject({
      rowsAccepted: 4,
      pointsTotals: { recorded: 0, repeated: 4, refused: 1, credited: 0 },
    });
    const changed = await upload(csv("OB-2,A1,,,301,2025-09-15,,"));
    expect(changed.pointsTotals?.reasons.map(({ code }) => code)).toEqual(["fact.duplicate_with_different_content"]);
    const wallets = await app.call<{ items: WalletSummary[] }>("/v1/members/ext:A1/wallets");
    expect(wallets.body.items[0]?.available).toBe(1400);
    expect((await app.call<IntegrityReport>("/v1/integrity")).body.findings).toEqual([]);
  });

  test("is told apart in what is owed", async () => {
    const { body } = await app.call<{ adjusted: number; imported: number; closing: number; changedAfterClose: object }>(
      "/v1/reports/liability?from=2025-01-01",
    );
    expect(body).toMatchObject({ adjusted: 1450, imported: 1550, closing: 1450, changedAfterClose: { entries: 4 } });
  });
});
