import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { toPublicId } from "../../../platform/ids.ts";
import type { SimulationsDeps } from "../index.ts";
import { enqueueSimulation } from "../run-simulation.ts";
import { changeStatus } from "../store.ts";

/** Goes on with a simulation that was cancelled or failed; what it had worked out is kept. Refuses with simulation.not_stopped. */
export async function resumeSimulation(
  { clock, audit, jobs }: Pick<SimulationsDeps, "clock" | "audit" | "jobs">,
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<void> {
  const isWaiting = await changeStatus(tx, id, { from: ["cancelled", "failed"], to: "waiting", at: clock.now() });
  if (!isWaiting) refuse("simulation.not_stopped");
  await enqueueSimulation(jobs, id, tx);
  await audit.record(tx, actor, { action: "simulation.resumed", target: toPublicId("sim", id) });
}
