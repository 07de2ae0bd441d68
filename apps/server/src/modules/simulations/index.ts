import type { Module } from "../../module.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Programmes } from "../programmes/index.ts";
import { simulationRoutes } from "./routes.ts";
import { enqueueSimulation, runSimulation, simulationTask } from "./run-simulation.ts";
import { listUnfinished } from "./store.ts";

export { countMember, openCount, openRun } from "./count-member.ts";
export type { MemberHistory } from "./history.ts";
export { openHistory, startOf } from "./read-history.ts";

/** What simulations need of other modules. */
export interface SimulationPeers {
  programmes: Pick<Programmes, "active" | "from" | "version">;
}

export interface SimulationsDeps
  extends Pick<Platform, "db" | "pool" | "clock" | "logger" | "jobs" | "audit" | "connectionString">,
    SimulationPeers {}

/** History replayed under a programme that is not in force: what it would have cost, and who would have moved. */
export function createSimulations(
  platform: Omit<SimulationsDeps, keyof SimulationPeers>,
  peers: SimulationPeers,
): Module {
  const deps: SimulationsDeps = { ...platform, ...peers };
  const goOn = async (): Promise<void> => {
    for (const id of await listUnfinished(deps.db)) await enqueueSimulation(deps.jobs, id);
  };
  return {
    name: "simulations",
    routes: simulationRoutes(deps),
    jobs: {
      [simulationTask]: (payload, { signal }) => runSimulation(deps, (payload as { id: string }).id, { signal }),
      // Whoever worked on a simulation may have been killed, on this machine or another.
      "simulations.sweep": goOn,
    },
    crons: [{ task: "simulations.sweep", pattern: "* * * * *" }],
    start: goOn,
  };
}
