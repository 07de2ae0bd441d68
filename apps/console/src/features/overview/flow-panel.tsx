import { useCallback } from "react";
import type { Overview } from "../../shared/api/insights.ts";
import { Chart, type ChartColors } from "../../shared/chart.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatNumber } from "../../shared/format.ts";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";

/** From which stage at the start of the period to which stage now. */
export function FlowPanel({ overview }: { overview: Overview }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const words = useProgrammeWords();
  const { flow, byStage } = overview.members;
  const nameOf = useCallback(
    (stage: string | null, side: "from" | "to") => {
      if (stage === null) return t(side === "from" ? "console.overview.flowNew" : "console.overview.flowNone");
      const known = byStage.find((candidate) => candidate.stage === stage);
      return known ? say(known.name) : stage;
    },
    [byStage, say, t],
  );
  const option = useCallback(
    (colors: ChartColors) => {
      const color = (stage: string | null) =>
        stage ? (byStage.find((known) => known.stage === stage)?.color ?? words.stage(stage).color) : colors.guest;
      const id = (stage: string | null, side: string) => `${side}:${stage ?? ""}`;
      const nodes = new Map<string, object>();
      for (const { from, to } of flow) {
        nodes.set(id(from, "from"), {
          name: id(from, "from"),
          itemStyle: { color: color(from) },
          label: { position: "right", formatter: nameOf(from, "from") },
        });
        nodes.set(id(to, "to"), {
          name: id(to, "to"),
          itemStyle: { color: color(to) },
          label: { position: "left", formatter: nameOf(to, "to") },
        });
      }
      return {
        tooltip: {
          backgroundColor: colors.surface,
          borderColor: colors.line,
          textStyle: { color: colors.text, fontSize: 12 },
          formatter: (item: {
            dataType: string;
            data: { source?: string; target?: string; from?: string; to?: string; value?: number };
            value?: number;
          }) =>
            item.dataType === "edge"
              ? `${item.data.from} → ${item.data.to}: ${formatNumber(locale, item.data.value ?? 0)}`
              : formatNumber(locale, item.value ?? 0),
        },
        series: [
          {
            type: "sankey",
            left: 4,
            right: 4,
            top: 8,
            bottom: 8,
            nodeWidth: 10,
            nodeGap: 14,
            draggable: false,
            emphasis: { focus: "adjacency" },
            label: { color: colors.text, fontSize: 12 },
            lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
            data: [...nodes.values()],
            links: flow.map(({ from, to, members }) => ({
              source: id(from, "from"),
              target: id(to, "to"),
              from: nameOf(from, "from"),
              to: nameOf(to, "to"),
              value: members,
            })),
          },
        ],
      };
    },
    [flow, byStage, words, nameOf, locale],
  );
  return (
    <section className="panel" aria-labelledby="flow-title">
      <div className="panel-head">
        <h2 id="flow-title">
          <Definition meaning={t("console.overview.flowMeaning")}>{t("console.overview.flow")}</Definition>
        </h2>
        <span className="muted small">
          {overview.period.from} → {overview.period.to}
        </span>
      </div>
      {flow.length === 0 ? (
        <EmptyState title={t("console.overview.flowEmpty")} />
      ) : (
        <Chart label={t("console.overview.flow")} option={option} height={320} />
      )}
    </section>
  );
}
