import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Condition, conditionSchema } from "./condition.ts";
import { asOfArbitrary, conditionArbitrary, testLadders } from "./test-arbitraries.ts";
import { type ConditionScope, findingText, validateCondition } from "./validate-condition.ts";

const leafOf = (path: string, op: string, value?: unknown): Condition => ({ field: path, op, value }) as Condition;
const event = (more: object): Condition => ({ event: "order", is: { count: { gte: 1 } }, ...more }) as Condition;
let deep: Condition = { tag: ["a"] };
for (let depth = 0; depth < 25; depth += 1) deep = { not: deep };

const refused: [string, Condition, ConditionScope, string, string][] = [
  ["an unknown path", leafOf("member.shoeSize", "eq", 42), "member", "/field", "condition.unknown_path"],
  [
    "an order's path where there is no order",
    leafOf("order.net", "gt", 1),
    "member",
    "/field",
    "condition.path_not_here",
  ],
  [
    "an operator that the type has not",
    leafOf("member.gender", "gt", "a"),
    "member",
    "/op",
    "condition.op_not_allowed",
  ],
  ["a missing value", leafOf("order.net", "gt"), "order", "/value", "condition.value_missing"],
  ["text for money", leafOf("order.net", "gt", "100"), "order", "/value", "condition.value_type"],
  ["money that is not whole minor units", leafOf("order.net", "gt", 10.5), "order", "/value", "condition.value_type"],
  ["one value for a list", leafOf("line.sku", "in", "A"), "line", "/value", "condition.value_type"],
  ["an empty list", leafOf("line.sku", "in", []), "line", "/value", "condition.list_empty"],
  [
    "a duration that ends before all calendars",
    leafOf("member.joinedAt", "inLast", "P99999999Y"),
    "member",
    "/value",
    "condition.bad_duration",
  ],
  ["so many days", event({ window: { last: "P9999999999D" } }), "member", "/window/last", "condition.bad_duration"],
  ["a duration of nothing", leafOf("member.joinedAt", "inLast", "P0D"), "member", "/value", "condition.bad_duration"],
  [
    "a date that does not exist",
    leafOf("member.birthday", "before", "2026-02-30"),
    "member",
    "/value",
    "condition.bad_date",
  ],
  ["a comparison without a number", event({ is: { count: {} } }), "member", "/is/count", "condition.comparison_empty"],
  [
    "an empty range of numbers",
    event({ is: { count: { between: [3, 3] } } }),
    "member",
    "/is/count/between",
    "condition.range_empty",
  ],
  [
    "an empty range of time",
    event({ window: { from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z" } }),
    "member",
    "/window",
    "condition.range_empty",
  ],
  [
    "the sum of a text",
    event({ is: { sum: { of: "order.channel", gte: 1 } } }),
    "member",
    "/is/sum/of",
    "condition.measure_type",
  ],
  [
    "a measure of something else",
    event({ is: { sum: { of: "member.age", gte: 1 } } }),
    "member",
    "/is/sum/of",
    "condition.path_not_here",
  ],
  [
    "a member's fact inside where",
    event({ where: { tier: { ladder: "vip", is: "exactly", tier: "gold" } } }),
    "member",
    "/where",
    "condition.not_in_where",
  ],
  [
    "a member's field inside where",
    event({ where: { all: [leafOf("member.age", "gte", 1)] } }),
    "member",
    "/where/all/0/field",
    "condition.path_not_here",
  ],
  [
    "today inside where",
    event({ where: leafOf("order.placedAt", "inLast", "P1D") }),
    "member",
    "/where/op",
    "condition.op_not_allowed",
  ],
  ["maturity without a window", event({ mature: true }), "member", "/mature", "condition.mature_without_window"],
  ["an unknown zone", { schedule: { zone: "Mars/Olympus" } }, "member", "/schedule/zone", "condition.unknown_zone"],
  [
    "an unknown ladder",
    { tier: { ladder: "x", is: "exactly", tier: "gold" } },
    "member",
    "/tier/ladder",
    "condition.unknown_ladder",
  ],
  [
    "an unknown tier",
    { tier: { ladder: "vip", is: "exactly", tier: "x" } },
    "member",
    "/tier/tier",
    "condition.unknown_tier",
  ],
  [
    "a ladder called like something that objects have",
    { tier: { ladder: "toString", is: "exactly", tier: "gold" } },
    "member",
    "/tier/ladder",
    "condition.unknown_ladder",
  ],
  [
    "such a ladder of a window",
    event({ window: { since: "tier", ladder: "constructor" } }),
    "member",
    "/window/ladder",
    "condition.unknown_ladder",
  ],
  ["an unknown stage", { stage: ["new", "x"] }, "member", "/stage", "condition.unknown_stage"],
  ["an unknown segment", { any: [{ segment: "x" }] }, "member", "/any/0/segment", "condition.unknown_segment"],
  ["a segment that leads back to itself", { segment: "loop" }, "member", "/segment", "condition.segment_cycle"],
  ["the place of a set's members", { store: { within: 1, of: "sto_a" } }, "set", "/store", "condition.path_not_here"],
  [
    "a store without a place",
    event({ where: { store: { within: 1, of: "sto_x" } } }),
    "set",
    "/where/store/of",
    "condition.unknown_store",
  ],
  ["an empty bucket", { bucket: { from: 5, to: 5 } }, "member", "/bucket", "condition.range_empty"],
  ["nesting without end", deep, "member", "/not".repeat(20), "condition.too_deep"],
  [
    "hundreds of parts",
    { any: Array.from({ length: 4 }, () => ({ any: Array.from({ length: 150 }, () => ({ tag: ["a"] })) })) },
    "member",
    "",
    "condition.too_large",
  ],
];

const segments: Record<string, Condition> = {
  loop: { not: { segment: "back" } },
  back: { all: [{ segment: "loop" }] },
};
const names = {
  ladders: testLadders,
  stages: ["new"],
  segment: (id: string) => segments[id],
  store: (id: string) => (id === "sto_a" ? { lat: 31.2, lon: 121.5 } : undefined),
};

describe("validateCondition", () => {
  test.each(refused)("refuses %s", (_name, condition, scope, pointer, code) => {
    const findings = validateCondition(condition, scope, names);
    expect(findings.map((one) => [one.pointer, one.code])).toEqual([[pointer, code]]);
    for (const locale of ["zh", "en"] as const)
      expect(findingText(findings[0] ?? { pointer, code: "condition.too_deep", params: {} }, locale)).not.toMatch(
        /[{}]/,
      );
  });

  test("a rule's line condition may speak of member, order and line", () => {
    const condition: Condition = {
      all: [
        leafOf("member.age", "gte", 18),
        leafOf("order.net", "gt", 0),
        leafOf("line.category", "in", ["tea"]),
        { stage: ["new"] },
      ],
    };
    expect(validateCondition(condition, "line", names)).toEqual([]);
  });

  test("a set of members may be asked about events by who the member is, a rule may not", () => {
    const where = {
      all: [
        leafOf("member.age", "gte", 18),
        leafOf("score.churnProbability", "gt", 0.5),
        { tier: { ladder: "vip", is: "exactly", tier: "gold" } },
        { tag: ["a"] },
        { consent: "sms" },
        { bucket: { from: 0, to: 10 } },
      ],
    };
    for (const leaf of [
      event({ where }),
      { last: "visit", where },
      { sequence: [{ event: "order", where }, { event: "visit" }] },
    ]) {
      expect(validateCondition(leaf as Condition, "set", names)).toEqual([]);
      expect(validateCondition(leaf as Condition, "member", names)).toHaveLength(6);
    }
    for (const of of ["sto_a", { lat: 31.2, lon: 121.5 }])
      expect(validateCondition(event({ where: { store: { within: 1, of } } }), "set", names)).toEqual([]);
    const unknown = event({ where: { tier: { ladder: "vip", is: "exactly", tier: "x" } } });
    expect(validateCondition(unknown, "set", names).map(({ pointer }) => pointer)).toEqual(["/where/tier/tier"]);
    for (const other of [{ stage: ["new"] }, { segment: "x" }, event({})])
      expect(validateCondition(event({ where: other }), "set", names).map(({ code }) => code)).toEqual([
        "condition.not_in_where",
      ]);
  });

  test("numbers that lose their units digit, and places that are nowhere, are not of the grammar", () => {
    const count = (gte: number) => event({ is: { count: { gte } } });
    const near = (lat: number, lon: number) => ({ store: { within: 1, of: { lat, lon } } });
    for (const refused of [count(2 ** 53), count(-1e300), leafOf("member.age", "gt", 1e20), near(91, 0), near(0, 181)])
      expect([refused, conditionSchema.safeParse(refused).success]).toEqual([refused, false]);
    for (const taken of [count(2 ** 53 - 1), leafOf("member.age", "in", [0.5, -1]), near(-90, 180)])
      expect([taken, conditionSchema.safeParse(taken).success]).toEqual([taken, true]);
  });

  test("every tree that the readers are tested with passes the grammar; only what can never hold is refused", () => {
    fc.assert(
      fc.property(asOfArbitrary.chain(conditionArbitrary), (condition) => {
        expect(conditionSchema.safeParse(JSON.parse(JSON.stringify(condition))).success).toBe(true);
        const codes = validateCondition(condition, "member", { ladders: testLadders }).map(({ code }) => code);
        expect(
          codes.filter(
            (code) =>
              ![
                "condition.list_empty",
                "condition.mature_without_window",
                "condition.bad_date",
                "condition.range_empty",
              ].includes(code),
          ),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
