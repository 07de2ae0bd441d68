import { useT } from "../../shared/preferences.tsx";
import { Difference, FigureLabel, type FigureName, FigureText, type Sides } from "./figures.tsx";
import type { SideNames } from "./simulation-result.tsx";
import type { SimulationFigures } from "./simulations-api.ts";

const shown = [
  "issued",
  "spent",
  "expired",
  "outstanding",
  "liability",
  "costShareBps",
] as const satisfies readonly FigureName[];

/** The figures that decide, what happened beside what would have. */
export function FigureCards({
  total,
  currency,
  sides,
}: {
  total: Sides<SimulationFigures>;
  currency: string;
  sides: SideNames;
}) {
  const t = useT();
  return (
    <div className="grid thirds">
      {shown.map((figure) => (
        <section key={figure} className="panel stat" aria-label={t(`console.sim.figure.${figure}`)}>
          <div className="muted">
            <FigureLabel figure={figure} />
          </div>
          <span className="stat-value">
            <FigureText figure={figure} value={total.simulated?.[figure]} currency={currency} compact />
          </span>
          <div className="small">
            <div className="row between">
              <span className="muted">
                {t("console.sim.sideOf", { side: t("console.sim.actual") })}{" "}
                <FigureText figure={figure} value={total.actual?.[figure]} currency={currency} compact />
              </span>
              <Difference
                figure={figure}
                from={total.actual?.[figure]}
                to={total.simulated?.[figure]}
                currency={currency}
              />
            </div>
            {sides.compare && total.compare ? (
              <div className="row between">
                <span className="muted">
                  {t("console.sim.sideOf", { side: sides.compare })}{" "}
                  <FigureText figure={figure} value={total.compare[figure]} currency={currency} compact />
                </span>
                <Difference
                  figure={figure}
                  from={total.actual?.[figure]}
                  to={total.compare[figure]}
                  currency={currency}
                />
              </div>
            ) : null}
          </div>
        </section>
      ))}
    </div>
  );
}
