import type { ChangeStoreRequest, Store } from "@regulars/contracts";
import type { Actor } from "../../platform/auth/actor.ts";
import type { Tx } from "../../platform/db.ts";
import { refuse } from "../../platform/errors.ts";
import { notifyChange } from "../programmes/index.ts";
import type { StoresDeps } from "./index.ts";
import { refuseImpossibleDates } from "./open-store.ts";
import { lockStore, type StoreRow, toStore, updateStore } from "./store.ts";

/** Changes what is given; null clears, absent leaves. */
export async function changeStore(
  deps: Pick<StoresDeps, "audit">,
  tx: Tx,
  actor: Actor,
  input: ChangeStoreRequest & { id: string },
): Promise<Store> {
  const before = await lockStore(tx, input.id);
  if (!before) refuse("not_found");
  const keep = <T>(given: T | undefined, known: T): T => (given === undefined ? known : given);
  const after: StoreRow = {
    ...before,
    name: input.name ?? before.name,
    city: keep(input.city, before.city),
    latitude: keep(input.latitude, before.latitude),
    longitude: keep(input.longitude, before.longitude),
    zone: keep(input.zone, before.zone),
    opened_on: keep(input.openedOn, before.opened_on),
    closed_on: keep(input.closedOn, before.closed_on),
  };
  refuseImpossibleDates(after);
  await updateStore(tx, after);
  await deps.audit.record(tx, actor, {
    action: "store.changed",
    target: input.id,
    before: toStore(before),
    after: toStore(after),
  });
  // Conditions read where stores are.
  await notifyChange(tx);
  return toStore(after);
}
