import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Alert, Button, Skeleton } from "antd";
import { useState } from "react";
import { ApiError } from "../../shared/api/index.ts";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { formatNumber } from "../../shared/format.ts";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { SegmentSentence } from "./segment-sentence.tsx";
import { SimulationProgress } from "./simulation-progress.tsx";
import { SimulationResultView } from "./simulation-result.tsx";
import { useSimulationWords } from "./simulation-words.ts";
import { isUnderWay, type Simulation, simulationKeys, simulationsApi } from "./simulations-api.ts";

const route = getRouteApi("/shell/insights/simulations/$id");

/** One simulation: how far it is, or what came of it. */
export function SimulationPage() {
  const t = useT();
  const { id } = route.useParams();
  const simulation = useQuery({
    queryKey: simulationKeys.one(id),
    queryFn: () => simulationsApi.read(id),
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? 1_000 : false),
  });
  if (simulation.error instanceof ApiError && simulation.error.status === 404) {
    return (
      <EmptyState
        title={t("console.sim.notFound")}
        action={<Link to="/insights/simulations">{t("console.sim.title")}</Link>}
      />
    );
  }
  return (
    <div className="page">
      {simulation.error ? <ErrorPanel error={simulation.error} onRetry={() => simulation.refetch()} /> : null}
      {simulation.data ? <Shown simulation={simulation.data} /> : null}
      {!simulation.data && !simulation.error ? <Skeleton active paragraph={{ rows: 10 }} /> : null}
    </div>
  );
}

function Shown({ simulation }: { simulation: Simulation }) {
  const t = useT();
  const words = useSimulationWords();
  const { status, programme, compareWith, result } = simulation;
  return (
    <>
      <div className="page-head">
        <div className="grow" style={{ minWidth: 220 }}>
          <div className="small">
            <Link to="/insights/simulations">{t("console.sim.title")}</Link>
          </div>
          <h1>{words.name(simulation)}</h1>
          <Facts simulation={simulation} />
        </div>
        <Actions simulation={simulation} />
      </div>
      <div className="stack">
        {isUnderWay(simulation) ? <SimulationProgress simulation={simulation} /> : null}
        {status === "failed" || status === "cancelled" ? <Stopped simulation={simulation} /> : null}
        {status === "finished" && result ? (
          <SimulationResultView
            id={simulation.id}
            result={result}
            sides={{
              simulated: words.programme(programme),
              compare: compareWith ? words.programme(compareWith) : null,
            }}
          />
        ) : null}
      </div>
    </>
  );
}

function Facts({ simulation }: { simulation: Simulation }) {
  const { t, locale } = usePreferences();
  const words = useSimulationWords();
  const { programme, compareWith, segment, result } = simulation;
  return (
    <div className="row muted" style={{ gap: "0 12px" }}>
      <span>
        {words.programme(programme)}
        {compareWith ? ` / ${words.programme(compareWith)}` : ""}
      </span>
      <span>{words.span(simulation)}</span>
      <SegmentSentence segment={segment} />
      {result ? (
        <span>
          {t("console.sim.replayed", {
            members: formatNumber(locale, result.members),
            facts: formatNumber(locale, result.facts),
          })}
        </span>
      ) : null}
      <span>
        {simulation.createdBy} <TimeText at={simulation.createdAt} />
      </span>
    </div>
  );
}

function Stopped({ simulation }: { simulation: Simulation }) {
  const t = useT();
  const queries = useQueryClient();
  const notify = useErrorNotice();
  const mayWrite = useCan("programme:write");
  const resume = useMutation({
    mutationFn: () => simulationsApi.resume(simulation.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: simulationKeys.all }),
    onError: notify,
  });
  const failed = simulation.status === "failed";
  return (
    <Alert
      type={failed ? "error" : "info"}
      showIcon
      title={t(failed ? "console.sim.failed" : "console.sim.wasCancelled")}
      description={failed ? simulation.error : t("console.sim.wasCancelledHint")}
      action={
        mayWrite ? (
          <Button size="small" loading={resume.isPending} onClick={() => resume.mutate()}>
            {t(failed ? "console.retry" : "console.sim.resume")}
          </Button>
        ) : null
      }
    />
  );
}

function Actions({ simulation }: { simulation: Simulation }) {
  const t = useT();
  const words = useSimulationWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mayWrite = useCan("programme:write");
  const [removing, setRemoving] = useState(false);
  const remove = async () => {
    await simulationsApi.remove(simulation.id);
    await navigate({ to: "/insights/simulations" });
    queries.removeQueries({ queryKey: simulationKeys.one(simulation.id) });
    await queries.invalidateQueries({ queryKey: simulationKeys.list });
  };
  return (
    <div className="row">
      {simulation.status === "finished" ? <ExportMenu id={simulation.id} /> : null}
      {mayWrite && !isUnderWay(simulation) ? (
        <Button danger onClick={() => setRemoving(true)}>
          {t("console.sim.remove")}
        </Button>
      ) : null}
      <ConfirmDanger
        open={removing}
        title={t("console.sim.remove")}
        confirmText={t("console.sim.remove")}
        onConfirm={remove}
        onClose={() => setRemoving(false)}
      >
        {t("console.sim.removeDetail", { name: words.name(simulation) })}
      </ConfirmDanger>
    </div>
  );
}
