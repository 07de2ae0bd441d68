import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTillBench, order, statuses, type TillBench } from "./test-builders.ts";
import type { ClaimCommand, RefundCommand } from "./till-command.ts";

let bench: TillBench;

beforeAll(async () => {
  bench = await createTillBench();
});
afterEach(async () => {
  expect(await bench.proof()).toEqual([]);
});
afterAll(() => bench.close());

async function guestOrder(): Promise<{ orderId: string; member: string }> {
  const [member] = await bench.addMembers(1);
  const guest = await bench.accept(
    order(undefined, 0, { lines: [{ sku: "A", quantity: 4, unitPrice: 2_500, discount: 0 }] }),
  );
  return { orderId: guest.order?.id ?? "", member: member ?? "" };
}

function claim(orderId: string, memberId: string): ClaimCommand {
  return { kind: "claim", orderId, memberId, actor: "test" };
}

function refund(orderId: string, parts: Partial<RefundCommand> = {}): RefundCommand {
  const refundedAt = new Date("2026-06-01T04:00:00Z");
  return { kind: "refund", order: { id: orderId }, externalId: `r ${orderId}`, refundedAt, actor: "test", ...parts };
}

async function orderRow(id: string): Promise<unknown> {
  const { rows } = await bench.pool.query("select member_id, refunded, complete_refund from orders where id = $1", [
    id,
  ]);
  return rows[0];
}

test("a claim and a refund of one order in one call take back what the claim gave", async () => {
  const { orderId, member } = await guestOrder();
  const answers = await bench.record([claim(orderId, member), refund(orderId)]);
  expect(statuses(answers)).toEqual(["recorded", "recorded"]);
  expect(answers[1]).toMatchObject({ refund: { outcome: { clawedBack: [{ wallet: "points", amount: 100 }] } } });
  expect(await bench.balance(member)).toBe(0);
  expect(await orderRow(orderId)).toEqual({ member_id: member, refunded: 10_000, complete_refund: true });
});

test("a refund and then a claim of one order in one call earn on what is left", async () => {
  const { orderId, member } = await guestOrder();
  const part = refund(orderId, { lines: [{ lineNo: 1, quantity: 1 }] });
  expect(statuses(await bench.record([part, claim(orderId, member)]))).toEqual(["recorded", "recorded"]);
  expect(await bench.balance(member)).toBe(75);
  expect(await orderRow(orderId)).toEqual({ member_id: member, refunded: 2_500, complete_refund: false });
});

test("a refund that meets a claim in the same moment happens to the claimed order, or before it", async () => {
  for (let round = 0; round < 12; round += 1) {
    const { orderId, member } = await guestOrder();
    const part = refund(orderId, { lines: [{ lineNo: 1, quantity: 1 }] });
    const answers = await Promise.all([bench.record([claim(orderId, member)]), bench.record([part])]);
    expect(statuses(answers.flat())).toEqual(["recorded", "recorded"]);
    expect(await bench.balance(member)).toBe(75);
    expect(await orderRow(orderId)).toEqual({ member_id: member, refunded: 2_500, complete_refund: false });
  }
});
