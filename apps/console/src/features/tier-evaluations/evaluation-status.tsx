import { Progress } from "antd";
import { useT } from "../../shared/preferences.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import type { TierEvaluation } from "./evaluations-api.ts";

const colors: Record<TierEvaluation["status"], string> = {
  waiting: "var(--rg-guest)",
  running: "var(--rg-accent)",
  finished: "var(--rg-good)",
  superseded: "var(--rg-guest)",
  failed: "var(--rg-bad)",
};

/** How far a run is while it goes, and what became of it. */
export function EvaluationStatus({ evaluation }: { evaluation: TierEvaluation }) {
  const t = useT();
  const { status, progress } = evaluation;
  if (status === "running" && progress.members) {
    const percent = Math.min(99, Math.floor((progress.lookedAt / progress.members) * 100));
    return <Progress percent={percent} size="small" status="active" />;
  }
  return <StatusDot color={colors[status]}>{t(`console.evaluations.status.${status}`)}</StatusDot>;
}
