import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import {
  createTillBench,
  happening,
  order,
  reverse,
  spend,
  statuses,
  type TillBench,
  testProgramme,
  transfer,
} from "./test-builders.ts";
import type { Accepted } from "./till-answer.ts";
import type { AdjustCommand, RefundCommand } from "./till-command.ts";

/** What went wrong elsewhere, in public, and must not happen here. */

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

const programme = testProgramme({
  wallets: [
    {
      id: "points",
      name: text("points"),
      redemption: { points: 100, amount: 100 },
      expiry: { kind: "duration", duration: "P3M" },
      transfer: {},
    },
  ],
  rules: [
    { id: "base", name: text("base"), wallet: "points", amount: { kind: "rate", points: 1, per: 100 } },
    {
      id: "checkin",
      name: text("checkin"),
      wallet: "points",
      trigger: { kind: "event", event: "checkin" },
      amount: { kind: "fixed", points: 5 },
      caps: [{ per: "day", times: 1 }],
    },
  ],
});

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench(programme);
});
afterEach(async () => {
  bench.clock.set("2026-06-01T04:00:00Z");
  expect(await bench.proof()).toEqual([]);
});
afterAll(() => bench.close());

async function aMember(): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member was made");
  return id;
}

let numbers = 0;

function adjust(memberId: string, points: number, parts: Partial<AdjustCommand> = {}): AdjustCommand {
  numbers += 1;
  const at = new Date("2026-06-01T03:00:00Z");
  const key = { source: "test", externalId: `bug-${numbers}`, actor: "test" };
  return { kind: "adjust", memberId, wallet: "points", points, reason: "start", at, ...key, ...parts };
}

function refund(of: Accepted, parts: Partial<RefundCommand> = {}): RefundCommand {
  numbers += 1;
  const refundedAt = new Date("2026-06-01T03:50:00Z");
  return {
    kind: "refund",
    order: { id: of.order?.id ?? "" },
    externalId: `bug-${numbers}`,
    refundedAt,
    actor: "test",
    ...parts,
  };
}

async function settle(memberId: string, at: string): Promise<void> {
  bench.clock.set(at);
  await bench.accept({ kind: "settle", memberId, at: bench.clock.now() });
}

test("twenty check-ins of one day at once earn once", async () => {
  const member = await aMember();
  const visits = Array.from({ length: 20 }, () => happening(member, "checkin"));
  await Promise.all(visits.map((visit) => bench.record([visit])));
  expect(await bench.balance(member)).toBe(5);
});

test("earning, paying with it, refunding both and keeping points is not possible", async () => {
  const member = await aMember();
  const first = await bench.accept(order(member, 100));
  const second = await bench.accept(order(member, 10, { redeem: [{ wallet: "points", points: 100 }] }));
  await bench.accept(refund(first));
  await bench.accept(refund(second));
  expect(await bench.balance(member)).toBe(0);
  const { rows } = await bench.pool.query(
    "select state -> 'wallets' -> 'points' ->> 'arrears' as arrears from member_accounts where member_id = $1",
    [member],
  );
  expect(rows).toEqual([{ arrears: "0" }]);
});

test("what is paid with points earns nothing, and its refund takes nothing twice", async () => {
  const member = await aMember();
  await bench.accept(adjust(member, 500));
  const paid = await bench.accept(order(member, 5, { redeem: [{ wallet: "points", points: 500 }] }));
  expect(paid.entries.filter(({ kind }) => kind === "earn")).toEqual([]);
  const whole = refund(paid);
  const answers = (await Promise.all([whole, whole, refund(paid)].map((one) => bench.record([one])))).flat();
  expect(statuses(answers).filter((status) => status === "recorded")).toHaveLength(1);
  expect(await bench.balance(member)).toBe(500);
});

test("twenty refunds and twenty orders of one member at once lose no update", async () => {
  const member = await aMember();
  const bought = await bench.record(Array.from({ length: 20 }, () => order(member, 10)));
  const orders = bought.flatMap((answer) => (answer.status === "refused" ? [] : [answer]));
  const wishes = [...orders.map((one) => refund(one)), ...orders.map(() => order(member, 7))];
  await Promise.all(wishes.map((wish) => bench.record([wish])));
  expect(await bench.balance(member)).toBe(140);
});

test("two hundred orders of one member at once are all counted", async () => {
  const member = await aMember();
  const orders = Array.from({ length: 200 }, () => order(member, 1));
  await Promise.all(orders.map((one) => bench.record([one])));
  expect(await bench.balance(member)).toBe(200);
  const { rows } = await bench.pool.query("select max(seq)::int as last from entries where member_id = $1", [member]);
  expect(rows).toEqual([{ last: 200 }]);
});

test("every kind of points expires at its time, and nothing else does", async () => {
  const [member, friend] = [await aMember(), await aMember()];
  await bench.accept(adjust(friend, 40));
  await bench.accept(transfer(friend, member, 40));
  await bench.accept(happening(member, "checkin"));
  await bench.accept(order(member, 30));
  await bench.accept(adjust(member, 20));
  await bench.accept(adjust(member, 7, { expiresAt: new Date("2027-06-01T00:00:00Z") }));
  await settle(member, "2026-09-01T15:59:59Z");
  expect(await bench.balance(member)).toBe(102);
  await settle(member, "2026-09-01T16:00:00Z");
  expect(await bench.balance(member)).toBe(7);
  expect(statuses(await bench.record([spend(member, 8, { at: bench.clock.now() })]))).toEqual([
    "points.insufficient_balance",
  ]);
});

test("points of a cancelled payment whose lot has expired meanwhile come back expired", async () => {
  const member = await aMember();
  await bench.accept(adjust(member, 100, { expiresAt: new Date("2026-06-10T00:00:00Z") }));
  const paid = await bench.accept(order(member, 10, { redeem: [{ wallet: "points", points: 100 }] }));
  await settle(member, "2026-06-20T00:00:00Z");
  const { refund: back } = await bench.accept(refund(paid, { refundedAt: bench.clock.now() }));
  expect(back?.outcome.returned).toEqual([{ wallet: "points", amount: 100, lapsed: 100 }]);
  expect(await bench.balance(member)).toBe(0);
});

test("taking a spend back gives exactly what it took, whatever has happened since", async () => {
  const member = await aMember();
  await bench.accept(adjust(member, 100));
  const spent = await bench.accept(spend(member, 60));
  await bench.accept(adjust(member, 11));
  await bench.accept(spend(member, 50));
  await bench.accept(reverse(member, spent.entries[0]?.id ?? ""));
  expect(await bench.balance(member)).toBe(61);
});

test("points of every origin can be spent together, each once", async () => {
  const [member, friend] = [await aMember(), await aMember()];
  await bench.accept(adjust(friend, 10));
  await bench.accept(transfer(friend, member, 10));
  await bench.accept(happening(member, "checkin"));
  await bench.accept(order(member, 20));
  await bench.accept(adjust(member, 65, { entryKind: "import" }));
  await bench.accept(spend(member, 100));
  expect(statuses(await bench.record([spend(member, 1)]))).toEqual(["points.insufficient_balance"]);
});

test("the first order decides the tier with its own amount, in the same answer", async () => {
  const member = await aMember();
  const answer = await bench.accept(order(member, 1_000));
  expect(answer.tierChanges.map(({ from, to }) => [from, to])).toEqual([["normal", "silver"]]);
});
