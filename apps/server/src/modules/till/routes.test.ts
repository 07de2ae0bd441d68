import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ now: "2026-06-01T04:00:00Z" });
});
afterAll(() => app.close());

interface OrderAnswer {
  order: { id: string; externalId: string; memberId: string | null; netAmount: number; status: string };
  outcome: {
    entries: { kind: string; amount: number; wallet: string; text: string }[];
    tierChanges: { from: string | null; to: string }[];
    wallets: { wallet: string; available: number }[];
  };
}

interface Problem {
  code: string;
  errors?: { pointer: string; code: string }[];
}

let numbers = 0;

function orderBody(parts: object = {}): object {
  numbers += 1;
  return {
    externalId: `H-${numbers}`,
    source: "pos-01",
    storeId: "sto_main",
    channel: "pos",
    currency: "CNY",
    placedAt: "2026-06-01T10:15:00+08:00",
    lines: [{ sku: "LATTE", name: "拿铁", category: "coffee", quantity: 2, unitPrice: 3_200, discount: 0 }],
    couponCodes: [],
    redeem: [],
    holdIds: [],
    ...parts,
  };
}

async function newMember(): Promise<string> {
  numbers += 1;
  const { body, status } = await app.call<{ member: { id: string } }>("/v1/members", {
    body: { externalId: `ext-${numbers}` },
  });
  expect(status).toBe(201);
  return body.member.id;
}

test("an order posted by phone answers 201 with points, tier and wallets, and its repeat 200 with the same", async () => {
  const phone = "+8613800138000";
  await app.call("/v1/members", { body: { phone } });
  const body = orderBody({ identity: { kind: "phone", value: "13800138000" } });
  const first = await app.call<OrderAnswer>("/v1/orders", { body });
  expect(first.status).toBe(201);
  expect(first.body.order.netAmount).toBe(6_400);
  expect(first.body.outcome.entries).toMatchObject([{ wallet: "points", kind: "earn", amount: 64 }]);
  expect(first.body.outcome.entries[0]?.text).toContain("64");
  expect(first.body.outcome.wallets).toMatchObject([{ wallet: "points", available: 64 }]);
  const again = await app.call<OrderAnswer>("/v1/orders", { body });
  expect(again.status).toBe(200);
  expect(again.body).toEqual(first.body);
});

test("a dry run answers in full and writes nothing", async () => {
  const memberId = await newMember();
  const body = orderBody({ memberId });
  const dry = await app.call<OrderAnswer>("/v1/orders?dry=true", { body });
  expect(dry.status).toBe(200);
  expect(dry.body.outcome.wallets).toMatchObject([{ available: 64 }]);
  expect((await app.call(`/v1/orders/${dry.body.order.id}`)).status).toBe(404);
  const wallets = await app.call<{ items: { available: number }[] }>(`/v1/members/${memberId}/wallets`);
  expect(wallets.body.items).toMatchObject([{ available: 0 }]);
  expect((await app.call("/v1/orders", { body })).status).toBe(201);
});

test("an Idempotency-Key answers again what it answered first, and refuses another body", async () => {
  const memberId = await newMember();
  const body = orderBody({ memberId });
  const headers = { "idempotency-key": `key-${memberId}` };
  const first = await app.call<OrderAnswer>("/v1/orders", { body, headers });
  const again = await app.call<OrderAnswer>("/v1/orders", { body, headers });
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(again.body).toEqual(first.body);
  const other = await app.call<Problem>("/v1/orders", { body: orderBody({ memberId }), headers });
  expect([other.status, other.body.code]).toEqual([409, "idempotency.key_reused"]);
});

test("refunding says what was clawed back, and refuses more than is left", async () => {
  const memberId = await newMember();
  const sale = await app.call<OrderAnswer>("/v1/orders", { body: orderBody({ memberId }) });
  const url = `/v1/orders/${sale.body.order.id}/refunds`;
  const lines = [{ lineNo: 1, quantity: 1 }];
  const first = await app.call<{ refund: { amount: number; clawedBack: object[] }; order: { status: string } }>(url, {
    body: { externalId: "F-1", lines, refundedAt: "2026-06-01T11:00:00+08:00" },
  });
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({
    refund: { amount: 3_200, clawedBack: [{ wallet: "points", amount: 32 }] },
    order: { status: "partly_refunded" },
  });
  const tooMuch = await app.call<Problem>(url, { body: { externalId: "F-2", lines: [{ lineNo: 1, quantity: 2 }] } });
  expect([tooMuch.status, tooMuch.body.code]).toEqual([422, "refund.exceeds_order"]);
  const money = await app.call<Problem>(url, { body: { externalId: "F-3", amount: 999_999 } });
  expect([money.status, money.body.code]).toEqual([422, "refund.exceeds_order"]);
  const both = await app.call<Problem>(url, { body: { externalId: "F-4", amount: 1, lines } });
  expect(both.status).toBe(400);
});

test("orders given back whole are left out of those that stand", async () => {
  const memberId = await newMember();
  const kept = await app.call<OrderAnswer>("/v1/orders", { body: orderBody({ memberId }) });
  const back = await app.call<OrderAnswer>("/v1/orders", { body: orderBody({ memberId }) });
  await app.call(`/v1/orders/${back.body.order.id}/refunds`, { body: { externalId: "R-whole" } });
  const ids = async (standing: string) => {
    const { body } = await app.call<{ items: { id: string }[] }>(
      `/v1/orders?memberId=${memberId}&standing=${standing}`,
    );
    return body.items.map(({ id }) => id);
  };
  expect([await ids("true"), await ids("false")]).toEqual([[kept.body.order.id], [back.body.order.id]]);
});

test("a guest order is claimed by phone", async () => {
  const guest = await app.call<OrderAnswer>("/v1/orders", { body: orderBody() });
  expect(guest.body.order.memberId).toBeNull();
  await app.call("/v1/members", { body: { phone: "+8613900139000" } });
  const claim = await app.call<OrderAnswer>(`/v1/orders/${guest.body.order.id}/claim`, {
    body: { identity: { kind: "phone", value: "13900139000" } },
  });
  expect(claim.status).toBe(200);
  expect(claim.body.outcome.entries).toMatchObject([{ kind: "earn", amount: 64 }]);
  const seen = await app.call<OrderAnswer>(`/v1/orders/${guest.body.order.id}`);
  expect(seen.body.order.memberId).toBe(claim.body.order.memberId);
});

test("in a batch one bad order fails alone", async () => {
  const memberId = await newMember();
  const good = orderBody({ memberId });
  const { body, status } = await app.call<{ items: { index: number; status: number; error?: Problem }[] }>(
    "/v1/orders/batch",
    {
      body: {
        orders: [
          good,
          { ...orderBody(), lines: [] },
          good,
          orderBody({ currency: "USD" }),
          orderBody({ memberId: "mbr_018f00000000700080000000000000aa" }),
          "nonsense",
        ],
      },
    },
  );
  expect(status).toBe(200);
  expect(body.items.map((item) => [item.status, item.error?.code])).toEqual([
    [201, undefined],
    [400, "request.invalid"],
    [200, undefined],
    [422, "order.currency_not_in_programme"],
    [404, "member.not_found"],
    [400, "request.invalid"],
  ]);
});

test.each([
  ["an unknown field", { extra: 1 }, 400, "request.invalid"],
  ["a negative quantity", { lines: [{ sku: "A", quantity: -1, unitPrice: 1 }] }, 400, "request.invalid"],
  ["a negative price", { lines: [{ sku: "A", quantity: 1, unitPrice: -1 }] }, 400, "request.invalid"],
  [
    "a discount above the line",
    { lines: [{ sku: "A", quantity: 1, unitPrice: 1, discount: 2 }] },
    400,
    "request.invalid",
  ],
  ["no lines", { lines: [] }, 400, "request.invalid"],
  ["a currency that the programme does not have", { currency: "USD" }, 422, "order.currency_not_in_programme"],
  ["a member that does not exist", { memberId: "mbr_018f00000000700080000000000000aa" }, 404, "member.not_found"],
  ["an identity nobody has", { identity: { kind: "phone", value: "+8613700000000" } }, 404, "member.not_found"],
  ["a store that does not exist", { storeId: "sto_nowhere" }, 422, "order.store_unknown"],
  ["an order in the far future", { placedAt: "2036-01-01T00:00:00Z" }, 422, "order.placed_in_future"],
  ["a date that is none", { placedAt: "2026-02-30T00:00:00Z" }, 400, "request.invalid"],
  ["a coupon nobody issued", { couponCodes: ["NOPE"] }, 422, "coupon.not_applicable"],
  ["points of a guest", { redeem: [{ wallet: "points", points: 1 }] }, 422, "points.member_required"],
])("%s is refused with a clear code", async (_what, parts, status, code) => {
  const answer = await app.call<Problem>("/v1/orders", { body: orderBody(parts) });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test("a key bound to a store may not write for another, nor see another's order", async () => {
  await app.call("/v1/stores", { body: { id: "sto_two", name: "Two" } });
  const bound = await app.keyWith(["orders:write", "orders:read"], "sto_two");
  const headers = { authorization: `Bearer ${bound}` };
  const elsewhere = await app.call<Problem>("/v1/orders", { body: orderBody(), headers });
  expect([elsewhere.status, elsewhere.body.code]).toEqual([403, "auth.forbidden"]);
  const own = await app.call<OrderAnswer>("/v1/orders", { body: orderBody({ storeId: undefined }), headers });
  expect(own.status).toBe(201);
  const foreign = await app.call<OrderAnswer>("/v1/orders", { body: orderBody() });
  expect((await app.call(`/v1/orders/${foreign.body.order.id}`, { headers })).status).toBe(404);
});

test("an order is found by its receipt number, however old it is and whoever reported it", async () => {
  const old = { externalId: "OLD-7", placedAt: "2024-01-05T10:15:00+08:00" };
  await app.call<OrderAnswer>("/v1/orders", { body: orderBody(old) });
  await app.call<OrderAnswer>("/v1/orders", { body: orderBody({ ...old, source: "web" }) });
  const found = await app.call<{ items: OrderAnswer["order"][] }>("/v1/orders?externalId=OLD-7");
  expect(found.body.items.map((order) => order.externalId)).toEqual(["OLD-7", "OLD-7"]);
  const none = await app.call<{ items: OrderAnswer["order"][] }>("/v1/orders?externalId=OLD");
  expect(none.body.items).toEqual([]);
});

test("orders are listed newest first, page by page, without gaps", async () => {
  const memberId = await newMember();
  for (let day = 1; day <= 5; day += 1) {
    await app.call("/v1/orders", { body: orderBody({ memberId, placedAt: `2026-05-0${day}T10:00:00+08:00` }) });
  }
  const seen: string[] = [];
  let cursor: string | null = "";
  do {
    const url: string = `/v1/orders?memberId=${memberId}&limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
    const page: { body: { items: { placedAt: string }[]; nextCursor: string | null } } = await app.call(url);
    seen.push(...page.body.items.map((item) => item.placedAt.slice(0, 10)));
    cursor = page.body.nextCursor;
  } while (cursor);
  expect(seen).toEqual(["2026-05-05", "2026-05-04", "2026-05-03", "2026-05-02", "2026-05-01"]);
});

test("a payment with a wallet that is not there is pointed at", async () => {
  const redeem = [
    { wallet: "points", points: 1 },
    { wallet: "gold", points: 1 },
  ];
  const memberId = await newMember();
  await app.call("/v1/orders", { body: orderBody({ memberId }) });
  const answer = await app.call<Problem>("/v1/orders", { body: orderBody({ memberId, redeem }) });
  expect([answer.status, answer.body.code, answer.body.errors]).toMatchObject([
    422,
    "points.unknown_wallet",
    [{ pointer: "/redeem/1/wallet" }],
  ]);
});
