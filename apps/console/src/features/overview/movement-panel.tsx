import { useCallback } from "react";
import type { Overview } from "../../shared/api/insights.ts";
import { Chart, type ChartColors, isFlat, overDays } from "../../shared/chart.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompact, formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";

/** Members who joined above the line, members who slipped into the lost stage below it. */
export function MovementPanel({ overview }: { overview: Overview }) {
  const { t, locale } = usePreferences();
  const { movement } = overview.members;
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
        {
          name: t("console.overview.lost"),
          type: "bar",
          stack: "movement",
          data: movement.map((day) => -day.lost),
          itemStyle: { color: colors.bad },
          barMaxWidth: 22,
        },
      ],
    }),
    [movement, locale, t],
  );
  return (
    <section className="panel" aria-labelledby="movement-title">
      <div className="panel-head">
        <h2 id="movement-title">{t("console.overview.movement")}</h2>
      </div>
      {isFlat(
        movement.map((day) => day.joined),
        movement.map((day) => day.lost),
      ) ? (
        <EmptyState title={t("console.overview.noMovement")} />
      ) : (
        <Chart label={t("console.overview.movement")} option={option} />
      )}
    </section>
  );
}
