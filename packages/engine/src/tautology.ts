import type { Cmp, Condition } from "./condition.ts";

/** Whether a condition holds for everybody by its shape alone. False when it only might. */
export function isAlways(condition: Condition): boolean {
  if ("all" in condition) return condition.all.every(isAlways);
  if ("any" in condition) return condition.any.some(isAlways);
  return "not" in condition && isNever(condition.not);
}

/** Whether a condition can hold for nobody by its shape alone: nothing to choose from, or parts that shut each other out. */
export function isNever(condition: Condition): boolean {
  if ("any" in condition) return condition.any.every(isNever);
  if ("not" in condition) return isAlways(condition.not);
  if ("all" in condition) return condition.all.some(isNever) || contradicts(condition.all);
  return false;
}

/** The numbers that fit a comparison, as an interval with open or closed ends. */
interface Interval {
  low: number;
  lowOpen: boolean;
  high: number;
  highOpen: boolean;
}

const everything: Interval = {
  low: Number.NEGATIVE_INFINITY,
  lowOpen: false,
  high: Number.POSITIVE_INFINITY,
  highOpen: false,
};

function narrow(interval: Interval, op: string, value: number): Interval {
  const next = { ...interval };
  if ((op === "eq" || op === "gt" || op === "gte") && value >= next.low) {
    next.lowOpen = op === "gt" || (value === next.low && next.lowOpen);
    next.low = value;
  }
  if ((op === "eq" || op === "lt" || op === "lte") && value <= next.high) {
    next.highOpen = op === "lt" || (value === next.high && next.highOpen);
    next.high = value;
  }
  if (op === "eq" && (value < interval.low || value > interval.high))
    return { low: 1, lowOpen: true, high: 0, highOpen: true };
  return next;
}

function isEmpty({ low, lowOpen, high, highOpen }: Interval): boolean {
  return low > high || (low === high && (lowOpen || highOpen));
}

function narrowByCmp(interval: Interval, cmp: Cmp): Interval {
  let next = interval;
  for (const op of ["eq", "gt", "gte", "lt", "lte"] as const) {
    const value = cmp[op];
    if (value !== undefined) next = narrow(next, op, value);
  }
  return cmp.between ? narrow(narrow(next, "gte", cmp.between[0]), "lt", cmp.between[1]) : next;
}

/** Whether comparisons of one field (or one count of the same events) leave no number or text that fits them all. */
function contradicts(parts: readonly Condition[]): boolean {
  const intervals = new Map<string, Interval>();
  const texts = new Map<string, string>();
  for (const part of parts) {
    // Two lines of an order may each fit one of two such parts.
    if ("field" in part && part.field.startsWith("line.")) continue;
    if ("field" in part && typeof part.value === "number") {
      const next = narrow(intervals.get(part.field) ?? everything, part.op, part.value);
      if (isEmpty(next)) return true;
      intervals.set(part.field, next);
    }
    if ("field" in part && part.op === "eq" && typeof part.value === "string" && part.fold !== true) {
      const other = texts.get(part.field);
      if (other !== undefined && other !== part.value) return true;
      texts.set(part.field, part.value);
    }
    if ("event" in part && "count" in part.is) {
      const key = JSON.stringify([part.event, part.where ?? null, part.window ?? null, part.including ?? true]);
      const next = narrowByCmp(intervals.get(key) ?? everything, part.is.count);
      if (isEmpty(next)) return true;
      intervals.set(key, next);
    }
  }
  return false;
}
