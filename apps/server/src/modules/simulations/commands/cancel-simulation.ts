import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { toPublicId } from "../../../platform/ids.ts";
import type { SimulationsDeps } from "../index.ts";
import { changeStatus } from "../store.ts";

/** Asks whoever works on the simulation to stop; one that waits ends at once. Refuses with simulation.not_running. */
export async function cancelSimulation(
  { clock, audit }: Pick<SimulationsDeps, "clock" | "audit">,
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<void> {
  const at = clock.now();
  const isEnded = await changeStatus(tx, id, { from: ["waiting"], to: "cancelled", at });
  if (!isEnded && !(await changeStatus(tx, id, { from: ["running"], to: "cancelling", at })))
    refuse("simulation.not_running");
  await audit.record(tx, actor, { action: "simulation.cancelled", target: toPublicId("sim", id) });
}
