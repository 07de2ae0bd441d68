import type { Programme } from "@regulars/engine";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fresh, openShop, type Problem, type Shop } from "./test-shop.ts";

/** What is wrong is said with a code and where, and leaves no trace. */

const tables = ["orders", "refunds", "entries", "lots", "holds", "spends", "transfers", "adjustments", "events"];

let shop: Shop;
let member: string;
let other: string;
let before: number[];

beforeAll(async () => {
  shop = await openShop("tiers-t1", "2026-06-01T04:00:00Z");
  await shop.publish((programme) => {
    for (const wallet of programme.wallets) wallet.transfer = { dates: "keep" };
  });
  member = (await shop.join()).id;
  other = (await shop.join()).id;
  await shop.order(member, 1_000_00);
});
afterAll(() => shop.app.close());
beforeEach(async () => {
  before = await counts();
});
afterEach(async () => {
  expect(await counts()).toEqual(before);
});

async function counts(): Promise<number[]> {
  const { rows } = await shop.app.platform.pool.query<{ count: number }>(
    tables.map((table) => `select '${table}', count(*)::int as count from ${table}`).join(" union all "),
  );
  return rows.map(({ count }) => count);
}

interface Refusal {
  status: number;
  code: string;
  pointers: string[];
}

async function post(url: string, body: object): Promise<Refusal> {
  const answer = await shop.app.call<Problem>(url, { body });
  const { code, errors = [] } = answer.body;
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  return { status: answer.status, code, pointers: [...new Set(errors.map(({ pointer }) => pointer))] };
}

function order(parts: object): object {
  return {
    ...{ ...fresh(), memberId: member, currency: "CNY", placedAt: "2026-06-01T03:00:00Z" },
    lines: [{ sku: "A", quantity: 1, unitPrice: 1_000, discount: 0 }],
    ...parts,
  };
}

const line = { sku: "A", quantity: 1, unitPrice: 1_000, discount: 0 };

describe("orders", () => {
  test.each([
    ["a negative quantity", { lines: [{ ...line, quantity: -1 }] }, "/lines/0/quantity"],
    ["no quantity", { lines: [{ ...line, quantity: 0 }] }, "/lines/0/quantity"],
    ["half a unit", { lines: [{ ...line, quantity: 0.5 }] }, "/lines/0/quantity"],
    ["a negative price", { lines: [line, { ...line, unitPrice: -1 }] }, "/lines/1/unitPrice"],
    ["a price beyond counting", { lines: [{ ...line, unitPrice: 1e16 }] }, "/lines/0/unitPrice"],
    ["a price in words", { lines: [{ ...line, unitPrice: "10" }] }, "/lines/0/unitPrice"],
    ["a discount above the line", { lines: [{ ...line, discount: 1_001 }] }, "/lines/0/discount"],
    ["no lines", { lines: [] }, "/lines"],
    ["no date", { placedAt: "yesterday" }, "/placedAt"],
    ["negative points", { redeem: [{ wallet: "points", points: -5 }] }, "/redeem/0/points"],
    ["a hold that is none", { holdIds: ["hold-1"] }, "/holdIds/0"],
    ["a field nobody knows", { colour: "red" }, "/colour"],
  ])("%s is malformed, and the answer points at it", async (_, parts, pointer) => {
    expect(await post("/v1/orders", order(parts))).toEqual({
      ...{ status: 400, code: "request.invalid" },
      pointers: [pointer],
    });
  });

  test("lines that add up to more than can be counted exactly are refused, also in a dry run", async () => {
    const lines = Array.from({ length: 10 }, () => ({ ...line, quantity: 1_000_000, unitPrice: 1e12 }));
    expect(await post("/v1/orders", order({ lines }))).toMatchObject({ status: 422, code: "amount.too_large" });
    expect(await post("/v1/orders?dry=true", order({ lines }))).toMatchObject({
      status: 422,
      code: "amount.too_large",
    });
  });

  test.each([
    ["points of a wallet that is not there", { redeem: [{ wallet: "gold", points: 5 }] }, "points.unknown_wallet"],
    ["more points than there are", { redeem: [{ wallet: "points", points: 90_000 }] }, "points.insufficient_balance"],
    ["another currency", { currency: "EUR" }, "order.currency_not_in_programme"],
    ["a store that is not there", { storeId: "sto_nowhere" }, "order.store_unknown"],
    ["a day to come", { placedAt: "2026-06-09T00:00:00Z" }, "order.placed_in_future"],
  ])("%s is refused", async (_, parts, code) => {
    expect(await post("/v1/orders", order(parts))).toMatchObject({ status: 422, code });
  });
});

describe("points", () => {
  const body = () => ({ memberId: member, wallet: "points", points: 10, reason: "why", ...fresh() });

  test.each([
    ["spend", -10],
    ["spend", 0],
    ["spend", 1.5],
    ["spend", 1e13],
    ["adjust", 1e13],
    ["adjust", 0.5],
  ])("%s of %d points is malformed, and the answer points at them", async (what, points) => {
    expect(await post(`/v1/points/${what}`, { ...body(), points })).toEqual({
      ...{ status: 400, code: "request.invalid" },
      pointers: ["/points"],
    });
  });

  test.each(["spend", "adjust"])(
    "%s in a wallet that is not there is refused, and the answer points at it",
    async (what) => {
      expect(await post(`/v1/points/${what}`, { ...body(), wallet: "gold" })).toEqual({
        ...{ status: 422, code: "points.unknown_wallet" },
        pointers: ["/wallet"],
      });
    },
  );

  test("a hold and a transfer in a wallet that is not there are refused, and the answer points at it", async () => {
    const hold = { memberId: member, wallet: "gold", points: 1, ttlSeconds: 60, reference: "x" };
    expect(await post("/v1/holds", hold)).toMatchObject({ code: "points.unknown_wallet", pointers: ["/wallet"] });
    const gift = { ...fresh(), fromMemberId: member, toMemberId: other, wallet: "gold", points: 1 };
    expect(await post("/v1/points/transfer", gift)).toMatchObject({
      ...{ code: "points.unknown_wallet", pointers: ["/wallet"] },
    });
  });

  test("nobody gives points to themselves, nor more than they have, nor to nobody", async () => {
    const gift = { fromMemberId: member, toMemberId: other, wallet: "points", points: 10 };
    const tell = (parts: object) => post("/v1/points/transfer", { ...gift, ...fresh(), ...parts });
    expect(await tell({ toMemberId: member })).toMatchObject({ status: 422, code: "points.transfer_to_self" });
    expect(await tell({ points: 1e9 })).toMatchObject({ status: 422, code: "points.insufficient_balance" });
    expect(await tell({ toMemberId: `mbr_${"0".repeat(32)}` })).toMatchObject({
      status: 404,
      code: "member.not_found",
    });
    expect(await tell({ toMemberId: "somebody" })).toMatchObject({ status: 400, pointers: ["/toMemberId"] });
  });
});

describe("holds", () => {
  test("a hold of another member pays for nobody else, and holds that are not there are not found", async () => {
    const wish = { memberId: member, wallet: "points", points: 10, ttlSeconds: 60, reference: "x" };
    const { body } = await shop.app.call<{ hold: { id: string } }>("/v1/holds", { body: wish });
    before = await counts();
    expect(await post("/v1/orders", order({ memberId: other, holdIds: [body.hold.id] }))).toMatchObject({
      ...{ status: 422, code: "hold.not_yours" },
    });
    const nowhere = `hld_${"0".repeat(32)}`;
    expect(await post("/v1/orders", order({ holdIds: [nowhere] }))).toMatchObject({ code: "hold.not_found" });
    expect(await post(`/v1/holds/${nowhere}/commit`, {})).toMatchObject({ status: 404, code: "hold.not_found" });
    expect(await post(`/v1/holds/${body.hold.id}/commit`, { points: 11 })).toMatchObject({
      ...{ status: 422, code: "hold.exceeded" },
    });
  });

  test.each([0, -1, 1e9, 1.5])("a hold for %d seconds is malformed", async (ttlSeconds) => {
    const wish = { memberId: member, wallet: "points", points: 10, ttlSeconds, reference: "x" };
    expect(await post("/v1/holds", wish)).toMatchObject({ status: 400, pointers: ["/ttlSeconds"] });
  });
});

describe("refunds", () => {
  test("more than is left, lines that are not there and both lines and money are refused", async () => {
    const bought = await shop.order(member, 500);
    before = await counts();
    const tell = (parts: object) =>
      post(`/v1/orders/${bought.order.id}/refunds`, {
        ...{ externalId: fresh().externalId, refundedAt: "2026-06-01T03:59:00Z" },
        ...parts,
      });
    expect(await tell({ amount: 501 })).toMatchObject({ status: 422, code: "refund.exceeds_order" });
    expect(await tell({ lines: [{ lineNo: 1, quantity: 2 }] })).toMatchObject({ code: "refund.exceeds_order" });
    expect(await tell({ lines: [{ lineNo: 9, quantity: 1 }] })).toMatchObject({ code: "refund.unknown_line" });
    expect(await tell({ amount: -1 })).toMatchObject({ status: 400, pointers: ["/amount"] });
    expect((await tell({ amount: 1, lines: [{ lineNo: 1, quantity: 1 }] })).status).toBeGreaterThanOrEqual(400);
    expect(await tell({ refundedAt: "2026-05-01T00:00:00Z" })).toMatchObject({ code: "refund.before_order" });
  });
});

describe("programmes", () => {
  interface Validated {
    findings: { code: string; severity: string; pointer: string }[];
  }

  async function findingsOf(change: (programme: Programme) => void): Promise<{ code: string; pointer: string }[]> {
    const { body } = await shop.app.call<{ draft: { programme: Programme; revision: number } }>("/v1/programme/draft");
    const programme = structuredClone(body.draft.programme);
    change(programme);
    const { revision } = body.draft;
    const saved = await shop.app.call<{ draft: { revision: number } }>("/v1/programme/draft", {
      ...{ method: "PUT", body: { programme, revision } },
    });
    const { body: checked } = await shop.app.call<Validated>("/v1/programme/draft/validate", { method: "POST" });
    const tried = await shop.app.call<Problem>("/v1/programme/publish", {
      body: { revision: saved.body.draft.revision },
    });
    expect(tried.status, "publishing").toBe(422);
    expect(tried.body.code).toBe("programme.invalid");
    await shop.app.call("/v1/programme/draft", {
      ...{ method: "PUT", body: { programme: body.draft.programme, revision: saved.body.draft.revision } },
    });
    const faults = checked.findings.filter(({ severity }) => severity === "error");
    expect(tried.body.errors?.map(({ pointer }) => pointer).sort()).toEqual(
      faults.map(({ pointer }) => pointer).sort(),
    );
    return faults.map(({ code, pointer }) => ({ code, pointer }));
  }

  function formula(programme: Programme, expression: string): void {
    const [rule] = programme.rules;
    if (rule) rule.amount = { kind: "formula", expression, of: "net" };
  }

  test.each([
    ["that does not end", "order.net +"],
    ["with a name nobody knows", "order.weight * 2"],
    ["that gives a word", "order.storeId"],
    ["of more than five hundred nodes", Array.from({ length: 600 }, () => "1").join("+")],
  ])("a formula %s cannot be published, and the finding points at it", async (_, expression) => {
    expect(await findingsOf((programme) => formula(programme, expression))).toEqual([
      { code: "rule.bad_formula", pointer: "/rules/0/amount/expression" },
    ]);
  });

  test("a formula longer than four thousand characters is pointed at", async () => {
    const faults = await findingsOf((programme) => formula(programme, "1 ".repeat(2_500)));
    expect(faults.map(({ pointer }) => pointer)).toEqual(["/rules/0/amount/expression"]);
  });

  test("a programme that contradicts itself is pointed at everywhere it does", async () => {
    const faults = await findingsOf((programme) => {
      const [rule] = programme.rules;
      const [ladder] = programme.ladders;
      if (rule) Object.assign(rule, { wallet: "gold", budgets: ["none"], group: "nowhere" });
      if (ladder) for (const tier of ladder.tiers) tier.from = 100;
    });
    expect(faults.map(({ code, pointer }) => `${code} ${pointer}`).sort()).toEqual([
      "ladder.first_tier_not_zero /ladders/0/tiers/0/from",
      "ladder.tiers_not_ascending /ladders/0/tiers/1/from",
      "ladder.tiers_not_ascending /ladders/0/tiers/2/from",
      "ladder.tiers_not_ascending /ladders/0/tiers/3/from",
      "programme.unknown_budget /rules/0/budgets/0",
      "programme.unknown_group /rules/0/group",
      "programme.unknown_wallet /rules/0/wallet",
    ]);
  });

  test("a draft that somebody else has saved meanwhile is not overwritten", async () => {
    const { body } = await shop.app.call<{ draft: { programme: Programme; revision: number } }>("/v1/programme/draft");
    const { programme, revision } = body.draft;
    const save = () => shop.app.call<Problem>("/v1/programme/draft", { method: "PUT", body: { programme, revision } });
    const saved = await Promise.all(Array.from({ length: 6 }, save));
    expect(saved.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(saved.flatMap((one) => (one.status === 200 ? [] : [one.body.code])))).toEqual(
      new Set(["programme.draft_changed"]),
    );
  });
});

test("a formula that divides by zero gives no points, and the order is recorded all the same", async () => {
  await shop.publish((programme) => {
    const [rule] = programme.rules;
    if (rule) rule.amount = { kind: "formula", expression: "order.net / (order.lineCount - 1)", of: "net" };
  });
  const { outcome } = await shop.order(member, 500);
  expect(outcome.entries).toEqual([]);
  before = await counts();
});
