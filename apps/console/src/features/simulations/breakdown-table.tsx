import type { ReactNode } from "react";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { NumberText, PointsText } from "../../shared/number-text.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { Difference, type FigureName, FigureText, type Sides } from "./figures.tsx";
import type { SideNames } from "./simulation-result.tsx";
import type { SimulationBreakdown, SimulationResult } from "./simulations-api.ts";

const shown = ["issued", "outstanding", "liability", "costShareBps"] as const satisfies readonly FigureName[];

interface TableProps {
  currency: string;
  sides: SideNames;
}

/** The sides of one number in one cell: simulated large, what happened and the second programme small. */
function Cell({ sides, children }: { sides: SideNames; children: (side: keyof Sides<unknown>) => ReactNode }) {
  const t = useT();
  return (
    <div>
      <div>{children("simulated")}</div>
      <div className="small muted">
        {t("console.sim.sideOf", { side: t("console.sim.actual") })} {children("actual")}
      </div>
      {sides.compare ? (
        <div className="small muted">
          {t("console.sim.sideOf", { side: sides.compare })} {children("compare")}
        </div>
      ) : null}
    </div>
  );
}

/** Figures of parts of the members, or of wallets. */
export function BreakdownTable({
  rows,
  currency,
  sides,
  byWallet = false,
}: TableProps & { rows: SimulationBreakdown[]; byWallet?: boolean }) {
  const t = useT();
  const say = useLocalText();
  const columns: DataColumn<SimulationBreakdown>[] = [
    {
      key: "name",
      title: t("console.sim.part"),
      primary: true,
      render: (row) => say(row.name) || row.id || t("console.sim.noTier"),
    },
    {
      key: "members",
      title: t("console.sim.members"),
      numeric: true,
      render: (row) => <NumberText value={row.members} />,
    },
    ...shown.map(
      (figure): DataColumn<SimulationBreakdown> => ({
        key: figure,
        title: t(`console.sim.figure.${figure}`),
        numeric: true,
        render: (row) => (
          <Cell sides={sides}>
            {(side) => (
              <FigureText
                figure={figure}
                value={row[side]?.[figure]}
                currency={currency}
                wallet={byWallet ? row.id : undefined}
              />
            )}
          </Cell>
        ),
      }),
    ),
    {
      key: "difference",
      title: t("console.sim.liabilityDifference"),
      numeric: true,
      render: (row) => (
        <Difference figure="liability" from={row.actual.liability} to={row.simulated.liability} currency={currency} />
      ),
    },
  ];
  return (
    <DataTable
      rows={rows}
      columns={columns}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t("console.sim.nothingHere")} />}
    />
  );
}

type RuleRow = SimulationResult["rules"][number];

/** What each rule gave, how often and at what cost. */
export function RulesTable({ rows, currency, sides }: TableProps & { rows: RuleRow[] }) {
  const t = useT();
  const say = useLocalText();
  const columns: DataColumn<RuleRow>[] = [
    { key: "rule", title: t("console.why.rule"), primary: true, render: (row) => say(row.name) || row.id },
    {
      key: "times",
      title: t("console.sim.times"),
      numeric: true,
      render: (row) => <Cell sides={sides}>{(side) => <NumberText value={row[side]?.times ?? 0} />}</Cell>,
    },
    {
      key: "issued",
      title: t("console.sim.figure.issued"),
      numeric: true,
      render: (row) => (
        <Cell sides={sides}>
          {(side) => <PointsText points={row[side]?.issued ?? 0} wallet={row.wallet ?? undefined} />}
        </Cell>
      ),
    },
    {
      key: "clawedBack",
      title: t("console.sim.figure.clawedBack"),
      numeric: true,
      render: (row) => (
        <Cell sides={sides}>
          {(side) => <PointsText points={row[side]?.clawedBack ?? 0} wallet={row.wallet ?? undefined} />}
        </Cell>
      ),
    },
    {
      key: "cost",
      title: t("console.sim.figure.cost"),
      numeric: true,
      render: (row) => (
        <Cell sides={sides}>{(side) => <FigureText figure="cost" value={row[side]?.cost} currency={currency} />}</Cell>
      ),
    },
    {
      key: "difference",
      title: t("console.sim.issuedDifference"),
      numeric: true,
      render: (row) => (
        <Difference figure="issued" from={row.actual.issued} to={row.simulated.issued} currency={currency} />
      ),
    },
  ];
  return (
    <DataTable
      rows={rows}
      columns={columns}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t("console.sim.nothingHere")} />}
    />
  );
}
