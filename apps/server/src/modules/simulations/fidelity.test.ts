import type { Simulation } from "@regulars/contracts";
import { programmeSchema } from "@regulars/engine";
import { createShop, createTestApp, type Shop, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPublicId } from "../../platform/ids.ts";
import { liveThrough, simulate } from "./test-builders.ts";

const text = (word: string) => ({ zh: word, en: word });

/** A month in which points last three weeks, tiers by rolling spend, and rules that look back. */
const busy = programmeSchema.pick({ ladders: true, rules: true }).parse({
  ladders: [
    {
      id: "main",
      name: text("main"),
      metric: { kind: "spend" },
      window: { kind: "rolling", duration: "P10D" },
      downgrade: { kind: "period_end", step: "one", validFor: "P7D", noticeDays: [3] },
      tiers: [
        { id: "normal", name: text("normal"), from: 0 },
        { id: "silver", name: text("silver"), from: 60_000 },
        { id: "gold", name: text("gold"), from: 150_000 },
      ],
    },
  ],
  rules: [
    { id: "base", name: text("base"), wallet: "points", amount: { kind: "rate", points: 1, per: 100 } },
    {
      id: "third",
      name: text("third"),
      wallet: "points",
      when: { event: "order", window: { last: "P7D" }, is: { count: { gte: 3 } } },
      amount: { kind: "fixed", points: 50 },
      caps: [{ per: "week", points: 100 }],
    },
    {
      id: "gold-extra",
      name: text("gold-extra"),
      wallet: "points",
      when: { tier: { ladder: "main", is: "at_least", tier: "silver" } },
      amount: { kind: "rate", points: 1, per: 1000 },
    },
    {
      id: "rise",
      name: text("rise"),
      wallet: "points",
      trigger: { kind: "tier_entry", ladder: "main" },
      amount: { kind: "fixed", points: 88 },
    },
    {
      id: "checkin",
      name: text("checkin"),
      wallet: "points",
      trigger: { kind: "event", event: "checkin" },
      amount: { kind: "fixed", points: 5 },
    },
  ],
});

const { rules: occasions } = programmeSchema.pick({ rules: true }).parse({
  rules: [
    {
      id: "welcome",
      name: text("welcome"),
      wallet: "points",
      trigger: { kind: "registration" },
      amount: { kind: "fixed", points: 20 },
    },
    {
      id: "birthday",
      name: text("birthday"),
      wallet: "points",
      trigger: { kind: "birthday" },
      amount: { kind: "fixed", points: 66 },
    },
  ],
});

const began = "2026-03-01T04:00:00.000Z";

function likeReality({ result }: Simulation): void {
  expect(result).not.toBeNull();
  if (!result) return;
  expect(result.refused.simulated).toEqual([]);
  expect(result.unaffordable).toEqual([]);
  expect(result.total.simulated).toEqual(result.total.actual);
  for (const { id, actual, simulated } of result.rules) expect({ id, ...simulated }).toEqual({ id, ...actual });
  for (const { month, actual, simulated } of result.months)
    expect({ month, ...simulated }).toEqual({ month, ...actual });
  for (const moves of result.moves) expect(moves.different).toEqual([]);
}

describe("a shop's everyday", () => {
  let app: TestApp;
  let shop: Shop;
  beforeAll(async () => {
    app = await createTestApp({ now: began });
    shop = createShop(app);
    await shop.publish(
      {
        pending: { kind: "duration", duration: "P1D" },
        expiry: { kind: "duration", duration: "P20D", round: "day" },
        costPer1000: 700,
      },
      busy,
    );
    await liveThrough(app, shop, { steps: 260, seed: 7 });
  });
  afterAll(() => app.close());

  test("history replayed under the programme that was in force gives what really happened", async () => {
    const whole = await simulate(app, { programme: "published", from: began, to: app.clock.now().toISOString() });
    expect(whole.status).toBe("finished");
    likeReality(whole);
    expect(whole.result?.total.actual.issued).toBeGreaterThan(0);
    expect(whole.result?.total.actual.expired).toBeGreaterThan(0);
    expect(whole.result?.total.actual.spent).toBeGreaterThan(0);
    expect(whole.result?.moves[0]?.flows.length).toBeGreaterThan(1);
  });

  test("a span that begins in the middle takes the state up as it was", async () => {
    const to = app.clock.now();
    for (const share of [0.3, 0.6, 0.85]) {
      const from = new Date(Date.parse(began) + (to.getTime() - Date.parse(began)) * share).toISOString();
      likeReality(await simulate(app, { programme: "published", from, to: to.toISOString() }));
    }
  });
});

describe("what seldom happens", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ now: began });
    const shop = createShop(app);
    await shop.publish(
      {
        expiry: { kind: "inactivity", duration: "P12D", round: "day" },
        transfer: { dates: "keep" },
        costPer1000: 700,
      },
      { ...busy, rules: [...busy.rules, ...occasions] },
    );
    await liveThrough(app, shop, { steps: 320, seed: 23, withRare: true });
  });
  afterAll(() => app.close());

  test("gifts, reversals, granted tiers, new members, late receipts and lapses are replayed as they were", async () => {
    const whole = await simulate(app, { programme: "published", from: began, to: app.clock.now().toISOString() });
    likeReality(whole);
    const { rows } = await app.platform.pool.query(
      `select (select count(*)::int from transfers) as gifts, (select count(*)::int from reversals) as reversals,
         (select count(*)::int from tier_grants) as grants, (select count(*)::int from entries where rule_id = 'welcome') as welcomes,
         (select count(*)::int from entries where rule_id = 'birthday') as birthdays`,
    );
    for (const [what, times] of Object.entries(rows[0])) expect([what, times]).not.toEqual([what, 0]);
    expect(whole.result?.total.actual.expired).toBeGreaterThan(0);
  });

  test("a span that begins in the middle takes all of it up", async () => {
    const to = app.clock.now();
    for (const share of [0.2, 0.4, 0.5, 0.7, 0.8]) {
      const from = new Date(Date.parse(began) + (to.getTime() - Date.parse(began)) * share).toISOString();
      likeReality(await simulate(app, { programme: "published", from, to: to.toISOString() }));
    }
  });
});

describe("a wallet that dies of disuse", () => {
  const day = 86_400_000;
  const days = (count: number): number => count * day;
  const { rules } = programmeSchema.pick({ rules: true }).parse({ rules: busy.rules.slice(0, 1) });
  let app: TestApp;
  let shop: Shop;
  beforeAll(async () => {
    app = await createTestApp({ now: began });
    shop = createShop(app);
    await shop.publish({ expiry: { kind: "inactivity", duration: "P12D", round: "day" } }, { ladders: [], rules });
  });
  afterAll(() => app.close());

  async function pass(time: number): Promise<void> {
    app.clock.advance(time);
    await shop.runJob("accounts.settle_due");
  }

  async function spendAll(memberId: string, points: number): Promise<string> {
    const body = { memberId, wallet: "points", points, reason: "test", source: "till", externalId: memberId };
    const spent = await app.call<{ outcome: { entries: { id: string }[] } }>("/v1/points/spend", { body });
    return spent.body.outcome.entries[0]?.id ?? "";
  }

  test("that died before the span and was in use again: what comes back is dead as it was", async () => {
    const [payer, spender] = [await shop.newMember(), await shop.newMember()];
    for (const member of [payer, spender]) await shop.buy(member, 10_000);
    await pass(days(1));
    const paid = await shop.buy(payer, 10_000, { redeem: [{ wallet: "points", points: 60 }] });
    // Nothing is left that could be seen to expire.
    const spent = await spendAll(spender, 100);
    await pass(days(20));
    for (const member of [payer, spender]) await shop.buy(member, 5_000);
    await pass(days(1));
    const from = app.clock.now().toISOString();
    await pass(days(1));
    await shop.refund(paid);
    const reversed = await app.call(`/v1/entries/${spent}/reverse`, { body: { reason: "test" } });
    expect(reversed.status).toBeLessThan(300);
    await pass(days(1));
    const simulation = await simulate(app, { programme: "published", from, to: app.clock.now().toISOString() });
    likeReality(simulation);
    expect(simulation.result?.total.actual.expired).toBe(160);
  });

  test("that died at the very instant at which a late receipt was told is not kept alive by it", async () => {
    const from = app.clock.now();
    const member = await shop.newMember();
    await shop.buy(member, 10_000);
    // Twelve days and the rest of the day.
    await pass(days(12.5));
    const late = new Date(app.clock.now().getTime() - days(1)).toISOString();
    await shop.buy(member, 5_000, { at: late });
    await pass(days(1));
    const to = app.clock.now().toISOString();
    const simulation = await simulate(app, { programme: "published", from: from.toISOString(), to });
    likeReality(simulation);
    const { rows } = await app.platform.pool.query(
      "select amount from entries where kind = 'expire' and effective_at = $1 and member_id = $2",
      [new Date(from.getTime() + days(12.5)), fromPublicId("mbr", member)],
    );
    expect(rows.map(({ amount }) => Number(amount))).toEqual([-100]);
  });
});
