import { afterAll, beforeAll, expect, test } from "vitest";
import {
  commit,
  createTillBench,
  freshKey,
  hold,
  order,
  release,
  spend,
  statuses,
  type TillBench,
} from "./test-builders.ts";

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench();
});
afterAll(() => bench.close());

/** A member with so many points. */
async function memberWith(points: number): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member was made");
  await bench.accept(order(id, points));
  return id;
}

async function holdOf(memberId: string, points: number): Promise<string> {
  const answer = await bench.accept(hold(memberId, points));
  if (!answer.hold) throw new Error("no hold was made");
  return answer.hold.id;
}

const at = new Date("2026-06-01T03:45:00Z");

test("held points cannot be spent, and are spent by the commit", async () => {
  const member = await memberWith(100);
  const held = await bench.accept(hold(member, 80));
  expect(held.wallets).toMatchObject([{ available: 20, held: 80 }]);
  expect(statuses(await bench.record([spend(member, 21)]))).toEqual(["points.insufficient_balance"]);
  const committed = await bench.accept(commit(member, held.hold?.id ?? "", { points: 50 }));
  expect(committed.hold).toMatchObject({ status: "committed", committed: 50 });
  expect(committed.wallets).toMatchObject([{ available: 50, held: 0 }]);
  expect(await bench.proof()).toEqual([]);
});

test("committing twice commits once and answers the same; another amount is refused", async () => {
  const member = await memberWith(100);
  const id = await holdOf(member, 60);
  const first = await bench.accept(commit(member, id));
  const again = await bench.accept(commit(member, id));
  expect(again.status).toBe("repeated");
  expect(again.entries.map((entry) => entry.id)).toEqual(first.entries.map((entry) => entry.id));
  expect(again.wallets).toEqual(first.wallets);
  expect(statuses(await bench.record([commit(member, id, { points: 10 })]))).toEqual(["hold.not_open"]);
  expect(statuses(await bench.record([release(member, id)]))).toEqual(["hold.not_open"]);
  expect(await bench.balance(member)).toBe(40);
});

test("releasing gives the points back, once, and nothing can be committed after it", async () => {
  const member = await memberWith(100);
  const id = await holdOf(member, 60);
  await bench.accept(release(member, id));
  expect((await bench.accept(release(member, id))).status).toBe("repeated");
  expect(statuses(await bench.record([commit(member, id)]))).toEqual(["hold.not_open"]);
  expect(await bench.balance(member)).toBe(100);
});

test("forty commits and releases of one hold at once close it once", async () => {
  const member = await memberWith(100);
  const id = await holdOf(member, 60);
  const wishes = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? commit(member, id) : release(member, id)));
  const answers = (await Promise.all(wishes.map((wish) => bench.record([wish])))).flat();
  const became = statuses(answers);
  expect(became.filter((status) => status === "recorded")).toHaveLength(1);
  expect(became.filter((status) => status === "repeated")).toHaveLength(19);
  expect(became.filter((status) => status === "hold.not_open")).toHaveLength(20);
  expect([40, 100]).toContain(await bench.balance(member));
  expect(await bench.proof()).toEqual([]);
});

test("fifty holds of the same hundred points at once hold a hundred", async () => {
  const member = await memberWith(100);
  const answers = (await Promise.all(Array.from({ length: 50 }, () => bench.record([hold(member, 10)])))).flat();
  expect(statuses(answers).filter((status) => status === "recorded")).toHaveLength(10);
  expect(await bench.balance(member)).toBe(0);
  expect(await bench.proof()).toEqual([]);
});

test("a hold with a business key is made once", async () => {
  const member = await memberWith(100);
  const wish = hold(member, 30, freshKey());
  const answers = (await Promise.all(Array.from({ length: 10 }, () => bench.record([wish])))).flat();
  expect(statuses(answers).toSorted()).toEqual(["recorded", ...Array<string>(9).fill("repeated")].toSorted());
  const ids = answers.map((answer) => (answer.status === "refused" ? null : answer.hold?.id));
  expect(new Set(ids).size).toBe(1);
  expect(statuses(await bench.record([{ ...wish, points: 31 }]))).toEqual(["fact.duplicate_with_different_content"]);
  expect(await bench.balance(member)).toBe(70);
});

test("a hold whose time is out is over before anybody has booked it, and its points can be spent", async () => {
  const member = await memberWith(100);
  const { hold: short } = await bench.accept(hold(member, 100, { ttlSeconds: 60 }));
  expect(statuses(await bench.record([commit(member, short?.id ?? "", { at })]))).toEqual(["hold.not_open"]);
  const spent = await bench.accept(spend(member, 100, { at }));
  expect(spent.entries.map(({ kind, amount }) => [kind, amount])).toEqual([
    ["release", 100],
    ["spend", -100],
  ]);
  const { rows } = await bench.pool.query("select status, closed_at from holds where id = $1", [short?.id]);
  expect(rows).toEqual([{ status: "expired", closed_at: new Date("2026-06-01T03:31:00Z") }]);
  expect(await bench.proof()).toEqual([]);
});

test("an order pays with a hold, which is then the order's", async () => {
  const member = await memberWith(500);
  const id = await holdOf(member, 200);
  const paid = await bench.accept(order(member, 10, { holdIds: [id], redeem: [{ wallet: "points", points: 100 }] }));
  expect(paid.order).toMatchObject({ gross: 1_000, pointsPaid: 300, net: 700 });
  expect(paid.entries.filter(({ kind }) => kind === "spend").map(({ amount }) => amount)).toEqual([-100, -200]);
  const { rows } = await bench.pool.query("select status, order_id from holds where id = $1", [id]);
  expect(rows).toEqual([{ status: "committed", order_id: paid.order?.id }]);
  expect(statuses(await bench.record([order(member, 10, { holdIds: [id] })]))).toEqual(["hold.not_open"]);
  const refunded = await bench.accept({
    kind: "refund",
    order: { id: paid.order?.id ?? "" },
    externalId: "held",
    refundedAt: at,
    actor: "test",
  });
  expect(refunded.refund?.outcome.returned.map(({ amount }) => amount)).toEqual([100, 200]);
  expect(await bench.balance(member)).toBe(500);
  expect(await bench.proof()).toEqual([]);
});

test("ten orders with one hold at once spend it once", async () => {
  const member = await memberWith(200);
  const id = await holdOf(member, 200);
  const orders = Array.from({ length: 10 }, () => order(member, 10, { holdIds: [id] }));
  const became = statuses((await Promise.all(orders.map((one) => bench.record([one])))).flat());
  expect(became.filter((status) => status === "recorded")).toHaveLength(1);
  expect(became.filter((status) => status === "hold.not_open")).toHaveLength(9);
  expect(await bench.proof()).toEqual([]);
});

test("nobody pays with somebody else's hold, and a guest with none", async () => {
  const [owner, other] = [await memberWith(100), await memberWith(100)];
  const id = await holdOf(owner, 50);
  expect(statuses(await bench.record([order(other, 10, { holdIds: [id] })]))).toEqual(["hold.not_yours"]);
  expect(statuses(await bench.record([commit(other, id)]))).toEqual(["hold.not_found"]);
  expect(statuses(await bench.record([order(undefined, 10, { holdIds: [id] })]))).toEqual(["points.member_required"]);
  const nowhere = "019ab000-0000-7000-8000-000000000000";
  expect(statuses(await bench.record([order(other, 10, { holdIds: [nowhere] })]))).toEqual(["hold.not_found"]);
  expect(await bench.balance(owner)).toBe(50);
});
