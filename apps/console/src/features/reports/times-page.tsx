import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useCallback, useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { PurchaseTimes } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, isFlat, overDays, withoutLegend } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatAxisMoney, formatCompact, formatMoney, formatNumber, majorUnits } from "../../shared/format.ts";
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
          <YearMonths data={data} />
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
  const exact = (value: number) =>
    by === "orders"
      ? t("console.times.orderCount", { count: value })
      : formatMoney(locale, Math.round(value), data.currency);
  const written = (value: number) =>
    by === "orders" ? formatNumber(locale, value) : formatCompact(locale, Math.round(majorUnits(value, data.currency)));
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
        [t("console.times.weekday"), t("console.times.hour"), t("console.times.orders"), t("console.times.revenue")],
        ...data.cells.map((cell) => [cell.weekday, cell.hour, cell.orders, majorUnits(cell.revenue, data.currency)]),
      ]}
    >
      {busy.length === 0 ? (
        <EmptyState title={t("console.overview.noSales")} hint={t("console.overview.noSalesHint")} />
      ) : (
        <HeatGrid
          label={t("console.times.week")}
          columns={shown.map(String)}
          rows={weekdays.map((weekday) => ({
            name: t(`console.times.day${weekday}`),
            cells: shown.map((hour) => {
              const cell = data.cells.find((found) => found.weekday === weekday && found.hour === hour);
              const value = cell?.[by] ?? 0;
              return {
                strength: value / most,
                text: value === 0 ? "" : written(value),
                hint: `${t(`console.times.day${weekday}`)} ${hour}:00–${hour + 1}:00 · ${exact(value)}`,
              };
            }),
          }))}
        />
      )}
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
        ...withoutLegend,
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
    <ChartPanel
      title={<Definition meaning={t("console.times.perDay")}>{t("console.times.monthDays")}</Definition>}
      picture
      fileName="days-of-month"
      csv={() => [
        [t("console.times.monthDay"), t("console.times.orders"), t("console.times.perDay")],
        ...data.byDayOfMonth.map((row) => [row.day, row.orders, majorUnits(row.perDay, data.currency)]),
      ]}
    >
      {isFlat(data.byDayOfMonth.map((row) => row.orders)) ? (
        <EmptyState title={t("console.overview.noSales")} />
      ) : (
        <Chart label={t("console.times.monthDays")} option={option} />
      )}
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
    <ChartPanel
      title={t("console.times.channels")}
      picture
      fileName="channels-by-hour"
      csv={() => [
        [t("console.times.hour"), ...data.channels.map(({ channel }) => channel ?? t("console.report.unknown"))],
        ...hours.map((hour) => [hour, ...data.channels.map(({ byHour }) => byHour[hour] ?? 0)]),
      ]}
    >
      {data.channels.length === 0 ? (
        <EmptyState title={t("console.overview.noSales")} />
      ) : (
        <Chart label={t("console.times.channels")} option={option} />
      )}
    </ChartPanel>
  );
}

/** The season: months of the year, once the period covers enough of them to compare. */
function YearMonths({ data }: { data: PurchaseTimes }) {
  const { t, locale } = usePreferences();
  const months = data.byMonthOfYear;
  const option = useCallback(
    (colors: ChartColors) => ({
      ...overDays(
        months.map(({ month }) => String(month)),
        colors,
        (value) => formatAxisMoney(locale, Math.round(value), data.currency),
        (value) => formatMoney(locale, Math.round(value), data.currency),
      ),
      ...withoutLegend,
      series: [
        {
          type: "bar",
          name: t("console.times.revenue"),
          data: months.map(({ revenue }) => revenue),
          itemStyle: { color: colors.accent },
          barMaxWidth: 48,
        },
      ],
    }),
    [data.currency, months, locale, t],
  );
  if (months.filter(({ orders }) => orders > 0).length < 4) return null;
  return (
    <ChartPanel
      title={t("console.times.yearMonths")}
      definition={data.definitions.revenue}
      picture
      fileName="months-of-year"
      csv={() => [
        [t("console.liability.month"), t("console.times.orders"), t("console.times.revenue")],
        ...months.map((row) => [row.month, row.orders, majorUnits(row.revenue, data.currency)]),
      ]}
    >
      <Chart label={t("console.times.yearMonths")} option={option} />
    </ChartPanel>
  );
}
