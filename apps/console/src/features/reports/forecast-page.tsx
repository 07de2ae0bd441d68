import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Segmented, Select } from "antd";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { Forecast } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import {
  formatAxisMoney,
  formatCompact,
  formatMoney,
  formatNumber,
  formatShare,
  majorUnits,
} from "../../shared/format.ts";
import { MoneyText, NumberText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { NotEnough, ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/forecast");
const metrics = ["revenue", "memberRevenue", "orders", "newMembers", "membersTotal", "activeMembers"] as const;
/** The sign of the dashed line in the legend. */
const dashes = "path://M0,3h4v2h-4zM6,3h4v2h-4zM12,3h4v2h-4z";
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
          {data.actual.length > 0 ? <Line data={data} name={t(`console.forecast.${metric}`)} /> : null}
        </>
      )}
    </ReportFrame>
  );
}

function Line({ data, name }: { data: Forecast; name: string }) {
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
      const before = past.slice(0, -1).map(() => null);
      const last = past.slice(-1);
      const dates = [...data.actual, ...data.forecast].map(({ date }) => date);
      const rows = [
        ...data.actual.map(({ value }) => [[t("console.forecast.actual"), exact(value)]]),
        ...data.forecast.map(({ value, low, high }) => [
          [t("console.forecast.expected"), exact(value)],
          [t("console.forecast.interval"), `${exact(low)} – ${exact(high)}`],
        ]),
      ];
      const base = overDays(dates, colors, short, exact);
      const line = { type: "line", symbol: "none", itemStyle: { color: colors.accent } };
      // The interval is drawn as what its upper end has over its lower end, stacked on a line nobody sees.
      const hidden = { stack: "interval", stackStrategy: "all", lineStyle: { opacity: 0 }, silent: true };
      return {
        ...base,
        legend: {
          ...(base.legend as object),
          data: [
            { name: t("console.forecast.actual") },
            { name: t("console.forecast.expected"), icon: dashes },
            { name: t("console.forecast.interval"), itemStyle: { opacity: 0.3 } },
          ],
        },
        tooltip: {
          ...(base.tooltip as object),
          formatter: ([point]: { dataIndex: number; name: string }[]) =>
            [point?.name, ...(rows[point?.dataIndex ?? -1] ?? []).map(([name, said]) => `${name} <b>${said}</b>`)].join(
              "<br>",
            ),
        },
        series: [
          {
            ...line,
            name: t("console.forecast.low"),
            ...hidden,
            data: [...before, ...last, ...data.forecast.map(({ low }) => low)],
          },
          {
            ...line,
            name: t("console.forecast.interval"),
            ...hidden,
            areaStyle: { color: colors.accent, opacity: 0.16 },
            data: [...before, ...last.map(() => 0), ...data.forecast.map(({ low, high }) => high - low)],
          },
          { ...line, name: t("console.forecast.actual"), lineStyle: { color: colors.accent }, data: past },
          {
            ...line,
            name: t("console.forecast.expected"),
            lineStyle: { color: colors.accent, type: "dashed" },
            data: [...before, ...last, ...data.forecast.map(({ value }) => value)],
          },
        ],
      };
    },
    [data, locale, t],
  );
  const told = (backtest: Forecast["backtest"]) => {
    if (!backtest || backtest.origins === 0) return [];
    const { origins, mase, smape, coverage, widening } = backtest;
    const tried = t("console.forecast.backtest", {
      origins,
      mase: mase === null ? "—" : formatNumber(locale, mase, 2),
      smape: smape === null ? "—" : formatShare(locale, smape),
      coverage: coverage === null ? "—" : formatShare(locale, coverage, 0),
    });
    return widening > 1
      ? [tried, t("console.forecast.widened", { times: formatNumber(locale, widening, 1) })]
      : [tried];
  };
  type Row = Forecast["forecast"][number];
  const shown = (amount: number) =>
    data.unit === "money" ? (
      <MoneyText amount={Math.round(amount)} currency={data.currency} />
    ) : (
      <NumberText value={Math.round(amount)} />
    );
  const columns: DataColumn<Row>[] = [
    { key: "date", title: t("console.forecast.date"), primary: true, render: (row) => row.date },
    { key: "value", title: t("console.forecast.expected"), numeric: true, render: (row) => shown(row.value) },
    { key: "low", title: t("console.forecast.low"), numeric: true, render: (row) => shown(row.low) },
    { key: "high", title: t("console.forecast.high"), numeric: true, render: (row) => shown(row.high) },
  ];
  const value = (amount: number) => (data.unit === "money" ? majorUnits(amount, data.currency) : amount);
  return (
    <ChartPanel
      title={name}
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
          {[say(data.method), ...told(data.backtest)].join(" · ")}{" "}
          {data.backtest && data.backtest.origins > 0 ? (
            <Definition meaning={t("console.forecast.backtestMeaning")}>{t("console.forecast.backtestHow")}</Definition>
          ) : null}
        </p>
      ) : null}
      <details>
        <summary>{t("console.forecast.rows")}</summary>
        <DataTable
          figures
          rows={data.forecast}
          columns={columns}
          rowKey={(row) => row.date}
          empty={<EmptyState title={t("console.report.nothing")} />}
        />
      </details>
    </ChartPanel>
  );
}
