import { type Programme, programmeSchema } from "@regulars/engine";
import { createShop, createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { simulate } from "./test-builders.ts";

const text = (word: string) => ({ zh: word, en: word });
const began = "2026-03-01T04:00:00.000Z";
const day = 86_400_000;

const parts = programmeSchema.pick({ ladders: true, rules: true, tierOffers: true }).parse({
  ladders: [
    {
      id: "main",
      name: text("main"),
      metric: { kind: "spend" },
      window: { kind: "lifetime" },
      downgrade: { kind: "never" },
      tiers: [
        { id: "normal", name: text("normal"), from: 0 },
        { id: "silver", name: text("silver"), from: 100_000_000 },
      ],
    },
  ],
  rules: [
    { id: "base", name: text("base"), wallet: "points", amount: { kind: "rate", points: 1, per: 100 } },
    {
      id: "silver-extra",
      name: text("silver-extra"),
      wallet: "points",
      when: { tier: { ladder: "main", is: "at_least", tier: "silver" } },
      amount: { kind: "fixed", points: 7 },
    },
  ],
  tierOffers: [
    {
      id: "up",
      name: text("up"),
      wallet: "points",
      points: 80,
      ladder: "main",
      tier: "next",
      duration: "P5D",
      oncePer: "month",
    },
  ],
});

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ now: began });
  const shop = createShop(app);
  await shop.publish({}, parts);
  const member = await shop.newMember();
  const redeem = async (externalId: string): Promise<number> => {
    const body = { offer: "up", source: "test", externalId };
    return (await app.call(`/v1/members/${member}/tiers/redeem`, { body })).status;
  };
  app.clock.advance(day);
  await shop.buy(member, 10_000);
  app.clock.advance(day);
  expect(await redeem("first")).toBe(201);
  app.clock.advance(day);
  await shop.buy(member, 10_000);
  // After the tier's time.
  app.clock.advance(9 * day);
  await shop.runJob("accounts.settle_due");
  await shop.buy(member, 10_000);
  expect(await redeem("again in the month")).toBe(422);
  app.clock.advance(day);
});
afterAll(() => app.close());

const span = (from: string) => ({ from, to: app.clock.now().toISOString() });

function dearer(points: number): Partial<Programme> {
  return { ...parts, tierOffers: parts.tierOffers.map((offer) => ({ ...offer, points })) };
}

test("a redeemed tier is replayed with its price, its time and what it earned", async () => {
  for (const from of [began, "2026-03-03T05:00:00.000Z"]) {
    const { result } = await simulate(app, { programme: "published", ...span(from) });
    expect(result?.refused.simulated).toEqual([]);
    expect(result?.unaffordable).toEqual([]);
    expect(result?.total.simulated).toEqual(result?.total.actual);
    expect(result?.total.actual.issued).toBe(from === began ? 307 : 207);
    expect(result?.total.actual.spent).toBe(from === began ? 80 : 0);
  }
});

test("under a dearer offer the member who could not pay it has no tier and keeps the points", async () => {
  const { body } = await app.call<{ programme: Programme }>("/v1/programme");
  const programme = { ...body.programme, ...dearer(101) };
  const { result } = await simulate(app, { programme, ...span(began) });
  expect(result?.total.simulated).toMatchObject({ issued: 300, spent: 0, outstanding: 300 });
  expect(result?.unaffordable).toMatchObject([{ wallet: "points" }]);
});
