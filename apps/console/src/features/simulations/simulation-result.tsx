import { Tabs } from "antd";
import { EmptyState } from "../../shared/empty-state.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { AffectedMembers } from "./affected-members.tsx";
import { BreakdownTable, RulesTable } from "./breakdown-table.tsx";
import { FigureCards } from "./figure-cards.tsx";
import { MonthsChart } from "./months-chart.tsx";
import { BudgetTable, SideEffects } from "./side-effects.tsx";
import type { SimulationResult } from "./simulations-api.ts";
import { StatementTable } from "./statement-table.tsx";
import { TierMoves } from "./tier-moves.tsx";

/** What the programmes are called on this screen. */
export interface SideNames {
  simulated: string;
  compare: string | null;
}

interface SimulationResultViewProps {
  id: string;
  result: SimulationResult;
  sides: SideNames;
}

/** What would have happened beside what did: the sums first, then where they come from, then who. */
export function SimulationResultView({ id, result, sides }: SimulationResultViewProps) {
  const t = useT();
  const say = useLocalText();
  const { currency, total } = result;
  if (result.members === 0) {
    return (
      <div className="panel">
        <EmptyState title={t("console.sim.noMembers")} hint={t("console.sim.noMembersHint")} />
      </div>
    );
  }
  return (
    <>
      <FigureCards total={total} currency={currency} sides={sides} />
      <SideEffects result={result} sides={sides} />
      <MonthsChart months={result.months} currency={currency} sides={sides} />
      <section className="panel" aria-label={t("console.sim.figures")}>
        <Tabs
          items={[
            {
              key: "statement",
              label: t("console.sim.figures"),
              children: <StatementTable figures={total} currency={currency} sides={sides} />,
            },
            {
              key: "rules",
              label: t("console.sim.byRule"),
              children: <RulesTable rows={result.rules} currency={currency} sides={sides} />,
            },
            ...result.tiers.map((ladder) => ({
              key: `tiers ${ladder.ladder}`,
              label: t("console.sim.byTier", { ladder: say(ladder.name) }),
              children: <BreakdownTable rows={ladder.tiers} currency={currency} sides={sides} />,
            })),
            {
              key: "stages",
              label: t("console.sim.byStage"),
              children: <BreakdownTable rows={result.stages} currency={currency} sides={sides} />,
            },
            ...(result.wallets.length > 1
              ? [
                  {
                    key: "wallets",
                    label: t("console.sim.byWallet"),
                    children: <BreakdownTable rows={result.wallets} currency={currency} sides={sides} byWallet />,
                  },
                ]
              : []),
          ]}
        />
      </section>
      {result.moves.map((moves) => (
        <TierMoves key={moves.ladder} moves={moves} sides={sides} />
      ))}
      <BudgetTable budgets={result.budgets} currency={currency} sides={sides} />
      <AffectedMembers id={id} sides={sides} />
      {result.notes.length > 0 ? (
        <section className="panel" aria-labelledby="sim-notes">
          <div className="panel-head">
            <h2 id="sim-notes">{t("console.sim.notes")}</h2>
          </div>
          <ul className="muted" style={{ margin: 0, paddingInlineStart: 18 }}>
            {result.notes.map((note) => (
              <li key={note.code}>{say(note)}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
