import type { Tx } from "../../platform/db.ts";
import type { Platform } from "../../platform/platform.ts";

export const simulationTask = "simulations.run";

/** One simulation at a time: they take a core each as it is. */
const queueName = "simulations";

export function enqueueSimulation(jobs: Platform["jobs"], id: string, tx?: Tx): Promise<void> {
  return jobs.add(simulationTask, { id }, { jobKey: `${simulationTask}:${id}`, queueName, ...(tx && { tx }) });
}
