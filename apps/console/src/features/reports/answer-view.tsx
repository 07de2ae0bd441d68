import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import type { ExploreAnswer } from "../../shared/api/reports.ts";
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
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { TimeText } from "../../shared/time-text.tsx";

export const shapes = ["auto", "line", "bar", "table"] as const;
export type Shape = (typeof shapes)[number];
export type Unit = ExploreAnswer["measures"][number]["unit"];

/** Values in words, by their unit. */
export function useShown(currency: string) {
  const { locale } = usePreferences();
  return {
    exact: (value: number | null, unit: Unit) => {
      if (value === null) return "—";
      if (unit === "money") return formatMoney(locale, Math.round(value), currency);
      if (unit === "share") return formatShare(locale, value);
      const isWhole = unit === "count" || unit === "points" || Number.isInteger(value);
      return formatNumber(locale, value, isWhole ? 0 : 2);
    },
    short: (value: number, unit: Unit) => {
      if (unit === "money") return formatAxisMoney(locale, Math.round(value), currency);
      if (unit === "share") return formatShare(locale, value, 0);
      return formatCompact(locale, value);
    },
  };
}

/** An answer of the explorer: totals, a drawing per measure, the rows. */
export function Answered({ data, shape }: { data: ExploreAnswer; shape: Shape }) {
  const { t } = usePreferences();
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
        ? data.measures.map((measure, index) => (
            <ChartPanel
              key={measure.id}
              title={say(measure.name)}
              definition={{ name: measure.name, text: measure.definition, formula: measure.formula }}
              picture
              fileName={measure.id}
            >
              <MeasureChart data={data} index={index} shape={shape} />
            </ChartPanel>
          ))
        : null}
      <ChartPanel title={t("console.explore.rows", { count: data.rowCount })} fileName="explore" csv={csv}>
        <AnswerRows data={data} />
      </ChartPanel>
      <footer className="small muted">
        {t("console.explore.took", { period: `${data.period.from} – ${data.period.to}`, ms: data.tookMs })} ·{" "}
        {t("console.overview.asOf")} <TimeText at={data.asOf} />
      </footer>
    </div>
  );
}

/** One measure over the first dimension. */
export function MeasureChart({
  data,
  index,
  shape,
  height = 240,
}: {
  data: ExploreAnswer;
  index: number;
  shape: Shape;
  height?: number;
}) {
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
        grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
        yAxis: {
          type: "value",
          ...(height < 160 ? { splitNumber: 2 } : {}),
          splitLine: { lineStyle: { color: colors.line } },
          axisLabel: { color: colors.muted, formatter: (value: number) => shown.short(value, measure.unit) },
        },
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
    [data, index, shape, measure, isTime, say, shown, height],
  );
  if (!measure) return null;
  return <Chart label={say(measure.name)} option={option} height={height} />;
}

/** The rows as a table; `limit` of them. */
export function AnswerRows({ data, limit = 500 }: { data: ExploreAnswer; limit?: number }) {
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
      rows={data.rows.slice(0, limit)}
      columns={columns}
      rowKey={(row) => row.keys.join(" ")}
      empty={<EmptyState title={t("console.report.nothing")} hint={t("console.explore.noRows")} />}
    />
  );
}
