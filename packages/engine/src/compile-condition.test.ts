import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileCondition } from "./compile-condition.ts";
import type { Condition } from "./condition.ts";
import { holds } from "./reader.ts";
import { asOfArbitrary, conditionArbitrary, worldArbitrary, zoneArbitrary } from "./test-arbitraries.ts";
import { LookupError, type World } from "./world.ts";

function outcome(judge: () => boolean): boolean | string {
  try {
    return judge();
  } catch (error) {
    return String(error);
  }
}

describe("a compiled condition", () => {
  it("says what the reader says of any condition and any world", () => {
    fc.assert(
      fc.property(
        asOfArbitrary.chain((asOf) =>
          zoneArbitrary.chain((zone) =>
            fc.record({
              asOf: fc.constant(asOf),
              condition: conditionArbitrary(asOf),
              world: worldArbitrary(asOf, zone),
            }),
          ),
        ),
        ({ asOf, condition, world }) => {
          const order = world.history.find((event) => event.order)?.order;
          const [line] = order?.lines ?? [];
          const event = world.history.find((one) => one.properties);
          const views: World[] = [world, { ...world, order }, { ...world, order, line }, { ...world, event }];
          for (const view of views)
            expect(outcome(() => compileCondition(condition)(view, asOf))).toBe(
              outcome(() => holds(condition, view, asOf)),
            );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each<[string, Condition]>([
    ["in an empty list", { field: "order.storeId", op: "in", value: [] }],
    ["not in an empty list", { field: "order.storeId", op: "notIn", value: [] }],
    ["in a list of another type", { field: "order.storeId", op: "in", value: [1] }],
    ["not in a list of another type", { field: "order.storeId", op: "notIn", value: [1, 2] }],
    ["not in a list of both types", { field: "order.storeId", op: "notIn", value: ["sto_b", 1] }],
    ["unequal to another type", { field: "order.storeId", op: "ne", value: 5 }],
    ["more than a text", { field: "order.net", op: "gt", value: "a" }],
    ["folded", { field: "order.storeId", op: "eq", value: "STO_A", fold: true }],
  ])("agrees with the reader: %s", (_, condition) => {
    const world = fc.sample(worldArbitrary(0, "Asia/Shanghai"), { numRuns: 1, seed: 7 })[0] ?? expect.fail();
    const order = {
      net: 5,
      gross: 5,
      discount: 0,
      storeId: "sto_a",
      channel: null,
      source: "x",
      currency: "CNY",
      placedAt: 0,
      lines: [],
    };
    expect(compileCondition(condition)({ ...world, order }, 0)).toBe(holds(condition, { ...world, order }, 0));
  });

  it("follows segments of the world it is asked about, and refuses circles", () => {
    const world = fc.sample(worldArbitrary(0, "Asia/Shanghai"), { numRuns: 1, seed: 7 })[0] ?? expect.fail();
    const judge = compileCondition({ segment: "a" });
    const of = (tree: Condition): World => ({ ...world, segment: (id) => (id === "a" ? tree : { segment: "a" }) });
    expect(judge(of({ all: [] }), 0)).toBe(true);
    expect(judge(of({ any: [] }), 0)).toBe(false);
    expect(() => judge(of({ segment: "b" }), 0)).toThrow(LookupError);
    expect(() => judge(world, 0)).toThrow(LookupError);
  });
});
