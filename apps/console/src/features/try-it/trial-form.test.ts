import { describe, expect, test } from "vitest";
import { missingOf, newLine, newTrialForm, type TrialForm, toTrialBody } from "./trial-form.ts";

const dayStart = (day: string) => `${day}T00:00:00+08:00`;
const document = { name: { zh: "草稿", en: "Draft" } };

function form(change: Partial<TrialForm> = {}): TrialForm {
  return { ...newTrialForm(100), ...change };
}

describe("the trial form", () => {
  test("asks for an order under the draft on the screen, for somebody who has just joined", () => {
    expect(toTrialBody(form(), { document, dayStart })).toEqual({
      programme: document,
      sample: { tags: [], tiers: [], points: [] },
      order: { lines: [{ sku: "1", quantity: 1, unitPrice: 10_000, discount: 0 }], redeem: [] },
    });
  });

  test("sends only what was filled in, with days as instants of the programme's zone", () => {
    const given = form({
      against: "published",
      at: "2026-03-01T02:00:00.000Z",
      channel: " pos ",
      lines: [{ ...newLine(500), sku: "LATTE", category: " coffee " }],
      tenders: [{ key: "t", of: "gift_card", amount: 200 }],
      sample: {
        joinedOn: "2025-01-01",
        birthday: undefined,
        gender: "female",
        tags: ["vip"],
        tiers: { main: "gold", other: undefined },
        points: { points: 300, miles: 0 },
      },
    });
    expect(toTrialBody(given, { document, dayStart })).toEqual({
      programme: "published",
      at: "2026-03-01T02:00:00.000Z",
      sample: {
        joinedAt: "2025-01-01T00:00:00+08:00",
        gender: "female",
        tags: ["vip"],
        tiers: [{ ladder: "main", tier: "gold" }],
        points: [{ wallet: "points", available: 300 }],
      },
      order: {
        channel: "pos",
        lines: [{ sku: "LATTE", category: "coffee", quantity: 1, unitPrice: 500, discount: 0 }],
        redeem: [],
        tenders: [{ kind: "gift_card", amount: 200 }],
      },
    });
  });

  test("leaves a past order to its buyer, unless another member is chosen", () => {
    const past = form({ what: "past", who: "own", orderId: "ord_1" });
    expect(toTrialBody(past, { document, dayStart })).toEqual({ programme: document, orderId: "ord_1" });
    const other = { ...past, who: "member" as const, memberId: "mbr_1" };
    expect(toTrialBody(other, { document, dayStart })).toEqual({
      programme: document,
      memberId: "mbr_1",
      orderId: "ord_1",
    });
  });

  test("reads numbers and yes or no among the properties of an event", () => {
    const properties = [
      { key: "1", name: "minutes", value: "12.5" },
      { key: "2", name: "first", value: "true" },
      { key: "3", name: "code", value: "007x" },
      { key: "4", name: " ", value: "left out" },
    ];
    const body = toTrialBody(form({ what: "event", event: { type: "checkin", properties } }), { document, dayStart });
    expect(body.event).toEqual({ type: "checkin", properties: { minutes: 12.5, first: true, code: "007x" } });
  });

  test("says what is missing before it can run", () => {
    expect(missingOf(form())).toBe(null);
    expect(missingOf(form({ who: "member" }))).toBe("member");
    expect(missingOf(form({ what: "past", who: "own" }))).toBe("order");
    expect(missingOf(form({ what: "event" }))).toBe("event");
    expect(missingOf(form({ lines: [] }))).toBe("lines");
    expect(missingOf(form({ redeem: [{ key: "r", of: "points", amount: 0 }] }))).toBe("redeem");
    expect(missingOf(form({ tenders: [{ key: "t", of: " ", amount: 1 }] }))).toBe("tenders");
  });
});
