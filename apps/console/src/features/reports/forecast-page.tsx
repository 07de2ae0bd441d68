import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Segmented, Select } from "antd";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { Forecast } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import {
  formatAxisMoney,
  formatCompact,
  formatMoney,
  formatNumber,
  formatShare,
  majorUnits,
} from "../../shared/format.ts";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { NotEnough, ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/forecast");
const metrics = ["revenue", "memberRevenue", "orders", "newMembers", "membersTotal", "activeMembers"] as const;
const grains = ["day", "week", "month"] as const;

/** How a figure may go on. */
export function ForecastPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = useNavigate();
  const metric = metrics.find((known) => known === search.metric) ?? "revenue";
  const grain = grains.find((known) => known === search.grain) ?? "week";
  const query = { storeId: search.storeId, asOf: search.asOf, filter: search.filter, metric, grain };
  const report = useQuery({
    queryKey: ["report", "forecast", query],
    queryFn: () => api.reports.forecast(query),
    placeholderData: keepPreviousData,
  });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: "/insights/forecast", search: { ...search, ...change } });
  return (
    <ReportFrame
      title={t("console.nav.forecast")}
      filters={
        <>
          <Select
            value={metric}
            onChange={(next) => go({ metric: next })}
            style={{ width: 160 }}
            aria-label={t("console.forecast.metric")}
            options={metrics.map((value) => ({ value, label: t(`console.forecast.${value}`) }))}
          />
          <Segmented
            value={grain}
            onChange={(next) => go({ grain: next })}
            options={grains.map((value) => ({ value, label: t(`console.retention.${value}`) }))}
          />
          <ReportFilters path="/insights/forecast" search={search} withPeriod={false} />
        </>
      }
      file={{ report: "forecast", query: query }}
      report={report}
    >
      {(data) => (
        <>
          <NotEnough reason={data.notEnoughData} />
          {data.actual.length > 0 ? <Line data={data} /> : null}
        </>
      )}
    </ReportFrame>
  );
}

function Line({ data }: { data: Forecast }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const option = useCallback(
    (colors: ChartColors) => {
      const short = (value: number) =>
        data.unit === "money"
          ? formatAxisMoney(locale, Math.round(value), data.currency)
          : formatCompact(locale, Math.round(value));
      const exact = (value: number) =>
        data.unit === "money" ? formatMoney(locale, Math.round(value), data.currency) : formatNumber(locale, value);
      const past = data.actual.map(({ value }) => value);
      // The last known value begins the forecast, so that the lines meet.
      const gap = past.map((value, index) => (index === past.length - 1 ? value : null));
      const dates = [...data.actual, ...data.forecast].map(({ date }) => date);
      return {
        ...overDays(dates, colors, short, exact),
        legend: { type: "scroll", top: 0, left: 0, itemWidth: 22, textStyle: { color: colors.muted } },
        xAxis: { type: "category", data: dates, axisLabel: { color: colors.muted, hideOverlap: true } },
        series: [
          {
            type: "line",
            name: t("console.forecast.actual"),
            symbol: "none",
            data: past,
            lineStyle: { color: colors.accent },
            itemStyle: { color: colors.accent },
          },
          {
            type: "line",
            name: t("console.forecast.expected"),
            symbol: "none",
            data: [...gap, ...data.forecast.map(({ value }) => value)],
            lineStyle: { color: colors.accent, type: "dashed" },
            itemStyle: { color: colors.accent },
          },
          {
            type: "line",
            name: t("console.forecast.low"),
            symbol: "none",
            data: [...gap, ...data.forecast.map(({ low }) => low)],
            lineStyle: { color: colors.guest, width: 1 },
            itemStyle: { color: colors.guest },
          },
          {
            type: "line",
            name: t("console.forecast.high"),
            symbol: "none",
            data: [...gap, ...data.forecast.map(({ high }) => high)],
            lineStyle: { color: colors.guest, width: 1 },
            itemStyle: { color: colors.guest },
          },
        ],
      };
    },
    [data, locale, t],
  );
  const value = (amount: number) => (data.unit === "money" ? majorUnits(amount, data.currency) : amount);
  return (
    <ChartPanel
      title={t("console.forecast.title")}
      definition={data.definitions[data.metric]}
      picture
      fileName="forecast"
      csv={() => [
        [
          t("console.forecast.date"),
          t("console.forecast.actual"),
          t("console.forecast.expected"),
          t("console.forecast.low"),
          t("console.forecast.high"),
        ],
        ...data.actual.map((row) => [row.date, value(row.value), null, null, null]),
        ...data.forecast.map((row) => [row.date, null, value(row.value), value(row.low), value(row.high)]),
      ]}
    >
      <Chart label={t("console.forecast.title")} option={option} height={340} />
      {data.method ? (
        <p className="small muted">
          {say(data.method)}
          {data.backtest && data.backtest.origins > 0
            ? ` · ${t("console.forecast.backtest", {
                origins: data.backtest.origins,
                mase: data.backtest.mase === null ? "—" : formatNumber(locale, data.backtest.mase, 2),
                smape: data.backtest.smape === null ? "—" : formatShare(locale, data.backtest.smape),
                coverage: data.backtest.coverage === null ? "—" : formatShare(locale, data.backtest.coverage, 0),
              })}${
                data.backtest.widening > 1
                  ? ` · ${t("console.forecast.widened", { times: formatNumber(locale, data.backtest.widening, 1) })}`
                  : ""
              }`
            : ""}
        </p>
      ) : null}
    </ChartPanel>
  );
}
