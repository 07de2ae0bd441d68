import { conditionSchema, lookupPath, pathRegistry } from "@regulars/engine";
import { expect, test } from "vitest";
import {
  kindOf,
  measureKinds,
  measureParts,
  negated,
  newFieldLeaf,
  newLeaf,
  opsFor,
  toMeasure,
  withOp,
} from "./condition-shape.ts";

const first = { ladder: "main", tier: "gold", stage: "new" };

test("what the editor adds fits the grammar", () => {
  const added = (["event", "sequence", "last", "tier", "stage", "bucket", "consent", "schedule"] as const).map((kind) =>
    newLeaf(kind, first),
  );
  const fields = [...pathRegistry.values()].map((info) => newFieldLeaf(info, "order"));
  for (const leaf of [...added, ...fields]) expect(conditionSchema.safeParse(leaf).error).toBeUndefined();
});

test("changing the operator keeps a value that still fits and drops the rest", () => {
  const channel = { field: "order.channel", op: "eq", value: "app" } as const;
  expect(withOp(channel, "in")).toEqual({ field: "order.channel", op: "in", value: ["app"] });
  expect(withOp({ ...channel, op: "in", value: ["app", "web"] }, "eq")).toEqual(channel);
  expect(withOp(channel, "exists")).toEqual({ field: "order.channel", op: "exists" });
  expect(withOp({ field: "member.joinedAt", op: "inLast", value: "P30D" }, "before")).toEqual({
    field: "member.joinedAt",
    op: "before",
  });
});

test("measures are taken apart and put together unchanged", () => {
  for (const kind of measureKinds) {
    const of = kind === "count" || kind === "daysWith" ? null : "order.net";
    expect(measureParts(toMeasure({ kind, of, cmp: { gte: 3, lt: 5 } }))).toEqual({ kind, of, cmp: { gte: 3, lt: 5 } });
  }
});

test("not twice is nothing, and every node has a kind", () => {
  const leaf = newLeaf("tag", first);
  expect(negated(negated(leaf))).toEqual(leaf);
  expect(kindOf(negated(leaf))).toBe("not");
  expect(kindOf({ all: [] })).toBe("all");
});

test("inside a choice of events nothing can be relative to today", () => {
  const joined = lookupPath("order.placedAt");
  expect(joined && opsFor(joined, "orderWhere")).not.toContain("inLast");
  expect(joined && opsFor(joined, "order")).toContain("inLast");
});
