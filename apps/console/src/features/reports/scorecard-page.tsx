import { SlidersOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Progress } from "antd";
import { useCallback, useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Scorecard } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatNumber, formatShare } from "../../shared/format.ts";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { useCan } from "../../shared/session.tsx";
import { useShown } from "./answer-view.tsx";
import { ReportFilters, ReportFrame } from "./report-frame.tsx";
import { ScorecardEditor } from "./scorecard-editor.tsx";

const route = getRouteApi("/shell/insights/scorecard");
type Dimension = Scorecard["dimensions"][number];
type Indicator = Dimension["indicators"][number];

/** Financial, behaviour and brand in one number, with what each indicator is held against. */
export function ScorecardPage() {
  const t = useT();
  const mayWrite = useCan("insights:write");
  const [editor, setEditor] = useState<"open" | "closing" | null>(null);
  const search = route.useSearch();
  const report = useQuery({
    queryKey: ["report", "scorecard", search],
    queryFn: () => api.reports.scorecard(search),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <ReportFrame
        title={t("console.nav.scorecard")}
        filters={
          <>
            <ReportFilters path="/insights/scorecard" search={search} />
            {mayWrite ? (
              <Button icon={<SlidersOutlined />} onClick={() => setEditor("open")}>
                {t("console.scorecard.edit")}
              </Button>
            ) : null}
          </>
        }
        file={{ report: "scorecard", query: search }}
        report={report}
      >
        {(data) => (
          <>
            <div className="grid halves">
              <Total data={data} />
              <Scores data={data} />
            </div>
            {data.dimensions.map((dimension) => (
              <Indicators key={dimension.dimension} data={data} dimension={dimension} />
            ))}
          </>
        )}
      </ReportFrame>
      {editor ? (
        <ScorecardEditor
          open={editor === "open"}
          onClose={() => setEditor("closing")}
          onClosed={() => setEditor(null)}
        />
      ) : null}
    </>
  );
}

function toneOf(score: number): string {
  if (score >= 75) return "var(--rg-good)";
  return score >= 40 ? "var(--rg-warn)" : "var(--rg-bad)";
}

function useScore() {
  const { locale } = usePreferences();
  return (score: number | null) => (score === null ? "—" : formatNumber(locale, score, 0));
}

function Bar({ score, label }: { score: number; label: string }) {
  return <Progress percent={score} showInfo={false} size="small" strokeColor={toneOf(score)} aria-label={label} />;
}

function Total({ data }: { data: Scorecard }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const shown = useScore();
  return (
    <ChartPanel
      title={t("console.scorecard.total")}
      definition={data.definitions.scorecard_total}
      fileName="scorecard"
      csv={() => [
        [t("console.scorecard.dimension"), t("console.scorecard.score"), t("console.scorecard.weight")],
        ...data.dimensions.map((row) => [say(row.name), row.score, row.counts]),
        [t("console.scorecard.total"), data.total, null],
      ]}
    >
      <p style={{ margin: "0 0 12px" }}>
        <span className="stat-value">{shown(data.total)}</span> <span className="muted">/ 100</span>
      </p>
      <div className="stack" style={{ gap: 10 }}>
        {data.dimensions.map((row) => (
          <div key={row.dimension}>
            <div className="row between">
              <span>{say(row.name)}</span>
              <span>
                <span className="muted small">
                  {row.counts === null
                    ? t("console.scorecard.left")
                    : t("console.scorecard.counts", { share: formatShare(locale, row.counts, 0) })}
                </span>{" "}
                <strong className="num">{shown(row.score)}</strong>
              </span>
            </div>
            {row.score === null ? null : <Bar score={row.score} label={say(row.name)} />}
            {row.reason ? <div className="small muted">{say(row.reason.text)}</div> : null}
          </div>
        ))}
      </div>
    </ChartPanel>
  );
}

function Scores({ data }: { data: Scorecard }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const option = useCallback(
    (colors: ChartColors) => {
      const told = data.dimensions
        .flatMap(({ indicators }) => indicators)
        .filter(({ score }) => score !== null)
        .toReversed();
      const nameOf = ({ figure }: Indicator) => {
        const definition = data.definitions[figure.definition];
        return definition ? say(definition.name) : figure.definition;
      };
      const score = (value: number) => formatNumber(locale, value, 0);
      const base = overDays(told.map(nameOf), colors, score, score);
      return {
        ...base,
        grid: { left: 8, right: 24, top: 4, bottom: 4, containLabel: true },
        legend: { show: false },
        xAxis: {
          type: "value",
          min: 0,
          max: 100,
          splitLine: { lineStyle: { color: colors.line } },
          axisLabel: { color: colors.muted },
        },
        yAxis: {
          type: "category",
          data: told.map(nameOf),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: colors.line } },
          axisLabel: { color: colors.muted },
        },
        series: [
          {
            type: "bar",
            name: t("console.scorecard.score"),
            data: told.map((row) => row.score ?? 0),
            itemStyle: { color: colors.accent },
            barMaxWidth: 16,
          },
        ],
      };
    },
    [data, locale, say, t],
  );
  const isTold = data.dimensions.some(({ indicators }) => indicators.some(({ score }) => score !== null));
  return (
    <ChartPanel
      title={t("console.scorecard.score")}
      definition={data.definitions.scorecard_score}
      picture
      fileName="scorecard-scores"
    >
      {isTold ? (
        <Chart label={t("console.scorecard.score")} option={option} />
      ) : (
        <EmptyState title={t("console.report.nothing")} />
      )}
    </ChartPanel>
  );
}

function Indicators({ data, dimension }: { data: Scorecard; dimension: Dimension }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const values = useShown(data.currency);
  const shown = useScore();
  const nameOf = (row: Indicator) => {
    const definition = data.definitions[row.figure.definition];
    return definition ? say(definition.name) : row.figure.definition;
  };
  const columns: DataColumn<Indicator>[] = [
    {
      key: "indicator",
      width: 200,
      title: t("console.scorecard.indicator"),
      primary: true,
      render: (row) => {
        const definition = data.definitions[row.figure.definition];
        return definition ? (
          <Definition meaning={say(definition.text)} formula={definition.formula}>
            {nameOf(row)}
          </Definition>
        ) : (
          nameOf(row)
        );
      },
    },
    {
      key: "value",
      title: t("console.scorecard.value"),
      numeric: true,
      width: 160,
      render: (row) => {
        const target = rowsTarget(row.figure.rows);
        const value = values.exact(row.figure.value, row.unit);
        return target ? <Link {...target}>{value}</Link> : value;
      },
    },
    {
      key: "target",
      title: t("console.scorecard.target"),
      numeric: true,
      render: (row) =>
        row.target === null ? (
          <span className="muted small">{row.reason ? say(row.reason.text) : "—"}</span>
        ) : (
          <>
            <span className="muted small">{t(`console.scorecard.kind.${row.targetKind}`)}</span>{" "}
            {values.exact(row.target, row.unit)}
          </>
        ),
    },
    {
      key: "score",
      title: t("console.scorecard.score"),
      numeric: true,
      width: 150,
      render: (row) => (
        <>
          <span className="num">{shown(row.score)}</span>
          {row.score === null ? null : <Bar score={row.score} label={nameOf(row)} />}
        </>
      ),
    },
    {
      key: "weight",
      title: t("console.scorecard.weight"),
      numeric: true,
      width: 90,
      render: (row) => (row.counts === null ? t("console.scorecard.left") : formatShare(locale, row.counts, 0)),
    },
  ];
  return (
    <ChartPanel
      title={say(dimension.name)}
      fileName={`scorecard-${dimension.dimension}`}
      csv={() => [
        columns.map(({ title }) => title),
        ...dimension.indicators.map((row) => [
          nameOf(row),
          values.plain(row.figure.value, row.unit),
          values.plain(row.target, row.unit),
          row.score,
          row.counts,
        ]),
      ]}
    >
      <DataTable
        rows={dimension.indicators}
        columns={columns}
        rowKey={(row) => row.figure.definition}
        empty={<EmptyState title={t("console.scorecard.empty")} />}
      />
    </ChartPanel>
  );
}
