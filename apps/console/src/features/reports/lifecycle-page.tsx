import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Select } from "antd";
import { useCallback, useMemo } from "react";
import { api } from "../../shared/api/index.ts";
import type { LifecycleFlow } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { FlowSankey, type FlowSide } from "../../shared/flow-sankey.tsx";
import { formatCompact, formatNumber, formatShare, majorUnits } from "../../shared/format.ts";
import { MoneyText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { ShareBars } from "../overview/share-bars.tsx";
import { ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/lifecycle");
const colors = ["#9aa5b1", "#2f80c2", "#0f9b8e", "#6b5bd2", "#c2664a", "#b0413e"];
type Stage = LifecycleFlow["stages"][number];

/** Colour of a stage: its own, else by its place; none for members without one. */
function colorOf(stages: readonly Stage[], stage: string | null): string | undefined {
  const place = stages.findIndex((known) => known.stage === stage);
  if (stage === null || place < 0) return undefined;
  return stages[place]?.color ?? colors[place % colors.length];
}

/** Members by stage, how that came about, how they moved, and what a stage brings in; under any life cycle. */
export function LifecyclePage() {
  const t = useT();
  const say = useLocalText();
  const search = route.useSearch();
  const navigate = useNavigate();
  const report = useQuery({
    queryKey: ["report", "lifecycle", search],
    queryFn: () => api.reports.lifecycleFlow(search),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.lifecycle")}
      filters={
        <>
          <Select
            value={report.data?.template ?? search.template ?? "own"}
            aria-label={t("console.lifecycle.template")}
            style={{ width: 240 }}
            onChange={(template) =>
              void navigate({
                to: "/insights/lifecycle",
                search: { ...search, template: template === "own" ? undefined : template },
              })
            }
            options={(report.data?.templates ?? []).map((template) => ({
              value: template.id,
              label: say(template.name),
            }))}
          />
          <ReportFilters path="/insights/lifecycle" search={search} />
        </>
      }
      file={{ report: "lifecycle-flow", query: search }}
      report={report}
    >
      {(data) => (
        <>
          <div className="grid halves">
            <Now data={data} />
            <Flow data={data} />
          </div>
          <History data={data} />
          <Arpu data={data} />
        </>
      )}
    </ReportFrame>
  );
}

function Now({ data }: { data: LifecycleFlow }) {
  const t = useT();
  const say = useLocalText();
  return (
    <ChartPanel
      title={t("console.lifecycle.now")}
      definition={data.definitions.stage_members}
      fileName="stages"
      csv={() => [
        [t("console.members.stage"), t("console.funnel.members")],
        ...data.stages.map((stage) => [say(stage.name), stage.members]),
      ]}
    >
      <ShareBars
        bars={data.stages.map((stage) => ({
          key: stage.stage ?? "none",
          name: say(stage.name),
          color: colorOf(data.stages, stage.stage) ?? "var(--rg-guest)",
          members: stage.members,
          share: stage.share ?? 0,
          rows: stage.rows,
        }))}
      />
    </ChartPanel>
  );
}

function Flow({ data }: { data: LifecycleFlow }) {
  const t = useT();
  const say = useLocalText();
  const flows = useMemo(() => data.flow.map((flow) => ({ ...flow, to: flow.to === "" ? null : flow.to })), [data.flow]);
  const navigate = useNavigate();
  const open = useCallback(
    (index: number) => {
      const target = rowsTarget(flows[index]?.rows);
      if (target) void navigate(target);
    },
    [flows, navigate],
  );
  const order = useMemo(() => data.stages.flatMap(({ stage }) => stage ?? []), [data.stages]);
  const look = useCallback(
    (stage: string | null, side: FlowSide) => {
      if (stage === null)
        return { name: t(side === "from" ? "console.overview.flowNew" : "console.overview.flowNone") };
      const known = data.stages.find((candidate) => candidate.stage === stage);
      return {
        name: known ? say(known.name) : stage || t("console.overview.flowNone"),
        color: colorOf(data.stages, stage),
      };
    },
    [data.stages, say, t],
  );
  const columns: DataColumn<(typeof flows)[number]>[] = [
    { key: "from", title: t("console.lifecycle.from"), primary: true, render: (row) => look(row.from, "from").name },
    { key: "to", title: t("console.lifecycle.to"), render: (row) => look(row.to, "to").name },
    {
      key: "members",
      title: t("console.funnel.members"),
      numeric: true,
      render: (row) => <RowsCount count={row.members} rows={row.rows} />,
    },
  ];
  return (
    <ChartPanel
      title={t("console.overview.flow")}
      definition={data.definitions.stage_flow}
      picture
      fileName="stage-flow"
      csv={() => [
        [t("console.lifecycle.from"), t("console.lifecycle.to"), t("console.funnel.members")],
        ...flows.map((flow) => [look(flow.from, "from").name, look(flow.to, "to").name, flow.members]),
      ]}
    >
      {flows.length === 0 ? (
        <EmptyState title={t("console.overview.flowEmpty")} />
      ) : (
        <>
          <FlowSankey label={t("console.overview.flow")} flows={flows} look={look} order={order} onPick={open} />
          <details>
            <summary className="muted">{t("console.lifecycle.moves")}</summary>
            <DataTable
              rows={flows}
              columns={columns}
              rowKey={({ from, to }) => JSON.stringify([from, to])}
              empty={null}
            />
          </details>
        </>
      )}
    </ChartPanel>
  );
}

function History({ data }: { data: LifecycleFlow }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const option = useCallback(
    (palette: ChartColors) => ({
      ...overDays(
        data.history.map(({ date }) => date),
        palette,
        (count) => formatCompact(locale, count),
        (count) => formatNumber(locale, count),
      ),
      xAxis: {
        type: "category",
        boundaryGap: false,
        data: data.history.map(({ date }) => date),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.line } },
        axisLabel: { color: palette.muted, hideOverlap: true },
      },
      series: data.stages.map((stage) => {
        const color = colorOf(data.stages, stage.stage) ?? palette.guest;
        return {
          type: "line",
          stack: "stages",
          name: say(stage.name),
          showSymbol: false,
          areaStyle: { color, opacity: 0.55 },
          lineStyle: { color, width: 1 },
          itemStyle: { color },
          data: data.history.map(({ members }) => members[stage.stage ?? ""] ?? 0),
        };
      }),
    }),
    [data, locale, say],
  );
  return (
    <ChartPanel
      title={t("console.lifecycle.history")}
      picture
      fileName="stage-history"
      csv={() => [
        [t("console.forecast.date"), ...data.stages.map(({ name }) => say(name))],
        ...data.history.map((day) => [day.date, ...data.stages.map(({ stage }) => day.members[stage ?? ""] ?? 0)]),
      ]}
    >
      <Chart label={t("console.lifecycle.history")} option={option} height={280} />
    </ChartPanel>
  );
}

function Arpu({ data }: { data: LifecycleFlow }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const rows = data.stages.map((stage, index) => ({ ...stage, arpu: data.stageArpu[index]?.arpu ?? null }));
  const columns: DataColumn<(typeof rows)[number]>[] = [
    { key: "stage", title: t("console.members.stage"), primary: true, render: (row) => say(row.name) },
    {
      key: "members",
      title: t("console.funnel.members"),
      numeric: true,
      render: (row) => <RowsCount count={row.members} rows={row.rows} />,
    },
    {
      key: "share",
      title: t("console.value.share"),
      numeric: true,
      render: (row) => (row.share === null ? "—" : formatShare(locale, row.share)),
    },
    {
      key: "arpu",
      title: t("console.lifecycle.arpu"),
      numeric: true,
      render: (row) => (row.arpu === null ? "—" : <MoneyText amount={Math.round(row.arpu)} currency={data.currency} />),
    },
  ];
  return (
    <ChartPanel
      title={t("console.lifecycle.arpu")}
      definition={data.definitions.stage_arpu}
      fileName="stage-arpu"
      csv={() => [
        [t("console.members.stage"), t("console.lifecycle.arpu")],
        ...rows.map((row) => [say(row.name), row.arpu === null ? null : majorUnits(row.arpu, data.currency)]),
      ]}
    >
      <DataTable
        rows={rows}
        columns={columns}
        rowKey={(row) => row.stage ?? ""}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}
