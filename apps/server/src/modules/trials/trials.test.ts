import type { TrialResult } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

interface ProblemAnswer {
  code: string;
  errors?: { pointer: string }[];
}

const line = { sku: "LATTE", category: "coffee", quantity: 2, unitPrice: 5_000 };
const name = (word: string) => ({ zh: word, en: word });

let app: TestApp;
let published: Record<string, unknown>;
let memberId: string;
let orderId: string;

/** The published programme with other rules. */
function withRules(rules: object[], parts: object = {}): object {
  return { ...published, rules, ...parts };
}

function rule(id: string, parts: object = {}): object {
  return { id, name: name(id), wallet: "points", amount: { kind: "fixed", points: 10 }, ...parts };
}

async function attempt(body: object, headers?: Record<string, string>): Promise<TrialResult> {
  const answer = await app.call<TrialResult>("/v1/programme/try", { body, ...(headers ? { headers } : {}) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

beforeAll(async () => {
  app = await createTestApp({ now: "2026-03-02T12:00:00+08:00" });
  published = (await app.call<{ programme: Record<string, unknown> }>("/v1/programme")).body.programme;
  const created = await app.call<{ member: { id: string } }>("/v1/members", { body: { externalId: "m-1" } });
  memberId = created.body.member.id;
  const order = await app.call<{ order: { id: string } }>("/v1/orders", {
    body: {
      externalId: "R-1",
      source: "pos",
      memberId,
      storeId: "sto_main",
      channel: "pos",
      currency: "CNY",
      placedAt: "2026-03-01T10:00:00+08:00",
      lines: [{ ...line, discount: 0 }],
    },
  });
  expect(order.status).toBe(201);
  orderId = order.body.order.id;
});
afterAll(() => app.close());

describe("an order that might be", () => {
  test("says of every rule whether it gave and why not, with what was seen", async () => {
    const programme = withRules([
      rule("always", { multipliers: [{ id: "m", name: name("double"), factorBps: 20_000, when: { all: [] } }] }),
      rule("big", { when: { field: "order.net", op: "gte", value: 20_000 } }),
      rule("tea", { lines: { field: "line.category", op: "eq", value: "tea" } }),
      rule("off", { enabled: false }),
      rule("past", { validTo: "2026-01-01T00:00:00+08:00" }),
      rule("checkin", { trigger: { kind: "event", event: "checkin" } }),
      rule("capped", { caps: [{ per: "order", points: 3 }] }),
    ]);
    const result = await attempt({ programme, order: { lines: [line] } }, { "accept-language": "en" });
    expect(result.rules.map(({ id, status, points }) => [id, status, points])).toEqual([
      ["always", "fired", 20],
      ["big", "condition_failed", 0],
      ["tea", "no_eligible_lines", 0],
      ["past", "not_in_force", 0],
      ["checkin", "wrong_trigger", 0],
      ["capped", "fired", 3],
      ["off", "disabled", 0],
    ]);
    const [always, big] = result.rules;
    expect(always?.multipliers).toMatchObject([{ id: "m", fits: true, counts: true }]);
    expect(big?.condition).toMatchObject([{ depth: 0, holds: false, kind: "field", seen: 10_000, isMoney: true }]);
    expect(big?.text).toMatch(/net amount.*found: ¥100\.00/);
    expect(result.rules[5]).toMatchObject({ rawPoints: 10, cappedPoints: 3 });
    expect(result.rules[5]?.limits).toHaveLength(1);
    expect(result.order).toMatchObject({ gross: 10_000, net: 10_000 });
    expect(result.wallets).toMatchObject([{ wallet: "points", before: { available: 0 }, after: { available: 23 } }]);
    expect(result.member).toEqual({ id: null, isSample: true });
  });

  test("is told in the language of the caller", async () => {
    const programme = withRules([rule("big", { when: { field: "order.net", op: "gte", value: 20_000 } })]);
    const order = { lines: [line] };
    const chinese = await attempt({ programme, order }, { "accept-language": "zh-CN" });
    expect(chinese.rules[0]?.text).toMatch(/条件不符合：.*实付/);
  });

  test("raises a sample member who already is in a tier, and says from where to where", async () => {
    const sample = { tiers: [{ ladder: "main", tier: "silver" }] };
    const lines = [{ ...line, unitPrice: 300_000 }];
    const result = await attempt({ programme: "published", sample, order: { lines } });
    expect(result.tiers).toEqual([{ ladder: "main", before: "silver", after: "gold" }]);
    expect(result.tierChanges).toMatchObject([{ ladder: "main", from: "silver", to: "gold", reason: "upgraded" }]);
  });

  test("that the member cannot pay is refused as at the till, and nothing is given", async () => {
    const body = { order: { lines: [line], redeem: [{ wallet: "points", points: 500 }] } };
    const poor = await attempt({ programme: "published", ...body });
    expect(poor.refusal?.code).toBe("points.insufficient_balance");
    expect(poor.rules.every((one) => one.points === 0)).toBe(true);
    expect(poor.wallets[0]?.after).toEqual(poor.wallets[0]?.before);
    const sample = { points: [{ wallet: "points", available: 500 }] };
    const rich = await attempt({ programme: "published", sample, ...body });
    expect(rich.order).toMatchObject({ pointsPaid: 500, net: 9_500 });
  });

  test("draws on what budgets really have left", async () => {
    const programme = withRules([rule("budgeted", { budgets: ["spring"] })], {
      budgets: [{ id: "spring", name: name("spring"), points: 7 }],
    });
    const result = await attempt({ programme, order: { lines: [line] } });
    expect(result.rules[0]).toMatchObject({ status: "fired", rawPoints: 10, points: 7 });
  });
});

describe("a member of the install", () => {
  test("takes part with their points, tier and history, also what only the draft asks about", async () => {
    const programme = withRules([
      rule("second", { when: { event: "order", is: { count: { eq: 2 } } } }),
      rule("coffee", {
        when: {
          event: "order",
          where: { field: "line.category", op: "eq", value: "coffee" },
          is: { count: { gte: 2 } },
        },
      }),
    ]);
    const result = await attempt({ programme, memberId, order: { lines: [line] } });
    expect(result.member).toEqual({ id: memberId, isSample: false });
    expect(result.rules.map(({ status }) => status)).toEqual(["fired", "fired"]);
    expect(result.wallets[0]?.before.available).toBe(100);
  });

  test("buys the basket of an order of theirs once more", async () => {
    const result = await attempt({ programme: "published", orderId });
    expect(result.member.id).toBe(memberId);
    expect(result.order).toMatchObject({ gross: 10_000, net: 10_000 });
    const external = await attempt({ programme: "published", memberId: "ext:m-1", orderId });
    expect(external.member.id).toBe(memberId);
  });

  test("has an event tried on them as well", async () => {
    const programme = withRules([
      rule("checkin", {
        trigger: { kind: "event", event: "checkin" },
        when: { field: "event.properties.streak", op: "gte", value: 7 },
      }),
    ]);
    const event = { type: "checkin", properties: { streak: 7 } };
    const result = await attempt({ programme, memberId, event });
    expect(result.rules[0]).toMatchObject({ status: "fired", points: 10, eligibleLines: null });
    expect(result.order).toBeNull();
  });

  test("is left as they are: a trial writes nothing", async () => {
    const counts = async () =>
      (
        await sql<{ n: string }>`select concat_ws(' ', (select count(*) from entries), (select count(*) from lots),
          (select count(*) from orders), (select md5(string_agg(state::text, '' order by member_id)) from member_accounts),
          (select count(*) from budgets), (select count(*) from programme_draft)) as n`.execute(app.platform.db)
      ).rows[0]?.n;
    const before = await counts();
    await attempt({
      programme: "draft",
      memberId,
      order: { lines: [line], redeem: [{ wallet: "points", points: 100 }] },
    });
    expect(await counts()).toBe(before);
  });
});

describe("a trial is refused", () => {
  test.each([
    ["with nothing to try", {}, 400, "request.invalid"],
    ["with two things to try", { order: { lines: [line] }, event: { type: "checkin" } }, 400, "request.invalid"],
    [
      "for a member and a sample at once",
      { memberId: "ext:m-1", sample: {}, order: { lines: [line] } },
      400,
      "request.invalid",
    ],
    ["for a member nobody knows", { memberId: "ext:nobody", order: { lines: [line] } }, 404, "not_found"],
    ["for an order that never was", { orderId: `ord_${"0".repeat(32)}` }, 404, "order.not_found"],
    [
      "for a sample in a tier there is not",
      { sample: { tiers: [{ ladder: "main", tier: "wood" }] }, order: { lines: [line] } },
      400,
      "request.invalid",
    ],
    ["under half a programme", { programme: { name: "x" }, order: { lines: [line] } }, 422, "programme.invalid"],
    ["under a version that never was", { programme: { version: 99 }, order: { lines: [line] } }, 404, "not_found"],
  ])("%s", async (_, body, status, code) => {
    const answer = await app.call<ProblemAnswer>("/v1/programme/try", { body });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  test("to those who may not read the member or the order", async () => {
    const authorization = `Bearer ${await app.keyWith(["programme:read"])}`;
    const call = (body: object) => app.call<ProblemAnswer>("/v1/programme/try", { body, headers: { authorization } });
    expect((await call({ order: { lines: [line] } })).status).toBe(200);
    expect((await call({ memberId, order: { lines: [line] } })).status).toBe(403);
    expect((await call({ orderId })).status).toBe(403);
    const nobody = `Bearer ${await app.keyWith(["members:read"])}`;
    const refused = await app.call("/v1/programme/try", {
      body: { order: { lines: [line] } },
      headers: { authorization: nobody },
    });
    expect(refused.status).toBe(403);
  });
});
