import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useErrorNotice } from "../../shared/error-panel.tsx";
import { formatDuration, formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { type SimulationSummary, simulationKeys, simulationsApi } from "./simulations-api.ts";

/** How far it is, how fast, how long still; and stopping it. The page may be left meanwhile. */
export function SimulationProgress({ simulation }: { simulation: SimulationSummary }) {
  const { t, locale } = usePreferences();
  const queries = useQueryClient();
  const notify = useErrorNotice();
  const mayWrite = useCan("programme:write");
  const { status, progress } = simulation;
  const cancel = useMutation({
    mutationFn: () => simulationsApi.cancel(simulation.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: simulationKeys.all }),
    onError: notify,
  });
  const { membersDone, membersTotal, factsPerSecond, secondsLeft, pass, workers } = progress;
  const parts = [
    membersTotal > 0
      ? t("console.sim.membersDone", {
          done: formatNumber(locale, membersDone),
          total: formatNumber(locale, membersTotal),
        })
      : null,
    factsPerSecond === null || factsPerSecond < 1
      ? null
      : t("console.sim.rate", { rate: formatNumber(locale, Math.round(factsPerSecond)) }),
    secondsLeft === null ? null : t("console.tasks.left", { time: formatDuration(locale, secondsLeft) }),
    workers > 0 ? t("console.sim.workers", { count: workers }) : null,
  ].filter((part) => part !== null);
  return (
    <section className="panel" aria-label={t(`console.sim.status.${status}`)}>
      <div className="panel-head">
        <h2>{t(`console.sim.status.${status}`)}</h2>
        {mayWrite && status !== "cancelling" ? (
          <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t("console.sim.cancel")}
          </Button>
        ) : null}
      </div>
      <Progress percent={progress.percent} status="active" />
      <div className="muted">{parts.join(" · ")}</div>
      {pass > 1 ? <div className="small muted">{t("console.sim.secondPass")}</div> : null}
      <p className="small muted" style={{ marginBottom: 0 }}>
        {t("console.sim.leave")}
      </p>
    </section>
  );
}
