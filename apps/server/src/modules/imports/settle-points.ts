import type { Reason } from "./order-rows.ts";
import type { PointsRow, PointsToRecord } from "./points-rows.ts";
import type { RowOutcome } from "./row-outcomes.ts";
import { addOutcome, addPoints, type PointsTotals, type Totals } from "./totals.ts";

export type PointsAnswer = { status: "recorded" | "repeated" } | { status: "refused"; reason: Reason };

/** The till as the importer of points uses it; answers in the order of the rows. */
export interface PointsLedger {
  record: (rows: PointsToRecord[]) => Promise<PointsAnswer[]>;
}

/** Tells the till what some rows give and take, in their order, and counts what became of each. */
export async function settlePoints(rows: PointsRow[], ledger: PointsLedger, totals: Totals): Promise<RowOutcome[]> {
  const wanted = rows.filter((row) => row.kind === "points");
  const answers = await ledger.record(wanted);
  const given = new Map(wanted.map((row, index) => [row.line, answers[index]]));
  const sums: PointsTotals = { recorded: 0, repeated: 0, refused: 0, credited: 0, debited: 0 };
  const outcomes = rows.map((row) => {
    const answer = row.kind === "points" ? given.get(row.line) : undefined;
    if (row.kind === "points" && answer) count(sums, row, answer);
    return outcomeOf(row, answer);
  });
  for (const outcome of outcomes) addOutcome(totals, outcome);
  addPoints(totals, sums);
  return outcomes;
}

function count(sums: PointsTotals, { points }: PointsToRecord, { status }: PointsAnswer): void {
  sums[status] += 1;
  if (status !== "recorded") return;
  if (points > 0) sums.credited += points;
  else sums.debited -= points;
}

function outcomeOf(row: PointsRow, answer: PointsAnswer | undefined): RowOutcome {
  const base = { line: row.line, raw: row.raw, exact: row.exact, isGuest: false, meant: "other" as const };
  if (row.kind !== "points") return { ...base, status: row.kind, reason: row.reason };
  if (!answer) return { ...base, status: "refused", reason: { code: "server.internal", params: {} } };
  if (answer.status === "refused") return { ...base, status: "refused", reason: answer.reason };
  return { ...base, status: "accepted", reason: null };
}
