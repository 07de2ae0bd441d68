import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTillBench,
  happening,
  hold,
  order,
  reverse,
  spend,
  statuses,
  type TillBench,
  testProgramme,
} from "./test-builders.ts";
import type { Accepted } from "./till-answer.ts";

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench();
});
afterAll(() => bench.close());

async function memberWith(points: number): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member was made");
  await bench.accept(order(id, points));
  return id;
}

function firstEntry({ entries }: Accepted): string {
  return entries[0]?.id ?? "";
}

test("thirty spends of the same hundred points at once spend a hundred", async () => {
  const member = await memberWith(100);
  const wishes = Array.from({ length: 30 }, () => spend(member, 10));
  const became = statuses((await Promise.all(wishes.map((wish) => bench.record([wish])))).flat());
  expect(became.filter((status) => status === "recorded")).toHaveLength(10);
  expect(await bench.balance(member)).toBe(0);
  expect(await bench.proof()).toEqual([]);
});

test("a spend told twice under two request ids is booked once", async () => {
  const member = await memberWith(100);
  const wish = spend(member, 70);
  const answers = (await Promise.all([wish, wish, wish].map((one) => bench.record([one])))).flat();
  expect(statuses(answers).toSorted()).toEqual(["recorded", "repeated", "repeated"]);
  expect(await bench.balance(member)).toBe(30);
});

test("a spend taken back twenty times at once is taken back once, to the lots it came from", async () => {
  const member = await memberWith(100);
  const entry = firstEntry(await bench.accept(spend(member, 70)));
  const became = statuses(
    (await Promise.all(Array.from({ length: 20 }, () => bench.record([reverse(member, entry)])))).flat(),
  );
  expect(became.toSorted()).toEqual(["recorded", ...Array<string>(19).fill("repeated")].toSorted());
  expect(await bench.balance(member)).toBe(100);
  const { rows } = await bench.pool.query("select amount, remaining from lots where member_id = $1", [member]);
  expect(rows).toEqual([{ amount: 100, remaining: 100 }]);
  expect(await bench.proof()).toEqual([]);
});

test("an adjustment taken back after its points were spent leaves arrears, not free points", async () => {
  const member = await memberWith(10);
  const given = await bench.accept({
    kind: "adjust",
    memberId: member,
    wallet: "points",
    points: 50,
    reason: "sorry",
    at: new Date("2026-06-01T03:00:00Z"),
    source: "test",
    externalId: "sorry-1",
    actor: "test",
  });
  await bench.accept(spend(member, 60));
  await bench.accept(reverse(member, firstEntry(given)));
  const { rows } = await bench.pool.query(
    "select state -> 'wallets' -> 'points' ->> 'arrears' as arrears from member_accounts where member_id = $1",
    [member],
  );
  expect(rows).toEqual([{ arrears: "50" }]);
  expect(await bench.proof()).toEqual([]);
});

test("what belongs to an order, a reversal itself, a hold, and what is not there cannot be reversed", async () => {
  const member = await memberWith(100);
  const earned = firstEntry(await bench.accept(order(member, 5)));
  const held = firstEntry(await bench.accept(hold(member, 10)));
  const spent = firstEntry(await bench.accept(spend(member, 20)));
  const returned = firstEntry(await bench.accept(reverse(member, spent)));
  expect(
    statuses(
      await bench.record([
        reverse(member, earned),
        reverse(member, held),
        reverse(member, returned),
        reverse(member, "019ab000-0000-7000-8000-0000000000aa"),
        reverse(member, spent, { reason: "another" }),
      ]),
    ),
  ).toEqual([
    "entry.belongs_to_order",
    "entry.not_reversible",
    "entry.not_reversible",
    "entry.not_found",
    "entry.already_reversed",
  ]);
  expect(await bench.proof()).toEqual([]);
});

test("refunds, spends and reversals of one member at once leave every point accounted for", async () => {
  const member = await memberWith(300);
  const paid = await bench.accept(order(member, 10, { redeem: [{ wallet: "points", points: 200 }] }));
  const spent = firstEntry(await bench.accept(spend(member, 50)));
  const refund = (externalId: string) => ({
    kind: "refund" as const,
    order: { id: paid.order?.id ?? "" },
    amount: 100,
    externalId,
    refundedAt: new Date("2026-06-01T03:50:00Z"),
    actor: "test",
  });
  const wishes = Array.from({ length: 12 }, (_, index) => [
    refund(`race-${index}`),
    spend(member, 20),
    reverse(member, spent),
  ]).flat();
  await Promise.all(wishes.map((wish) => bench.record([wish])));
  expect(await bench.proof()).toEqual([]);
  const { rows } = await bench.pool.query("select refunded, net from orders where id = $1", [paid.order?.id]);
  expect(rows[0].refunded).toBeLessThanOrEqual(rows[0].net);
});

test("points of an event about an order, which no refund takes back, can be taken back themselves", async () => {
  bench.use(
    testProgramme({
      rules: [
        {
          id: "review",
          name: { zh: "review", en: "review" },
          wallet: "points",
          trigger: { kind: "event", event: "review" },
          amount: { kind: "fixed", points: 20 },
        },
      ],
    }),
  );
  const [member = ""] = await bench.addMembers(1);
  const bought = await bench.accept(order(member, 10));
  const reviewed = await bench.accept(happening(member, "review", { order: { id: bought.order?.id ?? "" } }));
  expect(await bench.balance(member)).toBe(20);
  await bench.accept(reverse(member, firstEntry(reviewed)));
  expect(await bench.balance(member)).toBe(0);
  bench.use(testProgramme());
  expect(await bench.proof()).toEqual([]);
});
