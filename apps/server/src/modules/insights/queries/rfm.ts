import type { Rfm } from "@regulars/contracts";
import { rfmWindowDays } from "../../lifecycle/index.ts";
import { memberRows } from "../figure.ts";
import { membersOf, narrowing, type Scope } from "../scope.ts";

interface CellRow {
  r: number;
  f: number;
  members: number;
  mean_monetary: number;
  mean_m: number;
}

interface BoundRow {
  score: number;
  from: number;
  to: number;
}

const scores = [1, 2, 3, 4, 5] as const;

function boundsOf(scope: Scope, score: "r" | "f" | "m", value: string): Promise<BoundRow[]> {
  return scope.lens.query<BoundRow>(
    `SELECT s.${score} AS score, min(s.${value}) AS from, max(s.${value}) AS to FROM ${scope.scores} AS s
     WHERE s.frequency > 0 AND ${scope.ofMembers("s.member_id")} GROUP BY score ORDER BY score`,
    scope.params,
  );
}

function cellRows(scope: Scope, r: number, f: number): string {
  if (scope.past || !scope.filter) return memberRows("scored", { r, f, ...narrowing(scope) });
  return membersOf(scope, {
    all: [
      { field: "score.rfmR", op: "eq", value: r },
      { field: "score.rfmF", op: "eq", value: f },
    ],
  });
}

/** The heat map of the last scoring, or of a past instant: recency against frequency, with what the members of each cell brought. Scores are among all members, whoever is asked about. */
export async function rfmMap(scope: Scope, asOf: Date | null): Promise<Rfm> {
  const [cells, recencyDays, frequency, monetary] = await Promise.all([
    scope.lens.query<CellRow>(
      `SELECT s.r AS r, s.f AS f, count() AS members, avg(s.monetary) AS mean_monetary, avg(s.m) AS mean_m FROM ${scope.scores} AS s
       WHERE s.frequency > 0 AND ${scope.ofMembers("s.member_id")} GROUP BY r, f`,
      scope.params,
    ),
    boundsOf(scope, "r", "recency_days"),
    boundsOf(scope, "f", "frequency"),
    boundsOf(scope, "m", "monetary"),
  ]);
  const found = new Map(cells.map((cell) => [`${cell.r} ${cell.f}`, cell]));
  return {
    windowDays: rfmWindowDays,
    asOf: asOf?.toISOString() ?? null,
    scored: cells.reduce((sum, cell) => sum + cell.members, 0),
    cells: scores.flatMap((r) =>
      scores.map((f) => {
        const cell = found.get(`${r} ${f}`);
        return {
          r,
          f,
          members: cell?.members ?? 0,
          meanMonetary: cell?.mean_monetary ?? 0,
          meanM: cell?.mean_m ?? 0,
          rows: cellRows(scope, r, f),
        };
      }),
    ),
    bounds: { recencyDays, frequency, monetary },
    definition: "rfm",
  };
}
