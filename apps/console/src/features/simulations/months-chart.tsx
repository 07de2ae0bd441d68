import { Select } from "antd";
import { useCallback, useState } from "react";
import { Chart, type ChartColors, overMonths } from "../../shared/chart.tsx";
import { formatAxisMoney, formatCompact, formatMoney, formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { type FigureName, isMoney, type Sides } from "./figures.tsx";
import type { SideNames } from "./simulation-result.tsx";
import type { SimulationFigures } from "./simulations-api.ts";

const charted = [
  "issued",
  "spent",
  "expired",
  "clawedBack",
  "outstanding",
  "liability",
  "cost",
] as const satisfies readonly FigureName[];

/** One figure over the months, side by side. */
export function MonthsChart({
  months,
  currency,
  sides,
}: {
  months: ({ month: string } & Sides<SimulationFigures>)[];
  currency: string;
  sides: SideNames;
}) {
  const { t, locale } = usePreferences();
  const [figure, setFigure] = useState<(typeof charted)[number]>("issued");
  const option = useCallback(
    (colors: ChartColors) => {
      const money = isMoney(figure);
      const type = figure === "outstanding" || figure === "liability" ? "line" : "bar";
      const series = (name: string, side: keyof Sides<unknown>, color: string) => ({
        name,
        type,
        data: months.map((month) => month[side]?.[figure] ?? null),
        itemStyle: { color },
        lineStyle: { color },
        barMaxWidth: 22,
        symbolSize: 6,
      });
      return {
        ...overMonths(
          months.map(({ month }) => month),
          colors,
          (value) => (money ? formatAxisMoney(locale, value, currency) : formatCompact(locale, value)),
          (value) => (money ? formatMoney(locale, value, currency) : formatNumber(locale, value)),
        ),
        series: [
          ...(months.some(({ actual }) => actual) ? [series(t("console.sim.actual"), "actual", colors.guest)] : []),
          series(sides.simulated, "simulated", colors.accent),
          ...(sides.compare ? [series(sides.compare, "compare", colors.warn)] : []),
        ],
      };
    },
    [months, figure, currency, sides, locale, t],
  );
  return (
    <section className="panel" aria-label={t("console.sim.byMonth")}>
      <div className="panel-head">
        <h2>{t("console.sim.byMonth")}</h2>
        <Select
          value={figure}
          aria-label={t("console.sim.figures")}
          options={charted.map((one) => ({ value: one, label: t(`console.sim.figure.${one}`) }))}
          style={{ width: 140 }}
          onChange={setFigure}
        />
      </div>
      <Chart label={`${t("console.sim.byMonth")}: ${t(`console.sim.figure.${figure}`)}`} option={option} height={260} />
    </section>
  );
}
