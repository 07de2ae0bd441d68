import { useT } from "../../shared/preferences.tsx";
import { Difference, FigureLabel, FigureText, type Sides, statementFigures } from "./figures.tsx";
import type { SideNames } from "./simulation-result.tsx";
import type { SimulationFigures } from "./simulations-api.ts";

const minus: readonly string[] = ["spent", "expired", "clawedBack"];

/** All figures as a statement that adds up, side by side. */
export function StatementTable({
  figures,
  currency,
  sides,
  wallet,
}: {
  figures: Sides<SimulationFigures>;
  currency: string;
  sides: SideNames;
  wallet?: string | undefined;
}) {
  const t = useT();
  const { actual, simulated, compare } = figures;
  return (
    <div className="scroll-x">
      <table className="statement wide">
        <thead>
          <tr>
            <th scope="col">{t("console.sim.figures")}</th>
            <th scope="col" className="num">
              {t("console.sim.actual")}
            </th>
            <th scope="col" className="num">
              {sides.simulated}
            </th>
            <th scope="col" className="num">
              {t("console.sim.difference")}
            </th>
            {compare ? (
              <>
                <th scope="col" className="num">
                  {sides.compare}
                </th>
                <th scope="col" className="num">
                  {t("console.sim.difference")}
                </th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {statementFigures.map((figure) => {
            const text = (side: SimulationFigures | null) => (
              <td className="num">
                {minus.includes(figure) && side && side[figure] !== 0 ? "−" : ""}
                <FigureText figure={figure} value={side?.[figure]} currency={currency} wallet={wallet} />
              </td>
            );
            const difference = (side: SimulationFigures | null) => (
              <td className="num">
                <Difference figure={figure} from={actual?.[figure]} to={side?.[figure]} currency={currency} />
              </td>
            );
            return (
              <tr key={figure} className={figure === "outstanding" ? "sum" : ""}>
                <th scope="row">
                  <FigureLabel figure={figure} />
                </th>
                {text(actual)}
                {text(simulated)}
                {difference(simulated)}
                {compare ? (
                  <>
                    {text(compare)}
                    {difference(compare)}
                  </>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
