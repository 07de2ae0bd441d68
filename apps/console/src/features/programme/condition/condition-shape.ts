import {
  type Cmp,
  type Condition,
  type FieldLeaf,
  type Leaf,
  type Measure,
  type Op,
  type PathInfo,
  type PathScope,
  pathRegistry,
} from "@regulars/engine";

export type ConditionKind =
  | "all"
  | "any"
  | "not"
  | "field"
  | "event"
  | "sequence"
  | "last"
  | "tier"
  | "stage"
  | "tag"
  | "segment"
  | "bucket"
  | "consent"
  | "store"
  | "schedule";

const kinds: ConditionKind[] = [
  "all",
  "any",
  "not",
  "field",
  "event",
  "sequence",
  "last",
  "tier",
  "stage",
  "tag",
  "segment",
  "bucket",
  "consent",
  "store",
  "schedule",
];

/** What a node of the tree is; null for something that is no condition. */
export function kindOf(condition: Condition): ConditionKind | null {
  return kinds.find((kind) => kind in condition) ?? null;
}

/** Where a condition is asked: about a member, at an order, at one of its lines, at an event; `where` is the choice of an event by its own facts. */
export type EditorScope = "member" | "set" | "order" | "line" | "event" | "orderWhere" | "eventWhere";

const scopesOf: Record<EditorScope, readonly PathScope[]> = {
  member: ["member"],
  set: ["member", "score"],
  order: ["order", "line", "member"],
  line: ["line", "order", "member"],
  event: ["event", "member"],
  orderWhere: ["order", "line"],
  eventWhere: ["event"],
};

export function isWhere(scope: EditorScope): boolean {
  return scope === "orderWhere" || scope === "eventWhere";
}

/** The paths that can be asked about here, by what they are about. */
export function pathGroups(scope: EditorScope): { scope: PathScope; paths: PathInfo[] }[] {
  return scopesOf[scope].map((group) => ({
    scope: group,
    paths: [...pathRegistry.values()].filter((info) => info.scope === group),
  }));
}

const relative: readonly Op[] = ["inLast", "notInLast", "onAnniversary"];

export function opsFor(info: PathInfo, scope: EditorScope): Op[] {
  return info.ops.filter((op) => !(isWhere(scope) && relative.includes(op)));
}

/** What a new leaf of this kind begins with. */
export function newLeaf(
  kind: Exclude<ConditionKind, "all" | "any" | "not" | "field" | "segment" | "store">,
  first: { ladder: string; tier: string; stage: string },
): Leaf {
  switch (kind) {
    case "event":
      return { event: "order", window: { last: "P30D" }, is: { count: { gte: 1 } } };
    case "sequence":
      return { sequence: [{ event: "order" }, { event: "order", within: "P30D" }] };
    case "last":
      return { last: "order", where: { all: [] } };
    case "tier":
      return { tier: { ladder: first.ladder, is: "at_least", tier: first.tier } };
    case "stage":
      return { stage: first.stage ? [first.stage] : [] };
    case "tag":
      return { tag: [] };
    case "bucket":
      return { bucket: { from: 0, to: 5000 } };
    case "consent":
      return { consent: "marketing" };
    case "schedule":
      return { schedule: { days: [1, 2, 3, 4, 5] } };
  }
}

const listOps: readonly Op[] = ["in", "notIn", "matchesList"];

/** A leaf about a path with the first operator that it allows and no value yet, unless one can be guessed. */
export function newFieldLeaf(info: PathInfo, scope: EditorScope): FieldLeaf {
  const op = info.type === "money" || info.type === "number" ? "gte" : (opsFor(info, scope)[0] ?? "exists");
  return withOp({ field: info.path, op }, op);
}

/** The leaf with another operator; a value that no longer fits goes. */
export function withOp(leaf: FieldLeaf, op: Op): FieldLeaf {
  const { value, ...rest } = leaf;
  const next = { ...rest, op };
  if (op === "exists" || op === "notExists") return next;
  if (op === "inLast" || op === "notInLast")
    return { ...next, value: typeof value === "string" && value.startsWith("P") ? value : "P30D" };
  if (op === "onAnniversary") return { ...next, value: value === "month" || typeof value === "number" ? value : "day" };
  if (listOps.includes(op))
    return {
      ...next,
      value: Array.isArray(value) ? value : typeof value === "string" || typeof value === "number" ? [value] : [],
    };
  if (Array.isArray(value)) return value[0] === undefined ? next : { ...next, value: value[0] };
  const isLeftover =
    typeof value === "string" && (leaf.op === "inLast" || leaf.op === "notInLast" || leaf.op === "onAnniversary");
  return value === undefined || isLeftover ? next : { ...next, value };
}

export const measureKinds = ["count", "daysWith", "sum", "avg", "min", "max", "distinct"] as const;
export type MeasureKind = (typeof measureKinds)[number];

export interface MeasureParts {
  kind: MeasureKind;
  of: string | null;
  cmp: Cmp;
}

export function measureParts(measure: Measure): MeasureParts {
  if ("count" in measure) return { kind: "count", of: null, cmp: measure.count };
  if ("daysWith" in measure) return { kind: "daysWith", of: null, cmp: measure.daysWith };
  for (const kind of ["sum", "avg", "min", "max", "distinct"] as const) {
    const given = (measure as Partial<Record<MeasureKind, Cmp & { of: string }>>)[kind];
    if (given) {
      const { of, ...cmp } = given;
      return { kind, of, cmp };
    }
  }
  return { kind: "count", of: null, cmp: {} };
}

export function toMeasure({ kind, of, cmp }: MeasureParts): Measure {
  switch (kind) {
    case "count":
      return { count: cmp };
    case "daysWith":
      return { daysWith: cmp };
    case "sum":
      return { sum: { ...cmp, of: of ?? "order.net" } };
    case "avg":
      return { avg: { ...cmp, of: of ?? "order.net" } };
    case "min":
      return { min: { ...cmp, of: of ?? "order.net" } };
    case "max":
      return { max: { ...cmp, of: of ?? "order.net" } };
    case "distinct":
      return { distinct: { ...cmp, of: of ?? "line.sku" } };
  }
}

/** Turns "holds" into "does not hold" and back, without stacking one `not` on another. */
export function negated(condition: Condition): Condition {
  return "not" in condition ? condition.not : { not: condition };
}
