import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition } from "./condition.ts";
import { leavesWindowAt, nextChangeAt } from "./leaf-due.ts";
import {
  type CompiledLeaf,
  collectLeaves,
  emptyLeaf,
  foldEvent,
  type LeafState,
  leafKey,
  measure,
  unfoldEvent,
} from "./leaf-state.ts";
import { holds, measureLeaf } from "./reader.ts";
import {
  asOfArbitrary,
  conditionArbitrary,
  historyArbitrary,
  historyLeafArbitrary,
  worldArbitrary,
  zoneArbitrary,
} from "./test-arbitraries.ts";
import type { HistoryEvent, World } from "./world.ts";

const DAY = 86_400_000;

function foldAll(leaf: CompiledLeaf, history: readonly HistoryEvent[], world: World): LeafState {
  return history.reduce((state, event) => foldEvent(leaf, state, event, world), emptyLeaf(leaf));
}

function withLeaves(world: World, conditions: Condition[]): World {
  const leaves = Object.fromEntries(
    collectLeaves(conditions).map((leaf) => [leaf.key, foldAll(leaf, world.history ?? [], world)]),
  );
  return { ...world, history: undefined, account: { ...world.account, leaves } };
}

const scene = fc.tuple(asOfArbitrary, zoneArbitrary).chain(([asOf, zone]) =>
  fc.record({
    asOf: fc.constant(asOf),
    world: worldArbitrary(asOf, zone),
    condition: conditionArbitrary(asOf),
    leaf: historyLeafArbitrary(asOf),
    more: historyArbitrary(asOf, 6),
  }),
);

describe("leaf states agree with history", () => {
  test("a tree over states folded in any order says what it says over the history", () => {
    fc.assert(
      fc.property(scene, ({ asOf, world, condition }) => {
        const folded = withLeaves(world, [condition]);
        const throughJson = JSON.parse(JSON.stringify(folded)) as World;
        expect(holds(condition, throughJson, asOf)).toBe(holds(condition, world, asOf));
      }),
      { numRuns: 1500 },
    );
  });

  test("events taken back and replaced leave what the remaining history gives, or ask for a refill", () => {
    let undone = 0;
    fc.assert(
      fc.property(scene, ({ asOf, world, leaf: condition, more }) => {
        for (const leaf of collectLeaves([condition])) {
          let state: LeafState | null = foldAll(leaf, [...more, ...world.history], world);
          for (const event of more) {
            if (state) state = unfoldEvent(leaf, state, event, world);
          }
          if (!state) continue;
          undone += 1;
          expect(measure(leaf, state, asOf, world)).toBe(measureLeaf(leaf.leaf, world, asOf));
        }
      }),
      { numRuns: 800 },
    );
    expect(undone).toBeGreaterThan(400);
  });

  test("the measure stands still until nextChangeAt, and changes then", () => {
    let changing = 0;
    fc.assert(
      fc.property(scene, fc.double({ min: 0, max: 1, noNaN: true }), ({ asOf, world, leaf: condition }, share) => {
        for (const leaf of collectLeaves([condition])) {
          const state = foldAll(leaf, world.history, world);
          const now = measureLeaf(leaf.leaf, world, asOf);
          const next = nextChangeAt(leaf, state, asOf, world);
          const until = next ?? asOf + 3 * 365 * DAY;
          const between = asOf + Math.floor((until - 1 - asOf) * share);
          expect(measureLeaf(leaf.leaf, world, between)).toBe(now);
          expect(measureLeaf(leaf.leaf, world, until - 1)).toBe(now);
          if (next === null) continue;
          changing += 1;
          expect(measureLeaf(leaf.leaf, world, next)).not.toBe(now);
        }
      }),
      { numRuns: 600 },
    );
    expect(changing).toBeGreaterThan(60);
  });
});

const at = (text: string): number => Date.parse(text);

test("what happened at an hour that a later clock skips leaves a rolling window when that clock jumps", () => {
  const leaves = leavesWindowAt(at("2026-03-14T02:30:00-04:00"), "P1Y", "America/New_York");
  expect(leaves).toBe(at("2027-03-14T03:00:00-04:00"));
});

const visit = (when: number): HistoryEvent => ({ type: "visit", at: when });
const shanghai: World = {
  profile: {
    id: "m",
    joinedAt: at("2020-01-01T00:00:00+08:00"),
    birthday: null,
    gender: null,
    kind: "person",
    zone: null,
    source: {},
    attributes: {},
    tags: [],
    consents: [],
  },
  zone: "Asia/Shanghai",
  account: {
    settledAt: 0,
    wallets: {},
    tiers: {},
    leaves: {},
    stage: null,
    orders: { count: 0, net: 0, firstAt: null, lastAt: null },
  },
  ladders: {},
};

test("a window that reaches back to an hour the clock skipped lets nothing out before its time", () => {
  const login = at("2026-03-08T03:15:00-04:00");
  const world: World = { ...shanghai, zone: "America/New_York", history: [visit(login)] };
  const within: Condition = { event: "visit", window: { last: "P7D" }, is: { count: { eq: 1 } } };
  const seen = ["02:30", "03:00", "03:15"].map((time) => holds(within, world, at(`2026-03-15T${time}:00-04:00`)));
  expect(seen).toEqual([true, true, true]);
  expect(holds(within, world, at("2026-03-15T03:15:00.001-04:00"))).toBe(false);
});

test("what is still to come enters yesterday's window the day after it, and leaves it a day later", () => {
  const leaf = compile({ event: "visit", window: { calendar: "day", offset: -1 }, is: { count: {} } });
  const state = foldAll(leaf, [visit(at("2026-11-24T12:00:00+08:00"))], shanghai);
  const next = (text: string): number | null => nextChangeAt(leaf, state, at(text), shanghai);
  expect(next("2026-11-20T08:00:00+08:00")).toBe(at("2026-11-25T00:00:00+08:00"));
  expect(next("2026-11-25T00:00:00+08:00")).toBe(at("2026-11-26T00:00:00+08:00"));
});

function compile(condition: Condition): CompiledLeaf {
  const [leaf] = collectLeaves([condition]);
  if (!leaf) throw new Error("no leaf");
  return leaf;
}

describe("leaf keys", () => {
  test("comparison numbers and `including` do not make another state; window and where do", () => {
    const three = leafKey({ event: "order", is: { count: { gte: 3 } } });
    expect(leafKey({ event: "order", is: { count: { eq: 5 } }, including: false })).toBe(three);
    expect(leafKey({ event: "order", window: { last: "P30D" }, is: { count: { gte: 3 } } })).not.toBe(three);
    expect(leafKey({ is: { count: {} }, event: "order", where: undefined })).toBe(three);
  });

  test("a tree yields each leaf once", () => {
    const leaves = collectLeaves([
      { all: [{ event: "order", is: { count: { gte: 3 } } }, { not: { event: "order", is: { count: { gte: 9 } } } }] },
      { any: [{ last: "visit", where: { all: [] } }, { sequence: [{ event: "visit" }, { event: "order" }] }] },
    ]);
    expect(leaves).toHaveLength(3);
  });
});

describe("state size", () => {
  const kinds: [string, Condition][] = [
    ["lifetime count", { event: "visit", is: { count: { gte: 1 } } }],
    ["rolling count", { event: "visit", window: { last: "P1Y" }, is: { count: { gte: 1 } } }],
    ["days with", { event: "visit", is: { daysWith: { gte: 1 } } }],
    ["distinct", { event: "visit", is: { distinct: { of: "event.properties.page", gte: 1 } } }],
    ["sequence", { sequence: [{ event: "visit" }, { event: "visit" }] }],
    ["last", { last: "visit", where: { all: [] } }],
  ];
  test.each(kinds)("%s stays bounded over 20,000 events", (_name, condition) => {
    const leaf = compile(condition);
    let state = emptyLeaf(leaf);
    for (let n = 0; n < 20_000; n += 1)
      state = foldEvent(
        leaf,
        state,
        { type: "visit", at: n * 4 * 3_600_000, properties: { page: `page ${n % 3000}` } },
        shanghai,
      );
    expect(JSON.stringify(state).length).toBeLessThan(40_000);
    expect(measure(leaf, state, 20_000 * 4 * 3_600_000, shanghai)).toBeGreaterThan(0);
  });

  test("totals and days stay right beyond the exact part", () => {
    const count = compile({ event: "visit", is: { count: {} } });
    const days = compile({ event: "visit", is: { daysWith: {} } });
    const year = compile({ event: "visit", window: { calendar: "year", offset: -1 }, is: { count: {} } });
    const events = Array.from({ length: 5000 }, (_, n) => visit(at("2024-01-01T00:00:00+08:00") + n * 4 * 3_600_000));
    const now = events.at(-1)?.at ?? 0;
    expect(measure(count, foldAll(count, events, shanghai), now, shanghai)).toBe(5000);
    expect(measure(days, foldAll(days, events, shanghai), now, shanghai)).toBe(Math.ceil(5000 / 6));
    expect(measure(year, foldAll(year, events, shanghai), now, shanghai)).toBe(365 * 6);
  });

  test("a rolling window with more events than the exact part is off by no more than its first day", () => {
    const leaf = compile({ event: "visit", window: { last: "P30D" }, is: { count: {} } });
    const now = at("2026-06-15T13:00:00+08:00");
    const events = Array.from({ length: 1000 }, (_, n) => visit(now - n * 3_600_000));
    const seen = measure(leaf, foldAll(leaf, events.toReversed(), shanghai), now, shanghai) ?? 0;
    expect(seen).toBeGreaterThanOrEqual(30 * 24 + 1);
    expect(seen).toBeLessThanOrEqual(30 * 24 + 1 + 13);
  });
});
