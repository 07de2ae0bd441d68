import { describe, expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import type { TierNotice } from "./facts.ts";
import { accepted, at, type Life, ladder, live, profile, programme, text } from "./test-builders.ts";

const start = at("2026-03-01 12:00");
const DAY = 86_400_000;

function rolling(downgrade: object = {}): Life {
  return live(
    programme({
      ladders: [
        ladder({
          window: { kind: "rolling", duration: "P365D" },
          downgrade: { kind: "period_end", noticeDays: [30, 7], ...downgrade },
        }),
      ],
    }),
  );
}

function noticesAt(life: Life, when: number): TierNotice[] {
  return accepted(life.settle(when)).tierNotices;
}

function due(life: Life): number | null {
  return nextDueAt(life.compiled, life.state.account, life.state.profile);
}

describe("a notice that a tier ends", () => {
  it("comes so many days ahead, at local midnight, once for each of them, with what is missing", () => {
    const life = rolling();
    life.order("o", start, 500_000);
    // Valid to 2 March 2027.
    expect(due(life)).toBe(at("2027-01-31"));
    expect(noticesAt(life, at("2027-01-31") - 1)).toEqual([]);
    // The order will have left the window when the period ends.
    expect(noticesAt(life, at("2027-01-31"))).toEqual([
      { ladder: "main", tier: "gold", until: at("2027-03-02"), daysBefore: 30, metric: 0, threshold: 500_000 },
    ]);
    expect(noticesAt(life, at("2027-01-31") + 1)).toEqual([]);
    expect(due(life)).toBe(at("2027-02-23"));
    expect(noticesAt(life, at("2027-02-23")).map((notice) => notice.daysBefore)).toEqual([7]);
    expect(due(life)).toBe(at("2027-03-02"));
  });

  it("is not given to members who will keep the tier", () => {
    const life = rolling();
    life.order("o", start, 500_000);
    life.order("p", at("2026-12-01"), 500_000);
    expect(noticesAt(life, at("2027-01-31"))).toEqual([]);
    // What passed silently is not made up for by a later refund.
    life.refund("r", "p", at("2027-02-10"));
    expect(noticesAt(life, at("2027-02-11"))).toEqual([]);
    expect(noticesAt(life, at("2027-02-23")).map((notice) => notice.daysBefore)).toEqual([7]);
  });

  it("comes also with the order that lets time pass", () => {
    const life = rolling();
    life.order("o", start, 500_000);
    const { tierNotices } = accepted(life.order("p", at("2027-02-01"), 1_000));
    expect(tierNotices).toMatchObject([{ daysBefore: 30, metric: 0 }]);
  });

  it("of several days that have passed is one, the latest; of a period that is over, none", () => {
    const late = rolling();
    late.order("o", start, 500_000);
    expect(noticesAt(late, at("2027-03-01")).map((notice) => notice.daysBefore)).toEqual([7]);
    const over = rolling();
    over.order("o", start, 500_000);
    expect(noticesAt(over, at("2027-04-01"))).toEqual([]);
  });

  it("begins anew with each period", () => {
    const life = rolling();
    life.order("o", start, 500_000);
    life.order("p", at("2027-02-25"), 500_000);
    life.settle(at("2027-03-02"));
    expect(due(life)).toBe(at("2028-02-01"));
    expect(noticesAt(life, at("2028-02-01"))).toMatchObject([{ until: at("2028-03-02"), daysBefore: 30 }]);
  });

  it("speaks of the end of the grace, when the tier is really lost", () => {
    const life = rolling({ grace: "P1M" });
    life.order("o", start, 500_000);
    expect(noticesAt(life, at("2027-01-31"))).toEqual([]);
    expect(due(life)).toBe(at("2027-03-02"));
    life.settle(at("2027-03-02"));
    // The grace ends on 2 April: 30 days before that is 3 March.
    expect(noticesAt(life, at("2027-03-03"))).toMatchObject([{ until: at("2027-04-02"), daysBefore: 30 }]);
  });

  it("is not given before the tier was reached, however short its period", () => {
    const life = rolling({ validFor: "P14D" });
    life.order("o", start, 500_000);
    expect(noticesAt(life, start + DAY)).toEqual([]);
    expect(due(life)).toBe(at("2026-03-09"));
  });

  it("follows the member's own midnight where clocks change", () => {
    const zone = "America/New_York";
    const life = live(
      programme({
        ladders: [
          ladder({
            metric: { kind: "visits" },
            window: { kind: "calendar", unit: "month" },
            downgrade: { kind: "period_end", noticeDays: [30] },
            tiers: [
              { id: "normal", name: text("n"), from: 0 },
              { id: "vip", name: text("v"), from: 1 },
            ],
          }),
        ],
      }),
      profile({ zone }),
    );
    life.order("o", Date.parse("2026-02-10T12:00:00-05:00"), 100);
    // Valid to 1 April; clocks went forward on 8 March, after the notice.
    expect(due(life)).toBe(Date.parse("2026-03-02T00:00:00-05:00"));
    expect(noticesAt(life, Date.parse("2026-03-02T00:00:00-05:00"))).toMatchObject([
      { until: Date.parse("2026-04-01T00:00:00-04:00"), metric: 0, threshold: 1 },
    ]);
  });

  it("comes before a given tier ends, unless the tier is earned by then", () => {
    const granted = (spend: number): TierNotice[] => {
      const life = rolling();
      life.apply({
        kind: "tier_grant",
        id: "g",
        at: start,
        recordedAt: start,
        ladder: "main",
        tier: "gold",
        until: at("2026-06-01"),
        isLifetime: false,
        source: "voucher",
        reason: "voucher",
      });
      life.order("o", start + 1, spend);
      return noticesAt(life, at("2026-05-02"));
    };
    expect(granted(100_000)).toEqual([
      { ladder: "main", tier: "gold", until: at("2026-06-01"), daysBefore: 30, metric: 100_000, threshold: 500_000 },
    ]);
    expect(granted(500_000)).toEqual([]);
  });

  it("never comes where tiers are kept for ever", () => {
    const life = live(programme({ ladders: [ladder()] }));
    life.order("o", start, 500_000);
    expect(noticesAt(life, at("2036-01-01"))).toEqual([]);
    expect(due(life)).toBeNull();
  });
});

describe("a ladder by condition", () => {
  it("lifts a member on the day that time alone makes the condition hold", () => {
    const life = live(
      programme({
        ladders: [
          ladder({
            metric: { kind: "condition" },
            tiers: [
              { id: "normal", name: text("n"), from: 0 },
              { id: "senior", name: text("s"), from: 0, when: { field: "member.age", op: "gte", value: 60 } },
            ],
          }),
        ],
      }),
      profile({ birthday: "1966-08-09" }),
    );
    life.settle(start);
    expect(due(life)).toBe(at("2026-08-09"));
    expect(accepted(life.settle(at("2026-08-09"))).tierChanges).toMatchObject([
      { to: "senior", since: at("2026-08-09"), reason: "upgraded" },
    ]);
  });

  it("is due at once for a member who joins with what a tier asks for", () => {
    const tiers = [
      { id: "normal", name: text("n"), from: 0 },
      { id: "company", name: text("c"), from: 0, when: { field: "member.kind", op: "eq" as const, value: "company" } },
    ];
    const life = live(
      programme({ ladders: [ladder({ metric: { kind: "condition" }, tiers })] }),
      profile({ kind: "company" }),
    );
    expect(due(life)).toBe(at("2026-01-01"));
    expect(accepted(life.settle(start)).tierChanges).toMatchObject([{ to: "company" }]);
    expect(due(life)).toBeNull();
  });
});
