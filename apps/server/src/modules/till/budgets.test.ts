import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTillBench,
  happening,
  order,
  reverse,
  statuses,
  type TillBench,
  testProgramme,
} from "./test-builders.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

const programme = testProgramme({
  wallets: [{ id: "points", name: text("points"), costPer1000: 1_000 }],
  budgets: [
    { id: "spring", name: text("spring"), points: 1_000 },
    { id: "monthly", name: text("monthly"), money: 100, per: "month" },
  ],
  rules: [
    {
      id: "base",
      name: text("base"),
      wallet: "points",
      amount: { kind: "rate", points: 1, per: 100 },
      budgets: ["spring"],
    },
    {
      id: "visit",
      name: text("visit"),
      wallet: "points",
      trigger: { kind: "event", event: "checkin" },
      amount: { kind: "fixed", points: 30 },
      budgets: ["monthly"],
    },
  ],
});

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench(programme);
});
afterAll(() => bench.close());

async function used(id: string): Promise<{ period: string; points: number; money: number }[]> {
  const { rows } = await bench.pool.query(
    "select period, used_points as points, used_money as money from budgets where budget_id = $1 order by period",
    [id],
  );
  return rows;
}

test("two hundred orders at once on a budget of 1,000 points give exactly 1,000, and a refund makes room again", async () => {
  const members = await bench.addMembers(200);
  const orders = members.map((member) => order(member, 7));
  const answers = (await Promise.all(orders.map((one) => bench.record([one])))).flat();
  expect(new Set(statuses(answers))).toEqual(new Set(["recorded"]));
  const earned = answers.flatMap((answer) => (answer.status === "refused" ? [] : answer.entries));
  expect(earned.reduce((sum, { amount }) => sum + amount, 0)).toBe(1_000);
  expect(await used("spring")).toEqual([{ period: "total", points: 1_000, money: 1_000 }]);
  const full = answers.find((answer) => answer.status !== "refused" && answer.entries[0]?.amount === 7);
  if (full?.status !== "recorded" || !full.order) throw new Error("no order earned in full");
  await bench.accept({
    kind: "refund",
    order: { id: full.order.id },
    externalId: "room",
    refundedAt: new Date("2026-06-01T03:50:00Z"),
    actor: "test",
  });
  expect(await used("spring")).toEqual([{ period: "total", points: 993, money: 993 }]);
  const next = await bench.accept(order(members[0], 100));
  expect(next.entries.map(({ amount }) => amount)).toEqual([7]);
  expect(await bench.proof()).toEqual([]);
});

test("a budget of money gives what its cost allows in each month, and a reversal gives it back", async () => {
  const [member] = await bench.addMembers(1);
  const visits = await bench.record(Array.from({ length: 5 }, () => happening(member, "checkin")));
  const amounts = visits.map((answer) => (answer.status === "refused" ? null : (answer.entries[0]?.amount ?? 0)));
  expect(amounts).toEqual([30, 30, 30, 10, 0]);
  expect(await used("monthly")).toEqual([{ period: "2026-06", points: 100, money: 100 }]);
  const [first] = visits;
  if (first?.status !== "recorded") throw new Error("refused");
  await bench.accept(reverse(member ?? "", first.entries[0]?.id ?? ""));
  expect(await used("monthly")).toEqual([{ period: "2026-06", points: 70, money: 70 }]);
  const may = await bench.accept(happening(member, "checkin", { at: new Date("2026-05-31T12:00:00Z") }));
  expect(may.entries.map(({ amount }) => amount)).toEqual([30]);
  expect(await used("monthly")).toHaveLength(2);
  expect(await bench.proof()).toEqual([]);
});

test("a dry run shows what a budget would give and takes nothing of it", async () => {
  const before = await used("monthly");
  const [member] = await bench.addMembers(1);
  const [answer] = await bench.preview([happening(member, "checkin")]);
  expect(answer).toMatchObject({ status: "recorded", entries: [{ amount: 30 }] });
  expect(await used("monthly")).toEqual(before);
});
