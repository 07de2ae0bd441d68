import type { Locale, SimulationFigures, SimulationResult } from "@regulars/contracts";
import { stringify } from "csv-stringify/sync";

const header = ["section", "id", "name", "measure", "actual", "simulated", "compare"];

type Cell = string | number | null;
type Row = [section: string, id: string, name: string, measure: string, actual: Cell, simulated: Cell, compare: Cell];

interface Sides<T> {
  actual: T;
  simulated: T;
  compare: T | null;
}

/** The whole result as one table, a figure a row; numbers as the API has them (points and minor units). */
export function exportCsv(result: SimulationResult, locale: Locale): string {
  const say = (text: { zh: string; en: string }): string => (locale === "en" ? text.en : text.zh);
  const rows: Row[] = [
    ...figures(["total", "", ""], result.total),
    ...result.wallets.flatMap((row) => figures(["wallet", row.id, say(row.name)], row)),
    ...result.rules.flatMap((row) => figures(["rule", row.id, say(row.name)], row)),
    ...result.tiers.flatMap(({ ladder, tiers }) =>
      tiers.flatMap((row) => figures(["tier_at_start", `${ladder}/${row.id}`, say(row.name)], row)),
    ),
    ...result.stages.flatMap((row) => figures(["stage_at_start", row.id, say(row.name)], row)),
    ...result.months.flatMap((row) => figures(["month", row.month, ""], row)),
    ...result.moves.flatMap(({ ladder, name, flows }) =>
      flows.map(
        (flow): Row => [
          "tier_move",
          ladder,
          say(name),
          `${flow.from ?? "-"} > ${flow.to ?? "-"}`,
          flow.actual,
          flow.simulated,
          flow.compare,
        ],
      ),
    ),
    ...result.unaffordable.map(
      (row): Row => [
        "unaffordable",
        row.wallet,
        say(row.name),
        "points",
        null,
        row.simulated.points,
        row.compare?.points ?? null,
      ],
    ),
    ...result.budgets.map(
      (row): Row => [
        "budget",
        `${row.budget}@${row.period}`,
        say(row.name),
        `${row.side} used points`,
        null,
        row.side === "simulated" ? row.used.points : null,
        row.side === "compare" ? row.used.points : null,
      ],
    ),
  ];
  return stringify([header, ...rows.map((row) => row.map(guarded))]);
}

/** A spreadsheet must not take a name for a formula. */
function guarded(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function figures<T extends SimulationFigures | SimulationResult["rules"][number]["actual"]>(
  [section, id, name]: [string, string, string],
  sides: Sides<T>,
): Row[] {
  const of = (side: T | null, measure: string): Cell => {
    const value = side && Object.entries(side).find(([key]) => key === measure)?.[1];
    return typeof value === "number" ? value : null;
  };
  return Object.keys(sides.actual).map(
    (measure): Row => [
      section,
      id,
      name,
      measure,
      of(sides.actual, measure),
      of(sides.simulated, measure),
      of(sides.compare, measure),
    ],
  );
}
