import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useCallback, useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { PurchaseTimes } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { formatAxisMoney, formatCompactMoney, formatMoney, formatNumber } from "../../shared/format.ts";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { useIsNarrow } from "../../shared/use-screen.ts";
import { HeatGrid } from "./heat-grid.tsx";
import { ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/times");
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** When people buy. */
export function TimesPage() {
  const t = useT();
  const search = route.useSearch();
  const report = useQuery({
    queryKey: ["report", "times", search],
    queryFn: () => api.reports.times(search),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.times")}
      filters={<ReportFilters path="/insights/times" search={search} />}
      file={{ report: "purchase-times", query: search }}
      report={report}
    >
      {(data) => (
        <>
          <Week data={data} />
          <div className="grid halves">
            <MonthDays data={data} />
            <Channels data={data} />
          </div>
        </>
      )}
    </ReportFrame>
  );
}

function Week({ data }: { data: PurchaseTimes }) {
  const { t, locale } = usePreferences();
  const [by, setBy] = useState<"orders" | "revenue">("orders");
  const most = Math.max(...data.cells.map((cell) => cell[by]), 1);
  const narrow = useIsNarrow();
  const busy = data.cells.filter((cell) => cell.orders > 0).map((cell) => cell.hour);
  // A phone has no room for the hours at night in which nobody buys.
  const shown = narrow && busy.length > 0 ? hours.slice(Math.min(...busy), Math.max(...busy) + 1) : hours;
  const text = (value: number) =>
    by === "orders" ? formatNumber(locale, value) : formatCompactMoney(locale, value, data.currency);
  return (
    <ChartPanel
      title={t("console.times.week")}
      definition={data.definitions[by]}
      fileName="purchase-times"
      extra={
        <Segmented
          size="small"
          value={by}
          onChange={setBy}
          options={[
            { value: "orders", label: t("console.times.orders") },
            { value: "revenue", label: t("console.times.revenue") },
          ]}
        />
      }
      csv={() => [
        [t("console.times.weekday"), t("console.times.hour"), t("console.times.orders")],
        ...data.cells.map((cell) => [cell.weekday, cell.hour, cell.orders]),
      ]}
    >
      <HeatGrid
        label={t("console.times.week")}
        columns={shown.map(String)}
        rows={weekdays.map((weekday) => ({
          name: t(`console.times.day${weekday}`),
          cells: shown.map((hour) => {
            const cell = data.cells.find((found) => found.weekday === weekday && found.hour === hour);
            const value = cell?.[by] ?? 0;
            return {
              strength: value === 0 ? 0 : value / most,
              text: value === 0 ? "" : by === "orders" ? text(value) : "",
              hint: `${t(`console.times.day${weekday}`)} ${hour}:00 · ${text(value)}`,
            };
          }),
        }))}
      />
    </ChartPanel>
  );
}

function MonthDays({ data }: { data: PurchaseTimes }) {
  const { t, locale } = usePreferences();
  const option = useCallback(
    (colors: ChartColors) => {
      const days = data.byDayOfMonth.map((row) => String(row.day));
      const money = (value: number) => formatAxisMoney(locale, Math.round(value), data.currency);
      return {
        ...overDays(days, colors, money, (value) => formatMoney(locale, Math.round(value), data.currency)),
        legend: { show: false },
        xAxis: {
          type: "category",
          data: days,
          axisLabel: { color: colors.muted, hideOverlap: true },
          axisTick: { show: false },
        },
        series: [
          {
            type: "bar",
            name: t("console.times.perDay"),
            data: data.byDayOfMonth.map((row) => row.perDay),
            itemStyle: { color: colors.accent },
          },
        ],
      };
    },
    [data, locale, t],
  );
  return (
    <ChartPanel title={t("console.times.monthDays")} picture fileName="days-of-month">
      <Chart label={t("console.times.monthDays")} option={option} />
    </ChartPanel>
  );
}

function Channels({ data }: { data: PurchaseTimes }) {
  const { t, locale } = usePreferences();
  const option = useCallback(
    (colors: ChartColors) => {
      const palette = [colors.accent, colors.warn, colors.guest, colors.good, colors.bad];
      return {
        ...overDays(
          hours.map(String),
          colors,
          (value) => formatNumber(locale, value),
          (value) => formatNumber(locale, value),
        ),
        xAxis: { type: "category", data: hours.map(String), axisLabel: { color: colors.muted, hideOverlap: true } },
        series: data.channels.slice(0, 5).map((channel, index) => ({
          type: "line",
          showSymbol: false,
          name: channel.channel ?? t("console.report.unknown"),
          data: channel.byHour,
          lineStyle: { color: palette[index] },
          itemStyle: { color: palette[index] },
        })),
      };
    },
    [data, locale, t],
  );
  return (
    <ChartPanel title={t("console.times.channels")} picture fileName="channels-by-hour">
      <Chart label={t("console.times.channels")} option={option} />
    </ChartPanel>
  );
}
