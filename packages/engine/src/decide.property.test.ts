import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import { decide } from "./decide.ts";
import { balanceOf } from "./draft.ts";
import { type Decision, FAR_FUTURE, type Fact, type Lot, type LotNeeds, type MemberState } from "./facts.ts";
import { lotNeeds } from "./lot-needs.ts";
import { accepted, type Life, live, profile, programme, remainingIn, text } from "./test-builders.ts";
import { act, HOUR, plainAct, play, programmes, start } from "./test-lives.ts";
import { walletView } from "./wallet-view.ts";

/** Slow lives let lots die between facts; quick ones put many facts into the life of one lot. */
const lives = fc
  .record({ given: programmes, pace: fc.constantFrom(1, 0.03), acts: fc.array(act, { maxLength: 30 }) })
  .map(({ given, pace, acts }) => ({
    given,
    acts: acts.map((one) => ({ ...one, hours: Math.round(one.hours * pace) })),
  }));

const moves = new Set(["activate", "hold", "release"]);

function entrySums(life: Life): Map<string, number> {
  const sums = new Map<string, number>();
  for (const decision of life.decisions) {
    for (const entry of decision.entries) {
      if (!moves.has(entry.kind)) sums.set(entry.wallet, (sums.get(entry.wallet) ?? 0) + entry.amount);
    }
  }
  return sums;
}

function heldIn({ holds = [] }: MemberState, id: string): number {
  const open = holds.filter((hold) => hold.wallet === id && hold.status === "held");
  for (const hold of open) expect(hold.allocations.reduce((all, { amount }) => all + amount, 0)).toBe(hold.points);
  return open.reduce((all, hold) => all + hold.points, 0);
}

function byAge(a: Lot, b: Lot): number {
  return a.activeFrom - b.activeFrom || (a.id < b.id ? -1 : 1);
}

function byExpiry(a: Lot, b: Lot): number {
  const infinity = Number.POSITIVE_INFINITY;
  return (a.expiresAt ?? infinity) - (b.expiresAt ?? infinity) || byAge(a, b);
}

/** What a store would load for these needs, and nothing else. */
function loadOnly({ lots, holds: all = [] }: MemberState, needs: LotNeeds): Pick<MemberState, "lots" | "holds"> {
  const holds = all.filter((hold) => hold.status === "held" && needs.holds?.includes(hold.wallet));
  const until = needs.changesUntil;
  const open = lots.filter((lot) => lot.remaining > 0);
  const named = new Set([...needs.lotIds, ...holds.flatMap((hold) => hold.allocations.map(({ lotId }) => lotId))]);
  const picked = new Set(lots.filter((lot) => named.has(lot.id) || needs.everyLot?.includes(lot.wallet)));
  for (const { event, orderId } of needs.awaiting ?? [])
    for (const lot of open)
      if (!lot.activated && lot.awaits === event && (orderId === null || lot.orderId === orderId)) picked.add(lot);
  for (const [id, wanted] of Object.entries(needs.debit)) {
    let left = wanted;
    const spendable = open.filter(
      (lot) => lot.wallet === id && lot.activated && (lot.expiresAt === null || lot.expiresAt > until),
    );
    for (const lot of spendable.sort(needs.oldestFirst?.includes(id) ? byAge : byExpiry)) {
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
    const dying = own.filter((lot) => lot.expiresAt !== null && lot.expiresAt > until).sort(byExpiry);
    for (const lot of [waiting[0], dying[0]]) if (lot) picked.add(lot);
  }
  return { lots: lots.filter((lot) => picked.has(lot)), holds };
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
            expect(remainingIn(life.state.lots, id)).toBe(wallet.available + wallet.pending);
            expect(heldIn(life.state, id)).toBe(wallet.held);
            const { available, pending, held, arrears, spent, expired } = wallet;
            expect(Math.min(available, pending, held, arrears, spent, expired)).toBeGreaterThanOrEqual(0);
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
            if (entry.kind === "earn" && decision.order)
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
          let state: MemberState = { ...first, ...loadOnly(first, needs) };
          for (const { fact, decision } of group) {
            // Refunds in one batch may name orders of the same batch; ids must match those of the first run.
            const ids = decision.ok ? decision.entries.map((entry) => entry.id) : [];
            const again = decide(life.compiled, state, fact, () => ids.shift() ?? "none");
            expect(again.ok).toBe(decision.ok);
            if (!again.ok || !decision.ok) continue;
            expect(again.entries).toEqual(decision.entries);
            expect(again.changedLots).toEqual(decision.changedLots);
            expect(again.changedHolds).toEqual(decision.changedHolds);
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

  it("looks at any later instant as it will be once time has been booked", () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 0, max: 24 * 60 }), ({ given, acts }, ahead) => {
        const life = live(given);
        play(life, acts);
        const asOf = Math.max(life.state.account.settledAt, start) + ahead * HOUR;
        const pots = (state: MemberState): unknown =>
          walletView(state.account, state.lots, asOf, state.holds).map(({ expiring, ...rest }) => ({
            ...rest,
            expiring: expiring.filter(({ at }) => at > asOf),
          }));
        const seen = pots(life.state);
        const due = nextDueAt(life.compiled, life.state.account, life.state.profile);
        const { entries } = accepted(life.settle(asOf));
        expect(pots(life.state)).toEqual(seen);
        const first = entries[0];
        if (first) expect(due ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(first.at);
      }),
      { numRuns: 300 },
    );
  });

  it("passes time the same in one go as in many steps", () => {
    fc.assert(
      fc.property(
        lives,
        fc.array(fc.integer({ min: 0, max: 24 * 12 }), { maxLength: 12 }),
        ({ given, acts }, steps) => {
          const member = profile({ birthday: "1990-02-20" });
          const [once, often] = [live(given, member), live(given, member)];
          for (const life of [once, often]) {
            life.settle(start);
            play(life, acts);
          }
          let now = Math.max(once.state.account.settledAt, start);
          for (const step of steps) {
            now += step * HOUR;
            often.settle(now);
          }
          once.settle(now);
          const standing = ({ state }: Life): unknown => [
            Object.values(state.account.wallets).map(({ nextLotChangeAt: _, ...rest }) => rest),
            state.lots.map(({ remaining, activeFrom, expiresAt }) => [remaining, activeFrom, expiresAt]).sort(),
            state.account.tiers,
          ];
          expect(standing(once)).toEqual(standing(often));
        },
      ),
      { numRuns: 200 },
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
      fc.property(fc.array(plainAct, { minLength: 1, maxLength: 25 }), (acts) => {
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
    .flatMap((lot) => [lot.activated || lot.activeFrom === FAR_FUTURE ? null : lot.activeFrom, lot.expiresAt])
    .concat((state.holds ?? []).map((hold) => (hold.wallet === id && hold.status === "held" ? hold.expiresAt : null)))
    .filter((moment) => moment !== null && moment > settledAt)
    .map(Number);
  return moments.length === 0 ? null : Math.min(...moments);
}
