import { describe, expect, test } from "vitest";
import type { Condition } from "./condition.ts";
import { nextConditionChangeAt } from "./due.ts";
import { explainCondition } from "./explain-condition.ts";
import { collectLeaves, emptyLeaf, foldEvent } from "./leaf-state.ts";
import { holds } from "./reader.ts";
import { type HistoryEvent, LookupError, MissingLeafError, type OrderView, type World } from "./world.ts";

const at = (text: string): number => Date.parse(text);
const now = at("2026-06-15T12:00:00+08:00");

function order(placedAt: number, change: Partial<OrderView> = {}): OrderView {
  const lines = [
    { sku: "LATTE", category: "coffee", quantity: 2, unitPrice: 3200, discount: 0, net: 6400 },
    { sku: "BAG", quantity: 1, unitPrice: 100, discount: 0, net: 100 },
  ];
  return {
    net: 6500,
    gross: 6500,
    discount: 0,
    storeId: "sto_a",
    channel: null,
    source: "pos",
    currency: "CNY",
    placedAt,
    lines,
    ...change,
  };
}

const bought = (placedAt: number, change: Partial<OrderView> = {}): HistoryEvent => ({
  type: "order",
  at: placedAt,
  order: order(placedAt, change),
});

function world(change: Partial<World> = {}, profile: Partial<World["profile"]> = {}): World {
  return {
    profile: {
      id: "mbr_1",
      joinedAt: at("2025-06-15T00:00:00+08:00"),
      birthday: "2000-02-29",
      gender: null,
      kind: "person",
      zone: null,
      source: { channel: "wechat" },
      attributes: { city: "上海", level: 3, vip: true, gone: null },
      tags: ["a"],
      consents: ["sms"],
      ...profile,
    },
    zone: "Asia/Shanghai",
    account: {
      settledAt: now,
      wallets: {},
      tiers: { vip: { tier: "silver", since: at("2026-06-01T00:00:00+08:00"), until: null } },
      leaves: {},
      stage: { id: "active", since: at("2026-05-01T00:00:00+08:00") },
      orders: { count: 2, net: 13_000, firstAt: at("2026-01-01T00:00:00Z"), lastAt: at("2026-06-01T00:00:00Z") },
    },
    history: [],
    order: order(now),
    ladders: { vip: ["basic", "silver", "gold"] },
    ...change,
  };
}

const field = (path: string, op: string, value?: unknown, more: object = {}): Condition =>
  ({ field: path, op, value, ...more }) as Condition;

const fields: [string, Condition, boolean][] = [
  ["money at the limit", field("order.net", "gte", 6500), true],
  ["money above the limit only", field("order.net", "gt", 6500), false],
  ["a missing value is never equal", field("order.channel", "eq", "pos"), false],
  ["a missing value is not unequal either", field("order.channel", "ne", "pos"), false],
  ["not of a comparison with a missing value", { not: field("order.channel", "eq", "pos") }, true],
  ["notIn of a missing value", field("order.channel", "notIn", ["pos"]), false],
  ["notExists of a missing value", field("order.channel", "notExists"), true],
  ["an attribute that is null is missing", field("member.attributes.gone", "exists"), false],
  ["an attribute of another type is missing", field("member.attributes.level", "ne", "3"), false],
  ["an attribute of the same type", field("member.attributes.level", "in", [3, "x"]), true],
  ["case counts", field("member.source.channel", "eq", "WeChat"), false],
  ["case folded", field("member.source.channel", "eq", "WeChat", { fold: true }), true],
  ["any line fits", field("line.category", "eq", "coffee"), true],
  ["some line has no category", field("line.category", "notExists"), true],
  ["wildcards", field("line.sku", "matchesList", ["L*E", "X"]), true],
  ["a wildcard is not a regular expression", field("line.sku", "matchesList", ["LATT."]), false],
  ["hour of the order in the zone", field("order.hour", "eq", 12), true],
  ["weekday of the order, Monday = 1", field("order.weekday", "eq", 1), true],
  ["a date means the whole local day", field("member.joinedAt", "after", "2025-06-14"), true],
  ["not after its own day", field("member.joinedAt", "after", "2025-06-15"), false],
  ["not before its own day", field("member.joinedAt", "before", "2025-06-15"), false],
  ["joined exactly a year ago is in the last year", field("member.joinedAt", "inLast", "P1YT12H"), true],
  ["one millisecond short", field("member.joinedAt", "inLast", "P1YT11H59M59S"), false],
  ["the joining day has its anniversary", field("member.joinedAt", "onAnniversary"), true],
  ["age", field("member.age", "eq", 26), true],
];

test.each(fields)("%s", (_name, condition, expected) => {
  expect(holds(condition, world(), now)).toBe(expected);
});

describe("birthdays", () => {
  test.each([
    ["29 February is celebrated on the 28th", "2026-02-28T09:00:00+08:00", "day", true],
    ["and not on 1 March", "2026-03-01T09:00:00+08:00", "day", false],
    ["in a leap year on the 29th", "2028-02-29T09:00:00+08:00", "day", true],
    ["not on the 28th of a leap year", "2028-02-28T09:00:00+08:00", "day", false],
    ["by the local date", "2026-02-27T17:00:00Z", "day", true],
    ["in its month", "2026-02-01T00:00:00+08:00", "month", true],
    ["three days later", "2026-03-03T00:00:00+08:00", 3, true],
    ["four days later", "2026-03-04T00:00:00+08:00", 3, false],
  ])("%s", (_name, asOf, value, expected) => {
    expect(holds(field("member.birthday", "onAnniversary", value), world(), at(asOf))).toBe(expected);
  });

  test("the joining day itself is no anniversary", () => {
    const joined = world({}, { joinedAt: now });
    expect(holds(field("member.joinedAt", "onAnniversary", "month"), joined, now)).toBe(false);
  });
});

const count = (window: unknown, more: object = {}): Condition =>
  ({ event: "order", window, is: { count: { gte: 1 } }, ...more }) as Condition;

describe("windows", () => {
  test.each([
    ["rolling: its first instant is inside", { last: "P30D" }, "2026-05-16T12:00:00+08:00", true],
    ["rolling: one millisecond earlier is outside", { last: "P30D" }, "2026-05-16T11:59:59.999+08:00", false],
    ["rolling: now is inside", { last: "P30D" }, "2026-06-15T12:00:00+08:00", true],
    ["later than now is outside", { last: "P30D" }, "2026-06-15T12:00:00.001+08:00", false],
    ["lifetime looks no further than now either", undefined, "2026-06-15T12:00:00.001+08:00", false],
    ["this month begins at local midnight", { calendar: "month" }, "2026-05-31T16:00:00Z", true],
    ["and not before", { calendar: "month" }, "2026-05-31T15:59:59.999Z", false],
    ["last month ends before this one", { calendar: "month", offset: -1 }, "2026-05-31T16:00:00Z", false],
    ["last month's last instant", { calendar: "month", offset: -1 }, "2026-05-31T15:59:59.999Z", true],
    ["the week begins on Monday", { calendar: "week" }, "2026-06-15T00:00:00+08:00", true],
    ["Sunday is last week", { calendar: "week" }, "2026-06-14T23:59:59+08:00", false],
    [
      "a fixed range holds its start",
      { from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z" },
      "2026-06-01T00:00:00Z",
      true,
    ],
    ["and not its end", { from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z" }, "2026-06-02T00:00:00Z", false],
    ["since joining", { since: "joined" }, "2025-06-15T00:00:00+08:00", true],
    ["before joining", { since: "joined" }, "2025-06-14T23:59:59+08:00", false],
    ["since the tier", { since: "tier" }, "2026-06-01T00:00:00+08:00", true],
    ["before the tier", { since: "tier" }, "2026-05-31T23:59:59+08:00", false],
    ["since the stage", { since: "stage" }, "2026-05-01T00:00:00+08:00", true],
    ["since the anniversary", { since: "anniversary" }, "2026-06-14T23:59:59+08:00", false],
  ])("%s", (_name, window, when, expected) => {
    expect(holds(count(window), world({ history: [bought(at(when))] }), now)).toBe(expected);
  });

  test("the event at hand can be left out", () => {
    const seen = world({ history: [bought(now)] });
    expect(holds(count({ last: "P1D" }, { including: false }), seen, now)).toBe(false);
    expect(holds(count({ last: "P1D" }, { including: false }), seen, now + 1)).toBe(true);
  });

  test("a day in New York that is 23 hours long", () => {
    const newYork = world({ zone: "America/New_York", history: [bought(at("2026-03-07T12:00:00-05:00"))] });
    expect(holds(count({ last: "P1D" }), newYork, at("2026-03-08T12:00:00-04:00"))).toBe(true);
    expect(holds(count({ last: "PT23H" }), newYork, at("2026-03-08T12:00:00-04:00"))).toBe(true);
    expect(holds(count({ last: "P1D" }), newYork, at("2026-03-08T12:00:00.001-04:00"))).toBe(false);
  });

  test("the member's own zone goes first", () => {
    const seen = world({ history: [bought(at("2026-06-01T01:00:00+08:00"))] }, { zone: "America/New_York" });
    expect(holds(count({ calendar: "month" }), seen, now)).toBe(false);
    expect(holds(count({ calendar: "month", offset: -1 }), seen, now)).toBe(true);
  });

  test("no tier means no window, and no window means the comparison is false", () => {
    const none = world({ account: { ...world().account, tiers: {} } });
    expect(holds({ event: "order", window: { since: "tier" }, is: { count: { eq: 0 } } }, none, now)).toBe(false);
  });
});

describe("measures", () => {
  const history = [
    bought(now - 86_400_000, { net: 1000 }),
    bought(now - 3_600_000, { net: 3000 }),
    bought(now - 1000, { net: 2000, lines: [] }),
  ];
  test.each([
    ["sum", { sum: { of: "order.net", eq: 6000 } }],
    ["average", { avg: { of: "order.net", eq: 2000 } }],
    ["lowest", { min: { of: "order.net", eq: 1000 } }],
    ["highest", { max: { of: "order.net", eq: 3000 } }],
    ["local days", { daysWith: { eq: 2 } }],
    ["half-open range", { count: { between: [3, 4] } }],
    ["distinct values leave out the missing", { distinct: { of: "line.category", eq: 1 } }],
    ["lines add up", { sum: { of: "line.quantity", eq: 6 } }],
  ])("%s", (_name, is) => {
    expect(holds({ event: "order", is } as Condition, world({ history }), now)).toBe(true);
  });

  test("where chooses the lines of a line measure", () => {
    const coffees: Condition = {
      event: "order",
      where: { field: "line.category", op: "eq", value: "coffee" },
      is: { sum: { of: "line.quantity", eq: 4 } },
    };
    expect(holds(coffees, world({ history }), now)).toBe(true);
  });

  test("the average of nothing is missing: neither below nor above", () => {
    const average = (cmp: object): Condition => ({ event: "order", is: { avg: { of: "order.net", ...cmp } } });
    expect([average({ lt: 1 }), average({ gte: 0 })].map((one) => holds(one, world(), now))).toEqual([false, false]);
  });

  test("a mature `not` needs a member known for the whole window", () => {
    const lapsed = (window: object): Condition =>
      ({ not: { event: "order", window, is: { count: { gte: 1 } }, mature: true } }) as Condition;
    expect(holds(lapsed({ last: "P365D" }), world(), now)).toBe(true);
    expect(holds(lapsed({ last: "P366D" }), world(), now)).toBe(false);
  });

  test("maturity is asked of the sentence as it is said: two nots are none", () => {
    const leaf = (mature: boolean): Condition => ({
      event: "order",
      window: { last: "P366D" },
      is: { count: { gte: 1 } },
      mature,
    });
    const seen = world({ history: [bought(now)] });
    expect([leaf(false), leaf(true), { not: { not: leaf(true) } }].map((one) => holds(one, seen, now))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test("a sequence is in order and in time", () => {
  const visit = (when: number): HistoryEvent => ({ type: "visit", at: when });
  const chain: Condition = { sequence: [{ event: "visit" }, { event: "order", within: "P7D" }] };
  const day = 86_400_000;
  const seen = (events: HistoryEvent[]): boolean => holds(chain, world({ history: events }), now);
  expect(seen([visit(now - 3 * day), bought(now - day)])).toBe(true);
  expect(seen([bought(now - 3 * day), visit(now - day)])).toBe(false);
  expect(seen([visit(now - 8 * day), bought(now - day)])).toBe(false);
  expect(seen([visit(now - 9 * day), visit(now - 5 * day), bought(now - day)])).toBe(true);
  expect(seen([visit(now - day), bought(now - day)])).toBe(false);
});

test("`last` looks at the latest event alone", () => {
  const online: Condition = { last: "order", where: { field: "order.channel", op: "eq", value: "online" } };
  expect(holds(online, world({ history: [bought(now - 5, { channel: "online" }), bought(now - 1)] }), now)).toBe(false);
  expect(holds(online, world({ history: [bought(now - 1, { channel: "online" }), bought(now - 5)] }), now)).toBe(true);
  expect(holds(online, world(), now)).toBe(false);
});

describe("states, names and places", () => {
  const cases: [string, Condition, boolean][] = [
    ["tier reached", { tier: { ladder: "vip", is: "at_least", tier: "silver" } }, true],
    ["tier above", { tier: { ladder: "vip", is: "at_least", tier: "gold" } }, false],
    ["tier at most", { tier: { ladder: "vip", is: "at_most", tier: "basic" } }, false],
    ["stage", { stage: ["new", "active"] }, true],
    ["tag", { tag: ["b"] }, false],
    ["consent", { consent: "sms" }, true],
    ["every bucket", { bucket: { from: 0, to: 10_000 } }, true],
    ["inside the schedule", { schedule: { days: [1], from: "12:00", to: "13:00" } }, true],
    ["its end is outside", { schedule: { from: "11:00", to: "12:00" } }, false],
    ["empty all", { all: [] }, true],
    ["empty any", { any: [] }, false],
    ["near the store of the order", { store: { within: 2, of: { lat: 31.23, lon: 121.48 } } }, true],
    ["too far from it", { store: { within: 0.5, of: { lat: 31.23, lon: 121.48 } } }, false],
  ];
  test.each(cases)("%s", (_name, condition, expected) => {
    expect(holds(condition, world({ storeLocation: () => ({ lat: 31.235, lon: 121.475 }) }), now)).toBe(expected);
  });

  test("hours over midnight belong to the day they start on", () => {
    const friday: Condition = { schedule: { days: [5], from: "22:00", to: "02:00" } };
    expect(holds(friday, world(), at("2026-06-20T01:59:00+08:00"))).toBe(true);
    expect(holds(friday, world(), at("2026-06-19T01:59:00+08:00"))).toBe(false);
  });

  test("buckets share members out evenly and independently per salt", () => {
    const ids = Array.from({ length: 4000 }, (_, index) => world({}, { id: `mbr_${index}` }));
    const inHalf = (salt: string) => ids.filter((one) => holds({ bucket: { from: 0, to: 5000, salt } }, one, now));
    const [first, second] = [inHalf("one"), new Set(inHalf("two"))];
    expect(Math.abs(first.length - 2000)).toBeLessThan(150);
    expect(Math.abs(first.filter((one) => second.has(one)).length - 1000)).toBeLessThan(120);
  });

  test("segments are their trees, and circles are errors", () => {
    const trees: Record<string, Condition> = {
      big: { not: { segment: "small" } },
      small: { tag: ["b"] },
      loop: { any: [{ segment: "back" }] },
      back: { segment: "loop" },
    };
    const seen = world({ segment: (id) => trees[id] });
    expect(holds({ segment: "big" }, seen, now)).toBe(true);
    expect(() => holds({ segment: "loop" }, seen, now)).toThrow("segment.cycle");
  });

  test("a look-up that fails is an error, never no", () => {
    const failing: Condition[] = [
      { segment: "none" },
      { tier: { ladder: "none", is: "exactly", tier: "x" } },
      { tier: { ladder: "vip", is: "exactly", tier: "x" } },
      { store: { within: 1, of: "sto_a" } },
      { field: "member.nothing", op: "exists" },
    ];
    for (const condition of failing) expect(() => holds(condition, world(), now)).toThrow(LookupError);
  });

  test("a leaf that is not filled is an error that names its key", () => {
    const condition = count({ last: "P30D" });
    const [leaf] = collectLeaves([condition]);
    expect(() => holds(condition, world({ history: undefined }), now)).toThrow(new MissingLeafError(leaf?.key ?? ""));
  });
});

test("the next moment at which a condition may change with no new fact", () => {
  const condition: Condition = {
    all: [
      { event: "order", window: { last: "P30D" }, is: { count: { gte: 1 } } },
      field("member.joinedAt", "inLast", "P400D"),
    ],
  };
  const history = [bought(at("2026-06-01T12:00:00+08:00"))];
  const filled = world({ history: undefined });
  for (const leaf of collectLeaves([condition]))
    filled.account.leaves[leaf.key] = history.reduce(
      (state, event) => foldEvent(leaf, state, event, filled),
      emptyLeaf(leaf),
    );
  const next = nextConditionChangeAt([condition], filled, now);
  expect(new Date(next ?? 0).toISOString()).toBe("2026-07-01T04:00:00.001Z");
  expect(holds(condition, filled, (next ?? 0) - 1)).toBe(true);
  expect(holds(condition, filled, next ?? 0)).toBe(false);
  const schedule: Condition = { schedule: { from: "18:00", to: "20:00" } };
  expect(nextConditionChangeAt([schedule, field("member.birthday", "onAnniversary")], world(), now)).toBe(
    at("2026-06-15T18:00:00+08:00"),
  );
  expect(nextConditionChangeAt([field("member.birthday", "onAnniversary")], world(), now)).toBe(
    at("2027-02-28T00:00:00+08:00"),
  );
});

test("an explanation shows every node with what was seen", () => {
  const condition: Condition = {
    all: [count({ last: "P30D" }), { not: { tag: ["a"] } }, field("line.sku", "eq", "TEA")],
  };
  const tree = explainCondition(condition, world({ history: [bought(now)] }), now);
  expect(tree.holds).toBe(false);
  expect(tree.children.map(({ kind, holds: fits }) => [kind, fits])).toEqual([
    ["event", true],
    ["not", false],
    ["field", false],
  ]);
  expect(tree.children[0]?.seen).toBe(1);
  expect(tree.children[1]?.children[0]?.seen).toEqual(["a"]);
  expect(tree.children[2]?.seen).toEqual(["LATTE", "BAG"]);
  expect(tree.children[1]?.sentence("zh")).toBe("没有标签“a”");
});
