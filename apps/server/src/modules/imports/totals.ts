import type { Assembled } from "./assemble-orders.ts";
import type { RowOutcome, RowStatus } from "./row-outcomes.ts";
import type { WindowResult } from "./settle-window.ts";

interface Count {
  lines: number;
  /** Quantity x price as the file has it, in ten-thousandths of a major unit. */
  exact: number;
}

/** What an import has dealt with so far; kept in its checkpoint, so plain data. */
export interface Totals {
  lines: number;
  guestLines: number;
  exact: number;
  /** Different order numbers, skipped and refused ones included. */
  orderNumbers: number;
  classes: Record<"sale" | "refund" | "other", Record<RowStatus, Count>>;
  reasons: Record<string, Count & { status: RowStatus }>;
  orders: WindowResult["orders"];
  refunds: WindowResult["refunds"];
  /** Files of points; absent in checkpoints from before there were any. */
  points?: PointsTotals;
}

/** As the till answered; `repeated` were there before. Points in the smallest units of their wallets. */
export interface PointsTotals {
  recorded: number;
  repeated: number;
  refused: number;
  credited: number;
  debited: number;
}

const noCounts = (): Record<RowStatus, Count> => ({
  accepted: { lines: 0, exact: 0 },
  refused: { lines: 0, exact: 0 },
  skipped: { lines: 0, exact: 0 },
});

export function noTotals(): Totals {
  return {
    lines: 0,
    guestLines: 0,
    exact: 0,
    orderNumbers: 0,
    classes: { sale: noCounts(), refund: noCounts(), other: noCounts() },
    reasons: {},
    orders: { recorded: 0, repeated: 0, refused: 0, net: 0 },
    refunds: { recorded: 0, repeated: 0, refused: 0, amount: 0 },
  };
}

/** Adds a settled window. */
export function addWindow(totals: Totals, items: readonly Assembled[], result: WindowResult): void {
  totals.orderNumbers += items.filter((item) => item.key !== null).length;
  for (const outcome of result.outcomes) addOutcome(totals, outcome);
  addNumbers(totals.orders, result.orders);
  addNumbers(totals.refunds, result.refunds);
}

export function addOutcome(totals: Totals, outcome: RowOutcome): void {
  const exact = outcome.exact ?? 0;
  totals.lines++;
  totals.exact += exact;
  if (outcome.isGuest) totals.guestLines++;
  addCount(totals.classes[outcome.meant][outcome.status], exact);
  if (!outcome.reason) return;
  totals.reasons[outcome.reason.code] ??= { lines: 0, exact: 0, status: outcome.status };
  const reason = totals.reasons[outcome.reason.code];
  if (reason) addCount(reason, exact);
}

function addCount(count: Count, exact: number): void {
  count.lines++;
  count.exact += exact;
}

function addNumbers<T extends object & { [Key in keyof T]: number }>(sum: T, added: T): void {
  const target = sum as Record<string, number>;
  for (const [key, value] of Object.entries<number>(added)) target[key] = (target[key] ?? 0) + value;
}

export function addPoints(totals: Totals, added: PointsTotals): void {
  totals.points ??= { recorded: 0, repeated: 0, refused: 0, credited: 0, debited: 0 };
  addNumbers(totals.points, added);
}

/** Rows dealt with by status; they add up to `totals.lines`. */
export function rowCounts(totals: Totals): Record<RowStatus, number> {
  const { sale, refund, other } = totals.classes;
  const of = (status: RowStatus) => sale[status].lines + refund[status].lines + other[status].lines;
  return { accepted: of("accepted"), refused: of("refused"), skipped: of("skipped") };
}
