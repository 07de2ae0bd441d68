import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { Clv } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompact, formatCompactMoney, formatNumber, formatShare, majorUnits } from "../../shared/format.ts";
import { MoneyText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { Stat } from "../../shared/stat.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { modelNames } from "./model-names.ts";
import { NotEnough, ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/value");

/** What members are worth, and how that is spread. */
export function ValuePage() {
  const t = useT();
  const search = route.useSearch();
  const report = useQuery({
    queryKey: ["report", "clv", search],
    queryFn: () => api.reports.clv(search),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.value")}
      filters={<ReportFilters path="/insights/value" search={search} withPeriod={false} />}
      file={{ report: "clv", query: search }}
      report={report}
    >
      {(data) => (
        <>
          <NotEnough reason={data.notEnoughData} />
          <Summary data={data} />
          {data.notEnoughData ? null : (
            <>
              <div className="grid halves">
                <Histogram data={data} />
                <Deciles data={data} />
              </div>
              <div className="grid halves">
                <Tiers data={data} />
                <Channels data={data} />
              </div>
            </>
          )}
          <Survival data={data} />
        </>
      )}
    </ReportFrame>
  );
}

function Summary({ data }: { data: Clv }) {
  const { t, locale } = usePreferences();
  const kinds = ["total", "mean", "median", "historicMean"] as const;
  return (
    <>
      <div className="grid stats">
        {kinds.map((kind) => (
          <Stat
            key={kind}
            figure={data[kind]}
            definition={data.definitions[data[kind].definition]}
            kind="money"
            currency={data.currency}
          />
        ))}
      </div>
      {data.model ? (
        <p className="small muted" style={{ margin: 0 }}>
          {data.totalInterval
            ? `${t("console.value.interval", {
                low: formatCompactMoney(locale, Math.round(data.totalInterval.low), data.currency),
                high: formatCompactMoney(locale, Math.round(data.totalInterval.high), data.currency),
              })} `
            : ""}
          {t("console.value.model", {
            model: modelNames[data.model.kind] ?? data.model.kind,
            version: data.model.version,
            months: data.model.horizonMonths,
            discount: formatShare(locale, data.model.discountRate),
            margin: formatShare(locale, data.model.margin),
          })}{" "}
          <TimeText at={data.model.trainedAt} />
        </p>
      ) : null}
    </>
  );
}

function Histogram({ data }: { data: Clv }) {
  const { t, locale } = usePreferences();
  const option = useCallback(
    (colors: ChartColors) => {
      const names = data.histogram.map(
        (bin) => formatCompact(locale, majorUnits(bin.from, data.currency)) + (bin.to === null ? "+" : ""),
      );
      return {
        ...overDays(
          names,
          colors,
          (value) => formatCompact(locale, value),
          (value) => formatNumber(locale, value),
        ),
        legend: { show: false },
        xAxis: {
          type: "category",
          data: names,
          axisLabel: { color: colors.muted, hideOverlap: true },
          axisTick: { show: false },
        },
        series: [
          {
            type: "bar",
            name: t("console.funnel.members"),
            data: data.histogram.map((bin) => bin.members),
            itemStyle: { color: colors.accent },
          },
        ],
      };
    },
    [data, locale, t],
  );
  return (
    <ChartPanel
      title={t("console.value.histogram")}
      definition={data.definitions.clv_mean}
      picture
      fileName="clv"
      csv={() => [
        [t("console.value.from"), t("console.value.to"), t("console.funnel.members")],
        ...data.histogram.map((bin) => [
          majorUnits(bin.from, data.currency),
          bin.to === null ? null : majorUnits(bin.to, data.currency),
          bin.members,
        ]),
      ]}
    >
      {data.histogram.length === 0 ? (
        <EmptyState title={t("console.value.worthless")} />
      ) : (
        <Chart label={t("console.value.histogram")} option={option} />
      )}
    </ChartPanel>
  );
}

function Deciles({ data }: { data: Clv }) {
  const { t, locale } = usePreferences();
  type Row = Clv["deciles"][number];
  const share = (value: number | null) => (value === null ? "—" : formatShare(locale, value));
  const columns: DataColumn<Row>[] = [
    { key: "decile", title: t("console.value.decile"), primary: true, render: (row) => row.decile },
    {
      key: "members",
      title: t("console.funnel.members"),
      numeric: true,
      render: (row) => <RowsCount count={row.members} rows={row.rows} />,
    },
    {
      key: "predicted",
      title: t("console.value.predicted"),
      numeric: true,
      render: (row) => <MoneyText amount={Math.round(row.predicted)} currency={data.currency} compact />,
    },
    {
      key: "historic",
      title: t("console.value.historic"),
      numeric: true,
      render: (row) => <MoneyText amount={Math.round(row.historic)} currency={data.currency} compact />,
    },
    { key: "share", title: t("console.value.share"), numeric: true, render: (row) => share(row.share) },
    {
      key: "cumulative",
      title: t("console.value.cumulative"),
      numeric: true,
      render: (row) => share(row.cumulativeShare),
    },
  ];
  return (
    <ChartPanel title={t("console.value.deciles")} fileName="clv-deciles">
      <DataTable
        rows={data.deciles}
        columns={columns}
        rowKey={(row) => String(row.decile)}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

function Tiers({ data }: { data: Clv }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  type Row = Clv["byTier"][number];
  const money = (value: number | null) =>
    value === null ? "—" : <MoneyText amount={Math.round(value)} currency={data.currency} compact />;
  const columns: DataColumn<Row>[] = [
    { key: "tier", title: t("console.members.tier"), primary: true, render: (row) => say(row.name) },
    {
      key: "members",
      title: t("console.funnel.members"),
      numeric: true,
      render: (row) => <RowsCount count={row.members} rows={row.rows} />,
    },
    { key: "predicted", title: t("console.value.predicted"), numeric: true, render: (row) => money(row.predicted) },
    {
      key: "ratio",
      title: t("console.value.ratio"),
      numeric: true,
      render: (row) => (row.ratioToBase === null ? "—" : `${formatNumber(locale, row.ratioToBase, 2)}×`),
    },
  ];
  return (
    <ChartPanel title={t("console.value.byTier")} fileName="clv-tiers">
      <DataTable
        rows={data.byTier}
        columns={columns}
        rowKey={(row) => row.tier}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

function Channels({ data }: { data: Clv }) {
  const { t, locale } = usePreferences();
  type Row = Clv["byChannel"][number];
  const money = (value: number | null) =>
    value === null ? "—" : <MoneyText amount={Math.round(value)} currency={data.currency} compact />;
  const columns: DataColumn<Row>[] = [
    {
      key: "channel",
      title: t("console.funnel.channel"),
      primary: true,
      render: (row) => row.channel ?? t("console.report.unknown"),
    },
    {
      key: "members",
      title: t("console.funnel.members"),
      numeric: true,
      render: (row) => <RowsCount count={row.members} rows={row.rows} />,
    },
    { key: "predicted", title: t("console.value.predicted"), numeric: true, render: (row) => money(row.predicted) },
    { key: "cac", title: "CAC", numeric: true, render: (row) => money(row.cac) },
    {
      key: "ratio",
      title: "LTV/CAC",
      numeric: true,
      render: (row) => (row.ratio === null ? "—" : `${formatNumber(locale, row.ratio, 1)}×`),
    },
  ];
  return (
    <ChartPanel title={t("console.value.byChannel")} definition={data.definitions.ltv_cac} fileName="clv-channels">
      <DataTable
        rows={data.byChannel}
        columns={columns}
        rowKey={(row) => row.channel ?? ""}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

function Survival({ data }: { data: Clv }) {
  const { t, locale } = usePreferences();
  const option = useCallback(
    (colors: ChartColors) => {
      const months = data.survival.map((row) => String(row.months));
      return {
        ...overDays(
          months,
          colors,
          (value) => formatShare(locale, value, 0),
          (value) => formatShare(locale, value),
        ),
        legend: { show: false },
        grid: { left: 8, right: 12, top: 12, bottom: 24, containLabel: true },
        xAxis: {
          type: "category",
          name: t("console.value.months"),
          nameLocation: "middle",
          nameGap: 28,
          nameTextStyle: { color: colors.muted },
          data: months,
          axisLabel: { color: colors.muted, hideOverlap: true },
        },
        series: [
          {
            type: "line",
            step: "end",
            showSymbol: false,
            data: data.survival.map((row) => row.alive),
            lineStyle: { color: colors.accent },
            itemStyle: { color: colors.accent },
          },
        ],
      };
    },
    [data, locale, t],
  );
  return (
    <ChartPanel
      title={t("console.value.survival")}
      definition={data.definitions.survival}
      picture
      fileName="survival"
      csv={() => [
        [t("console.value.months"), t("console.value.atRisk"), t("console.value.alive")],
        ...data.survival.map((row) => [row.months, row.atRisk, row.alive]),
      ]}
    >
      {data.survival.length === 0 ? (
        <EmptyState title={t("console.report.nothing")} />
      ) : (
        <Chart label={t("console.value.survival")} option={option} />
      )}
    </ChartPanel>
  );
}
