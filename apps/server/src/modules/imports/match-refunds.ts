import type { RefundRow } from "./order-rows.ts";

/** A line of an earlier order that a refund may take back. */
export interface SoldLine {
  orderId: string;
  /** Receipt number of the order. */
  orderKey: string;
  /** Epoch milliseconds. */
  placedAt: number;
  lineNo: number;
  sku: string;
  /** Quantity not refunded yet; matching takes from it. */
  left: number;
}

/** A refund that an earlier run of the file has recorded. */
export interface PastRefund {
  externalId: string;
  orderId: string;
  amount: number;
  lines: { lineNo: number; quantity: number }[];
}

export interface PlannedRefund {
  externalId: string;
  orderId: string;
  lines: { lineNo: number; quantity: number }[] | null;
  amount: number | null;
  reason: string | null;
}

export interface MatchedRow {
  row: RefundRow;
  wanted: number;
  matched: number;
  /** Indexes into `planned`: what must be recorded for the matched quantity to be true. */
  plannedIndexes: Set<number>;
}

export interface RefundMatch {
  rows: MatchedRow[];
  planned: PlannedRefund[];
  /** An earlier run recorded something else under this number. */
  isConflict: boolean;
  /** Minor units that earlier runs have recorded. */
  pastAmount: number;
}

/**
 * Finds the sold lines that the rows of one refund take back: first what an earlier run recorded under the same number, then,
 * newest order first, lines of the same SKU placed no later. `sold` holds only lines the refund may touch; `left` is reduced.
 * One refund is planned per order, its number made of the refund's and the order's.
 */
export function matchRefund(
  refund: { key: string; at: number; rows: RefundRow[] },
  sold: SoldLine[],
  past: PastRefund[],
): RefundMatch {
  const { key, at, rows } = refund;
  const references = new Set(rows.map((row) => row.reference));
  const isSingle = references.size === 1 && !references.has(null);
  const idFor = (orderKey: string) => (isSingle ? key : `${key}:${orderKey}`);
  const own = past.filter((entry) => entry.externalId === key || entry.externalId.startsWith(`${key}:`));
  const pastLeft = own.flatMap((entry) => entry.lines.map((line) => ({ ...line, orderId: entry.orderId })));
  const closedOrders = new Set(own.map((entry) => entry.orderId));
  const newestFirst = sold.toSorted((a, b) => b.placedAt - a.placedAt || a.lineNo - b.lineNo);
  const planned: PlannedRefund[] = [];
  const planFor = (line: SoldLine, reason: string | null): number => {
    const index = planned.findIndex((plan) => plan.orderId === line.orderId);
    if (index >= 0) return index;
    return (
      planned.push({ externalId: idFor(line.orderKey), orderId: line.orderId, lines: [], amount: null, reason }) - 1
    );
  };

  const matchedRows = rows.map((row): MatchedRow => {
    const wanted = row.quantity ?? 0;
    const fits = newestFirst.filter(
      (line) =>
        line.sku === row.sku && (row.reference === null ? line.placedAt <= at : line.orderKey === row.reference),
    );
    let missing = wanted - takeFromPast(fits, pastLeft, wanted);
    const plannedIndexes = new Set<number>();
    for (const line of fits) {
      const quantity = Math.min(missing, line.left);
      if (quantity <= 0 || closedOrders.has(line.orderId)) continue;
      const index = planFor(line, row.reason);
      addLine(planned[index], line.lineNo, quantity);
      line.left -= quantity;
      missing -= quantity;
      plannedIndexes.add(index);
    }
    return { row, wanted, matched: wanted - missing, plannedIndexes };
  });
  return {
    rows: matchedRows,
    planned,
    isConflict: pastLeft.some((line) => line.quantity > 0),
    pastAmount: own.reduce((sum, entry) => sum + entry.amount, 0),
  };
}

function takeFromPast(
  fits: SoldLine[],
  pastLeft: { orderId: string; lineNo: number; quantity: number }[],
  wanted: number,
): number {
  let taken = 0;
  for (const line of fits) {
    const entry = pastLeft.find((candidate) => candidate.orderId === line.orderId && candidate.lineNo === line.lineNo);
    if (!entry) continue;
    const quantity = Math.min(wanted - taken, entry.quantity);
    entry.quantity -= quantity;
    taken += quantity;
  }
  return taken;
}

function addLine(plan: PlannedRefund | undefined, lineNo: number, quantity: number): void {
  const known = plan?.lines?.find((line) => line.lineNo === lineNo);
  if (known) known.quantity += quantity;
  else plan?.lines?.push({ lineNo, quantity });
}
