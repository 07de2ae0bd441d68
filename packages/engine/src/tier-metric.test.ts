import { describe, expect, it } from "vitest";
import type { z } from "zod";
import type { ladderSchema } from "./programme.ts";
import { accepted, at, type Life, ladder, line, live, profile, programme, text } from "./test-builders.ts";
import { tierProgress } from "./tier-progress.ts";

type LadderInput = z.input<typeof ladderSchema>;

const start = at("2026-03-01 12:00");
const DAY = 86_400_000;

function steps(...from: number[]): LadderInput["tiers"] {
  return from.map((threshold, index) => ({ id: `t${index}`, name: text(`T${index}`), from: threshold }));
}

function member(parts: Partial<LadderInput>): Life {
  return live(programme({ ladders: [ladder(parts)] }));
}

function tier(life: Life): string | undefined {
  return life.state.account.tiers.main?.tier;
}

function happen(life: Life, type: string, when: number, properties: Record<string, string | number> = {}): void {
  accepted(
    life.apply({
      kind: "event",
      id: `${type}-${when}`,
      at: when,
      recordedAt: when,
      type,
      source: "test",
      storeId: null,
      channel: null,
      properties,
      orderId: null,
    }),
  );
}

/** Makes a member whose metric is exactly `n`. */
const reaching: Record<string, { metric: LadderInput["metric"]; to: (life: Life, n: number) => void }> = {
  spend: { metric: { kind: "spend" }, to: (life, n) => void life.order("o", start, n) },
  orders: {
    metric: { kind: "orders" },
    to: (life, n) => {
      for (let i = 0; i < n; i += 1) life.order(`o${i}`, start + i, 100);
    },
  },
  visits: {
    metric: { kind: "visits" },
    to: (life, n) => {
      for (let i = 0; i < n; i += 1) life.order(`o${i}`, start + i * DAY, 100);
    },
  },
  "points earned": {
    metric: { kind: "points_earned", wallet: "points" },
    to: (life, n) => void life.order("o", start, n * 100),
  },
  events: {
    metric: { kind: "events", event: "check_in" },
    to: (life, n) => {
      for (let i = 0; i < n; i += 1) happen(life, "check_in", start + i);
    },
  },
  growth: {
    metric: { kind: "growth", parts: [{ of: { kind: "spend" }, points: 1, per: 100 }] },
    to: (life, n) => void life.order("o", start, n * 100),
  },
};

describe("a threshold", () => {
  const kinds = Object.keys(reaching);
  const cases = kinds.flatMap((kind) =>
    (["gte", "gt"] as const).flatMap((boundary) => [4, 5, 6].map((value) => ({ kind, boundary, value }))),
  );
  it.each(cases)("of 5 ($boundary) at $kind of exactly $value", ({ kind, boundary, value }) => {
    const way = reaching[kind];
    const life = member({ metric: way?.metric ?? { kind: "spend" }, boundary, tiers: steps(0, 5) });
    way?.to(life, value);
    const progress = tierProgress(life.compiled, life.state.account, "main", life.state.profile, start + 30 * DAY);
    expect(progress?.metric).toBe(value);
    const isReached = boundary === "gte" ? value >= 5 : value > 5;
    expect(tier(life)).toBe(isReached ? "t1" : "t0");
    expect(progress?.next?.missing ?? null).toBe(isReached ? null : (boundary === "gte" ? 5 : 6) - value);
  });

  it("above which a tier lies is said with its own sign", () => {
    const life = member({ boundary: "gt", tiers: steps(0, 100) });
    const [change] = accepted(life.order("o", start, 101)).tierChanges;
    expect(change?.explanation.params).toMatchObject({ metric: 101, threshold: 100, isAbove: true });
  });

  it("of the T4 preset in words: 100.00 is still ordinary and 500.00 still silver, with `gt`", () => {
    for (const [spend, expected] of [
      [10_000, "t0"],
      [10_001, "t1"],
      [50_000, "t1"],
      [50_001, "t2"],
    ] as const) {
      const life = member({ boundary: "gt", tiers: steps(0, 10_000, 50_000) });
      life.order("o", start, spend);
      expect(tier(life)).toBe(expected);
    }
  });
});

describe("a growth value", () => {
  const parts: Extract<LadderInput["metric"], { kind: "growth" }>["parts"] = [
    { of: { kind: "spend" }, points: 10, per: 100_00 },
    { of: { kind: "orders" }, points: 5, per: 1 },
    {
      of: { kind: "events", event: "review", where: { field: "event.properties.stars", op: "gte", value: 4 } },
      points: 20,
      per: 3,
    },
  ];

  function growth(life: Life): number | null | undefined {
    return tierProgress(life.compiled, life.state.account, "main", life.state.profile, start + DAY)?.metric;
  }

  it("adds its parts, each rounded down for itself", () => {
    const life = member({ metric: { kind: "growth", parts }, tiers: steps(0, 50) });
    life.order("o", start, 250_99);
    // floor(25099 * 10 / 10000) = 25, and 5 for the order.
    expect(growth(life)).toBe(30);
    for (let i = 0; i < 2; i += 1) happen(life, "review", start + i, { stars: 5 });
    happen(life, "review", start + 3, { stars: 3 });
    expect(growth(life)).toBe(43);
    happen(life, "review", start + 4, { stars: 4 });
    expect(growth(life)).toBe(50);
    expect(tier(life)).toBe("t1");
  });

  it("loses what a refund takes back", () => {
    const life = member({ metric: { kind: "growth", parts }, tiers: steps(0, 30) });
    life.order("o", start, 250_99);
    expect(tier(life)).toBe("t1");
    life.refund("r", "o", start + 1);
    expect(growth(life)).toBe(0);
    expect(tier(life)).toBe("t0");
  });

  it("stays a safe integer however large, and refuses no sale", () => {
    const huge = [{ of: { kind: "spend" as const }, points: 1_000_000_000, per: 1 }];
    const life = member({ metric: { kind: "growth", parts: [...huge, ...huge] }, tiers: steps(0, 1_000_000) });
    accepted(life.order("o", start, [line(1, { unitPrice: 900_000_000_000 })]));
    expect(growth(life)).toBe(Number.MAX_SAFE_INTEGER);
    expect(tier(life)).toBe("t1");
  });
});

describe("a ladder by condition", () => {
  const spent = (amount: number) => ({ event: "order", is: { sum: { of: "order.net", gte: amount } } });
  const tiers: LadderInput["tiers"] = [
    { id: "t0", name: text("T0"), from: 0 },
    { id: "t1", name: text("T1"), from: 0, when: spent(100) },
    {
      id: "t2",
      name: text("T2"),
      from: 0,
      when: { all: [spent(1_000), { event: "order", is: { count: { gte: 3 } } }] },
    },
    { id: "t3", name: text("T3"), from: 0, when: { field: "member.attributes.vip", op: "eq", value: true } },
  ];

  it("takes the highest tier whose own condition holds, also above one that does not", () => {
    const life = member({ metric: { kind: "condition" }, tiers });
    life.order("a", start, 1_000);
    expect(tier(life)).toBe("t1");
    life.order("b", start + 1, 1);
    const [change] = accepted(life.order("c", start + 2, 1)).tierChanges;
    expect(change).toMatchObject({ to: "t2", explanation: { code: "tier.upgraded", params: { tier: text("T2") } } });
    const vip = live(
      programme({ ladders: [ladder({ metric: { kind: "condition" }, tiers })] }),
      profile({ attributes: { vip: true } }),
    );
    vip.settle(start);
    expect(tier(vip)).toBe("t3");
  });

  it("names what does not hold yet, part by part", () => {
    const life = member({ metric: { kind: "condition" }, tiers });
    life.order("a", start, 1_000);
    const next = tierProgress(life.compiled, life.state.account, "main", life.state.profile, start)?.next;
    expect(next).toMatchObject({ tier: "t2", from: null, missing: null });
    expect(next?.unmet?.map((part) => part.sentence("en"))).toEqual(["The member has at least 3 orders"]);
  });

  it("takes a tier back that a refund leaves without its condition", () => {
    const life = member({ metric: { kind: "condition" }, tiers });
    life.order("a", start, 1_000);
    life.order("b", start + 1, 1);
    life.order("c", start + 2, 1);
    life.refund("r", "c", start + 3);
    expect(tier(life)).toBe("t1");
    life.refund("r2", "a", start + 4);
    expect(tier(life)).toBe("t0");
  });
});

describe("a tier by invitation", () => {
  it("is not reached by any metric, and is no next step", () => {
    const tiers = steps(0, 100, 200, 300).map((one) => ({ ...one, invitationOnly: one.id === "t2" }));
    const life = member({ tiers });
    life.order("a", start, 250);
    expect(tier(life)).toBe("t1");
    expect(tierProgress(life.compiled, life.state.account, "main", life.state.profile, start + 1)?.next).toMatchObject({
      tier: "t3",
      missing: 50,
    });
    life.order("b", start + 1, 50);
    expect(tier(life)).toBe("t3");
  });

  it("is passed over on the way down", () => {
    const tiers = steps(0, 100, 200, 300).map((one) => ({ ...one, invitationOnly: one.id === "t2" }));
    const life = member({
      tiers,
      window: { kind: "rolling", duration: "P30D" },
      downgrade: { kind: "period_end", validFor: "P3M", step: "one" },
    });
    life.order("a", start, 300);
    life.settle(at("2026-06-10"));
    expect(tier(life)).toBe("t1");
  });
});

describe("windows", () => {
  const yearly = { downgrade: { kind: "period_end" as const }, window: { kind: "anniversary" as const } };

  it("of the membership year begin on the day of joining and end with the next one", () => {
    const life = live(
      programme({ ladders: [ladder({ ...yearly, tiers: steps(0, 100) })] }),
      profile({ joinedAt: at("2024-02-29 18:00") }),
    );
    life.order("a", at("2026-02-27 23:59"), 99);
    life.order("b", at("2026-02-28 00:00"), 99);
    expect(tier(life)).toBe("t0");
    life.order("c", at("2026-03-01"), 1);
    expect(life.state.account.tiers.main).toMatchObject({ tier: "t1", until: at("2028-02-29") });
    life.settle(at("2028-02-29"));
    expect(tier(life)).toBe("t0");
  });

  it("end at the member's own midnight where clocks change", () => {
    const zone = "America/Sao_Paulo";
    const life = live(
      programme({ ladders: [ladder({ ...yearly, tiers: steps(0, 100) })] }),
      profile({ zone, joinedAt: Date.parse("2016-11-04T12:00:00-02:00") }),
    );
    // Midnight of 4 November 2018 does not exist in Sao Paulo; the day begins at 01:00 summer time.
    life.order("a", Date.parse("2016-11-05T12:00:00-02:00"), 100);
    expect(life.state.account.tiers.main?.until).toBe(Date.parse("2018-11-04T03:00:00Z"));
  });

  it("of the quarter are judged in the member's zone", () => {
    const zone = "America/New_York";
    const life = live(
      programme({
        ladders: [
          ladder({
            window: { kind: "calendar", unit: "quarter" },
            downgrade: { kind: "period_end" },
            tiers: steps(0, 2),
            metric: { kind: "orders" },
          }),
        ],
      }),
      profile({ zone }),
    );
    life.order("a", Date.parse("2026-03-31T23:59:00-04:00"), 100);
    life.order("b", Date.parse("2026-04-01T00:00:00-04:00"), 100);
    expect(tier(life)).toBe("t0");
    life.order("c", Date.parse("2026-06-30T23:59:59-04:00"), 100);
    expect(life.state.account.tiers.main).toMatchObject({ tier: "t1", until: Date.parse("2026-10-01T00:00:00-04:00") });
  });

  it("since the tier count anew with each tier, and what lifted does not count again", () => {
    const life = member({ window: { kind: "since_tier" }, tiers: steps(0, 100, 300) });
    life.order("a", start, 150);
    expect(tier(life)).toBe("t1");
    life.order("b", start + 1, 299);
    expect(tier(life)).toBe("t1");
    life.order("c", start + 2, 1);
    expect(tier(life)).toBe("t2");
    const [change] = accepted(life.refund("r", "c", start + 3)).tierChanges;
    expect(change).toMatchObject({ from: "t2", to: "t1", reason: "refund", explanation: { params: { metric: 299 } } });
    life.order("d", start + 4, 1);
    expect(tier(life)).toBe("t2");
  });

  it("since the tier count anew with each period it is kept", () => {
    const life = member({
      window: { kind: "since_tier" },
      tiers: steps(0, 100),
      downgrade: { kind: "period_end", validFor: "P1M" },
    });
    life.order("a", start, 100);
    life.order("b", start + DAY, 100);
    const [renewed] = accepted(life.settle(at("2026-04-02"))).tierChanges;
    expect(renewed).toMatchObject({ reason: "renewed", explanation: { params: { metric: 100 } } });
    const [lost] = accepted(life.settle(at("2026-05-02"))).tierChanges;
    expect(lost).toMatchObject({ reason: "downgraded", to: "t0", explanation: { params: { metric: 0 } } });
  });
});

describe("what keeps a tier", () => {
  const year = {
    window: { kind: "calendar" as const, unit: "year" as const },
    downgrade: { kind: "period_end" as const },
    tiers: [
      { id: "t0", name: text("T0"), from: 0 },
      { id: "t1", name: text("T1"), from: 1_000, keep: 600 },
    ],
  };

  it.each([
    [599, "t0", "downgraded"],
    [600, "t1", "renewed"],
  ])("may be less than what reaches it: %i in the second year", (spend, expected, reason) => {
    const life = member(year);
    life.order("a", start, 1_000);
    life.order("b", at("2027-05-01"), spend);
    expect(tierProgress(life.compiled, life.state.account, "main", life.state.profile, at("2027-05-02"))?.keep).toEqual(
      spend < 600 ? { tier: "t1", from: 600, missing: 1, until: at("2028-01-01") } : null,
    );
    const [change] = accepted(life.settle(at("2028-01-01"))).tierChanges;
    expect(change).toMatchObject({ to: expected, reason, explanation: { params: { metric: spend, threshold: 600 } } });
  });

  it("does not reach it", () => {
    const life = member(year);
    life.order("a", start, 999);
    expect(tier(life)).toBe("t0");
  });
});

describe("several ladders", () => {
  it("move each for itself", () => {
    const life = live(
      programme({
        ladders: [
          ladder({ id: "spend", tiers: steps(0, 1_000) }),
          ladder({ id: "often", metric: { kind: "orders" }, tiers: steps(0, 2) }),
        ],
      }),
    );
    life.order("a", start, 1_000);
    life.order("b", start + 1, 10);
    expect(life.decisions.flatMap((one) => one.tierChanges.map((change) => change.ladder))).toEqual(["spend", "often"]);
    life.refund("r", "a", start + 2);
    expect(life.state.account.tiers).toMatchObject({ spend: { tier: "t0" }, often: { tier: "t0" } });
  });
});
