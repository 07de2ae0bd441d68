import { durationSchema, type FieldLeaf } from "./condition.ts";
import { type Finding, finding } from "./finding.ts";
import { lookupPath, type PathInfo, type PathScope } from "./paths.ts";
import { dayOfIso, parseDuration } from "./time.ts";

const relativeOps: readonly FieldLeaf["op"][] = ["inLast", "notInLast", "onAnniversary"];
const listOps: readonly FieldLeaf["op"][] = ["in", "notIn", "matchesList"];

/** A duration longer than nothing, and short enough for its ends to be dates. */
export function isLongDuration(text: string): boolean {
  if (!durationSchema.safeParse(text).success) return false;
  const { months, days, time } = parseDuration(text);
  return months + days + time > 0 && months <= 12_000 && days <= 365_250 && time <= 365_250 * 86_400_000;
}

/** What is wrong with a field leaf where these scopes are at hand; a `where` has no "today", so relative dates are refused in it. */
export function fieldFindings(
  leaf: FieldLeaf,
  pointer: string,
  scopes: readonly PathScope[],
  isWhere: boolean,
): Finding[] {
  const info = lookupPath(leaf.field);
  if (!info) return finding(`${pointer}/field`, "condition.unknown_path", { path: leaf.field });
  if (!scopes.includes(info.scope)) return finding(`${pointer}/field`, "condition.path_not_here", { path: leaf.field });
  if (!info.ops.includes(leaf.op) || (isWhere && relativeOps.includes(leaf.op))) {
    return finding(`${pointer}/op`, "condition.op_not_allowed", { path: leaf.field, op: leaf.op, type: info.type });
  }
  if (leaf.op === "exists" || leaf.op === "notExists") return [];
  return valueFindings(leaf, info, `${pointer}/value`);
}

function valueFindings(leaf: FieldLeaf, info: PathInfo, pointer: string): Finding[] {
  const { op, value } = leaf;
  const wrong = (expected: string): Finding[] =>
    finding(pointer, "condition.value_type", { path: leaf.field, expected });
  if (op === "onAnniversary") return fitsAnniversary(value) ? [] : wrong("day, month, 0..180");
  if (value === undefined) return finding(pointer, "condition.value_missing", { op });
  if (listOps.includes(op)) {
    if (!Array.isArray(value)) return wrong("list");
    if (value.length === 0) return finding(pointer, "condition.list_empty", { op });
    const isFitting = (entry: string | number): boolean =>
      op === "matchesList" ? typeof entry === "string" : fitsType(entry, info);
    return value.every(isFitting) ? [] : wrong(info.type);
  }
  if (Array.isArray(value)) return wrong(info.type);
  if (op === "inLast" || op === "notInLast") {
    return typeof value === "string" && isLongDuration(value)
      ? []
      : finding(pointer, "condition.bad_duration", { value: String(value) });
  }
  if (info.type === "date" || info.type === "instant") {
    return typeof value === "string" && isDate(value, info.type)
      ? []
      : finding(pointer, "condition.bad_date", { value: String(value) });
  }
  if (op === "contains" || op === "startsWith") return typeof value === "string" ? [] : wrong("string");
  return fitsType(value, info) ? [] : wrong(info.type);
}

function fitsAnniversary(value: FieldLeaf["value"]): boolean {
  if (value === undefined || value === "day" || value === "month") return true;
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 180;
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
