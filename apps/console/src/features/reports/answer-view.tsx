import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useCallback } from "react";
import type { ExploreAnswer } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays, withoutLegend } from "../../shared/chart.tsx";
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
    /** For files: money in major units. */
    plain: (value: number | null, unit: Unit) =>
      value !== null && unit === "money" ? majorUnits(value, currency) : value,
    short: (value: number, unit: Unit) => {
      if (unit === "money") return formatAxisMoney(locale, Math.round(value), currency);
      if (unit === "share") return formatShare(locale, value, 0);
      return formatCompact(locale, value);
    },
  };
}

/** An answer of the explorer: totals, a drawing per measure, the rows. */
export function Answered({
  data,
  shape,
  isBusy = false,
}: {
  data: ExploreAnswer;
  shape: Shape;
  /** Whether it answers the question before, while the next one is being worked out. */
  isBusy?: boolean;
}) {
  const { t } = usePreferences();
  const say = useLocalText();
  const shown = useShown(data.currency);
  const csv = () => [
    [...data.dimensions.map((dimension) => say(dimension.name)), ...data.measures.map((measure) => say(measure.name))],
    ...data.rows.map((row) => [
      ...row.labels.map(say),
      ...data.measures.map((measure, index) => shown.plain(row.values[index] ?? null, measure.unit)),
    ]),
  ];
  const isDrawn = shape !== "table" && data.dimensions.length === 1 && data.rows.length > 1;
  return (
    <div className="stack" aria-busy={isBusy}>
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
      <Untold data={data} />
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

/** What the answer cannot tell of its dimensions; those of one kind say the same. */
export function Untold({ data }: { data: ExploreAnswer }) {
  const say = useLocalText();
  const notes = new Set(data.dimensions.flatMap(({ note }) => (note ? [say(note)] : [])));
  return [...notes].map((note) => <Alert key={note} type="info" showIcon title={note} />);
}

/** Dimensions whose values have an order of their own and short names. */
const ordered = new Set(["time", "hour", "weekday", "dayOfMonth"]);
const barHeight = 24;

/** One measure over the first dimension; beside it the period before, where that was asked for. Long names lie beside their bars. */
export function MeasureChart({
  data,
  index,
  shape,
  height,
}: {
  data: ExploreAnswer;
  index: number;
  shape: Shape;
  /** What there is room for; default as much as is needed. */
  height?: number;
}) {
  const { t } = usePreferences();
  const say = useLocalText();
  const shown = useShown(data.currency);
  const measure = data.measures[index];
  const values = data.dimensions[0]?.values ?? "";
  const type = shape === "line" || (shape === "auto" && values === "time") ? "line" : "bar";
  const names = data.rows.map((row) => say(row.labels[0] ?? { zh: "", en: "" }));
  const isLying = type === "bar" && !ordered.has(values) && names.some((name) => name.length > 6);
  const most = ordered.has(values) ? data.rows.length : 30;
  const room = isLying && height ? Math.min(most, Math.floor(height / barHeight)) : most;
  const drawn = Math.min(data.rows.length, room);
  const option = useCallback(
    (colors: ChartColors) => {
      if (!measure) return {};
      const rows = data.rows.slice(0, drawn);
      const base = overDays(
        rows.map((row) => say(row.labels[0] ?? { zh: "", en: "" })),
        colors,
        (value) => shown.short(value, measure.unit),
        (value) => shown.exact(value, measure.unit),
      );
      const isCompared = rows.some((row) => row.compared);
      const valueAxis = { ...(base.yAxis as object), ...(height && height < 160 ? { splitNumber: 2 } : {}) };
      const look = { type, showSymbol: rows.length < 15, barMaxWidth: isLying ? 14 : 48 };
      return {
        ...base,
        ...(isCompared ? {} : withoutLegend),
        ...(isLying ? { xAxis: valueAxis, yAxis: { ...(base.xAxis as object), inverse: true } } : { yAxis: valueAxis }),
        series: [
          {
            ...look,
            name: say(measure.name),
            data: rows.map((row) => row.values[index]),
            itemStyle: { color: colors.accent },
            lineStyle: { color: colors.accent },
          },
          ...(isCompared
            ? [
                {
                  ...look,
                  name: t("console.overview.valueBefore"),
                  data: rows.map((row) => row.compared?.[index] ?? null),
                  itemStyle: { color: colors.guest },
                  lineStyle: { color: colors.guest, type: "dashed" },
                },
              ]
            : []),
        ],
      };
    },
    [data, drawn, index, type, isLying, measure, say, shown, t, height],
  );
  if (!measure) return null;
  const needed = isLying ? Math.max(160, drawn * barHeight + 40) : 240;
  return <Chart label={say(measure.name)} option={option} height={height ?? needed} />;
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
      about: say(dimension.definition),
      primary: index === 0,
      render: (row: Row) => say(row.labels[index] ?? { zh: "", en: "" }),
    })),
    ...data.measures.map((measure, index) => ({
      key: measure.id,
      title: say(measure.name),
      about: { name: measure.name, text: measure.definition, formula: measure.formula },
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
      figures
      rows={data.rows.slice(0, limit)}
      columns={columns}
      rowKey={(row) => row.keys.join(" ")}
      empty={<EmptyState title={t("console.report.nothing")} hint={t("console.explore.noRows")} />}
    />
  );
}
