import { describe, expect, test } from "vitest";
import { compileForLens, toClickhouse, UnsupportedInLens } from "./clickhouse.ts";
import type { Condition } from "./condition.ts";
import { LookupError } from "./world.ts";

const context = {
  asOf: Date.parse("2026-06-15T04:00:00Z"),
  zone: "Asia/Shanghai",
  ladders: { vip: ["basic", "gold"] },
};
const orders = (more: object = {}): Condition => ({ event: "order", is: { count: { gte: 1 } }, ...more }) as Condition;

describe("compileForLens", () => {
  test("all conditions share one scan of orders, and equal measures one aggregate", () => {
    const compiled = compileForLens(
      [orders(), orders({ is: { count: { gte: 5 } } }), { not: orders({ window: { last: "P90D" } }) }],
      context,
    );
    expect(compiled.aggregates.map(({ table }) => table)).toEqual(["orders", "orders"]);
    expect(compiled.from.match(/FROM orders/g)).toHaveLength(1);
    expect(compiled.expressions).toHaveLength(3);
  });

  test("every literal is a parameter: no text of the condition is in the SQL", () => {
    const nasty = "x' OR 1=1 --";
    const condition: Condition = {
      all: [
        { field: "member.attributes.city", op: "eq", value: nasty },
        { tag: [nasty] },
        { consent: nasty },
        { bucket: { from: 0, to: 10, salt: nasty } },
        {
          event: "visit",
          where: { field: "event.properties.page", op: "contains", value: nasty },
          is: { count: { gte: 1 } },
        },
        orders({ where: { field: "line.sku", op: "matchesList", value: [`${nasty}*`] } }),
        { stage: [nasty] },
        { tier: { ladder: nasty, is: "at_least", tier: `${nasty}2` } },
        orders({ window: { since: "tier", ladder: nasty } }),
        orders({
          where: {
            all: [
              { tag: [nasty] },
              { consent: nasty },
              { stage: [nasty] },
              { bucket: { from: 0, to: 10, salt: nasty } },
              { tier: { ladder: nasty, is: "exactly", tier: nasty } },
              { store: { within: 1, of: nasty } },
              { schedule: { zone: nasty } },
              { field: "member.attributes.city", op: "startsWith", value: nasty },
              { field: "score.rfmGroup", op: "in", value: [nasty] },
            ],
          },
        }),
        {
          event: "points.earned",
          where: { field: "event.properties.wallet", op: "eq", value: nasty },
          is: { count: { gte: 1 } },
        },
        { sequence: [{ event: nasty }, { event: "order", within: "P1D" }] },
        { last: nasty, where: { all: [] } },
      ],
    };
    const { sql, from, params } = toClickhouse(condition, {
      ...context,
      ladders: { [nasty]: [nasty, `${nasty}2`] },
      tables: { tier_counts: "tier_counts", points_earned: "points_earned" },
    });
    expect(sql + from).not.toContain("OR 1=1");
    expect(
      Object.values(params)
        .flat()
        .filter((value) => String(value).includes("OR 1=1")).length,
    ).toBeGreaterThanOrEqual(3);
  });

  test("a stage is worked out as the first that holds, or read from the member", () => {
    const stages = [
      { id: "new", when: orders({ window: { last: "P7D" } }) },
      { id: "lost", when: { all: [] } },
    ];
    expect(toClickhouse({ stage: ["lost"] }, { ...context, stages }).sql).toMatch(/^multiIf\(.*, 0, 1, 1, 0\)$/);
    expect(toClickhouse({ stage: ["lost"] }, context).sql).toContain("m.stage");
    expect(() =>
      toClickhouse({ stage: ["lost"] }, { ...context, stages: [{ id: "new", when: { stage: ["lost"] } }] }),
    ).toThrow(UnsupportedInLens);
  });

  test("segments are their trees, and circles are errors", () => {
    const trees: Record<string, Condition> = { a: { tag: ["x"] }, loop: { segment: "loop" } };
    const segment = (id: string): Condition | undefined => trees[id];
    expect(toClickhouse({ segment: "a" }, { ...context, segment }).sql).toContain("hasAny(m.tags");
    expect(() => toClickhouse({ segment: "loop" }, { ...context, segment })).toThrow(LookupError);
    expect(() => toClickhouse({ segment: "none" }, { ...context, segment })).toThrow(LookupError);
  });

  const unsupported: [string, Condition][] = [
    ["a window since a tier of one ladder without its table", orders({ window: { since: "tier", ladder: "vip" } })],
    ["points earned without their table", { event: "points.earned", is: { count: { gte: 1 } } }],
    ["another event inside where", orders({ where: orders() })],
    ["today inside where", orders({ where: { field: "member.joinedAt", op: "inLast", value: "P1D" } })],
  ];
  test.each(unsupported)("says so when it cannot read %s", (_name, condition) => {
    expect(() => toClickhouse(condition, context)).toThrow(UnsupportedInLens);
  });

  test("rows are joined to their member only when they ask about it", () => {
    const plain = toClickhouse(orders({ where: { field: "order.net", op: "gt", value: 1 } }), context);
    const asking = toClickhouse(orders({ where: { field: "member.gender", op: "eq", value: "female" } }), context);
    expect(plain.from).not.toContain(" AS j ");
    expect(asking.from.match(/ AS j /g)).toHaveLength(1);
  });

  test("two hundred leaves stay one scan a table and some hundred characters each", () => {
    const leaf = (index: number): Condition => {
      if (index % 4 === 0) return { event: "visit", window: { last: `P${index + 1}D` }, is: { count: { gte: index } } };
      if (index % 4 === 1) return orders({ window: { last: `P${index + 1}D` } });
      if (index % 4 === 2)
        return orders({
          where: {
            all: [
              { field: "line.sku", op: "eq", value: `S${index}` },
              { field: "order.net", op: "gt", value: index },
            ],
          },
        });
      return {
        event: "order",
        where: { field: "order.channel", op: "eq", value: `C${index}` },
        is: { sum: { of: "line.net", gte: index } },
      };
    };
    const tree = (from: number, to: number): Condition =>
      to - from === 1
        ? leaf(from)
        : ({
            [from % 8 === 0 ? "all" : "any"]: [tree(from, (from + to) >> 1), { not: tree((from + to) >> 1, to) }],
          } as Condition);
    const { sql, from, aggregates } = toClickhouse(tree(0, 200), context);
    expect(aggregates.length).toBeLessThanOrEqual(200);
    expect(from.match(/ FROM /g)?.length).toBe(3);
    expect(sql.length + from.length).toBeLessThan(200 * 300);
  });

  test("segments that hold each other many times over are refused instead of growing without end", () => {
    const doubling = (id: string): Condition | undefined => {
      const level = Number(id.slice(1));
      return level === 0
        ? { tag: ["x"] }
        : { any: [{ segment: `s${level - 1}` }, { not: { segment: `s${level - 1}` } }] };
    };
    expect(toClickhouse({ segment: "s5" }, { ...context, segment: doubling }).sql).toContain("hasAny");
    expect(() => toClickhouse({ segment: "s40" }, { ...context, segment: doubling })).toThrow(UnsupportedInLens);
  });

  test("table and parameter names can be given", () => {
    const { from, params } = toClickhouse(orders(), {
      ...context,
      tables: { members: "lens.people" },
      paramPrefix: "seg_",
    });
    expect(from.startsWith("lens.people AS m LEFT JOIN")).toBe(true);
    expect(Object.keys(params).every((name) => name.startsWith("seg_"))).toBe(true);
  });
});
