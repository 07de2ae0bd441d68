import { afterAll, beforeAll, expect, test } from "vitest";
import { recordCommands } from "./record.ts";
import { createTillBench, order, spend, type TillBench, testProgramme } from "./test-builders.ts";
import type { TillAnswer } from "./till-answer.ts";

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench();
});
afterAll(() => bench.close());

async function aMember(): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member was made");
  return id;
}

function statuses(answers: TillAnswer[]): string[] {
  return answers.map((answer) => (answer.status === "refused" ? answer.code : answer.status));
}

test("an order earns points and its answer carries them", async () => {
  const member = await aMember();
  const answer = await bench.accept(order(member, 129.9));
  expect(answer.entries.map(({ kind, amount, balanceAfter }) => ({ kind, amount, balanceAfter }))).toEqual([
    { kind: "earn", amount: 129, balanceAfter: 129 },
  ]);
  expect(answer.wallets).toMatchObject([{ wallet: "points", available: 129, pending: 0, arrears: 0 }]);
  expect(await bench.balance(member)).toBe(129);
});

test("a receipt sent twice earns once and answers the same", async () => {
  const member = await aMember();
  const receipt = order(member, 100);
  const first = await bench.accept(receipt);
  const second = await bench.accept(receipt);
  expect(second.status).toBe("repeated");
  expect(second.order?.id).toBe(first.order?.id);
  expect(second.entries.map((entry) => entry.id)).toEqual(first.entries.map((entry) => entry.id));
  expect(second.wallets).toEqual(first.wallets);
  expect(await bench.balance(member)).toBe(100);
});

test("the same receipt sent by twenty callers at once earns once", async () => {
  const member = await aMember();
  const receipt = order(member, 100);
  const answers = await Promise.all(Array.from({ length: 20 }, () => bench.record([receipt])));
  expect(statuses(answers.flat()).toSorted()).toEqual(["recorded", ...Array<string>(19).fill("repeated")].toSorted());
  expect(await bench.balance(member)).toBe(100);
});

test("one receipt for two members at once is recorded for one of them", async () => {
  const [one, two] = [await aMember(), await aMember()];
  const receipt = order(one, 100);
  const answers = await Promise.all([bench.record([receipt]), bench.record([{ ...receipt, memberId: two }])]);
  expect(statuses(answers.flat()).toSorted()).toEqual(["fact.duplicate_with_different_content", "recorded"]);
  expect((await bench.balance(one)) + (await bench.balance(two))).toBe(100);
});

test("fifty orders of one member at once are all counted", async () => {
  const member = await aMember();
  await Promise.all(Array.from({ length: 50 }, () => bench.record([order(member, 10)])));
  const { rows } = await bench.pool.query(
    `select count(*)::int as entries, sum(amount)::int as points, (select sum(remaining)::int from lots where member_id = $1) as lots
     from entries where member_id = $1 and wallet = 'points'`,
    [member],
  );
  expect(rows).toEqual([{ entries: 51, points: 550, lots: 550 }]);
  expect(await bench.balance(member)).toBe(550);
});

test("a duplicate receipt with other content is refused and changes nothing", async () => {
  const member = await aMember();
  const receipt = order(member, 100);
  await bench.accept(receipt);
  const other = { ...receipt, lines: [{ sku: "TEA", quantity: 1, unitPrice: 9_900, discount: 0 }] };
  expect(statuses(await bench.record([other]))).toEqual(["fact.duplicate_with_different_content"]);
  expect(await bench.balance(member)).toBe(100);
});

test("a refusal concerns its caller alone", async () => {
  const member = await aMember();
  const good = order(member, 10);
  const answers = await bench.record([
    order(member, 10, { redeem: [{ wallet: "points", points: 1_000_000 }] }),
    good,
    order("018f0000-0000-7000-8000-0000000000aa", 10),
    order(member, 10, { currency: "USD" }),
    order(member, 10, { storeId: "sto_nowhere" }),
    order(member, 10, { placedAt: new Date("2031-01-01T00:00:00Z") }),
  ]);
  expect(statuses(answers)).toEqual([
    "points.insufficient_balance",
    "recorded",
    "member.not_found",
    "order.currency_not_in_programme",
    "order.store_unknown",
    "order.placed_in_future",
  ]);
  expect(await bench.balance(member)).toBe(10);
});

test("twenty parallel spends of the same hundred points spend a hundred", async () => {
  const member = await aMember();
  await bench.accept(order(member, 100));
  const spends = Array.from({ length: 20 }, () =>
    bench.record([order(member, 1, { redeem: [{ wallet: "points", points: 100 }] })]),
  );
  const codes = statuses((await Promise.all(spends)).flat());
  expect(codes.filter((code) => code === "recorded")).toHaveLength(1);
  expect(codes.filter((code) => code === "points.insufficient_balance")).toHaveLength(19);
  expect(await bench.balance(member)).toBe(0);
});

test("points paid reduce the net amount and come from the soonest-expiring lot", async () => {
  const member = await aMember();
  await bench.accept(order(member, 300));
  const paid = await bench.accept(order(member, 50, { redeem: [{ wallet: "points", points: 200 }] }));
  expect(paid.order).toMatchObject({ gross: 5_000, pointsPaid: 200, net: 4_800 });
  expect(paid.entries.map(({ kind, amount }) => [kind, amount])).toEqual([
    ["spend", -200],
    ["earn", 48],
  ]);
});

test("a partial refund claws back its share, the rest the rest, and never more", async () => {
  const member = await aMember();
  const sale = order(member, 0, {
    lines: [
      { sku: "A", quantity: 3, unitPrice: 3_333, discount: 0 },
      { sku: "B", quantity: 1, unitPrice: 1, discount: 0 },
    ],
  });
  const { order: recorded } = await bench.accept(sale);
  expect(await bench.balance(member)).toBe(100);
  const refund = {
    kind: "refund" as const,
    order: { id: recorded?.id ?? "" },
    refundedAt: new Date("2026-06-01T04:00:00Z"),
    actor: "test",
  };
  const first = await bench.accept({ ...refund, externalId: "F-1", lines: [{ lineNo: 1, quantity: 1 }] });
  expect(first.refund?.outcome.clawedBack).toEqual([{ wallet: "points", amount: 33 }]);
  const again = await bench.accept({ ...refund, externalId: "F-1", lines: [{ lineNo: 1, quantity: 1 }] });
  expect(again.status).toBe("repeated");
  const rest = await bench.accept({ ...refund, externalId: "F-2" });
  expect(rest.refund?.outcome).toMatchObject({ clawedBack: [{ wallet: "points", amount: 67 }], complete: true });
  expect(await bench.balance(member)).toBe(0);
  expect(statuses(await bench.record([{ ...refund, externalId: "F-3" }]))).toEqual(["refund.exceeds_order"]);
});

test("ten refunds of the whole order at once refund it once", async () => {
  const member = await aMember();
  const { order: recorded } = await bench.accept(order(member, 100));
  const refunds = Array.from({ length: 10 }, (_, index) =>
    bench.record([
      {
        kind: "refund",
        order: { id: recorded?.id ?? "" },
        externalId: `ten-${index}`,
        refundedAt: new Date("2026-06-01T04:00:00Z"),
        actor: "test",
      },
    ]),
  );
  const codes = statuses((await Promise.all(refunds)).flat());
  expect(codes.filter((code) => code === "recorded")).toHaveLength(1);
  expect(await bench.balance(member)).toBe(0);
});

test("a refund after the points were spent leaves arrears, not free points", async () => {
  const member = await aMember();
  const { order: recorded } = await bench.accept(order(member, 100));
  await bench.accept(order(member, 1, { redeem: [{ wallet: "points", points: 100 }] }));
  const refunded = await bench.accept({
    kind: "refund",
    order: { id: recorded?.id ?? "" },
    externalId: "arrears",
    refundedAt: new Date("2026-06-01T04:00:00Z"),
    actor: "test",
  });
  expect(refunded.refund?.outcome.arrears).toEqual([{ wallet: "points", amount: 100 }]);
  expect(refunded.wallets).toMatchObject([{ available: 0, arrears: 100 }]);
});

test("spending raises the tier in the same answer and a refund takes it back", async () => {
  const member = await aMember();
  const { order: recorded, tierChanges } = await bench.accept(order(member, 1_000));
  expect(tierChanges).toMatchObject([{ from: "normal", to: "silver", reason: "upgraded" }]);
  const refunded = await bench.accept({
    kind: "refund",
    order: { id: recorded?.id ?? "" },
    externalId: "tier",
    amount: 1,
    refundedAt: new Date("2026-06-01T04:00:00Z"),
    actor: "test",
  });
  expect(refunded.tierChanges).toMatchObject([{ from: "silver", to: "normal", reason: "refund" }]);
  const { rows } = await bench.pool.query("select tier from member_tiers where member_id = $1", [member]);
  expect(rows).toEqual([{ tier: "normal" }]);
});

test("the third visit of the month is known without reading the past", async () => {
  const member = await aMember();
  await bench.accept(order(member, 10));
  await bench.accept(order(member, 10));
  const third = await bench.accept(order(member, 10));
  expect(third.entries.map(({ ruleId, amount }) => [ruleId, amount])).toEqual([
    ["base", 10],
    ["third", 50],
  ]);
});

test("a guest order is claimed once and earns as if the member had been named", async () => {
  const [one, two] = [await aMember(), await aMember()];
  const guest = await bench.accept(order(undefined, 100));
  expect(guest).toMatchObject({ memberId: null, entries: [], order: { net: 10_000 } });
  const orderId = guest.order?.id ?? "";
  const claims = await Promise.all([
    bench.record([{ kind: "claim", orderId, memberId: one, actor: "test" }]),
    bench.record([{ kind: "claim", orderId, memberId: two, actor: "test" }]),
  ]);
  expect(statuses(claims.flat()).toSorted()).toEqual(["order.already_claimed", "recorded"]);
  expect((await bench.balance(one)) + (await bench.balance(two))).toBe(100);
  const owner = (await bench.balance(one)) === 100 ? one : two;
  const again = await bench.record([{ kind: "claim", orderId, memberId: owner, actor: "test" }]);
  expect(statuses(again)).toEqual(["repeated"]);
  const refunded = await bench.accept({
    kind: "refund",
    order: { id: orderId },
    externalId: "claimed",
    refundedAt: new Date("2026-06-01T04:00:00Z"),
    actor: "test",
  });
  expect(refunded.refund?.outcome.clawedBack).toEqual([{ wallet: "points", amount: 100 }]);
});

test("a guest order that was partly refunded earns on what is left", async () => {
  const member = await aMember();
  const guest = await bench.accept(
    order(undefined, 0, { lines: [{ sku: "A", quantity: 4, unitPrice: 2_500, discount: 0 }] }),
  );
  const orderId = guest.order?.id ?? "";
  const refund = {
    kind: "refund" as const,
    order: { id: orderId },
    refundedAt: new Date("2026-06-01T04:00:00Z"),
    actor: "test",
  };
  await bench.accept({ ...refund, externalId: "g-1", lines: [{ lineNo: 1, quantity: 1 }] });
  const claimed = await bench.accept({ kind: "claim", orderId, memberId: member, actor: "test" });
  expect(claimed.entries.map((entry) => entry.amount)).toEqual([75]);
  await bench.accept({ ...refund, externalId: "g-2", lines: [{ lineNo: 1, quantity: 1 }] });
  expect(await bench.balance(member)).toBe(50);
  await bench.accept({ ...refund, externalId: "g-3" });
  expect(await bench.balance(member)).toBe(0);
  const { rows } = await bench.pool.query("select net, refunded, complete_refund from orders where id = $1", [orderId]);
  expect(rows).toEqual([{ net: 10_000, refunded: 10_000, complete_refund: true }]);
});

test("an order and its refund in one call are recorded in that order", async () => {
  const member = await aMember();
  const sale = order(member, 100);
  const answers = await bench.record([
    sale,
    {
      kind: "refund",
      order: { source: sale.source, externalId: sale.externalId },
      externalId: "same-call",
      refundedAt: new Date("2026-06-01T04:00:00Z"),
      actor: "test",
    },
  ]);
  expect(statuses(answers)).toEqual(["recorded", "recorded"]);
  expect(await bench.balance(member)).toBe(0);
});

test("adjusting by hand is booked once and cannot take more than there is", async () => {
  const member = await aMember();
  const adjust = {
    kind: "adjust" as const,
    memberId: member,
    wallet: "points",
    points: 40,
    reason: "sorry",
    source: "test",
    externalId: `adj-${member}`,
    at: new Date("2026-06-01T04:00:00Z"),
    actor: "test",
  };
  await bench.accept(adjust);
  expect((await bench.accept(adjust)).status).toBe("repeated");
  expect(await bench.balance(member)).toBe(40);
  const take = { ...adjust, externalId: `adj2-${member}`, points: -41 };
  expect(statuses(await bench.record([take]))).toEqual(["points.insufficient_balance"]);
  expect(statuses(await bench.record([{ ...take, wallet: "miles" }]))).toEqual(["points.unknown_wallet"]);
});

test("an order too large to count exactly is refused", async () => {
  const member = await aMember();
  const lines = Array.from({ length: 20 }, () => ({ sku: "X", quantity: 1_000_000, unitPrice: 1e12, discount: 0 }));
  expect(statuses(await bench.record([order(member, 1, { lines })]))).toEqual(["amount.too_large"]);
  expect(statuses(await bench.record([order(undefined, 1, { lines })]))).toEqual(["amount.too_large"]);
});

test("a leaf that a refund cannot take back is filled again from history", async () => {
  const [big, small] = [130_000, 10_000];
  const withLargest = testProgramme({
    rules: [
      ...testProgramme().rules,
      {
        id: "big-spender",
        name: { zh: "大单", en: "big" },
        wallet: "points",
        when: { event: "order", is: { max: { of: "order.net", gte: big } }, including: false },
        amount: { kind: "fixed", points: 7 },
      },
    ],
  });
  bench.use(withLargest);
  const member = await aMember();
  const largest = await bench.accept(order(member, big / 100, { placedAt: new Date("2026-05-01T03:00:00Z") }));
  await bench.accept(order(member, small / 100));
  const rewarded = await bench.accept(order(member, small / 100));
  expect(rewarded.entries.map((entry) => entry.ruleId)).toContain("big-spender");
  await bench.accept({
    kind: "refund",
    order: { id: largest.order?.id ?? "" },
    externalId: "largest",
    refundedAt: new Date("2026-06-01T04:00:00Z"),
    actor: "test",
  });
  const after = await bench.accept(order(member, small / 100));
  expect(after.entries.map((entry) => entry.ruleId)).not.toContain("big-spender");
  bench.use(testProgramme());
});

test("an account whose lots do not add up fails its own fact and none of its neighbours", async () => {
  const [broken, sound] = [await aMember(), await aMember()];
  for (const member of [broken, sound]) await bench.accept(order(member, 100));
  await bench.pool.query("update lots set remaining = 0 where member_id = $1", [broken]);
  const told: unknown[] = [];
  const deps = { ...bench.deps, onRejected: (error: unknown) => told.push(error) };
  const answers = await recordCommands(deps, [spend(broken, 10), spend(sound, 10)]);
  expect(statuses(answers)).toEqual(["server.internal", "recorded"]);
  expect(told).toMatchObject([{ cause: { message: expect.stringContaining("not loaded") } }]);
  await bench.pool.query("update lots set remaining = 100 where member_id = $1", [broken]);
  expect(await bench.balance(sound)).toBe(90);
  expect(await bench.proof()).toEqual([]);
});
