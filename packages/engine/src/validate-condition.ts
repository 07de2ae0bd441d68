import {
  type Cmp,
  type Condition,
  durationSchema,
  type EventLeaf,
  type FieldLeaf,
  type Leaf,
  type SequenceLeaf,
  type Window,
} from "./condition.ts";
import { isLeaf } from "./leaf-key.ts";
import { measureOf } from "./measure.ts";
import { lookupPath, type PathInfo, type PathScope } from "./paths.ts";
import { dayOfIso, parseDuration } from "./time.ts";

/** What is at hand where a condition is asked: members only, an order (or one of its lines), or an event of another kind. */
export type ConditionScope = "member" | "order" | "line" | "event";

export type FindingCode =
  | "condition.unknown_path"
  | "condition.path_not_here"
  | "condition.op_not_allowed"
  | "condition.value_missing"
  | "condition.value_type"
  | "condition.list_empty"
  | "condition.bad_duration"
  | "condition.bad_date"
  | "condition.comparison_empty"
  | "condition.range_empty"
  | "condition.measure_type"
  | "condition.not_in_where"
  | "condition.mature_without_window"
  | "condition.unknown_zone"
  | "condition.unknown_ladder"
  | "condition.unknown_tier"
  | "condition.unknown_stage"
  | "condition.unknown_segment"
  | "condition.segment_cycle"
  | "condition.too_deep"
  | "condition.too_large";

/** Why a condition is refused: where (JSON pointer), a stable code, and the values to say it with. */
export interface Finding {
  pointer: string;
  code: FindingCode;
  params: Record<string, string | number>;
}

/** What names may refer to; a kind that is absent is not checked. */
export interface KnownNames {
  ladders?: Record<string, string[]> | undefined;
  stages?: readonly string[] | undefined;
  segment?: ((id: string) => Condition | undefined) | undefined;
}

const MAX_DEPTH = 20;
const MAX_LEAVES = 500;

const visible: Record<ConditionScope, readonly PathScope[]> = {
  member: ["member"],
  order: ["member", "order", "line"],
  line: ["member", "order", "line"],
  event: ["member", "event"],
};

type Report = (pointer: string, code: FindingCode, params?: Finding["params"]) => void;

interface Check {
  report: Report;
  names: KnownNames;
  scopes: readonly PathScope[];
  isWhere: boolean;
  segments: readonly string[];
  count: { leaves: number };
}

/** Events that stand for an order: conditions on the order and its lines make sense in their `where`. */
function carriesOrder(event: string): boolean {
  return event === "order" || event.startsWith("points.");
}

/**
 * Everything that is wrong with a condition: unknown paths, operators or values that do not fit the type, windows that cannot hold anything,
 * unknown names. Empty = it may be saved. The grammar itself is `conditionSchema`'s.
 */
export function validateCondition(condition: Condition, scope: ConditionScope, names: KnownNames = {}): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (pointer, code, params = {}) => findings.push({ pointer, code, params });
  checkTree(condition, "", 1, {
    report,
    names,
    scopes: visible[scope],
    isWhere: false,
    segments: [],
    count: { leaves: 0 },
  });
  return findings;
}

function checkTree(condition: Condition, pointer: string, depth: number, check: Check): void {
  if (depth > MAX_DEPTH) return check.report(pointer, "condition.too_deep", { max: MAX_DEPTH });
  if (isLeaf(condition)) {
    check.count.leaves += 1;
    if (check.count.leaves === MAX_LEAVES + 1) check.report(pointer, "condition.too_large", { max: MAX_LEAVES });
    if (check.count.leaves <= MAX_LEAVES) checkLeaf(condition, pointer, depth, check);
    return;
  }
  if ("not" in condition) return checkTree(condition.not, `${pointer}/not`, depth + 1, check);
  const [key, children] = "all" in condition ? (["all", condition.all] as const) : (["any", condition.any] as const);
  children.forEach((child, index) => {
    checkTree(child, `${pointer}/${key}/${index}`, depth + 1, check);
  });
}

function checkLeaf(leaf: Leaf, pointer: string, depth: number, check: Check): void {
  if ("field" in leaf) return checkField(leaf, pointer, check);
  if ("schedule" in leaf) {
    if (leaf.schedule.zone !== undefined && !isZone(leaf.schedule.zone))
      check.report(`${pointer}/schedule/zone`, "condition.unknown_zone", { zone: leaf.schedule.zone });
    return;
  }
  // A fold adds an event once, so its `where` may not depend on what changes about the member.
  if (check.isWhere) return check.report(pointer, "condition.not_in_where", { kind: Object.keys(leaf)[0] ?? "" });
  if ("event" in leaf) return checkEvent(leaf, pointer, depth, check);
  if ("sequence" in leaf) return checkSequence(leaf, pointer, depth, check);
  if ("last" in leaf) return checkWhere(leaf.where, leaf.last, `${pointer}/where`, depth, check);
  if ("bucket" in leaf) {
    if (leaf.bucket.from >= leaf.bucket.to) check.report(`${pointer}/bucket`, "condition.range_empty");
    return;
  }
  checkNames(leaf, pointer, depth, check);
}

function checkNames(leaf: Leaf, pointer: string, depth: number, check: Check): void {
  const { names, report } = check;
  if ("tier" in leaf && names.ladders) {
    const tiers = names.ladders[leaf.tier.ladder];
    if (!tiers) report(`${pointer}/tier/ladder`, "condition.unknown_ladder", { ladder: leaf.tier.ladder });
    else if (!tiers.includes(leaf.tier.tier))
      report(`${pointer}/tier/tier`, "condition.unknown_tier", { tier: leaf.tier.tier });
  }
  if ("stage" in leaf && names.stages) {
    const unknown = leaf.stage.find((id) => !names.stages?.includes(id));
    if (unknown !== undefined) report(`${pointer}/stage`, "condition.unknown_stage", { stage: unknown });
  }
  if (!("segment" in leaf) || !names.segment) return;
  const id = leaf.segment;
  if (check.segments.includes(id)) return report(`${pointer}/segment`, "condition.segment_cycle", { segment: id });
  const tree = names.segment(id);
  if (!tree) return report(`${pointer}/segment`, "condition.unknown_segment", { segment: id });
  // Only circles matter here; the rest of that segment was checked when it was saved.
  const circles: Report = (_inner, code, params) => {
    if (code === "condition.segment_cycle") report(`${pointer}/segment`, code, params);
  };
  checkTree(tree, pointer, depth + 1, { ...check, report: circles, segments: [...check.segments, id] });
}

function checkWhere(where: Condition | undefined, event: string, pointer: string, depth: number, check: Check): void {
  if (!where) return;
  const scopes: PathScope[] =
    event === "order" ? ["order", "line"] : carriesOrder(event) ? ["order", "line", "event"] : ["event"];
  checkTree(where, pointer, depth + 1, { ...check, scopes, isWhere: true });
}

function checkEvent(leaf: EventLeaf, pointer: string, depth: number, check: Check): void {
  const { kind, of, cmp } = measureOf(leaf.is);
  checkWhere(leaf.where, leaf.event, `${pointer}/where`, depth, check);
  checkWindow(leaf.window, `${pointer}/window`, check);
  checkCmp(cmp, `${pointer}/is/${kind}`, check);
  if (leaf.mature && (!leaf.window || "since" in leaf.window))
    check.report(`${pointer}/mature`, "condition.mature_without_window");
  if (of === null) return;
  const info = lookupPath(of);
  if (!info) return check.report(`${pointer}/is/${kind}/of`, "condition.unknown_path", { path: of });
  const isOwn = info.scope === "event" ? leaf.event !== "order" : info.scope !== "member" && carriesOrder(leaf.event);
  if (!isOwn) return check.report(`${pointer}/is/${kind}/of`, "condition.path_not_here", { path: of });
  const isNumber = info.type === "number" || info.type === "money" || info.type === "any";
  if (kind !== "distinct" && !isNumber)
    check.report(`${pointer}/is/${kind}/of`, "condition.measure_type", { path: of, measure: kind });
}

function checkSequence(leaf: SequenceLeaf, pointer: string, depth: number, check: Check): void {
  checkWindow(leaf.window, `${pointer}/window`, check);
  leaf.sequence.forEach((step, index) => {
    checkWhere(step.where, step.event, `${pointer}/sequence/${index}/where`, depth, check);
    if (step.within !== undefined && !isLong(step.within))
      check.report(`${pointer}/sequence/${index}/within`, "condition.bad_duration", { value: step.within });
  });
}

function checkCmp(cmp: Cmp, pointer: string, { report }: Check): void {
  const { eq, ne, gt, gte, lt, lte, between } = cmp;
  if ([eq, ne, gt, gte, lt, lte, between].every((value) => value === undefined))
    return report(pointer, "condition.comparison_empty");
  if (between && between[0] >= between[1]) report(`${pointer}/between`, "condition.range_empty");
}

function checkWindow(window: Window | undefined, pointer: string, { report }: Check): void {
  if (!window) return;
  if ("last" in window && !isLong(window.last))
    report(`${pointer}/last`, "condition.bad_duration", { value: window.last });
  if ("from" in window && Date.parse(window.from) >= Date.parse(window.to)) report(pointer, "condition.range_empty");
}

/** A duration longer than nothing. */
function isLong(text: string): boolean {
  if (!durationSchema.safeParse(text).success) return false;
  const { months, days, time } = parseDuration(text);
  return months + days + time > 0;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const relativeOps: readonly FieldLeaf["op"][] = ["inLast", "notInLast", "onAnniversary"];
const listOps: readonly FieldLeaf["op"][] = ["in", "notIn", "matchesList"];

function checkField(leaf: FieldLeaf, pointer: string, check: Check): void {
  const { report } = check;
  const info = lookupPath(leaf.field);
  if (!info) return report(`${pointer}/field`, "condition.unknown_path", { path: leaf.field });
  if (!check.scopes.includes(info.scope))
    return report(`${pointer}/field`, "condition.path_not_here", { path: leaf.field });
  if (!info.ops.includes(leaf.op) || (check.isWhere && relativeOps.includes(leaf.op))) {
    return report(`${pointer}/op`, "condition.op_not_allowed", { path: leaf.field, op: leaf.op, type: info.type });
  }
  if (leaf.op === "exists" || leaf.op === "notExists") return;
  checkValue(leaf, info, `${pointer}/value`, report);
}

function checkValue(leaf: FieldLeaf, info: PathInfo, pointer: string, report: Report): void {
  const { op, value } = leaf;
  if (op === "onAnniversary") {
    const fits =
      value === undefined ||
      value === "day" ||
      value === "month" ||
      (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 180);
    if (!fits) report(pointer, "condition.value_type", { path: leaf.field, expected: "day, month, 0..180" });
    return;
  }
  if (value === undefined) return report(pointer, "condition.value_missing", { op });
  if (listOps.includes(op)) {
    if (!Array.isArray(value)) return report(pointer, "condition.value_type", { path: leaf.field, expected: "list" });
    if (value.length === 0) return report(pointer, "condition.list_empty", { op });
    const isText = op === "matchesList";
    if (value.some((entry) => (isText ? typeof entry !== "string" : !fitsType(entry, info))))
      report(pointer, "condition.value_type", { path: leaf.field, expected: info.type });
    return;
  }
  if (Array.isArray(value)) return report(pointer, "condition.value_type", { path: leaf.field, expected: info.type });
  if (op === "inLast" || op === "notInLast") {
    if (typeof value !== "string" || !isLong(value))
      report(pointer, "condition.bad_duration", { value: String(value) });
    return;
  }
  if (info.type === "date" || info.type === "instant") {
    if (typeof value !== "string" || !isDate(value, info.type))
      report(pointer, "condition.bad_date", { value: String(value) });
    return;
  }
  const isText = op === "contains" || op === "startsWith";
  if (isText ? typeof value !== "string" : !fitsType(value, info))
    report(pointer, "condition.value_type", { path: leaf.field, expected: isText ? "string" : info.type });
}

function isDate(text: string, type: "date" | "instant"): boolean {
  if (dayOfIso(text) !== null) return true;
  return (
    type === "instant" && /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))
  );
}

function fitsType(value: string | number | boolean, info: PathInfo): boolean {
  if (info.type === "any") return true;
  if (info.type === "money") return typeof value === "number" && Number.isInteger(value);
  return typeof value === info.type;
}
