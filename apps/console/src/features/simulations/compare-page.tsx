import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Skeleton } from "antd";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { NumberText } from "../../shared/number-text.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { FigureCards } from "./figure-cards.tsx";
import { Difference, FigureText } from "./figures.tsx";
import { MonthsChart } from "./months-chart.tsx";
import type { SideNames } from "./simulation-result.tsx";
import { useSimulationWords } from "./simulation-words.ts";
import { type SimulationComparison, simulationKeys, simulationsApi } from "./simulations-api.ts";
import { StatementTable } from "./statement-table.tsx";

const route = getRouteApi("/shell/insights/simulations/compare");

/** Two finished simulations side by side, beside what really happened. */
export function ComparePage() {
  const t = useT();
  const { a, b } = route.useSearch();
  const comparison = useQuery({
    queryKey: [...simulationKeys.all, "compare", a, b],
    queryFn: () => simulationsApi.compare(a, b),
  });
  return (
    <div className="page">
      <div className="page-head">
        <div className="grow">
          <div className="small">
            <Link to="/insights/simulations">{t("console.sim.title")}</Link>
          </div>
          <h1>{t("console.sim.compare")}</h1>
        </div>
      </div>
      {comparison.error ? <ErrorPanel error={comparison.error} onRetry={() => comparison.refetch()} /> : null}
      {comparison.data ? <Compared comparison={comparison.data} /> : null}
      {comparison.isLoading ? <Skeleton active paragraph={{ rows: 10 }} /> : null}
    </div>
  );
}

function Compared({ comparison }: { comparison: SimulationComparison }) {
  const t = useT();
  const say = useLocalText();
  const words = useSimulationWords();
  const { a, b, currency, actual, total } = comparison;
  const sides = { simulated: words.name(a), compare: words.name(b) };
  const months = comparison.months.map((one) => ({ month: one.month, actual: null, simulated: one.a, compare: one.b }));
  return (
    <div className="stack">
      {comparison.comparable ? null : <Alert type="warning" showIcon title={t("console.sim.notComparable")} />}
      <FigureCards total={{ actual, simulated: total.a, compare: total.b }} currency={currency} sides={sides} />
      <MonthsChart months={months} currency={currency} sides={sides} />
      <section className="panel" aria-label={t("console.sim.figures")}>
        <div className="panel-head">
          <h2>{t("console.sim.figures")}</h2>
        </div>
        <StatementTable figures={{ actual, simulated: total.a, compare: total.b }} currency={currency} sides={sides} />
      </section>
      <section className="panel" aria-label={t("console.sim.byRule")}>
        <div className="panel-head">
          <h2>{t("console.sim.byRule")}</h2>
        </div>
        <ComparedRules comparison={comparison} sides={sides} />
      </section>
      {comparison.moves.map((ladder) => (
        <section key={ladder.ladder} className="panel" aria-label={say(ladder.name)}>
          <div className="panel-head">
            <h2>{t("console.sim.endsIn", { ladder: say(ladder.name) })}</h2>
          </div>
          <div className="scroll-x">
            <table className="statement wide">
              <thead>
                <tr>
                  <th scope="col">{t("console.members.tier")}</th>
                  <th scope="col" className="num">
                    {t("console.sim.actual")}
                  </th>
                  <th scope="col" className="num">
                    {sides.simulated}
                  </th>
                  <th scope="col" className="num">
                    {sides.compare}
                  </th>
                </tr>
              </thead>
              <tbody>
                {byRank(ladder).map((row) => {
                  const tier = ladder.tiers.find((one) => one.id === row.tier);
                  return (
                    <tr key={row.tier ?? ""}>
                      <th scope="row">{tier ? say(tier.name) : (row.tier ?? t("console.sim.noTier"))}</th>
                      <td className="num">
                        <NumberText value={row.actual} />
                      </td>
                      <td className="num">
                        <NumberText value={row.a} />
                      </td>
                      <td className="num">
                        <NumberText value={row.b} />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </div>
  );
}

type LadderEnds = SimulationComparison["moves"][number];

/** Lowest tier first, those without one before them. */
function byRank({ tiers, members }: LadderEnds): LadderEnds["members"] {
  const rank = (tier: string | null) => tiers.findIndex(({ id }) => id === tier);
  return [...members].sort((one, other) => rank(one.tier) - rank(other.tier));
}

function ComparedRules({ comparison, sides }: { comparison: SimulationComparison; sides: SideNames }) {
  const t = useT();
  const say = useLocalText();
  const { rules, currency } = comparison;
  return (
    <div className="scroll-x">
      <table className="statement wide">
        <thead>
          <tr>
            <th scope="col">{t("console.why.rule")}</th>
            {(["issued", "cost"] as const).flatMap((figure) =>
              [sides.simulated, sides.compare, t("console.sim.difference")].map((side, index) => (
                <th key={`${figure} ${index === 2 ? "difference" : side}`} scope="col" className="num">
                  {t(`console.sim.figure.${figure}`)}: {side}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              <th scope="row">{say(rule.name) || rule.id}</th>
              {(["issued", "cost"] as const).flatMap((figure) => [
                <td key={`${figure} a`} className="num">
                  <FigureText figure={figure} value={rule.a?.[figure]} currency={currency} />
                </td>,
                <td key={`${figure} b`} className="num">
                  <FigureText figure={figure} value={rule.b?.[figure]} currency={currency} />
                </td>,
                <td key={`${figure} difference`} className="num">
                  <Difference figure={figure} from={rule.a?.[figure]} to={rule.b?.[figure]} currency={currency} />
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
