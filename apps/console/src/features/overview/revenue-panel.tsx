import { useCallback } from "react";
import type { Overview } from "../../shared/api/insights.ts";
import { Chart, type ChartColors, isFlat, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatAxisMoney, formatMoney, majorUnits } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";

/** Revenue a day, members beside guests. */
export function RevenuePanel({ overview }: { overview: Overview }) {
  const { t, locale } = usePreferences();
  const { currency } = overview;
  const { byDay } = overview.value;
  const option = useCallback(
    (colors: ChartColors) => {
      const series = (name: string, values: number[], color: string) => ({
        name,
        type: "bar",
        stack: "revenue",
        data: values,
        itemStyle: { color },
        barMaxWidth: 22,
      });
      return {
        ...overDays(
          byDay.map((day) => day.date),
          colors,
          (amount) => formatAxisMoney(locale, amount, currency),
          (amount) => formatMoney(locale, amount, currency),
        ),
        series: [
          series(
            t("console.overview.byMembers"),
            byDay.map((day) => day.memberRevenue),
            colors.accent,
          ),
          series(
            t("console.overview.byGuests"),
            byDay.map((day) => day.guestRevenue),
            colors.guest,
          ),
        ],
      };
    },
    [byDay, currency, locale, t],
  );
  const isEmpty = isFlat(
    byDay.map((day) => day.memberRevenue),
    byDay.map((day) => day.guestRevenue),
  );
  return (
    <ChartPanel
      title={t("console.overview.revenueByDay")}
      picture
      fileName="revenue-by-day"
      csv={() => [
        [t("console.forecast.date"), t("console.overview.byMembers"), t("console.overview.byGuests")],
        ...byDay.map((day) => [
          day.date,
          majorUnits(day.memberRevenue, currency),
          majorUnits(day.guestRevenue, currency),
        ]),
      ]}
    >
      {isEmpty ? (
        <EmptyState title={t("console.overview.noSales")} hint={t("console.overview.noSalesHint")} />
      ) : (
        <Chart label={t("console.overview.revenueByDay")} option={option} />
      )}
    </ChartPanel>
  );
}
