import type { Rfm } from "@regulars/contracts";
import type { Lens } from "../../../platform/lens.ts";
import { rfmWindowDays, scoresTable } from "../../lifecycle/index.ts";
import { memberRows } from "../figure.ts";

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

function boundsOf(lens: Lens, score: "r" | "f" | "m", value: string): Promise<BoundRow[]> {
  return lens.query<BoundRow>(
    `SELECT ${score} AS score, min(${value}) AS from, max(${value}) AS to FROM ${scoresTable} WHERE frequency > 0 GROUP BY score ORDER BY score`,
  );
}

/** The heat map of the last scoring: recency against frequency, with what the members of each cell brought. */
export async function rfmMap(lens: Lens, asOf: Date | null): Promise<Rfm> {
  const [cells, recencyDays, frequency, monetary] = await Promise.all([
    lens.query<CellRow>(
      `SELECT r, f, count() AS members, avg(monetary) AS mean_monetary, avg(m) AS mean_m FROM ${scoresTable} WHERE frequency > 0 GROUP BY r, f`,
    ),
    boundsOf(lens, "r", "recency_days"),
    boundsOf(lens, "f", "frequency"),
    boundsOf(lens, "m", "monetary"),
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
          rows: memberRows("scored", { r, f }),
        };
      }),
    ),
    bounds: { recencyDays, frequency, monetary },
    definition: "rfm",
  };
}
