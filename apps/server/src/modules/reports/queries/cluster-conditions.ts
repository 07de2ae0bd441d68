import type { ClusterFeature } from "@regulars/contracts";
import type { Condition } from "@regulars/engine";
import type { Range } from "./cluster-ranges.ts";

/** The ranges in the condition language; null when nothing tells the cluster apart. Always of members with orders. */
export function conditionOf(
  ranges: readonly Range[],
  features: readonly ClusterFeature[],
  { filter, storeId }: { filter: Condition | null; storeId: string | null },
): Condition | null {
  if (ranges.length === 0) return null;
  const where = storeId ? { where: { field: "order.storeId", op: "eq" as const, value: storeId } } : {};
  const needsOrders = !ranges.some((range) => meansOrders(features[range.column] as ClusterFeature, range));
  return {
    all: [
      ...(filter ? [filter] : []),
      ...(needsOrders ? [{ event: "order", ...where, is: { count: { gte: 1 } } }] : []),
      ...ranges.flatMap((range) => leavesOf(features[range.column] as ClusterFeature, range, where)),
    ],
  };
}

/** Whether nobody without orders is within the range: ends are above 0. */
function meansOrders(feature: ClusterFeature, { low, high }: Range): boolean {
  if (feature === "recency") return high !== null;
  return feature === "averageOrder" || (feature !== "tenure" && low !== null);
}

function leavesOf(feature: ClusterFeature, { low, high }: Range, where: { where?: Condition }): Condition[] {
  const whole = { ...(low !== null && { gte: low }), ...(high !== null && { lte: high - 1 }) };
  const within = { ...(low !== null && { gte: low }), ...(high !== null && { lt: high }) };
  const bought = (days: number, count: { gte: 1 } | { eq: 0 }): Condition => ({
    event: "order",
    ...where,
    window: { last: `P${days}D` },
    is: { count },
  });
  const joined = (days: number, op: "inLast" | "notInLast"): Condition => ({
    field: "member.joinedAt",
    op,
    value: `P${days}D`,
  });
  switch (feature) {
    case "recency":
      return [...(high === null ? [] : [bought(high, { gte: 1 })]), ...(low === null ? [] : [bought(low, { eq: 0 })])];
    case "frequency":
      return [{ event: "order", ...where, is: { count: whole } }];
    case "monetary":
      return [{ event: "order", ...where, is: { sum: { of: "order.net", ...within } } }];
    case "averageOrder":
      return [{ event: "order", ...where, is: { avg: { of: "order.net", ...within } } }];
    case "categories":
      return [{ event: "order", ...where, is: { distinct: { of: "line.category", ...whole } } }];
    case "tenure":
      return [...(high === null ? [] : [joined(high, "inLast")]), ...(low === null ? [] : [joined(low, "notInLast")])];
    case "discountShare":
      return [];
  }
}
