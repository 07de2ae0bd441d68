import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lotNeeds } from "./lot-needs.ts";
import { decide } from "./decide.ts";
import { balanceOf } from "./draft.ts";
import type { Decision, Fact, Lot, LotNeeds, MemberState } from "./facts.ts";
import type { Programme } from "./programme.ts";
import { at, type Life, ladder, line, live, orderFact, programme, remainingIn, text } from "./test-builders.ts";

const start = at("2026-01-31 20:00");
const HOUR = 3_600_000;

type Act =
  | { do: "order"; hours: number; prices: number[]; quantity: number; pay: number; backHours: number }
  | {
      do: "refund";
      hours: number;
      which: number;
      lineNo: number;
      quantity: number;
      amount: number;
      how: "all" | "lines" | "amount";
    }
  | { do: "adjust"; hours: number; points: number; dieHours: number }
  | { do: "settle"; hours: number };

const hours = fc.integer({ min: 0, max: 24 * 40 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("order" as const),
      hours,
      prices: fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 4 }),
      quantity: fc.integer({ min: 1, max: 4 }),
      pay: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 })),
      backHours: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 24 * 60 })),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      hours,
      which: fc.nat(20),
      lineNo: fc.integer({ min: 1, max: 4 }),
      quantity: fc.integer({ min: 1, max: 4 }),
      amount: fc.integer({ min: 1, max: 15_000 }),
      how: fc.constantFrom("all" as const, "lines" as const, "amount" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("adjust" as const),
      hours,
      points: fc.integer({ min: -200, max: 200 }),
      dieHours: fc.nat(24 * 90),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("settle" as const), hours }) },
);

const programmes: fc.Arbitrary<Programme> = fc
  .record({
    negative: fc.constantFrom("arrears" as const, "floor" as const, "refuse" as const),
    pending: fc.constantFrom({ kind: "none" as const }, { kind: "duration" as const, duration: "P3D" }),
    expiry: fc.constantFrom(
      { kind: "never" as const },
      { kind: "duration" as const, duration: "P10D" },
      { kind: "duration" as const, duration: "P1M", round: "month" as const },
    ),
    downgrade: fc.constantFrom(
      { kind: "never" as const },
      { kind: "period_end" as const, validFor: "P1M", grace: "P5D" },
    ),
    rounding: fc.constantFrom("floor" as const, "half_up" as const, "ceil" as const),
  })
  .map(({ negative, pending, expiry, downgrade, rounding }) =>
    programme({
      wallets: [
        { id: "points", name: text("points"), redemption: { points: 3, amount: 2 }, negative, pending, expiry },
        { id: "growth", name: text("growth"), spendable: false },
      ],
      ladders: [
        ladder({
          window: { kind: "rolling", duration: "P60D" },
          downgrade,
          tiers: [
            { id: "normal", name: text("n"), from: 0 },
            { id: "silver", name: text("s"), from: 10_000, orPoints: { wallet: "growth", from: 50 } },
            { id: "gold", name: text("g"), from: 30_000 },
          ],
        }),
      ],
      rules: [
        {
          id: "base",
          name: text("base"),
          wallet: "points",
          amount: { kind: "rate", points: 3, per: 100 },
          rounding,
          multipliers: [
            {
              id: "gold",
              name: text("gold"),
              factorBps: 15_000,
              when: { tier: { ladder: "main", is: "at_least", tier: "gold" } },
            },
          ],
        },
        {
          id: "third",
          name: text("third"),
          wallet: "points",
          amount: { kind: "fixed", points: 20 },
          when: { event: "order", window: { last: "P30D" }, is: { count: { gte: 3 } } },
        },
        { id: "growth", name: text("growth"), wallet: "growth", amount: { kind: "per_unit", points: 5 } },
      ],
    }),
  );

/** The facts a list of acts comes to; refunds look at what earlier facts left, so they are made one by one. */
function play(
  life: Life,
  acts: readonly Act[],
  onFact?: (fact: Fact, before: MemberState, decision: Decision) => void,
): void {
  let now = start;
  const send = (fact: Fact): void => {
    const before = life.state;
    const decision = life.apply(fact);
    onFact?.(fact, before, decision);
  };
  acts.forEach((one, index) => {
    now += one.hours * HOUR;
    const id = `fact-${index}`;
    if (one.do === "order") {
      const lines = one.prices.map((unitPrice, position) => line(position + 1, { unitPrice, quantity: one.quantity }));
      send(
        orderFact(id, now - one.backHours * HOUR, lines, one.pay > 0 ? [{ wallet: "points", points: one.pay }] : []),
      );
    } else if (one.do === "refund") {
      const order = [...life.orders.values()][one.which % Math.max(1, life.orders.size)];
      if (!order) return;
      const what =
        one.how === "lines"
          ? { lines: [{ lineNo: one.lineNo, quantity: one.quantity }] }
          : one.how === "amount"
            ? { amount: one.amount }
            : {};
      send({ kind: "refund", id, at: now, recordedAt: now, reason: null, order, ...what });
    } else if (one.do === "adjust") {
      const die = one.points > 0 && one.dieHours > 0 ? { expiresAt: now + one.dieHours * HOUR } : {};
      send({
        kind: "adjust",
        id,
        at: now,
        recordedAt: now,
        wallet: "points",
        points: one.points,
        reason: "test",
        ...die,
      });
    } else send({ kind: "settle", id, at: now, recordedAt: now });
  });
}

/** Slow lives let lots die between facts; quick ones put many facts into the life of one lot. */
const lives = fc
  .record({ given: programmes, pace: fc.constantFrom(1, 0.03), acts: fc.array(act, { maxLength: 30 }) })
  .map(({ given, pace, acts }) => ({
    given,
    acts: acts.map((one): Act => ({ ...one, hours: Math.round(one.hours * pace) })),
  }));

function entrySums(life: Life): Map<string, number> {
  const sums = new Map<string, number>();
  for (const decision of life.decisions) {
    for (const entry of decision.entries) {
      if (entry.kind !== "activate") sums.set(entry.wallet, (sums.get(entry.wallet) ?? 0) + entry.amount);
    }
  }
  return sums;
}

function spendOrder(a: Lot, b: Lot): number {
  const infinity = Number.POSITIVE_INFINITY;
  return (a.expiresAt ?? infinity) - (b.expiresAt ?? infinity) || a.activeFrom - b.activeFrom || (a.id < b.id ? -1 : 1);
}

/** What a store would load for these needs, and nothing else. */
function loadOnly(lots: readonly Lot[], needs: LotNeeds): Lot[] {
  const until = needs.changesUntil;
  const open = lots.filter((lot) => lot.remaining > 0);
  const picked = new Set(lots.filter((lot) => needs.lotIds.includes(lot.id)));
  for (const [id, wanted] of Object.entries(needs.debit)) {
    let left = wanted;
    const spendable = open.filter(
      (lot) => lot.wallet === id && lot.activated && (lot.expiresAt === null || lot.expiresAt > until),
    );
    for (const lot of spendable.sort(spendOrder)) {
      if (left <= 0) break;
      picked.add(lot);
      left -= lot.remaining;
    }
  }
  for (const id of needs.changes) {
    const own = open.filter((lot) => lot.wallet === id);
    for (const lot of own)
      if ((!lot.activated && lot.activeFrom <= until) || (lot.expiresAt !== null && lot.expiresAt <= until))
        picked.add(lot);
    const waiting = own
      .filter((lot) => !lot.activated && lot.activeFrom > until)
      .sort((a, b) => a.activeFrom - b.activeFrom);
    const dying = own.filter((lot) => lot.expiresAt !== null && lot.expiresAt > until).sort(spendOrder);
    for (const lot of [waiting[0], dying[0]]) if (lot) picked.add(lot);
  }
  return lots.filter((lot) => picked.has(lot));
}

describe("any life of a member", () => {
  it("keeps entries = balance = lots less arrears, and nothing is ever negative", () => {
    fc.assert(
      fc.property(lives, ({ given, acts }) => {
        const life = live(given);
        play(life, acts, () => {
          const sums = entrySums(life);
          for (const [id, wallet] of Object.entries(life.state.account.wallets)) {
            expect(balanceOf(wallet)).toBe(sums.get(id) ?? 0);
            expect(remainingIn(life.state.lots, id) - wallet.arrears).toBe(balanceOf(wallet));
            expect(
              Math.min(wallet.available, wallet.pending, wallet.arrears, wallet.spent, wallet.expired),
            ).toBeGreaterThanOrEqual(0);
          }
          for (const lot of life.state.lots) expect(lot.remaining >= 0 && lot.remaining <= lot.amount).toBe(true);
        });
        const last = life.decisions.at(-1)?.entries.at(-1);
        if (last)
          expect(last.balanceAfter).toBe(
            balanceOf(life.state.account.wallets[last.wallet] ?? life.state.account.wallets.points ?? expect.fail()),
          );
      }),
      { numRuns: 300 },
    );
  });

  it("shares every earning out over lines exactly", () => {
    fc.assert(
      fc.property(lives, ({ given, acts }) => {
        const life = live(given);
        play(life, acts, (_, __, decision) => {
          if (!decision.ok) return;
          for (const entry of decision.entries) {
            if (entry.kind === "earn")
              expect(entry.perLine.reduce((all, share) => all + share.amount, 0)).toBe(entry.amount);
          }
          const { order } = decision;
          if (order) expect(order.lines.reduce((all, one) => all + one.net, 0)).toBe(order.net);
        });
      }),
      { numRuns: 150 },
    );
  });

  it("is decided the same a second time, from an input that was not touched", () => {
    fc.assert(
      fc.property(lives, ({ given, acts }) => {
        const life = live(given);
        play(life, acts, (fact, before, decision) => {
          const copy = structuredClone(before);
          let next = 0;
          const again = decide(life.compiled, before, fact, () => `again-${++next}`);
          expect(before).toEqual(copy);
          const shape = (one: Decision): unknown =>
            one.ok
              ? [
                  one.entries.map(({ kind, amount, at: when }) => [kind, amount, when]),
                  one.tierChanges,
                  one.order,
                  one.refund,
                ]
              : one;
          expect(shape(again)).toEqual(shape(decision));
        });
        const replay = live(given);
        play(replay, acts);
        expect(replay.state).toEqual(life.state);
      }),
      { numRuns: 100 },
    );
  });

  it("is decided from the lots asked for as from all lots", () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 5 }), ({ given, acts }, batch) => {
        const life = live(given);
        const facts: { fact: Fact; before: MemberState; decision: Decision }[] = [];
        play(life, acts, (fact, before, decision) => facts.push({ fact, before, decision }));
        for (let from = 0; from < facts.length; from += batch) {
          const group = facts.slice(from, from + batch);
          const first = group[0]?.before ?? expect.fail();
          const needs = lotNeeds(
            life.compiled,
            first.account,
            group.map(({ fact }) => fact),
            0,
          );
          let state: MemberState = { ...first, lots: loadOnly(first.lots, needs) };
          for (const { fact, decision } of group) {
            // Refunds in one batch may name orders of the same batch; ids must match those of the first run.
            const ids = decision.ok ? decision.entries.map((entry) => entry.id) : [];
            const again = decide(life.compiled, state, fact, () => ids.shift() ?? "none");
            expect(again.ok).toBe(decision.ok);
            if (!again.ok || !decision.ok) continue;
            expect(again.entries).toEqual(decision.entries);
            expect(again.changedLots).toEqual(decision.changedLots);
            const { wallets, ...rest } = again.state.account;
            const { wallets: all, ...expected } = decision.state.account;
            expect(rest).toEqual(expected);
            for (const [id, wallet] of Object.entries(wallets)) {
              const truth = trueNextChange(decision.state, id);
              expect({ ...wallet, nextLotChangeAt: null }).toEqual({ ...all[id], nextLotChangeAt: null });
              if (truth !== null) expect(wallet.nextLotChangeAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(truth);
            }
            state = again.state;
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("any sequence of refunds of an order takes back exactly what was granted and paid, never more", () => {
    fc.assert(
      fc.property(lives, fc.array(act, { maxLength: 12 }), ({ given, acts }, more) => {
        const life = live(given);
        play(life, [...acts, ...more]);
        const check = (isComplete: boolean, orderId: string): void => {
          const order = life.outcome(orderId);
          for (const one of order.earned) expect(one.clawedBack).toBeLessThanOrEqual(one.amount);
          for (const one of order.spent) {
            expect(one.returned).toBeLessThanOrEqual(one.amount);
            if (isComplete) expect(one.returned).toBe(one.amount);
          }
          expect(order.refundedAmount).toBeLessThanOrEqual(order.net);
          if (isComplete) expect(order.refundedAmount).toBe(order.net);
        };
        for (const id of life.orders.keys()) check(false, id);
        const policy = given.wallets[0]?.negative;
        if (policy === "refuse") return;
        for (const id of life.orders.keys()) {
          life.refund(`last-${id}`, id, start + 1_000_000 * HOUR);
          check(true, id);
        }
        // Everything is refunded and nothing of it expired: no earned points are left, and nothing is owed but what was spent otherwise.
        expect(life.state.account.orders).toMatchObject({ count: 0, net: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it("with arrears and no expiry, refunding everything claws exactly the grants", () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 25 }), (acts) => {
        const life = live(
          programme({ wallets: [{ id: "points", name: text("points"), redemption: { points: 3, amount: 2 } }] }),
        );
        play(life, acts);
        for (const id of life.orders.keys()) life.refund(`last-${id}`, id, start + 1_000_000 * HOUR);
        for (const order of life.orders.values())
          for (const one of order.earned) expect(one.clawedBack).toBe(one.amount);
      }),
      { numRuns: 200 },
    );
  });
});

function trueNextChange(state: MemberState, id: string): number | null {
  const { settledAt } = state.account;
  const moments = state.lots
    .filter((lot) => lot.wallet === id && lot.remaining > 0)
    .flatMap((lot) => [lot.activated ? null : lot.activeFrom, lot.expiresAt])
    .filter((moment) => moment !== null && moment > settledAt)
    .map(Number);
  return moments.length === 0 ? null : Math.min(...moments);
}
