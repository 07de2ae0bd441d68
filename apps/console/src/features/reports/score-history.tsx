import { useQuery } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { ScoreHistory } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatCompact, formatDate, formatNumber } from "../../shared/format.ts";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { everyDay, indexBounds } from "./score-history-days.ts";

const worrying = 3;
/** So many days are told apart by a dot each. */
const fewDays = 45;

/** How the mean health index and the number of members at risk have gone over the year up to a day, by default today. */
export function ScoreHistoryPanel({ asOf }: { asOf: string | undefined }) {
  const t = useT();
  const { zone } = useProgrammeUnits();
  const to = asOf && formatDate(asOf, zone);
  const history = useQuery({
    queryKey: ["report", "score-history", to],
    queryFn: () => api.reports.scoreHistory(to),
  });
  const { data } = history;
  const isDrawn = data !== undefined && data.items.length >= 2;
  return (
    <ChartPanel
      title={t("console.churn.history")}
      picture={isDrawn}
      fileName="score-history"
      csv={
        isDrawn
          ? () => [
              [
                t("console.churn.day"),
                t("console.churn.scored"),
                t("console.churn.meanHealth"),
                t("console.churn.atRisk"),
                t("console.churn.meanChurn"),
              ],
              ...(data?.items ?? []).map((row) => [row.day, row.scored, row.health, row.atRisk, row.churn]),
            ]
          : undefined
      }
    >
      {history.error ? <ErrorPanel error={history.error} onRetry={() => history.refetch()} /> : null}
      {data && data.fallingWeeks >= worrying ? (
        <Alert
          type="warning"
          showIcon
          title={t("console.churn.falling", { count: data.fallingWeeks })}
          style={{ marginBottom: 12 }}
        />
      ) : null}
      {data && data.items.length < 2 ? <EmptyState title={t("console.churn.historyShort")} /> : null}
      {data && data.items.length >= 2 ? <History data={data} /> : null}
      {!data && !history.error ? <Skeleton active paragraph={{ rows: 4 }} /> : null}
    </ChartPanel>
  );
}

/** The index above, the members at risk below it: each on a scale of its own, on the same days. */
function History({ data }: { data: ScoreHistory }) {
  const { t, locale } = usePreferences();
  const option = useCallback(
    (colors: ChartColors) => {
      const days = everyDay(data.items);
      const names = days.map(({ day }) => day);
      const health = days.map(({ item }) => item?.health ?? null);
      const whole = (value: number) => formatNumber(locale, value, 0);
      const base = overDays(names, colors, (value) => formatCompact(locale, value), whole);
      const { axisLabel, ...axis } = base.xAxis as { axisLabel: object };
      // Fixed, so that a day stands above itself however long the labels are.
      const half = { left: 52, right: 12, height: 104 };
      const scale = (name: string, gridIndex: number) => ({
        ...(base.yAxis as object),
        gridIndex,
        name,
        nameTextStyle: { color: colors.muted, align: "left" },
        splitNumber: 3,
      });
      const line = (name: string, place: number, color: string) => ({
        type: "line",
        name,
        xAxisIndex: place,
        yAxisIndex: place,
        showSymbol: days.length <= fewDays,
        symbolSize: 4,
        itemStyle: { color },
        lineStyle: { color },
      });
      const [meanHealth, atRisk] = [t("console.churn.meanHealth"), t("console.churn.atRisk")];
      return {
        ...base,
        legend: { show: false },
        axisPointer: { link: [{ xAxisIndex: "all" }] },
        grid: [
          { ...half, top: 28 },
          { ...half, top: 168 },
        ],
        xAxis: [
          { ...axis, gridIndex: 0, axisLabel: { show: false } },
          { ...axis, gridIndex: 1, axisLabel },
        ],
        yAxis: [
          { ...scale(meanHealth, 0), ...indexBounds(health) },
          { ...scale(atRisk, 1), scale: true, minInterval: 1 },
        ],
        series: [
          {
            ...line(meanHealth, 0, colors.accent),
            data: health,
            tooltip: {
              valueFormatter: (value: unknown) => (typeof value === "number" ? formatNumber(locale, value, 1) : "—"),
            },
          },
          { ...line(atRisk, 1, colors.warn), data: days.map(({ item }) => item?.atRisk ?? null) },
        ],
      };
    },
    [data, locale, t],
  );
  return <Chart label={t("console.churn.history")} option={option} height={300} />;
}
