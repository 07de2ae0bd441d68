import { useCallback } from "react";
import type { Overview } from "../../shared/api/insights.ts";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { FlowSankey, type FlowSide } from "../../shared/flow-sankey.tsx";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";

/** From which stage at the start of the period to which stage now. */
export function FlowPanel({ overview }: { overview: Overview }) {
  const { t } = usePreferences();
  const say = useLocalText();
  const words = useProgrammeWords();
  const { flow, byStage } = overview.members;
  const look = useCallback(
    (stage: string | null, side: FlowSide) => {
      if (stage === null)
        return { name: t(side === "from" ? "console.overview.flowNew" : "console.overview.flowNone") };
      const known = byStage.find((candidate) => candidate.stage === stage);
      return { name: known ? say(known.name) : stage, color: known?.color ?? words.stage(stage).color };
    },
    [byStage, say, t, words],
  );
  return (
    <ChartPanel
      title={<Definition meaning={t("console.overview.flowMeaning")}>{t("console.overview.flow")}</Definition>}
      extra={
        <span className="muted small">
          {overview.period.from} → {overview.period.to}
        </span>
      }
      picture
      fileName="stage-flow"
      csv={() => [
        [t("console.lifecycle.from"), t("console.lifecycle.to"), t("console.funnel.members")],
        ...flow.map((row) => [look(row.from, "from").name, look(row.to, "to").name, row.members]),
      ]}
    >
      {flow.length === 0 ? (
        <EmptyState title={t("console.overview.flowEmpty")} />
      ) : (
        <FlowSankey label={t("console.overview.flow")} flows={flow} look={look} height={320} />
      )}
    </ChartPanel>
  );
}
