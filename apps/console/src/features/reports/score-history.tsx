import { useQuery } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { ScoreHistory } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatNumber } from "../../shared/format.ts";
import { usePreferences, useT } from "../../shared/preferences.tsx";

const worrying = 3;

/** How the mean health index and the number of members at risk have gone over a year. */
export function ScoreHistoryPanel() {
  const t = useT();
  const history = useQuery({ queryKey: ["report", "score-history"], queryFn: () => api.reports.scoreHistory() });
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
          message={t("console.churn.falling", { count: data.fallingWeeks })}
          style={{ marginBottom: 12 }}
        />
      ) : null}
      {data && data.items.length < 2 ? <EmptyState title={t("console.churn.historyShort")} /> : null}
      {data && data.items.length >= 2 ? <History data={data} /> : null}
      {!data && !history.error ? <Skeleton active paragraph={{ rows: 4 }} /> : null}
    </ChartPanel>
  );
}

function History({ data }: { data: ScoreHistory }) {
  const { t, locale } = usePreferences();
  const option = useCallback(
    (colors: ChartColors) => {
      const days = data.items.map((row) => row.day);
      const whole = (value: number) => formatNumber(locale, value, 0);
      const base = overDays(days, colors, whole, (value) => formatNumber(locale, value, 1));
      return {
        ...base,
        yAxis: [
          {
            type: "value",
            min: 0,
            max: 100,
            axisLabel: { color: colors.muted },
            splitLine: { lineStyle: { color: colors.line } },
          },
          { type: "value", min: 0, axisLabel: { color: colors.muted, formatter: whole }, splitLine: { show: false } },
        ],
        series: [
          {
            type: "line",
            name: t("console.churn.meanHealth"),
            data: data.items.map((row) => row.health),
            itemStyle: { color: colors.accent },
          },
          {
            type: "line",
            name: t("console.churn.atRisk"),
            yAxisIndex: 1,
            data: data.items.map((row) => row.atRisk),
            lineStyle: { type: "dashed", color: colors.warn },
            itemStyle: { color: colors.warn },
          },
        ],
      };
    },
    [data, locale, t],
  );
  return <Chart label={t("console.churn.history")} option={option} />;
}
