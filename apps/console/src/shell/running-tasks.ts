import { useQuery, useQueryClient } from "@tanstack/react-query";
import { isUnfinished } from "../features/imports/import-state.ts";
import { useSimulationWords } from "../features/simulations/simulation-words.ts";
import { isUnderWay, simulationKeys, simulationsApi } from "../features/simulations/simulations-api.ts";
import { api } from "../shared/api/index.ts";
import { formatNumber } from "../shared/format.ts";
import { usePreferences } from "../shared/preferences.tsx";
import { useCan } from "../shared/session.tsx";

/** Work that is under way, wherever it was started. */
export interface RunningTask {
  id: string;
  kind: "import" | "simulation";
  title: string;
  percent: number;
  secondsLeft: number | null;
  note: string;
  /** Absent when this person may not stop it, or it is stopping already. */
  cancel?: () => Promise<unknown>;
}

const often = 2_000;
const seldom = 30_000;

export function useRunningTasks(): RunningTask[] {
  return [...useImportTasks(), ...useSimulationTasks()];
}

function useImportTasks(): RunningTask[] {
  const { t, locale } = usePreferences();
  const { data } = useQuery({
    queryKey: ["imports", "tasks"],
    queryFn: () => api.imports.list(),
    enabled: useCan("imports:read"),
    refetchInterval: (query) => (query.state.data?.items.some(isUnfinished) ? often : seldom),
  });
  return (data?.items ?? []).filter(isUnfinished).map((task) => ({
    id: task.id,
    kind: "import",
    title: task.fileName,
    percent: Math.floor(task.percent),
    secondsLeft: task.secondsLeft,
    note: t("console.tasks.rows", { rows: formatNumber(locale, task.rowsRead) }),
  }));
}

function useSimulationTasks(): RunningTask[] {
  const { t, locale } = usePreferences();
  const words = useSimulationWords();
  const queries = useQueryClient();
  const mayStop = useCan("programme:write");
  const { data } = useQuery({
    queryKey: [...simulationKeys.all, "tasks"],
    queryFn: () => simulationsApi.list(),
    enabled: useCan("programme:read"),
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? often : seldom),
  });
  return (data?.items ?? []).filter(isUnderWay).map((simulation) => {
    const { progress, status } = simulation;
    const cancel = async () => {
      await simulationsApi.cancel(simulation.id);
      await queries.invalidateQueries({ queryKey: simulationKeys.all });
    };
    return {
      id: simulation.id,
      kind: "simulation",
      title: words.name(simulation),
      percent: progress.percent,
      secondsLeft: progress.secondsLeft,
      note: t("console.sim.membersDone", {
        done: formatNumber(locale, progress.membersDone),
        total: formatNumber(locale, progress.membersTotal),
      }),
      ...(mayStop && status !== "cancelling" ? { cancel } : {}),
    };
  });
}
