import { describe, expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import { explain } from "./explain.ts";
import type { Decision, TierGrantFact } from "./facts.ts";
import { accepted, at, type Life, ladder, live, programme } from "./test-builders.ts";
import { tierProgress } from "./tier-progress.ts";

const start = at("2026-03-01 12:00");
const HOUR = 3_600_000;
const rollingYear = {
  window: { kind: "rolling" as const, duration: "P365D" },
  downgrade: { kind: "period_end" as const },
};

function member(parts: object = {}): Life {
  return live(programme({ ladders: [ladder(parts)] }));
}

function grant(life: Life, when: number, parts: Partial<TierGrantFact> = {}): Decision {
  return life.apply({
    kind: "tier_grant",
    id: `grant-${when}`,
    at: when,
    recordedAt: when,
    ladder: "main",
    tier: "gold",
    until: at("2026-06-01"),
    isLifetime: false,
    source: "manual",
    reason: "a good customer",
    ...parts,
  });
}

function state(life: Life) {
  const tier = life.state.account.tiers.main;
  if (!tier) throw new Error("no tier");
  return tier;
}

function moves(decision: Decision): string[] {
  return accepted(decision).tierChanges.map((change) => `${change.reason}:${change.from}>${change.to}`);
}

describe("a given tier", () => {
  it("is in force at once, until its end, and then the member returns to what was earned", () => {
    const life = member();
    const [change] = accepted(grant(life, start)).tierChanges;
    expect(change).toMatchObject({
      from: "normal",
      to: "gold",
      since: start,
      until: at("2026-06-01"),
      reason: "granted",
    });
    expect(state(life)).toMatchObject({ tier: "gold", since: start, until: at("2026-06-01") });
    expect(nextDueAt(life.compiled, life.state.account, life.state.profile)).toBe(at("2026-06-01"));
    expect(moves(life.settle(at("2026-06-01") - 1))).toEqual([]);
    const [ended] = accepted(life.settle(at("2026-07-01"))).tierChanges;
    expect(ended).toMatchObject({ from: "gold", to: "normal", since: at("2026-06-01"), reason: "grant_ended" });
    expect(state(life)).toMatchObject({ tier: "normal", since: at("2026-06-01"), until: null });
    expect(state(life).grant).toBeUndefined();
  });

  it("returns the member to what was earned meanwhile", () => {
    const life = member(rollingYear);
    grant(life, start);
    expect(moves(life.order("o", start + HOUR, 100_000))).toEqual([]);
    expect(state(life)).toMatchObject({ tier: "gold", grant: { earned: { tier: "silver" } } });
    expect(moves(life.settle(at("2026-06-01")))).toEqual(["grant_ended:gold>silver"]);
    expect(state(life)).toMatchObject({ tier: "silver", since: at("2026-06-01"), until: at("2027-03-02") });
  });

  it("lets what is earned fall and be refunded underneath without a word", () => {
    const life = member(rollingYear);
    life.order("o", start, 100_000);
    grant(life, start + HOUR, { until: null });
    expect(moves(life.refund("r", "o", start + 2 * HOUR))).toEqual([]);
    expect(state(life)).toMatchObject({ tier: "gold", grant: { earned: { tier: "normal" } } });
    life.order("p", start + 3 * HOUR, 100_000);
    expect(moves(life.settle(at("2027-06-01")))).toEqual([]);
    expect(state(life)).toMatchObject({ tier: "gold", grant: { earned: { tier: "normal" } } });
  });

  it("gives way to a higher one that is earned, and holds the fall from it", () => {
    const life = member(rollingYear);
    grant(life, start, { tier: "silver", until: null });
    expect(moves(life.order("o", start + HOUR, 500_000))).toEqual(["upgraded:silver>gold"]);
    expect(state(life)).toMatchObject({ tier: "gold", until: at("2027-03-02") });
    const [fallen] = accepted(life.settle(at("2027-03-02"))).tierChanges;
    expect(fallen).toMatchObject({ reason: "downgraded", from: "gold", to: "silver", until: null });
    expect(state(life)).toMatchObject({ tier: "silver", since: at("2027-03-02"), until: null });
  });

  it("gives way on a refund to no less than itself", () => {
    const life = member();
    grant(life, start, { tier: "silver", until: null });
    life.order("o", start + HOUR, 500_000);
    expect(moves(life.refund("r", "o", start + 2 * HOUR))).toEqual(["refund:gold>silver"]);
    expect(state(life).grant?.earned.tier).toBe("normal");
  });

  it("below what is earned shows nothing, and is kept for later", () => {
    const life = member(rollingYear);
    life.order("o", start, 500_000);
    expect(moves(grant(life, start + HOUR, { tier: "silver", until: at("2028-01-01") }))).toEqual([]);
    expect(state(life)).toMatchObject({ tier: "gold", since: start, until: at("2027-03-02") });
    expect(moves(life.settle(at("2027-03-02")))).toEqual(["downgraded:gold>silver"]);
    expect(moves(life.settle(at("2028-01-01")))).toEqual(["grant_ended:silver>normal"]);
  });

  it("of the tier that is earned makes it last longer, and only that", () => {
    const life = member(rollingYear);
    life.order("o", start, 500_000);
    expect(moves(grant(life, start + HOUR, { until: at("2028-01-01") }))).toEqual(["granted:gold>gold"]);
    expect(state(life)).toMatchObject({ tier: "gold", since: start, until: at("2028-01-01") });
    expect(moves(life.settle(at("2027-06-01")))).toEqual([]);
    expect(moves(life.settle(at("2028-01-01")))).toEqual(["grant_ended:gold>normal"]);
  });

  it("leaves no easier threshold behind: what was reached under it is refunded as reached", () => {
    const tiers = [
      { id: "normal", name: { zh: "n", en: "n" }, from: 0 },
      { id: "silver", name: { zh: "s", en: "s" }, from: 100_000, keep: 60_000 },
      { id: "gold", name: { zh: "g", en: "g" }, from: 500_000 },
    ];
    const life = member({ tiers });
    grant(life, start);
    life.order("o", start + HOUR, 100_000);
    expect(moves(life.settle(at("2026-06-01")))).toEqual(["grant_ended:gold>silver"]);
    expect(moves(life.refund("r", "o", at("2026-06-02"), { amount: 10_000 }))).toEqual(["refund:silver>normal"]);
  });

  it("that is earned as well, and for longer, is renewed rather than reached", () => {
    const life = member(rollingYear);
    grant(life, start);
    expect(moves(life.order("o", start + HOUR, 500_000))).toEqual(["renewed:gold>gold"]);
    expect(moves(life.settle(at("2026-06-01")))).toEqual([]);
    expect(state(life)).toMatchObject({ tier: "gold", until: at("2027-03-02") });
  });

  it("for life never ends, however little is spent", () => {
    const life = member(rollingYear);
    const [change] = accepted(grant(life, start, { isLifetime: true, source: "invitation" })).tierChanges;
    expect(change?.until).toBeNull();
    expect(explain(change?.explanation ?? { code: "", params: {} }, "zh", { currency: "CNY" })).toBe(
      "邀请授予gold，终身有效：a good customer",
    );
    expect(moves(life.settle(at("2046-01-01")))).toEqual([]);
    expect(state(life)).toMatchObject({ tier: "gold", until: null, grant: { isLifetime: true } });
    expect(
      tierProgress(life.compiled, life.state.account, "main", life.state.profile, at("2046-01-01"))?.grant,
    ).toMatchObject({ isLifetime: true, earnedTier: "normal" });
  });

  it("replaces an earlier one, also by a lower one", () => {
    const life = member();
    grant(life, start, { source: "voucher" });
    expect(moves(grant(life, start + HOUR, { tier: "silver", until: null, source: "points" }))).toEqual([
      "granted:gold>silver",
    ]);
    expect(moves(life.settle(at("2027-01-01")))).toEqual([]);
    expect(state(life)).toMatchObject({ tier: "silver", grant: { source: "points", earned: { tier: "normal" } } });
  });

  it("is taken back by hand, with the reason for that", () => {
    const life = member();
    grant(life, start);
    const [change] = accepted(grant(life, start + HOUR, { tier: null, reason: "a mistake" })).tierChanges;
    expect(change).toMatchObject({ from: "gold", to: "normal", since: start + HOUR, reason: "grant_ended" });
    expect(change?.explanation.params.reason).toBe("a mistake");
    expect(moves(grant(life, start + 2 * HOUR, { tier: null }))).toEqual([]);
  });

  it("may be one that nobody can earn", () => {
    const life = member({
      tiers: [
        { id: "normal", name: { zh: "n", en: "n" }, from: 0 },
        { id: "gold", name: { zh: "g", en: "g" }, from: 100, invitationOnly: true },
      ],
    });
    life.order("o", start, 1_000);
    expect(state(life).tier).toBe("normal");
    expect(moves(grant(life, start + HOUR, { source: "invitation" }))).toEqual(["granted:normal>gold"]);
    expect(moves(life.settle(at("2026-06-01")))).toEqual(["grant_ended:gold>normal"]);
  });

  it("counts in conditions as the tier in force", () => {
    const life = live(
      programme({
        ladders: [ladder()],
        rules: [
          {
            id: "gold",
            name: { zh: "g", en: "g" },
            wallet: "points",
            when: { tier: { ladder: "main", is: "exactly", tier: "gold" } },
            amount: { kind: "fixed", points: 7 },
          },
        ],
      }),
    );
    grant(life, start);
    expect(accepted(life.order("o", start + HOUR, 100)).entries.map((entry) => entry.amount)).toEqual([7]);
  });

  it.each([
    ["tier.unknown_ladder", { ladder: "other" }],
    ["tier.unknown_tier", { tier: "diamond" }],
    ["tier.grant_expired", { until: start }],
  ])("is refused with %s", (code, parts) => {
    const life = member();
    const before = life.state;
    expect(grant(life, start, parts)).toMatchObject({ ok: false, code });
    expect(life.state).toBe(before);
  });
});
