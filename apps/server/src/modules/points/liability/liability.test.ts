import type { BreakageReport, EntryView, LiabilityFlows, LiabilityReport } from "@regulars/contracts";
import { createShop, createTestApp, type Shop, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPublicId } from "../../../platform/ids.ts";
import { rebuildLiability } from "./fold.ts";

type Answer = LiabilityReport & { items: LiabilityReport[] };

const day = 86_400_000;
let app: TestApp;
let shop: Shop;

beforeAll(async () => {
  app = await createTestApp({ now: "2026-01-10T04:00:00Z" });
  shop = createShop(app);
  await shop.publish({
    expiry: { kind: "duration", duration: "P1M", round: "month" },
    transfer: { dates: "keep" },
    costPer1000: 1500,
    negative: "arrears",
  });
});
afterAll(() => app.close());

async function report(query = ""): Promise<Answer> {
  const { body, status } = await app.call<Answer>(`/v1/reports/liability${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  for (const period of [body, ...body.items, ...body.periods]) expect(closingOf(period)).toBe(period.closing);
  return body;
}

function closingOf(flows: LiabilityFlows): number {
  const { opening, issued, spent, expired, clawedBack, adjusted, transferredIn, transferredOut } = flows;
  return opening + issued - spent - expired - clawedBack + adjusted + transferredIn - transferredOut;
}

/** Everything but what depends on when it was asked. */
function figures({ periods, now, expiring, expiringLater, neverExpiring }: Answer) {
  return { periods, now, expiring, expiringLater, neverExpiring };
}

describe("what is owed", () => {
  let member: string;
  let friend: string;

  beforeAll(async () => {
    [member, friend] = [await shop.newMember(), await shop.newMember()];
    const order = await shop.buy(member, 100_000);
    await shop.buy(member, 20_000, { redeem: [{ wallet: "points", points: 300 }] });
    await shop.refund(order, 1);
    await shop.adjust(member, 40);
    await shop.transfer(member, friend, 50);
  });

  test("is told by month, adds up, and has a receipt in it as soon as it is answered", async () => {
    const before = await report("?wallet=points");
    expect(before).toMatchObject({
      opening: 0,
      issued: 1197,
      spent: 300,
      clawedBack: 500,
      adjusted: 40,
      transferredIn: 50,
      transferredOut: 50,
      closing: 437,
      moneyValue: { amount: 656, currency: "CNY" },
      redemptionRateBps: 2506,
      changedAfterClose: null,
    });
    expect(before.now).toMatchObject({ available: 437, pending: 0, held: 0, arrears: 0, owed: 437 });
    await shop.buy(friend, 1000);
    expect((await report()).closing).toBe(447);
  });

  test("is the same before and after the sums are brought forward, and when they are made anew", async () => {
    const before = figures(await report());
    await shop.runJob("liability.fold");
    const { rows } = await sql<{ n: number }>`select count(*) as n from liability_days`.execute(app.platform.db);
    expect(rows[0]?.n).toBeGreaterThan(3);
    expect(figures(await report())).toEqual(before);
    await rebuildLiability(app.platform.db, "Asia/Shanghai");
    expect(figures(await report())).toEqual(before);
    await rebuildLiability(app.platform.db, "America/New_York");
    expect(figures(await report())).toEqual(before);
    await shop.runJob("liability.fold");
    expect(figures(await report())).toEqual(before);
  });

  test("holds are apart, and those whose time is out are not", async () => {
    const hold = await shop.hold(friend, 60, 3600);
    expect((await report()).now).toMatchObject({ available: 387, held: 60, owed: 447 });
    app.clock.advance(2 * 3_600_000);
    expect((await report()).now).toMatchObject({ available: 447, held: 0, owed: 447 });
    await shop.runJob("accounts.settle_due");
    expect((await report()).now).toMatchObject({ available: 447, held: 0, owed: 447 });
    expect(hold).toMatch(/^hld_/);
    expect((await shop.prove()).findings).toEqual([]);
  });

  test("what dies at the end of February counts there, whether it is booked or not", async () => {
    expect((await report()).expiring.slice(0, 3)).toMatchObject([
      { month: "2026-01", points: 0 },
      { month: "2026-02", points: 447 },
      { month: "2026-03", points: 0 },
    ]);
    app.clock.advance(60 * day);
    const unbooked = await report("?from=2026-01-01");
    expect(unbooked.periods.map(({ expired, closing }) => ({ expired, closing }))).toEqual([
      { expired: 0, closing: 447 },
      { expired: 447, closing: 0 },
      { expired: 0, closing: 0 },
    ]);
    expect(unbooked.now.owed).toBe(0);
    const { rows } = await sql<{ n: number }>`select count(*) as n from entries where kind = 'expire'`.execute(
      app.platform.db,
    );
    expect(rows[0]?.n).toBe(0);
    await shop.runJob("accounts.settle_due");
    expect(figures(await report("?from=2026-01-01"))).toEqual(figures(unbooked));
    await shop.runJob("liability.fold");
    expect(figures(await report("?from=2026-01-01"))).toEqual(figures(unbooked));
    expect((await shop.prove()).findings).toEqual([]);
  });

  test("a fact recorded late lands in its month, which says that it has changed since", async () => {
    await shop.buy(friend, 3000, { at: "2026-02-20T10:00:00+08:00" });
    const { periods, changedAfterClose } = await report("?from=2026-01-01");
    expect(periods.map((period) => [period.issued, period.changedAfterClose?.points ?? null])).toEqual([
      [1207, null],
      [30, 30],
      [0, null],
    ]);
    expect(changedAfterClose).toMatchObject({ entries: 1, points: 30 });
  });

  test("is told to whom, most first", async () => {
    const rich = await shop.newMember();
    await shop.buy(rich, 50_000);
    await shop.buy(member, 10_000);
    await shop.hold(rich, 100);
    const pages: { memberId: string; points: number }[] = [];
    let cursor = "";
    do {
      const url = `/v1/reports/liability/members?wallet=points&limit=1${cursor}`;
      const { body } = await app.call<{ items: typeof pages; nextCursor: string | null }>(url);
      pages.push(...body.items);
      cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
    } while (cursor !== "");
    expect(pages.map(({ memberId, points }) => ({ memberId, points }))).toEqual([
      { memberId: rich, points: 500 },
      { memberId: member, points: 100 },
      { memberId: friend, points: 30 },
    ]);
    expect((await report()).now.owed).toBe(630);
    expect((await app.call("/v1/reports/liability/members?wallet=nothing")).status).toBe(422);
    const headers = { authorization: `Bearer ${await app.keyWith(["points:read"])}` };
    const [sums, names] = ["/v1/reports/liability?wallet=points", "/v1/reports/liability/members?wallet=points"];
    expect((await app.call(sums, { headers })).status).toBe(200);
    expect((await app.call(names, { headers })).status).toBe(403);
  });

  test("goes to a spreadsheet", async () => {
    const answer = await app.app.inject({
      url: "/v1/reports/liability/export?from=2026-01-01&to=2026-02-01",
      headers: { authorization: `Bearer ${app.apiKey}` },
    });
    const [head, row] = answer.body.replace("\ufeff", "").trim().split("\n");
    expect(head).toBe(
      "wallet,from,to,opening,issued,spent,expired,clawedBack,adjusted,imported,transferredIn,transferredOut,closing,moneyValue,currency",
    );
    expect(row).toBe(
      "points,2025-12-31T16:00:00.000Z,2026-01-31T16:00:00.000Z,0,1207,300,0,500,40,0,50,50,447,671,CNY",
    );
  });

  test("forgets members who are removed with all their lines", async () => {
    await shop.runJob("liability.fold");
    const before = await report();
    const id = fromPublicId("mbr", friend);
    for (const table of ["entries", "lots", "holds", "member_accounts"])
      await sql.raw(`delete from ${table} where member_id = '${id}'`).execute(app.platform.db);
    expect((await report()).now.owed).toBe(before.now.owed - 30);
    expect((await shop.prove()).findings).toEqual([]);
  });
});

describe("a reversal", () => {
  test("takes from what it reverses: an adjustment, both sides of a transfer, a spend", async () => {
    const [giver, taker] = [await shop.newMember(), await shop.newMember()];
    await shop.buy(giver, 50_000);
    await shop.adjust(giver, 70);
    await shop.adjust(giver, -20);
    await shop.transfer(giver, taker, 30);
    const before = await report();
    const { body } = await app.call<{ items: EntryView[] }>(`/v1/members/${giver}/entries?kind=adjust,transfer_out`);
    for (const entry of body.items) await shop.reverse(entry.id);
    const after = await report();
    const changes = ["issued", "spent", "clawedBack", "adjusted", "transferredIn", "transferredOut"] as const;
    expect(Object.fromEntries(changes.map((flow) => [flow, after[flow] - before[flow]]))).toEqual({
      issued: 0,
      spent: 0,
      clawedBack: 0,
      adjusted: -50,
      transferredIn: -30,
      transferredOut: -30,
    });
    await shop.runJob("liability.fold");
    expect(figures(await report())).toEqual(figures(after));
    expect((await shop.prove()).findings).toEqual([]);
    const id = fromPublicId("mbr", giver);
    for (const table of ["entries", "lots", "holds", "member_accounts"])
      await sql.raw(`delete from ${table} where member_id = '${id}'`).execute(app.platform.db);
    expect((await shop.prove()).findings).toEqual([]);
  });
});

describe("sums and lines in one snapshot", () => {
  test("a transaction that is still open when the sums are brought forward is neither lost nor counted twice", async () => {
    const member = await shop.newMember();
    const before = (await report()).issued;
    const client = await app.platform.pool.connect();
    await client.query("begin");
    await client.query(
      `insert into entries (bucket, member_id, id, wallet, kind, amount, balance_after, fact_kind, fact_id, explanation, programme_version,
        actor, effective_at, recorded_at) values (0, $1, gen_random_uuid(), 'points', 'earn', 7, 7, 'order', gen_random_uuid(), '{}', 1, 'test', $2, $2)`,
      [fromPublicId("mbr", member), app.clock.now()],
    );
    await shop.buy(member, 1000);
    await shop.runJob("liability.fold");
    expect((await report()).issued).toBe(before + 10);
    await client.query("commit");
    client.release();
    expect((await report()).issued).toBe(before + 17);
    await shop.runJob("liability.fold");
    expect((await report()).issued).toBe(before + 17);
    await sql`delete from entries where amount = 7`.execute(app.platform.db);
    expect((await report()).issued).toBe(before + 10);
  });

  test("what is reported never falls behind what was answered while many write and the sums move", async () => {
    const members = await Promise.all(Array.from({ length: 8 }, () => shop.newMember()));
    const start = (await report()).issued;
    let answered = start;
    const sell = async (member: string) => {
      for (let index = 0; index < 10; index += 1) {
        await shop.buy(member, 1000);
        answered += 10;
      }
    };
    let isSelling = true;
    const watch = async () => {
      while (isSelling) {
        const atLeast = answered;
        const { issued } = await report();
        expect(issued).toBeGreaterThanOrEqual(atLeast);
        expect(issued).toBeLessThanOrEqual(start + 800);
      }
    };
    const fold = async () => {
      while (isSelling) await shop.runJob("liability.fold");
    };
    const others = [watch(), fold()];
    await Promise.all(members.map(sell));
    isSelling = false;
    await Promise.all(others);
    expect((await report()).issued).toBe(start + 800);
    expect((await shop.prove()).findings).toEqual([]);
  });
});

describe("breakage", () => {
  test("says why it cannot be told while there is little to tell from", async () => {
    const { body } = await app.call<BreakageReport>("/v1/reports/breakage?wallet=points");
    expect(body).toMatchObject({ breakageBps: null, expectedToExpire: null, reason: { code: "too_little_history" } });
  });

  test("follows the wallet's own history: half spent in the first month, what is left dies", async () => {
    await sql`delete from entries; `.execute(app.platform.db);
    await sql`delete from lots`.execute(app.platform.db);
    await sql`delete from holds`.execute(app.platform.db);
    await seedHistory();
    const { body } = await app.call<BreakageReport>("/v1/reports/breakage?wallet=points");
    // 200 old lots of 10: half of the points spent within their first month, the rest expired in the third.
    expect(body).toMatchObject({ outstanding: 1000, lotsSeen: 300, reason: null });
    expect(body.ages.slice(0, 3).map(({ month, spent }) => ({ month, spent }))).toEqual([
      { month: 0, spent: 1000 },
      { month: 1, spent: 0 },
      { month: 2, spent: 0 },
    ]);
    // 3,000 at risk of which 1,000 are open in their first month and count half: 1,000 / 2,500 = 40 %.
    expect(body.ages[0]).toMatchObject({ atRisk: 3000, hazardBps: 4000, unspentBps: 6000 });
    expect(body).toMatchObject({
      expectedToExpire: 600,
      breakageBps: 6000,
      moneyValue: { amount: 900, currency: "CNY" },
    });
  });
});

async function seedHistory(): Promise<void> {
  const now = app.clock.now();
  const ago = (days: number) => new Date(now.getTime() - days * day);
  await sql`
    insert into lots (bucket, member_id, id, wallet, amount, remaining, active_from, expires_at, activated, lapsed, fact_id)
    select 0, gen_random_uuid(), gen_random_uuid(), 'points', 10, 0, ${ago(200)}::timestamptz, ${ago(115)}::timestamptz, true, 5, gen_random_uuid()
    from generate_series(1, 200)`.execute(app.platform.db);
  for (const [kind, at] of [
    ["spend", ago(190)],
    ["expire", ago(115)],
  ] as const)
    await sql`
      insert into entries (bucket, member_id, id, wallet, kind, amount, balance_after, fact_kind, fact_id, allocations, explanation,
        programme_version, actor, effective_at, recorded_at)
      select 0, member_id, gen_random_uuid(), 'points', ${kind}, -5, 0, 'settle', gen_random_uuid(),
        json_build_array(json_build_object('lotId', id, 'amount', 5)), '{}', 1, 'test', ${at}, ${at} from lots`.execute(
      app.platform.db,
    );
  await sql`
    insert into lots (bucket, member_id, id, wallet, amount, remaining, active_from, expires_at, activated, fact_id)
    select 0, gen_random_uuid(), gen_random_uuid(), 'points', 10, 10, ${ago(3)}::timestamptz, ${ago(-80)}::timestamptz, true, gen_random_uuid()
    from generate_series(1, 100)`.execute(app.platform.db);
}

test("a key of a store is not told what the whole company owes", async () => {
  const [store] = (await app.call<{ items: { id: string }[] }>("/v1/stores")).body.items;
  const headers = { authorization: `Bearer ${await app.keyWith(["points:read", "members:read"], store?.id)}` };
  for (const path of ["liability", "liability/export", "liability/members?wallet=points", "breakage?wallet=points"])
    expect((await app.call(`/v1/reports/${path}`, { headers })).status, path).toBe(403);
});
