import { useCallback } from "react";
import type { Overview } from "../../shared/api/insights.ts";
import { Chart, type ChartColors, isFlat, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompact, formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";

/** Members who joined above the line, members who slipped into the lost stage below it. */
export function MovementPanel({ overview }: { overview: Overview }) {
  const { t, locale } = usePreferences();
  const { movement, lost } = overview.members;
  // As of a past day the lost are counted over the whole period, not day by day.
  const isDaily = movement.every((day) => day.lost !== null);
  const option = useCallback(
    (colors: ChartColors) => ({
      ...overDays(
        movement.map((day) => day.date),
        colors,
        (count) => formatCompact(locale, Math.abs(count)),
        (count) => formatNumber(locale, Math.abs(count)),
      ),
      series: [
        {
          name: t("console.overview.joined"),
          type: "bar",
          stack: "movement",
          data: movement.map((day) => day.joined),
          itemStyle: { color: colors.good },
          barMaxWidth: 22,
        },
        ...(isDaily
          ? [
              {
                name: t("console.overview.lost"),
                type: "bar",
                stack: "movement",
                data: movement.map((day) => -(day.lost ?? 0)),
                itemStyle: { color: colors.bad },
                barMaxWidth: 22,
              },
            ]
          : []),
      ],
    }),
    [movement, isDaily, locale, t],
  );
  const isEmpty = isFlat(
    movement.map((day) => day.joined),
    movement.map((day) => day.lost ?? 0),
  );
  return (
    <ChartPanel
      title={t("console.overview.movement")}
      picture
      fileName="member-movement"
      csv={() => [
        [t("console.forecast.date"), t("console.overview.joined"), t("console.overview.lost")],
        ...movement.map((day) => [day.date, day.joined, day.lost]),
      ]}
    >
      {isEmpty ? (
        <EmptyState title={t(isDaily ? "console.overview.noMovement" : "console.overview.nobodyJoined")} />
      ) : (
        <Chart label={t("console.overview.movement")} option={option} />
      )}
      {isDaily || lost.value === null ? null : (
        <p className="small muted">{t("console.overview.lostInAll", { count: lost.value })}</p>
      )}
    </ChartPanel>
  );
}
