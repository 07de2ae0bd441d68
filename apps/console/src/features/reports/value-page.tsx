import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { Clv } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, nameAxis, overDays, withoutLegend } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import {
  formatAxisMoney,
  formatCompact,
  formatCompactMoney,
  formatMoney,
  formatNumber,
  formatShare,
  majorUnits,
} from "../../shared/format.ts";
import { MoneyText, RatioText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
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

function major(amount: number | null, currency: string): number | null {
  return amount === null ? null : majorUnits(amount, currency);
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
        (bin) => formatAxisMoney(locale, bin.from, data.currency) + (bin.to === null ? "+" : ""),
      );
      const range = (bin: Clv["histogram"][number] | undefined) =>
        bin
          ? [bin.from, bin.to]
              .map((end) => (end === null ? "" : formatMoney(locale, end, data.currency)))
              .join(bin.to === null ? "+" : " – ")
          : "";
      const base = overDays(
        names,
        colors,
        (value) => formatCompact(locale, value),
        (value) => formatNumber(locale, value),
      );
      return {
        ...base,
        ...withoutLegend,
        tooltip: {
          ...(base.tooltip as object),
          formatter: ([point]: { dataIndex: number; value: number }[]) =>
            point
              ? `${range(data.histogram[point.dataIndex])}<br>${t("console.funnel.members")} <b>${formatNumber(locale, point.value)}</b>`
              : "",
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
  const navigate = useNavigate();
  const open = useCallback(
    (_: string, index: number) => {
      const target = rowsTarget(data.histogram[index]?.rows);
      if (target) void navigate(target);
    },
    [data, navigate],
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
        <Chart label={t("console.value.histogram")} option={option} height={380} onPick={open} />
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
      about: data.definitions.clv_mean,
      numeric: true,
      render: (row) => <MoneyText amount={Math.round(row.predicted)} currency={data.currency} compact />,
    },
    {
      key: "historic",
      title: t("console.value.historic"),
      about: data.definitions.clv_historic,
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
    <ChartPanel
      title={<Definition meaning={t("console.value.decileMeaning")}>{t("console.value.deciles")}</Definition>}
      fileName="clv-deciles"
      csv={() => [
        columns.map(({ title }) => title),
        ...data.deciles.map((row) => [
          row.decile,
          row.members,
          majorUnits(row.predicted, data.currency),
          majorUnits(row.historic, data.currency),
          row.share,
          row.cumulativeShare,
        ]),
      ]}
    >
      <DataTable
        figures
        rows={data.deciles}
        columns={columns}
        rowKey={(row) => String(row.decile)}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

function Tiers({ data }: { data: Clv }) {
  const { t } = usePreferences();
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
    {
      key: "predicted",
      title: t("console.value.predicted"),
      about: data.definitions.clv_mean,
      numeric: true,
      render: (row) => money(row.predicted),
    },
    {
      key: "ratio",
      title: t("console.value.ratio"),
      numeric: true,
      render: (row) => (row.ratioToBase === null ? "—" : <RatioText ratio={row.ratioToBase} />),
    },
  ];
  return (
    <ChartPanel
      title={t("console.value.byTier")}
      fileName="clv-tiers"
      csv={() => [
        columns.map(({ title }) => title),
        ...data.byTier.map((row) => [say(row.name), row.members, major(row.predicted, data.currency), row.ratioToBase]),
      ]}
    >
      <DataTable
        figures
        rows={data.byTier}
        columns={columns}
        rowKey={(row) => row.tier}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

function Channels({ data }: { data: Clv }) {
  const { t } = usePreferences();
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
    {
      key: "predicted",
      title: t("console.value.predicted"),
      about: data.definitions.clv_mean,
      numeric: true,
      render: (row) => money(row.predicted),
    },
    { key: "cac", title: "CAC", numeric: true, render: (row) => money(row.cac) },
    {
      key: "ratio",
      title: "LTV/CAC",
      about: data.definitions.ltv_cac,
      numeric: true,
      render: (row) => (row.ratio === null ? "—" : <RatioText ratio={row.ratio} />),
    },
  ];
  return (
    <ChartPanel
      title={t("console.value.byChannel")}
      fileName="clv-channels"
      csv={() => [
        columns.map(({ title }) => title),
        ...data.byChannel.map((row) => [
          row.channel,
          row.members,
          major(row.predicted, data.currency),
          major(row.cac, data.currency),
          row.ratio,
        ]),
      ]}
    >
      <DataTable
        figures
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
        ...withoutLegend,
        xAxis: nameAxis(months, colors, (month) => t("console.value.month", { count: Number(month) })),
        series: [
          {
            type: "line",
            step: "end",
            name: t("console.value.alive"),
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
