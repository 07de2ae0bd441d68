import type { ReadRow, Reason } from "./order-rows.ts";

export type RowStatus = "accepted" | "refused" | "skipped";

/** What became of one row. */
export interface RowOutcome {
  line: number;
  raw: string;
  exact: number | null;
  isGuest: boolean;
  /** What the row meant to be. */
  meant: "sale" | "refund" | "other";
  status: RowStatus;
  reason: Reason | null;
}

export function settled(row: ReadRow, status: RowStatus, reason: Reason | null): RowOutcome {
  const meant = row.kind === "sale" || row.kind === "refund" ? row.kind : "other";
  return { line: row.line, raw: row.raw, exact: row.exact, isGuest: row.isGuest, meant, status, reason };
}

/** Outcomes of rows that were decided by reading them. */
export function decidedByReading(row: ReadRow): RowOutcome | null {
  return row.kind === "skipped" || row.kind === "refused" ? settled(row, row.kind, row.reason) : null;
}
