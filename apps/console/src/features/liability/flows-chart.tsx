import { useCallback } from "react";
import { Chart, type ChartColors, isFlat, overMonths } from "../../shared/chart.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompact, formatInstant, formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { useWalletDecimals } from "../../shared/programme-words.ts";
import type { LiabilityReport } from "./liability-api.ts";

/** What came in and went out each month, and what was left. */
export function FlowsChart({ report, zone }: { report: LiabilityReport; zone: string }) {
  const { t, locale } = usePreferences();
  const { periods } = report;
  const decimals = useWalletDecimals(report.wallet);
  const option = useCallback(
    (colors: ChartColors) => {
      const months = periods.map((period) => formatInstant(period.from, zone).slice(0, 7));
      const bar = (name: string, values: number[], color: string) => ({
        name,
        type: "bar",
        stack: "flows",
        data: values.map((points) => points / 10 ** decimals),
        itemStyle: { color },
        barMaxWidth: 28,
      });
      return {
        ...overMonths(
          months,
          colors,
          (points) => formatCompact(locale, points),
          (points) => formatNumber(locale, points, decimals),
        ),
        series: [
          bar(
            t("console.liability.flow.issued"),
            periods.map(({ issued }) => issued),
            colors.accent,
          ),
          bar(
            t("console.liability.flow.spent"),
            periods.map(({ spent }) => -spent),
            colors.warn,
          ),
          bar(
            t("console.liability.flow.expired"),
            periods.map(({ expired }) => -expired),
            colors.guest,
          ),
          bar(
            t("console.liability.flow.clawedBack"),
            periods.map(({ clawedBack }) => -clawedBack),
            colors.bad,
          ),
          {
            name: t("console.liability.flow.closing"),
            type: "line",
            data: periods.map(({ closing }) => closing / 10 ** decimals),
            itemStyle: { color: colors.text },
            lineStyle: { color: colors.text, width: 1.5 },
            symbolSize: 5,
          },
        ],
      };
    },
    [periods, zone, decimals, locale, t],
  );
  if (isFlat(...periods.map((period) => [period.opening, period.issued, period.closing])))
    return <EmptyState title={t("console.points.noMovement")} />;
  return <Chart label={t("console.liability.byMonth")} option={option} height={260} />;
}
