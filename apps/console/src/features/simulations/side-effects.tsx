import { Alert } from "antd";
import { MoneyText, NumberText, PointsText } from "../../shared/number-text.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import type { SideNames } from "./simulation-result.tsx";
import type { SimulationResult } from "./simulations-api.ts";

/** What the programme would not have allowed, and how far the budgets went. */
export function SideEffects({ result, sides }: { result: SimulationResult; sides: SideNames }) {
  const t = useT();
  const say = useLocalText();
  const refused = [
    ...result.refused.simulated.map((one) => ({ ...one, side: sides.simulated })),
    ...(result.refused.compare ?? []).map((one) => ({ ...one, side: sides.compare ?? "" })),
  ];
  const unaffordable = result.unaffordable.filter((one) => one.simulated.times + (one.compare?.times ?? 0) > 0);
  if (refused.length + unaffordable.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("console.sim.notAllowed")}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {unaffordable.map((one) => (
            <li key={one.wallet}>
              {t("console.sim.unaffordable", { wallet: say(one.name), count: one.simulated.times })}{" "}
              <PointsText points={one.simulated.points} wallet={one.wallet} />
              {one.compare ? (
                <span className="muted">
                  {" "}
                  · {sides.compare}: <NumberText value={one.compare.times} /> /{" "}
                  <PointsText points={one.compare.points} wallet={one.wallet} />
                </span>
              ) : null}
            </li>
          ))}
          {refused.map((one) => (
            <li key={`${one.side} ${one.code}`}>
              {one.side}: {say(one.text)} × <NumberText value={one.facts} />
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** Each budget and period: what was asked of it, what it gave, and when it ran out. */
export function BudgetTable({
  budgets,
  currency,
  sides,
}: {
  budgets: SimulationResult["budgets"];
  currency: string;
  sides: SideNames;
}) {
  const t = useT();
  const say = useLocalText();
  if (budgets.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="sim-budgets">
      <div className="panel-head">
        <h2 id="sim-budgets">{t("console.sim.budgets")}</h2>
      </div>
      <div className="scroll-x">
        <table className="statement wide">
          <thead>
            <tr>
              <th scope="col">{t("console.sim.budget")}</th>
              <th scope="col" className="num">
                {t("console.sim.demand")}
              </th>
              <th scope="col" className="num">
                {t("console.sim.used")}
              </th>
              <th scope="col">{t("console.sim.closed")}</th>
            </tr>
          </thead>
          <tbody>
            {budgets.map((one) => (
              <tr key={`${one.side} ${one.budget} ${one.period}`}>
                <th scope="row">
                  {say(one.name)} {one.period === "total" ? "" : one.period}{" "}
                  {sides.compare ? <span className="muted small">{sides[one.side]}</span> : null}
                </th>
                <td className="num">
                  <NumberText value={one.demand.points} /> · <MoneyText amount={one.demand.money} currency={currency} />
                </td>
                <td className="num">
                  <NumberText value={one.used.points} /> · <MoneyText amount={one.used.money} currency={currency} />
                </td>
                <td>
                  {one.closedAt ? (
                    <span className="bad">
                      <TimeText at={one.closedAt} />
                    </span>
                  ) : (
                    t("console.sim.enough")
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
