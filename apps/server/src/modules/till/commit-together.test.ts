import { afterAll, beforeAll, expect, test } from "vitest";
import { createTillBench, order, spend, type TillBench } from "./test-builders.ts";

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench();
});
afterAll(() => bench.close());

/** PostgreSQL takes no text with this character; it is met only when the order itself is written. */
const unwritable = "\u0000";

async function countOf(table: "spends" | "orders", memberId: string): Promise<number> {
  const { rows } = await bench.pool.query<{ count: number }>(
    `select count(*) as count from ${table} where member_id = $1`,
    [memberId],
  );
  return rows[0]?.count ?? 0;
}

test("a batch whose last statement fails leaves nothing behind, though its commit was sent along", async () => {
  const [payer = "", buyer = ""] = await bench.addMembers(2);
  await bench.accept(order(payer, 100));
  const answers = await bench.record([spend(payer, 30), order(buyer, 10, { channel: unwritable })]);
  expect(answers).toMatchObject([{ status: "recorded" }, { status: "refused", code: "server.internal" }]);
  expect(await countOf("spends", payer)).toBe(1);
  expect(await countOf("orders", buyer)).toBe(0);
  expect(await bench.balance(payer)).toBe(70);
  expect(await bench.balance(buyer)).toBe(0);
  expect(await bench.proof()).toEqual([]);
});

test("the connection is as good as new after a commit that became a rollback", async () => {
  const members = await bench.addMembers(12);
  const bad = members.map((member) => order(member, 10, { channel: unwritable }));
  const good = members.map((member) => order(member, 10));
  const answers = await bench.record([...bad, ...good]);
  expect(answers.map(({ status }) => status)).toEqual([...bad.map(() => "refused"), ...good.map(() => "recorded")]);
  expect(await bench.proof()).toEqual([]);
});
