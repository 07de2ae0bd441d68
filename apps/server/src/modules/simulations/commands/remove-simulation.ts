import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { toPublicId } from "../../../platform/ids.ts";
import type { SimulationsDeps } from "../index.ts";
import { deleteEnded } from "../store.ts";

/** Forgets a simulation that has ended. Refuses with simulation.under_way. */
export async function removeSimulation(
  { audit }: Pick<SimulationsDeps, "audit">,
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<void> {
  if (!(await deleteEnded(tx, id))) refuse("simulation.under_way");
  await audit.record(tx, actor, { action: "simulation.deleted", target: toPublicId("sim", id) });
}
