import type { PreviewMoves } from "@regulars/contracts";
import { type Ladder, ladderSchema, type Programme } from "@regulars/engine";
import { createShop, createTestApp, type Shop, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

const text = (word: string) => ({ zh: word, en: word });

function ladder(silver: number, parts: object = {}): Ladder {
  return ladderSchema.parse({
    id: "main",
    name: text("main"),
    metric: { kind: "spend" },
    window: { kind: "lifetime" },
    downgrade: { kind: "period_end", validFor: "P12M" },
    tiers: [
      { id: "normal", name: text("normal"), from: 0 },
      { id: "silver", name: text("silver"), from: silver },
      { id: "gold", name: text("gold"), from: 500_000 },
    ],
    ...parts,
  });
}

let app: TestApp;
let shop: Shop;
let published: Programme;
const members: string[] = [];

beforeAll(async () => {
  app = await createTestApp({ now: "2026-03-01T04:00:00Z" });
  shop = createShop(app);
  await shop.publish({}, { ladders: [ladder(100_000)] });
  for (const spent of [20_000, 60_000, 150_000, 600_000]) {
    const member = await shop.newMember();
    members.push(member);
    await shop.buy(member, spent);
  }
  published = (await app.call<{ programme: Programme }>("/v1/programme")).body.programme;
});
afterAll(() => app.close());

async function preview(ladders: Ladder[], body: object = {}): Promise<{ status: number; body: PreviewMoves }> {
  const saved = await app.call("/v1/programme/draft", {
    method: "PUT",
    body: { programme: { ...published, ladders } },
  });
  expect(saved.status).toBe(200);
  return app.call<PreviewMoves>("/v1/programme/draft/preview-moves", { body });
}

test("an unchanged ladder moves nobody", async () => {
  const { status, body } = await preview([ladder(100_000)]);
  expect(status).toBe(200);
  expect(body.members).toBe(4);
  expect(body.ladders).toMatchObject([{ ladder: "main", upgraded: 0, downgraded: 0, unchanged: 4, samples: [] }]);
});

test("a lower threshold raises those who reach it, and names some of them", async () => {
  const { body } = await preview([ladder(50_000)]);
  const [main] = body.ladders;
  expect(main?.moves).toEqual([
    { from: "gold", to: "gold", members: 1 },
    { from: "normal", to: "normal", members: 1 },
    { from: "normal", to: "silver", members: 1 },
    { from: "silver", to: "silver", members: 1 },
  ]);
  expect(main).toMatchObject({ upgraded: 1, downgraded: 0, unchanged: 3 });
  expect(main?.samples).toMatchObject([{ memberId: members[1], from: "normal", to: "silver", metric: 60_000 }]);
});

test("a higher threshold takes no tier at once, but says who would fall when the period ends", async () => {
  const [main] = (await preview([ladder(200_000)])).body.ladders;
  expect(main).toMatchObject({ upgraded: 0, downgraded: 0, unchanged: 4 });
  expect(main?.atRisk).toEqual([{ tier: "silver", reaches: "normal", members: 1 }]);
});

test("a metric that nobody has counted yet is counted from history", async () => {
  await shop.buy(members[0] ?? "", 20_000);
  const visits = ladder(2, { metric: { kind: "orders" }, tiers: ladder(2).tiers.slice(0, 2) });
  const [main] = (await preview([visits])).body.ladders;
  expect(main?.moves.filter((move) => move.to === "silver")).toEqual([
    { from: "normal", to: "silver", members: 1 },
    { from: "silver", to: "silver", members: 1 },
  ]);
});

test("what is previewed is what publishing does", async () => {
  const next = ladder(40_000);
  const [main] = (await preview([next])).body.ladders;
  await shop.publish({}, { ladders: [next] });
  await shop.runJob("accounts.settle_all");
  const { rows } = await app.platform.pool.query(
    "select tier as to, count(*)::int as members from member_tiers where ladder = 'main' group by 1 order by 1",
  );
  const ends = new Map<string, number>();
  for (const { to, members: count } of main?.moves ?? []) ends.set(to, (ends.get(to) ?? 0) + count);
  expect(rows).toEqual([...ends].sort().map(([to, count]) => ({ to, members: count })));
});

test("a ladder that the draft does not have is not found", async () => {
  expect((await preview([ladder(1)], { ladder: "other" })).status).toBe(404);
});
