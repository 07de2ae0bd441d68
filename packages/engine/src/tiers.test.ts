import { describe, expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import { accepted, at, type Life, ladder, live, programme, text } from "./test-builders.ts";
import { tierProgress } from "./tier-progress.ts";

const start = at("2026-03-01 12:00");

function member(parts: object = {}, programmeParts: object = {}): Life {
  return live(programme({ ladders: [ladder(parts)], ...programmeParts }));
}

function tier(life: Life): string | undefined {
  return life.state.account.tiers.main?.tier;
}

function moves(life: Life): string[] {
  return life.decisions.flatMap((decision) =>
    decision.tierChanges.map((change) => `${change.reason}:${change.from}>${change.to}`),
  );
}

const rollingYear = { window: { kind: "rolling", duration: "P365D" }, downgrade: { kind: "period_end" } };

describe("reaching a tier", () => {
  it.each([
    [99_999, "normal"],
    [100_000, "silver"],
    [499_999, "silver"],
    [500_000, "gold"],
  ])("spend of %i gives %s: the threshold itself is inside", (price, expected) => {
    const life = member();
    const decision = accepted(life.order("o", start, price));
    expect(tier(life)).toBe(expected);
    expect(decision.tierChanges.length).toBe(expected === "normal" ? 0 : 1);
  });

  it("goes several steps at once and says what was seen", () => {
    const life = member();
    const [change] = accepted(life.order("o", start, 600_000)).tierChanges;
    expect(change).toMatchObject({
      ladder: "main",
      from: "normal",
      to: "gold",
      since: start,
      until: null,
      reason: "upgraded",
      explanation: { code: "tier.upgraded", params: { metricKind: "spend", metric: 600_000, threshold: 500_000 } },
    });
  });

  it.each([
    ["orders", { kind: "orders" }, "silver"],
    ["visits: several orders of one day are one", { kind: "visits" }, "normal"],
  ])("counts %s", (_, metric, expected) => {
    const life = member({
      metric,
      tiers: [
        { id: "normal", name: text("n"), from: 0 },
        { id: "silver", name: text("s"), from: 2 },
      ],
    });
    life.order("a", start, 100);
    life.order("b", start + 1, 100);
    expect(tier(life)).toBe(expected);
    life.order("c", at("2026-03-02 00:00"), 100);
    expect(tier(life)).toBe("silver");
  });

  it("counts points earned, never the balance: spending does not demote and gifts do not promote", () => {
    const life = member({
      metric: { kind: "points_earned", wallet: "points" },
      tiers: [
        { id: "normal", name: text("n"), from: 0 },
        { id: "silver", name: text("s"), from: 1_000 },
      ],
    });
    life.adjust("gift", start, 5_000);
    expect(tier(life)).toBe("normal");
    life.order("a", start + 1, 99_900);
    expect(tier(life)).toBe("normal");
    life.order("b", start + 2, 100);
    expect(tier(life)).toBe("silver");
    life.adjust("away", start + 3, -6_000);
    expect(tier(life)).toBe("silver");
    expect(tierProgress(life.compiled, life.state.account, "main", life.state.profile, start + 4)?.metric).toBe(1_000);
    life.refund("r", "b", start + 5);
    expect(tier(life)).toBe("normal");
  });

  it("or by points, whichever comes first", () => {
    const life = member({
      tiers: [
        { id: "normal", name: text("n"), from: 0 },
        { id: "silver", name: text("s"), from: 100_000, orPoints: { wallet: "points", from: 100 } },
      ],
    });
    life.order("a", start, 9_900);
    expect(tierProgress(life.compiled, life.state.account, "main", life.state.profile, start)).toMatchObject({
      tier: "normal",
      metric: 9_900,
      next: { tier: "silver", from: 100_000, missing: 90_100, orPointsMissing: 1 },
    });
    const [change] = accepted(life.order("b", start + 1, 100)).tierChanges;
    expect(change?.explanation.params).toMatchObject({
      metric: 10_000,
      points: 100,
      pointsThreshold: 100,
      byPoints: true,
    });
  });

  it("counts only the orders that its condition names", () => {
    const life = member({ where: { field: "order.channel", op: "eq", value: "online" } });
    life.order("o", start, 500_000);
    expect(tier(life)).toBe("normal");
  });

  it("falls to a backdated order too, as of what is settled", () => {
    const life = member();
    life.settle(at("2026-06-01"));
    const [change] = accepted(life.order("o", start, 100_000)).tierChanges;
    expect(change).toMatchObject({ to: "silver", since: at("2026-06-01") });
  });
});

describe("the end of a period", () => {
  it("with no new spend drops to what the metric gives, at its own instant", () => {
    const life = member(rollingYear);
    life.order("o", start, 500_000);
    expect(life.state.account.tiers.main?.until).toBe(at("2027-03-02"));
    life.settle(at("2027-03-02") - 1);
    expect(tier(life)).toBe("gold");
    const decision = accepted(life.settle(at("2027-05-01")));
    expect(decision.tierChanges).toMatchObject([
      { from: "gold", to: "normal", since: at("2027-03-02"), until: null, reason: "downgraded" },
    ]);
  });

  it("drops one step at a time when told so, a year each", () => {
    const life = member({ ...rollingYear, downgrade: { kind: "period_end", step: "one" } });
    life.order("o", start, 500_000);
    life.settle(at("2029-01-01"));
    expect(moves(life)).toEqual(["upgraded:normal>gold", "downgraded:gold>silver", "downgraded:silver>normal"]);
    expect(life.decisions.at(-1)?.tierChanges.map((change) => change.since)).toEqual([
      at("2027-03-02"),
      at("2028-03-02"),
    ]);
  });

  it("renews when the metric still reaches the tier, without drifting by a day", () => {
    const life = member(rollingYear);
    life.order("o", start, 500_000);
    life.order("again", at("2027-01-15"), 500_000);
    expect(accepted(life.settle(at("2027-03-02"))).tierChanges).toMatchObject([
      { reason: "renewed", from: "gold", to: "gold", until: at("2028-03-02") },
    ]);
    expect(life.state.account.tiers.main?.since).toBe(start);
  });

  it("with an upgrade on the way runs from the upgrade", () => {
    const life = member(rollingYear);
    life.order("o", start, 100_000);
    life.order("p", at("2026-09-10 08:00"), 400_000);
    expect(life.state.account.tiers.main).toMatchObject({ tier: "gold", until: at("2027-09-11") });
  });

  it("grants the grace, in which the tier can be won back", () => {
    const grace = { ...rollingYear, downgrade: { kind: "period_end", grace: "P1M" } };
    const lost = member(grace);
    lost.order("o", start, 500_000);
    lost.settle(at("2027-04-01"));
    expect(tier(lost)).toBe("gold");
    lost.settle(at("2027-04-02"));
    expect(tier(lost)).toBe("normal");
    const kept = member(grace);
    kept.order("o", start, 500_000);
    kept.order("p", at("2027-03-20"), 500_000);
    expect(moves(kept)).toEqual(["upgraded:normal>gold", "renewed:gold>gold"]);
    expect(kept.state.account.tiers.main).toMatchObject({ until: at("2028-03-21") });
    expect(kept.state.account.tiers.main?.inGrace).toBeUndefined();
  });

  it("of a calendar month is the end of the next one, judged by that month", () => {
    const monthly = {
      metric: { kind: "visits" },
      window: { kind: "calendar", unit: "month" },
      downgrade: { kind: "period_end" },
      tiers: [
        { id: "normal", name: text("n"), from: 0 },
        { id: "vip", name: text("v"), from: 2 },
        { id: "super", name: text("x"), from: 3 },
      ],
    };
    const life = member(monthly);
    for (const day of ["2026-03-01", "2026-03-10", "2026-03-31 23:59"]) life.order(day, at(day), 100);
    expect(life.state.account.tiers.main).toMatchObject({ tier: "super", until: at("2026-05-01") });
    for (const day of ["2026-04-01", "2026-04-30 23:59"]) life.order(day, at(day), 100);
    expect(tier(life)).toBe("super");
    life.settle(at("2026-05-01"));
    expect(life.state.account.tiers.main).toMatchObject({
      tier: "vip",
      since: at("2026-05-01"),
      until: at("2026-06-01"),
    });
    life.settle(at("2026-06-01"));
    expect(tier(life)).toBe("normal");
  });

  it("never comes where tiers are kept for ever", () => {
    const life = member({ window: { kind: "rolling", duration: "P30D" } });
    life.order("o", start, 500_000);
    life.settle(at("2036-01-01"));
    expect(tier(life)).toBe("gold");
    expect(nextDueAt(life.compiled, life.state.account, life.state.profile)).toBeNull();
  });

  it("is what a sweeper is told to come back for", () => {
    const life = member(rollingYear);
    life.order("o", start, 500_000);
    life.settle(at("2027-02-01"));
    expect(nextDueAt(life.compiled, life.state.account, life.state.profile)).toBe(at("2027-03-02"));
  });
});

describe("a refund", () => {
  it("takes the tier back that it leaves undeserved, also one kept for ever", () => {
    const life = member();
    life.order("a", start, 400_000);
    life.order("b", start + 1, 100_000);
    const [change] = accepted(life.refund("r", "b", start + 2)).tierChanges;
    expect(change).toMatchObject({
      from: "gold",
      to: "silver",
      reason: "refund",
      explanation: { params: { metric: 400_000, threshold: 500_000 } },
    });
    life.refund("r2", "a", start + 3);
    expect(tier(life)).toBe("normal");
  });

  it("by one cent too much is enough, exactly at the threshold is not", () => {
    const life = member();
    life.order("a", start, 500_001);
    life.refund("r1", "a", start + 1, { amount: 1 });
    expect(tier(life)).toBe("gold");
    life.refund("r2", "a", start + 2, { amount: 1 });
    expect(tier(life)).toBe("silver");
  });

  it("leaves a tier alone that other orders still carry", () => {
    const life = member();
    life.order("a", start, 500_000);
    life.order("b", start + 1, 500_000);
    life.refund("r", "a", start + 2);
    expect(tier(life)).toBe("gold");
    life.refund("r2", "b", start + 3);
    expect(tier(life)).toBe("normal");
  });

  it("of something else does not take a tier that only time has made look undeserved", () => {
    const life = member({ window: { kind: "rolling", duration: "P30D" }, downgrade: { kind: "period_end" } });
    life.order("big", start, 500_000);
    life.order("small", at("2026-06-01"), 1_000);
    life.refund("r", "small", at("2026-06-02"));
    expect(tier(life)).toBe("gold");
  });

  it("brings back the tier that an undone upgrade stood on", () => {
    const life = member(rollingYear);
    life.order("a", start, 100_000);
    life.order("b", at("2027-02-15"), 500_000);
    expect(tier(life)).toBe("gold");
    // By now the first order is out of the window, but silver is valid to the end of its period.
    const [change] = accepted(life.refund("r", "b", at("2027-03-01 13:00"))).tierChanges;
    expect(change).toMatchObject({ from: "gold", to: "silver", until: at("2027-03-02") });
  });

  it("does not bring back an earlier tier that a refund has undone as well", () => {
    const life = member();
    life.order("a", start, 100_000);
    life.order("b", start + 1, 950_000);
    life.refund("r1", "a", start + 2);
    expect(tier(life)).toBe("gold");
    life.refund("r2", "b", start + 3);
    expect(tier(life)).toBe("normal");
  });

  it("of a visit takes the visit back", () => {
    const visits = {
      metric: { kind: "visits" },
      tiers: [
        { id: "normal", name: text("n"), from: 0 },
        { id: "vip", name: text("v"), from: 2 },
      ],
    };
    const life = member(visits);
    life.order("a", start, 100);
    life.order("b", at("2026-03-02 12:00"), 100);
    expect(tier(life)).toBe("vip");
    life.refund("r", "b", at("2026-03-03"));
    expect(tier(life)).toBe("normal");
  });
});

describe("a programme that changed", () => {
  it("enrols members into a ladder that is new, where their history puts them", () => {
    const life = member();
    life.order("a", start, 100_000);
    const { main: _, ...tiers } = life.state.account.tiers;
    life.state = { ...life.state, account: { ...life.state.account, tiers } };
    expect(accepted(life.settle(start + 1)).tierChanges).toMatchObject([
      { from: null, to: "silver", reason: "enrolled" },
    ]);
  });

  it("gives tiers kept for ever a period once the ladder has periods", () => {
    const kept = member();
    kept.order("a", start, 100_000);
    const life = member({ downgrade: { kind: "period_end" } });
    life.state = kept.state;
    life.settle(at("2026-04-01"));
    expect(life.state.account.tiers.main?.until).toBe(at("2027-04-02"));
  });
});
