import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTillBench,
  order,
  reverse,
  spend,
  statuses,
  type TillBench,
  testProgramme,
  transfer,
} from "./test-builders.ts";
import type { Accepted } from "./till-answer.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

/** Points may be given away, miles may not. */
const programme = testProgramme({
  wallets: [
    { id: "points", name: text("points"), redemption: { points: 100, amount: 100 }, transfer: { maxPerDay: 10_000 } },
    { id: "miles", name: text("miles") },
    { id: "strict", name: text("strict"), transfer: {}, negative: "refuse" },
  ],
});

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench(programme);
});
afterAll(() => bench.close());

async function memberWith(points: number): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member was made");
  if (points > 0) await bench.accept(order(id, points));
  return id;
}

function entryOf({ entries }: Pick<Accepted, "entries">, kind: string): string {
  const entry = entries.find((one) => one.kind === kind);
  if (!entry) throw new Error(`no ${kind} entry`);
  return entry.id;
}

test("a transfer takes from one and gives to the other, with the dates of the points", async () => {
  const [giver, taker] = [await memberWith(100), await memberWith(0)];
  const answer = await bench.accept(transfer(giver, taker, 60));
  expect(answer.entries.map(({ kind, amount }) => [kind, amount])).toEqual([["transfer_out", -60]]);
  expect(answer.counterpart).toMatchObject({ memberId: taker, entries: [{ kind: "transfer_in", amount: 60 }] });
  expect([await bench.balance(giver), await bench.balance(taker)]).toEqual([40, 60]);
  const { rows } = await bench.pool.query("select active_from from lots where member_id = any($1)", [[giver, taker]]);
  expect(new Set(rows.map((row) => row.active_from.getTime())).size).toBe(1);
  expect(await bench.proof()).toEqual([]);
});

test("a transfer told twice is booked once, also at the same moment", async () => {
  const [giver, taker] = [await memberWith(100), await memberWith(0)];
  const gift = transfer(giver, taker, 60);
  const answers = (await Promise.all(Array.from({ length: 12 }, () => bench.record([gift])))).flat();
  expect(statuses(answers).toSorted()).toEqual(["recorded", ...Array<string>(11).fill("repeated")].toSorted());
  const again = await bench.accept(gift);
  expect(again.counterpart).toMatchObject({ memberId: taker, entries: [{ amount: 60 }] });
  expect(statuses(await bench.record([{ ...gift, points: 61 }]))).toEqual(["fact.duplicate_with_different_content"]);
  expect([await bench.balance(giver), await bench.balance(taker)]).toEqual([40, 60]);
});

test("twenty gifts at once from a hundred points give a hundred", async () => {
  const giver = await memberWith(100);
  const takers = await bench.addMembers(20);
  const gifts = takers.map((taker) => transfer(giver, taker, 100));
  const became = statuses((await Promise.all(gifts.map((gift) => bench.record([gift])))).flat());
  expect(became.filter((status) => status === "recorded")).toHaveLength(1);
  expect(became.filter((status) => status === "points.insufficient_balance")).toHaveLength(19);
  const held = await Promise.all([giver, ...takers].map((id) => bench.balance(id)));
  expect(held.reduce((sum, points) => sum + points, 0)).toBe(100);
  expect(await bench.proof()).toEqual([]);
});

test("two hundred transfers both ways at once neither deadlock nor lose a point", async () => {
  const [one, two] = [await memberWith(1_000), await memberWith(1_000)];
  const gifts = Array.from({ length: 200 }, (_, index) =>
    index % 2 === 0 ? transfer(one, two, 3) : transfer(two, one, 2),
  );
  const became = statuses((await Promise.all(gifts.map((gift) => bench.record([gift])))).flat());
  expect(new Set(became)).toEqual(new Set(["recorded"]));
  expect([await bench.balance(one), await bench.balance(two)]).toEqual([900, 1_100]);
  expect(await bench.proof()).toEqual([]);
});

test("two credits to one member at once are both kept", async () => {
  const givers = await Promise.all(Array.from({ length: 10 }, () => memberWith(10)));
  const taker = await memberWith(0);
  await Promise.all(givers.map((giver) => bench.accept(transfer(giver, taker, 10))));
  expect(await bench.balance(taker)).toBe(100);
  expect(await bench.proof()).toEqual([]);
});

test("what the wallet's policy forbids, oneself, strangers and unknown wallets are refused and nothing moves", async () => {
  const [giver, taker] = [await memberWith(100), await memberWith(0)];
  expect(statuses(await bench.record([transfer(giver, giver, 10)]))).toEqual(["points.transfer_to_self"]);
  expect(statuses(await bench.record([transfer(giver, taker, 10, { wallet: "miles" })]))).toEqual([
    "points.not_transferable",
  ]);
  expect(statuses(await bench.record([transfer(giver, taker, 10, { wallet: "gold" })]))).toEqual([
    "points.unknown_wallet",
  ]);
  const stranger = "019ab000-0000-7000-8000-0000000000aa";
  expect(statuses(await bench.record([transfer(giver, stranger, 10)]))).toEqual(["member.not_found"]);
  expect([await bench.balance(giver), await bench.balance(taker)]).toEqual([100, 0]);
});

test("a transfer is taken back on both sides, once, from whichever side it is asked", async () => {
  const [giver, taker] = [await memberWith(100), await memberWith(0)];
  const gift = await bench.accept(transfer(giver, taker, 60));
  const [out, into] = [entryOf(gift, "transfer_out"), entryOf(gift.counterpart ?? { entries: [] }, "transfer_in")];
  const wishes = [
    ...Array.from({ length: 6 }, () => reverse(giver, out, { partnerId: taker })),
    ...Array.from({ length: 6 }, () => reverse(taker, into, { partnerId: giver })),
  ];
  const became = statuses((await Promise.all(wishes.map((wish) => bench.record([wish])))).flat());
  expect(became.filter((status) => status === "recorded")).toHaveLength(1);
  expect(became.filter((status) => status === "repeated")).toHaveLength(11);
  expect([await bench.balance(giver), await bench.balance(taker)]).toEqual([100, 0]);
  const again = await bench.accept(reverse(taker, into, { partnerId: giver }));
  expect(again.entries).toMatchObject([{ memberId: taker, kind: "revoke", amount: -60 }]);
  expect(again.counterpart).toMatchObject({ memberId: giver, entries: [{ kind: "return", amount: 60 }] });
  expect(statuses(await bench.record([reverse(giver, out, { partnerId: taker, reason: "again" })]))).toEqual([
    "entry.already_reversed",
  ]);
  expect(await bench.proof()).toEqual([]);
});

test("a gift that is spent already cannot be taken back where arrears are refused, and neither side changes", async () => {
  const [giver, taker] = [await memberWith(0), await memberWith(0)];
  const given = {
    kind: "adjust" as const,
    wallet: "strict",
    points: 50,
    reason: "start",
    at: new Date("2026-06-01T03:00:00Z"),
  };
  await bench.accept({ ...given, memberId: giver, source: "test", externalId: "strict-1", actor: "test" });
  const gift = await bench.accept(transfer(giver, taker, 50, { wallet: "strict" }));
  await bench.accept(spend(taker, 30, { wallet: "strict" }));
  const wish = reverse(giver, entryOf(gift, "transfer_out"), { partnerId: taker });
  expect(statuses(await bench.record([wish]))).toEqual(["points.insufficient_balance"]);
  const { rows } = await bench.pool.query(
    "select member_id, (state -> 'wallets' -> 'strict' ->> 'available')::int as points from member_accounts where member_id = any($1)",
    [[giver, taker]],
  );
  expect(new Map(rows.map((row) => [row.member_id, row.points]))).toEqual(
    new Map([
      [giver, 0],
      [taker, 20],
    ]),
  );
  expect(await bench.proof()).toEqual([]);
});

test("a gift taken back leaves room for another on the same day", async () => {
  const [giver, taker] = [await memberWith(20_000), await memberWith(0)];
  const given = await bench.accept(transfer(giver, taker, 10_000));
  expect(statuses(await bench.record([transfer(giver, taker, 1)]))).toEqual(["points.transfer_limit"]);
  await bench.accept(reverse(giver, entryOf(given, "transfer_out"), { partnerId: taker }));
  expect(statuses(await bench.record([transfer(giver, taker, 10_000), transfer(giver, taker, 1)]))).toEqual([
    "recorded",
    "points.transfer_limit",
  ]);
  expect(await bench.proof()).toEqual([]);
});
