import fc from "fast-check";
import { expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import type { Decision, Fact, TierNotice, TierState } from "./facts.ts";
import type { Programme } from "./programme.ts";
import { at, type Life, ladder, live, programme, text } from "./test-builders.ts";
import { tierProgress } from "./tier-progress.ts";

const start = at("2026-01-31 20:00");
const HOUR = 3_600_000;
const order = ["normal", "silver", "gold", "black"];

type Act =
  | { do: "order"; hours: number; price: number }
  | { do: "refund"; hours: number; which: number; amount: number | undefined }
  | { do: "settle"; hours: number }
  | { do: "grant"; hours: number; tier: string | null; days: number | null };

const hours = fc.integer({ min: 1, max: 24 * 45 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("order" as const), hours, price: fc.integer({ min: 1, max: 900 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      hours,
      which: fc.nat(10),
      amount: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("settle" as const), hours }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("grant" as const),
      hours,
      tier: fc.constantFrom(...order, null),
      days: fc.option(fc.integer({ min: 1, max: 120 }), { nil: null }),
    }),
  },
);
const acts = fc.array(act, { minLength: 1, maxLength: 30 });

type LadderMetric = Programme["ladders"][number]["metric"];
const spend: LadderMetric = { kind: "spend" };
const growth: LadderMetric = { kind: "growth", parts: [{ of: { kind: "spend" }, points: 2, per: 2 }] };

const programmes: fc.Arbitrary<Programme> = fc
  .record({
    window: fc.constantFrom(
      { kind: "lifetime" as const },
      { kind: "rolling" as const, duration: "P60D" },
      { kind: "calendar" as const, unit: "month" as const },
      { kind: "anniversary" as const },
      { kind: "since_tier" as const },
    ),
    downgrade: fc.oneof(
      fc.constant({ kind: "never" as const }),
      fc.record({
        kind: fc.constant("period_end" as const),
        validFor: fc.constantFrom("P1M", "P3M"),
        step: fc.constantFrom("one" as const, "recompute" as const),
        grace: fc.constantFrom(undefined, "P5D", "P1M"),
        noticeDays: fc.subarray([30, 14, 7, 1]),
      }),
    ),
    boundary: fc.constantFrom("gte" as const, "gt" as const),
    metric: fc.constantFrom<LadderMetric>(spend, growth),
    keep: fc.constantFrom(undefined, 250),
  })
  .map(({ window, downgrade, boundary, metric, keep }) =>
    programme({
      rules: [],
      ladders: [
        ladder({
          window,
          downgrade,
          boundary,
          metric,
          tiers: [
            { id: "normal", name: text("n"), from: 0 },
            { id: "silver", name: text("s"), from: 300, keep },
            { id: "gold", name: text("g"), from: 900 },
            { id: "black", name: text("b"), from: 2_000, invitationOnly: true },
          ],
        }),
      ],
    }),
  );

function toFact(life: Life, given: Act, id: string, when: number): Fact | null {
  const base = { id, at: when, recordedAt: when };
  switch (given.do) {
    case "order":
      return null;
    case "settle":
      return { ...base, kind: "settle" };
    case "refund": {
      const orders = [...life.orders.values()];
      const found = orders[given.which % Math.max(1, orders.length)];
      if (!found) return null;
      return { ...base, kind: "refund", reason: null, order: found, amount: given.amount };
    }
    case "grant":
      return {
        ...base,
        kind: "tier_grant",
        ladder: "main",
        tier: given.tier,
        until: given.days === null ? null : when + given.days * 24 * HOUR,
        isLifetime: false,
        source: "manual",
        reason: "test",
      };
  }
}

/** Plays a life; with `withGrants` false the grants only let time pass. */
function play(
  given: Programme,
  list: readonly Act[],
  withGrants: boolean,
  look: (life: Life, decision: Decision) => void = () => {},
): Life {
  const life = live(given);
  let when = start;
  list.forEach((one, index) => {
    when += one.hours * HOUR;
    if (one.do === "order") {
      look(life, life.order(`a${index}`, when, one.price));
      return;
    }
    const isHidden = one.do === "grant" && !withGrants;
    const fact = isHidden
      ? toFact(life, { do: "settle", hours: 0 }, `a${index}`, when)
      : toFact(life, one, `a${index}`, when);
    if (fact) look(life, life.apply(fact));
  });
  return life;
}

function main(life: Life): TierState {
  const state = life.state.account.tiers.main;
  if (!state) throw new Error("no tier");
  return state;
}

function rank(tier: string): number {
  return order.indexOf(tier);
}

it("the tier in force is the higher of the earned and the given one, and each move starts where the last one ended", () => {
  fc.assert(
    fc.property(programmes, acts, (given, list) => {
      let shown = "normal";
      play(given, list, true, (life, decision) => {
        if (decision.ok)
          for (const change of decision.tierChanges) {
            expect(change.from).toBe(shown);
            shown = change.to;
          }
        const state = main(life);
        expect(state.tier).toBe(shown);
        if (!state.grant) return;
        expect(rank(state.tier)).toBe(Math.max(rank(state.grant.tier), rank(state.grant.earned.tier)));
        expect(state.grant.until ?? Number.POSITIVE_INFINITY).toBeGreaterThan(life.state.account.settledAt);
      });
    }),
  );
});

it("what is earned is at any time the same with and without grants", () => {
  fc.assert(
    fc.property(programmes, acts, (given, list) => {
      const earnedAlongTheWay = (withGrants: boolean): { tier: string; until: number | null }[] => {
        const found: { tier: string; until: number | null }[] = [];
        play(given, list, withGrants, (life) => {
          const state = main(life);
          const { tier, until } = state.grant?.earned ?? state;
          found.push({ tier, until });
        });
        return found;
      };
      expect(earnedAlongTheWay(true)).toEqual(earnedAlongTheWay(false));
    }),
    { numRuns: 300 },
  );
});

it("a notice is given once for each end and day, before the end, and only of a tier in force above the first", () => {
  fc.assert(
    fc.property(programmes, acts, (given, list) => {
      const seen = new Set<string>();
      play(given, list, true, (life, decision) => {
        const notices: TierNotice[] = decision.ok ? decision.tierNotices : [];
        for (const notice of notices) {
          const owner = main(life).grant?.since ?? 0;
          const key = `${notice.tier} ${notice.until} ${notice.daysBefore} ${owner}`;
          expect(seen.has(key)).toBe(false);
          seen.add(key);
          expect(notice.until).toBeGreaterThan(life.state.account.settledAt);
          expect(rank(notice.tier)).toBeGreaterThan(0);
        }
      });
    }),
  );
});

it("settling whenever something is due comes to the same as settling once, and always gets ahead", () => {
  fc.assert(
    fc.property(programmes, acts, (given, list) => {
      const stepwise = play(given, list, true);
      const once = play(given, list, true);
      const end = stepwise.state.account.settledAt + 500 * 24 * HOUR;
      for (let step = 0; step < 200; step += 1) {
        const due = nextDueAt(stepwise.compiled, stepwise.state.account, stepwise.state.profile);
        if (due === null || due > end) break;
        stepwise.settle(due);
        const next = nextDueAt(stepwise.compiled, stepwise.state.account, stepwise.state.profile);
        expect(next === null || next > due).toBe(true);
      }
      stepwise.settle(end);
      once.settle(end);
      const { noticedDays: _, ...stepped } = main(stepwise);
      const { noticedDays: __, ...jumped } = main(once);
      expect(stepped.tier).toBe(jumped.tier);
      expect(stepped.until).toBe(jumped.until);
    }),
  );
});

it("progress says that nothing is missing exactly where the tier is reached", () => {
  fc.assert(
    fc.property(programmes, acts, (given, list) => {
      const life = play(given, list, true);
      const now = life.state.account.settledAt;
      const progress = tierProgress(life.compiled, life.state.account, "main", life.state.profile, now);
      if (progress?.next && !progress.grant) expect(progress.next.missing).toBeGreaterThan(0);
      if (progress?.keep) expect(progress.keep.missing).toBeGreaterThan(0);
    }),
  );
});
