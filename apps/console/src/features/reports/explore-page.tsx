import { DownloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, Segmented, Select, Skeleton } from "antd";
import { useCallback, useMemo } from "react";
import { problemOf, send } from "../../shared/api/http.ts";
import { api } from "../../shared/api/index.ts";
import type { ExploreAnswer, ExploreBody } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import {
  formatCompact,
  formatCompactMoney,
  formatMoney,
  formatNumber,
  formatShare,
  majorUnits,
} from "../../shared/format.ts";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { TimeText } from "../../shared/time-text.tsx";
import { ReportFilters } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/explore");
const compares = ["none", "previous", "lastYear"] as const;
const shapes = ["auto", "line", "bar", "table"] as const;
type Unit = ExploreAnswer["measures"][number]["unit"];

/** Any measures by any dimensions. The question lives in the address: it can be kept, sent, and undone with Back. */
export function ExplorePage() {
  const { t } = usePreferences();
  const say = useLocalText();
  const search = route.useSearch();
  const navigate = useNavigate();
  const metrics = useQuery({
    queryKey: ["metrics"],
    queryFn: () => api.reports.metrics(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const measures = useMemo(
    () => (search.measures ?? "memberRevenue,activeMembers,arpuActive").split(",").filter(Boolean),
    [search.measures],
  );
  const dimensions = useMemo(() => (search.by ?? "month").split(",").filter(Boolean), [search.by]);
  const compare = compares.find((known) => known === search.compare) ?? "none";
  const shape = shapes.find((known) => known === search.shape) ?? "auto";
  const body: ExploreBody = {
    measures,
    dimensions,
    compare,
    direction: "desc",
    limit: 1_000,
    ...(search.from && { from: search.from }),
    ...(search.to && { to: search.to }),
    ...(search.storeId && { storeId: search.storeId }),
  };
  const answer = useQuery({
    queryKey: ["explore", body],
    queryFn: () => api.reports.explore(body),
    enabled: measures.length > 0,
    placeholderData: keepPreviousData,
  });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: "/insights/explore", search: { ...search, ...change } });
  const notify = useErrorNotice();
  const known = metrics.data?.metrics ?? [];
  const allowed = new Set(
    known.filter((metric) => measures.includes(metric.id)).flatMap((metric) => metric.dimensions),
  );
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.explore")}</h1>
        <ReportFilters path="/insights/explore" search={search} />
        <Dropdown
          menu={{
            items: (["csv", "xlsx"] as const).map((format) => ({
              key: format,
              label: format.toUpperCase(),
              onClick: () => void saveFile(body, format).catch(notify),
            })),
          }}
        >
          <Button icon={<DownloadOutlined />}>{t("console.explore.export")}</Button>
        </Dropdown>
      </div>
      <div className="panel row" style={{ marginBottom: 16 }}>
        <Select
          mode="multiple"
          maxCount={8}
          value={measures}
          onChange={(next) => go({ measures: next.join(",") })}
          style={{ minWidth: 280, flex: 2 }}
          placeholder={t("console.explore.measures")}
          aria-label={t("console.explore.measures")}
          optionFilterProp="label"
          options={known.map((metric) => ({
            value: metric.id,
            label: say(metric.name),
            title: say(metric.definition),
          }))}
        />
        <Select
          mode="multiple"
          maxCount={2}
          value={dimensions}
          onChange={(next) => go({ by: next.join(",") || "," })}
          style={{ minWidth: 200, flex: 1 }}
          placeholder={t("console.explore.dimensions")}
          aria-label={t("console.explore.dimensions")}
          optionFilterProp="label"
          options={(metrics.data?.dimensions ?? []).map((dimension) => ({
            value: dimension.id,
            label: say(dimension.name),
            disabled: !allowed.has(dimension.id),
          }))}
        />
        <Segmented
          value={compare}
          onChange={(next) => go({ compare: next })}
          options={compares.map((value) => ({ value, label: t(`console.explore.compare.${value}`) }))}
        />
        <Segmented
          value={shape}
          onChange={(next) => go({ shape: next })}
          options={shapes.map((value) => ({ value, label: t(`console.explore.shape.${value}`) }))}
        />
      </div>
      {answer.error ? <ErrorPanel error={answer.error} onRetry={() => answer.refetch()} /> : null}
      {answer.isLoading ? <Skeleton active paragraph={{ rows: 10 }} /> : null}
      {measures.length === 0 ? (
        <EmptyState title={t("console.explore.empty")} hint={t("console.explore.emptyHint")} />
      ) : null}
      {answer.data && measures.length > 0 ? <Answered data={answer.data} shape={shape} /> : null}
    </div>
  );
}

/** A file of the answer, made by the server. */
async function saveFile(body: ExploreBody, format: "csv" | "xlsx"): Promise<void> {
  const response = await send(
    new Request(`/v1/explore/export?format=${format}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
  if (!response.ok) throw await problemOf(response);
  const url = URL.createObjectURL(await response.blob());
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = `explore.${format}`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function useShown(currency: string) {
  const { locale } = usePreferences();
  return {
    exact: (value: number | null, unit: Unit) => {
      if (value === null) return "—";
      if (unit === "money") return formatMoney(locale, Math.round(value), currency);
      if (unit === "share") return formatShare(locale, value);
      return formatNumber(locale, value, Number.isInteger(value) ? 0 : 2);
    },
    short: (value: number, unit: Unit) => {
      if (unit === "money") return formatCompactMoney(locale, Math.round(value), currency);
      if (unit === "share") return formatShare(locale, value, 0);
      return formatCompact(locale, value);
    },
  };
}

function Answered({ data, shape }: { data: ExploreAnswer; shape: (typeof shapes)[number] }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const shown = useShown(data.currency);
  const csv = () => [
    [...data.dimensions.map((dimension) => say(dimension.name)), ...data.measures.map((measure) => say(measure.name))],
    ...data.rows.map((row) => [
      ...row.labels.map(say),
      ...row.values.map((value, index) =>
        value !== null && data.measures[index]?.unit === "money" ? majorUnits(value, data.currency) : value,
      ),
    ]),
  ];
  const isDrawn = shape !== "table" && data.dimensions.length === 1 && data.rows.length > 1;
  return (
    <div className="stack">
      <div className="grid stats">
        {data.measures.map((measure, index) => {
          const target = rowsTarget(data.drill[index]);
          const value = <span className="stat-value">{shown.exact(data.totals[index] ?? null, measure.unit)}</span>;
          const before = data.comparedTotals?.[index];
          return (
            <section key={measure.id} className="panel stat" aria-label={say(measure.name)}>
              <div className="muted">
                <Definition meaning={say(measure.definition)} formula={measure.formula}>
                  {say(measure.name)}
                </Definition>
              </div>
              {target ? (
                <Link {...target} className="stat-link">
                  {value}
                </Link>
              ) : (
                value
              )}
              {before !== undefined ? (
                <span className="small muted">
                  {t("console.overview.before")} {shown.exact(before, measure.unit)}
                </span>
              ) : null}
            </section>
          );
        })}
      </div>
      {isDrawn
        ? data.measures.map((measure, index) => <Drawn key={measure.id} data={data} index={index} shape={shape} />)
        : null}
      <ChartPanel
        title={t("console.explore.rows", { count: formatNumber(locale, data.rowCount) })}
        fileName="explore"
        csv={csv}
      >
        <Rows data={data} />
      </ChartPanel>
      <footer className="small muted">
        {t("console.explore.took", { period: `${data.period.from} – ${data.period.to}`, ms: data.tookMs })} ·{" "}
        {t("console.overview.asOf")} <TimeText at={data.asOf} />
      </footer>
    </div>
  );
}

function Drawn({ data, index, shape }: { data: ExploreAnswer; index: number; shape: (typeof shapes)[number] }) {
  const say = useLocalText();
  const shown = useShown(data.currency);
  const measure = data.measures[index];
  const isTime = data.dimensions[0]?.values === "time";
  const option = useCallback(
    (colors: ChartColors) => {
      if (!measure) return {};
      const rows = isTime ? data.rows : data.rows.slice(0, 30);
      const names = rows.map((row) => say(row.labels[0] ?? { zh: "", en: "" }));
      const type = shape === "line" || (shape === "auto" && isTime) ? "line" : "bar";
      return {
        ...overDays(
          names,
          colors,
          (value) => shown.short(value, measure.unit),
          (value) => shown.exact(value, measure.unit),
        ),
        legend: { show: false },
        xAxis: {
          type: "category",
          data: names,
          axisLabel: { color: colors.muted, hideOverlap: true },
          axisTick: { show: false },
          axisLine: { lineStyle: { color: colors.line } },
        },
        series: [
          {
            type,
            name: say(measure.name),
            showSymbol: names.length < 40,
            data: rows.map((row) => row.values[index]),
            itemStyle: { color: colors.accent },
            lineStyle: { color: colors.accent },
          },
        ],
      };
    },
    [data, index, shape, measure, isTime, say, shown],
  );
  if (!measure) return null;
  return (
    <ChartPanel
      title={say(measure.name)}
      definition={{ name: measure.name, text: measure.definition, formula: measure.formula }}
      picture
      fileName={measure.id}
    >
      <Chart label={say(measure.name)} option={option} />
    </ChartPanel>
  );
}

function Rows({ data }: { data: ExploreAnswer }) {
  const { t } = usePreferences();
  const say = useLocalText();
  const shown = useShown(data.currency);
  type Row = ExploreAnswer["rows"][number];
  const columns: DataColumn<Row>[] = [
    ...data.dimensions.map((dimension, index) => ({
      key: dimension.id,
      title: say(dimension.name),
      primary: index === 0,
      render: (row: Row) => say(row.labels[index] ?? { zh: "", en: "" }),
    })),
    ...data.measures.map((measure, index) => ({
      key: measure.id,
      title: say(measure.name),
      numeric: true,
      render: (row: Row) => (
        <>
          {shown.exact(row.values[index] ?? null, measure.unit)}
          {row.compared ? (
            <div className="small muted">{shown.exact(row.compared[index] ?? null, measure.unit)}</div>
          ) : null}
        </>
      ),
    })),
  ];
  return (
    <DataTable
      rows={data.rows.slice(0, 500)}
      columns={columns}
      rowKey={(row) => row.keys.join(" ")}
      empty={<EmptyState title={t("console.report.nothing")} hint={t("console.explore.noRows")} />}
    />
  );
}
