import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyAccount } from "./account.ts";
import { decide } from "./decide.ts";
import type { Decision, MemberState } from "./facts.ts";
import type { Ladder, Programme } from "./programme.ts";
import { line, live, orderFact, profile, programme, text } from "./test-builders.ts";
import { act, HOUR, play, programmes, start } from "./test-lives.ts";

const windows = fc.constantFrom<Ladder["window"]>(
  { kind: "rolling", duration: "P60D" },
  { kind: "calendar", unit: "month" },
  { kind: "anniversary" },
  { kind: "since_tier" },
  { kind: "lifetime" },
);

const stages: Programme["lifecycle"] = {
  template: "none",
  stages: [
    {
      id: "fresh",
      name: text("fresh"),
      when: { event: "order", is: { count: { lt: 2 } }, window: { last: "P10D" } },
    },
    {
      id: "often",
      name: text("often"),
      when: { event: "order", is: { daysWith: { gte: 3 } }, window: { calendar: "month" } },
    },
    { id: "rest", name: text("rest"), when: { all: [] } },
  ],
};

const lives = fc
  .record({
    given: programmes,
    window: windows,
    pace: fc.constantFrom(1, 0.03),
    acts: fc.array(act, { maxLength: 40 }),
  })
  .map(({ given, window, pace, acts }) => ({
    given: { ...given, ladders: given.ladders.map((ladder) => ({ ...ladder, window })), lifecycle: stages },
    acts: acts.map((one) => ({ ...one, hours: Math.round(one.hours * pace) })),
  }));

function counter(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `id-${String(next).padStart(6, "0")}`;
  };
}

const unexplained = { code: "", params: {} };

function withoutExplanations(decision: Decision): Decision {
  if (!decision.ok) return decision;
  return {
    ...decision,
    entries: decision.entries.map((entry) => ({ ...entry, explanation: unexplained })),
    tierChanges: decision.tierChanges.map((change) => ({ ...change, explanation: unexplained })),
  };
}

describe("a state that is given away", () => {
  it("comes to what a copied one comes to, explanations apart, and is as it was after a refusal", () => {
    fc.assert(
      fc.property(lives, ({ given, acts }) => {
        const member = profile({ birthday: "1990-02-20" });
        const life = live(given, member);
        let state: MemberState = { profile: member, account: emptyAccount(life.compiled, member), lots: [] };
        const ids = counter();
        play(life, acts, (fact, _, decision) => {
          const before = structuredClone(state);
          const inPlace = decide(life.compiled, state, fact, ids, { owned: true, explain: false });
          expect(inPlace).toEqual(withoutExplanations(decision));
          if (inPlace.ok) state = inPlace.state;
          else expect(state).toEqual(before);
        });
        expect(state).toEqual(life.state);
      }),
      { numRuns: 300 },
    );
  });

  it("is changed itself by an order that draws on nothing", () => {
    const life = live(programme({}));
    const given: MemberState = { ...life.state, account: emptyAccount(life.compiled, life.state.profile), lots: [] };
    const decision = decide(life.compiled, given, orderFact("o", start, 10_000), counter(), { owned: true });
    expect(decision.ok && decision.state.account).toBe(given.account);
    expect(decision.ok && decision.state.lots).toBe(given.lots);
    expect(given.account.orders.count).toBe(1);
  });

  it.each([
    ["a duplicate line", [line(1), line(1)]],
    ["an impossible quantity", [line(1), line(2, { quantity: 0 })]],
    ["points beyond what a number holds", [line(1, { unitPrice: 0, quantity: 9_000_000_000 })]],
    ["money beyond what a number holds", [line(1, { unitPrice: Number.MAX_SAFE_INTEGER, quantity: 2 })]],
  ])("is as it was after an order is refused for %s, time included", (_, lines) => {
    const given = programme({
      wallets: [{ id: "points", name: text("points"), expiry: { kind: "duration", duration: "P1D" } }],
      rules: [{ id: "units", name: text("units"), wallet: "points", amount: { kind: "per_unit", points: 2_000_000 } }],
    });
    const life = live(given);
    life.order("first", start, [line(1)]);
    const before = structuredClone(life.state);
    const late = orderFact("late", start + 24 * 10 * HOUR, lines);
    const decision = decide(life.compiled, life.state, late, counter(), { owned: true, explain: false });
    expect(decision.ok).toBe(false);
    expect(life.state).toEqual(before);
  });
});
