import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTillBench,
  hold,
  order,
  reverse,
  spend,
  statuses,
  type TillBench,
  testProgramme,
} from "./test-builders.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

const programme = testProgramme({
  wallets: [
    { id: "points", name: text("points"), redemption: { points: 100, amount: 100 }, pooling: "household" },
    { id: "own", name: text("own"), redemption: { points: 100, amount: 100 } },
  ],
});

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench(programme);
});
afterAll(() => bench.close());

const start = new Date("2026-06-01T02:00:00Z");

/** A member with points, some of which expire. */
async function memberWith(lots: { points: number; expiresAt?: string; wallet?: string }[]): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member was made");
  for (const [index, { points, expiresAt, wallet = "points" }] of lots.entries()) {
    await bench.accept({
      kind: "adjust",
      memberId: id,
      wallet,
      points,
      reason: "start",
      at: start,
      ...(expiresAt && { expiresAt: new Date(expiresAt) }),
      source: "test",
      externalId: `${id}-${index}`,
      actor: "test",
    });
  }
  return id;
}

test("who has too few pays with the household's points, those that expire soonest first whoever owns them", async () => {
  const payer = await memberWith([{ points: 50 }]);
  const late = await memberWith([
    { points: 100, expiresAt: "2026-12-01T00:00:00Z" },
    { points: 20, expiresAt: "2026-07-01T00:00:00Z" },
  ]);
  const soon = await memberWith([{ points: 30, expiresAt: "2026-08-01T00:00:00Z" }]);
  bench.join([payer, late, soon]);
  const paid = await bench.accept(order(payer, 10, { redeem: [{ wallet: "points", points: 150 }] }));
  expect(paid.order).toMatchObject({ pointsPaid: 150, net: 850 });
  const balances = [await bench.balance(payer), await bench.balance(late), await bench.balance(soon)];
  expect(balances).toEqual([8, 50, 0]);
  const { rows } = await bench.pool.query(
    "select member_id, points, reason, for_fact_id, source from transfers where to_member_id = $1 order by points",
    [payer],
  );
  expect(rows).toEqual([
    { member_id: soon, points: 30, reason: "household", for_fact_id: paid.order?.id, source: null },
    { member_id: late, points: 70, reason: "household", for_fact_id: paid.order?.id, source: null },
  ]);
  expect(await bench.proof()).toEqual([]);
});

test("a refund gives pulled points to the one who paid, with the dates they had, and a pull cannot be taken back by itself", async () => {
  const payer = await memberWith([]);
  const other = await memberWith([{ points: 80, expiresAt: "2026-08-01T00:00:00Z" }]);
  bench.join([payer, other]);
  const paid = await bench.accept(order(payer, 0.8, { redeem: [{ wallet: "points", points: 80 }] }));
  const pulled = paid.entries.find(({ kind }) => kind === "transfer_in")?.id ?? "";
  expect(statuses(await bench.record([reverse(payer, pulled, { partnerId: other })]))).toEqual([
    "entry.not_reversible",
  ]);
  await bench.accept({
    kind: "refund",
    order: { id: paid.order?.id ?? "" },
    externalId: "pulled",
    refundedAt: new Date("2026-06-01T03:50:00Z"),
    actor: "test",
  });
  expect([await bench.balance(payer), await bench.balance(other)]).toEqual([80, 0]);
  const { rows } = await bench.pool.query("select remaining, expires_at from lots where member_id = $1", [payer]);
  expect(rows).toEqual([{ remaining: 80, expires_at: new Date("2026-08-01T00:00:00Z") }]);
  expect(await bench.proof()).toEqual([]);
});

test("a payment told twice pulls once", async () => {
  const [payer, other] = [await memberWith([{ points: 5 }]), await memberWith([{ points: 50 }])];
  bench.join([payer, other]);
  const wish = spend(payer, 30);
  const answers = (await Promise.all(Array.from({ length: 8 }, () => bench.record([wish])))).flat();
  expect(statuses(answers).toSorted()).toEqual(["recorded", ...Array<string>(7).fill("repeated")].toSorted());
  const again = await bench.accept(wish);
  expect(again.entries.map(({ kind, amount }) => [kind, amount])).toEqual([
    ["transfer_in", 25],
    ["spend", -30],
  ]);
  expect([await bench.balance(payer), await bench.balance(other)]).toEqual([0, 25]);
});

test("who has enough draws on nobody", async () => {
  const [payer, other] = [await memberWith([{ points: 50 }]), await memberWith([{ points: 50 }])];
  bench.join([payer, other]);
  await bench.accept(spend(payer, 50));
  expect([await bench.balance(payer), await bench.balance(other)]).toEqual([0, 50]);
});

test("a payment that all together cannot make moves nothing", async () => {
  const [payer, other] = [await memberWith([{ points: 50 }]), await memberWith([{ points: 50 }])];
  bench.join([payer, other]);
  expect(statuses(await bench.record([spend(payer, 101)]))).toEqual(["points.insufficient_balance"]);
  const dear = order(payer, 0.5, { redeem: [{ wallet: "points", points: 90 }] });
  expect(statuses(await bench.record([dear]))).toEqual(["points.exceeds_order"]);
  expect([await bench.balance(payer), await bench.balance(other)]).toEqual([50, 50]);
  expect((await bench.pool.query("select 1 from transfers where to_member_id = $1", [payer])).rows).toEqual([]);
  expect(await bench.proof()).toEqual([]);
});

test("a wallet that does not pool is its owner's alone, and so are a stranger's points", async () => {
  const payer = await memberWith([{ points: 10 }]);
  const other = await memberWith([{ points: 50, wallet: "own" }]);
  const stranger = await memberWith([{ points: 50 }]);
  bench.join([payer, other]);
  expect(statuses(await bench.record([spend(payer, 20, { wallet: "own" })]))).toEqual(["points.insufficient_balance"]);
  expect(statuses(await bench.record([spend(payer, 20)]))).toEqual(["points.insufficient_balance"]);
  expect(await bench.balance(stranger)).toBe(50);
});

test("points of another's hold whose time is out help at once, booked or not", async () => {
  const [payer, other] = [await memberWith([]), await memberWith([{ points: 80 }])];
  bench.join([payer, other]);
  const at = bench.clock.now();
  await bench.accept(hold(other, 80, { at, ttlSeconds: 60 }));
  expect(statuses(await bench.record([spend(payer, 50, { at })]))).toEqual(["points.insufficient_balance"]);
  bench.clock.advance(60_000);
  await bench.accept(spend(payer, 50, { at: bench.clock.now() }));
  expect([await bench.balance(payer), await bench.balance(other)]).toEqual([0, 30]);
  expect(await bench.proof()).toEqual([]);
});

test("a hold draws on the household too", async () => {
  const [payer, other] = [await memberWith([{ points: 50 }]), await memberWith([{ points: 50 }])];
  bench.join([payer, other]);
  const held = await bench.accept(hold(payer, 80));
  expect(held.wallets.find(({ wallet }) => wallet === "points")).toMatchObject({ available: 0, held: 80 });
  expect(await bench.balance(other)).toBe(20);
  expect(await bench.proof()).toEqual([]);
});

test("sixty payments of one household at once, by all its members, spend what there is and no more", async () => {
  const members = await Promise.all(Array.from({ length: 4 }, () => memberWith([{ points: 100 }])));
  bench.join(members);
  const wishes = Array.from({ length: 60 }, (_, index) => spend(members[index % 4] ?? "", 10));
  const became = statuses((await Promise.all(wishes.map((wish) => bench.record([wish])))).flat());
  expect(became.filter((status) => status === "recorded")).toHaveLength(40);
  const left = await Promise.all(members.map((member) => bench.balance(member)));
  expect(left).toEqual([0, 0, 0, 0]);
  expect(await bench.proof()).toEqual([]);
});

test("points pulled that would have died before the next fact of the batch leave waiting points their date", async () => {
  const wallets = programme.wallets.map((wallet) =>
    wallet.id === "points" ? { ...wallet, pending: { kind: "duration" as const, duration: "P10D" } } : wallet,
  );
  bench.use({ ...programme, wallets });
  const payer = await memberWith([]);
  const other = await memberWith([{ points: 300, expiresAt: "2026-06-01T03:40:00Z" }]);
  bench.join([payer, other]);
  await bench.accept(order(payer, 70, { placedAt: start }));
  const answers = await bench.record([
    spend(payer, 100, { at: new Date("2026-06-01T03:30:00Z") }),
    order(payer, 0, { placedAt: new Date("2026-06-01T03:50:00Z") }),
  ]);
  expect(statuses(answers)).toEqual(["recorded", "recorded"]);
  const later = new Date("2026-06-20T04:00:00Z");
  bench.clock.set(later);
  await bench.accept({ kind: "settle", memberId: payer, at: later });
  bench.clock.set("2026-06-01T04:00:00Z");
  bench.use(programme);
  expect(await bench.balance(payer)).toBe(70);
});
