import type { KeyedRow, PointsPaid, ReadRow, Reason } from "./order-rows.ts";

/** More lines than any receipt; beyond it a wrong mapping has taken a constant column for the order number. */
export const mostRowsPerOrder = 5000;

/** All rows of the file that carry one order number. */
export interface OrderGroup {
  key: string;
  rows: ReadRow[];
  customerKey: string | null;
  /** Why none of its sales and refunds may go in. */
  refusal: Reason | null;
}

/** `key` null: a row without a readable order number, already refused. */
export type Assembled = OrderGroup | { key: null; row: ReadRow };

export interface OrderAssembler {
  /** Takes a row in; hands out what is complete. */
  push: (row: KeyedRow) => Assembled[];
  /** At the end of the file: hands out the rest. */
  finish: (file: { isCut: boolean }) => OrderGroup[];
}

interface OpenGroup extends OrderGroup {
  paid: PointsPaid | null;
  lastSeen: number;
}

/**
 * Gathers the rows of an order also when other orders' rows lie between them, at most `lookBackRows`. An order that comes back
 * later is a second group under the same number: the till then tells a repeat from a conflict.
 * What comes out depends on the file alone, never on timing: the importer resumes by counting.
 */
export function orderAssembler(lookBackRows: number): OrderAssembler {
  const open = new Map<string, OpenGroup>();
  let seen = 0;
  let latest: OpenGroup | null = null;
  let isCutOrderKnown = false;

  const close = (): OrderGroup[] => {
    const closed: OrderGroup[] = [];
    for (const group of open.values()) {
      if (seen - group.lastSeen <= lookBackRows) break;
      open.delete(group.key);
      closed.push(group);
    }
    return closed;
  };

  return {
    push: ({ orderKey, customerKey, row }) => {
      seen++;
      if (orderKey === null) return [{ key: null, row }];
      if (isCutRow(row)) isCutOrderKnown = true;
      if (latest?.key === orderKey) {
        latest.lastSeen = seen;
        return add(latest, { customerKey, row });
      }
      const group: OpenGroup = open.get(orderKey) ?? {
        key: orderKey,
        rows: [],
        customerKey: null,
        refusal: null,
        paid: null,
        lastSeen: 0,
      };
      // Map order is the order of last sight, so that closing looks at the oldest first.
      open.delete(orderKey);
      open.set(orderKey, group);
      group.lastSeen = seen;
      latest = group;
      return [...close(), ...add(group, { customerKey, row })];
    },
    finish: ({ isCut }) => {
      if (isCut && !isCutOrderKnown && latest) latest.refusal ??= { code: "order.file_cut", params: {} };
      const rest = [...open.values()];
      open.clear();
      return rest;
    },
  };
}

function add(group: OpenGroup, { customerKey, row }: { customerKey: string | null; row: ReadRow }): Assembled[] {
  if (group.rows.length >= mostRowsPerOrder) {
    group.refusal ??= { code: "order.too_many_lines", params: { limit: mostRowsPerOrder } };
    const reason = row.kind === "skipped" ? null : group.refusal;
    return [{ key: null, row: reason ? { ...row, kind: "refused", reason } : row }];
  }
  group.rows.push(row);
  if (row.kind === "refused") group.refusal ??= refusedWith(row);
  if (customerKey !== null) {
    if (group.customerKey !== null && group.customerKey !== customerKey)
      group.refusal ??= { code: "order.mixed_customers", params: {} };
    group.customerKey ??= customerKey;
  }
  if (row.kind === "sale" && row.head.paid) notePaid(group, row.head.paid);
  return [];
}

/** The points of an order stand on one of its rows, or on each of them alike. */
function notePaid(group: OpenGroup, paid: PointsPaid): void {
  group.paid ??= paid;
  if (group.paid.wallet !== paid.wallet || group.paid.points !== paid.points)
    group.refusal ??= { code: "order.mixed_points", params: {} };
}

function refusedWith(row: ReadRow): Reason {
  return { code: isCutRow(row) ? "order.file_cut" : "order.row_refused", params: { line: row.line } };
}

function isCutRow(row: ReadRow): boolean {
  return row.kind === "refused" && row.reason.code === "file.cut";
}
