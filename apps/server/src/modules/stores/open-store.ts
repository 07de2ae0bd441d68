import type { CreateStoreRequest, Store } from "@regulars/contracts";
import type { Actor } from "../../platform/auth/actor.ts";
import type { Tx } from "../../platform/db.ts";
import { refuse } from "../../platform/errors.ts";
import { notifyChange } from "../programmes/index.ts";
import type { StoresDeps } from "./index.ts";
import { insertStore, type StoreRow, toStore } from "./store.ts";

/** Opens a store under an id of the caller's. Refuses an id that exists, and a closing day before the opening day. */
export async function openStore(
  deps: Pick<StoresDeps, "clock" | "audit">,
  tx: Tx,
  actor: Actor,
  input: CreateStoreRequest & { demo?: boolean },
): Promise<Store> {
  const row: StoreRow = {
    id: input.id,
    name: input.name,
    city: input.city ?? null,
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
    zone: input.zone ?? null,
    opened_on: input.openedOn ?? null,
    closed_on: input.closedOn ?? null,
    demo: input.demo ?? false,
    created_at: deps.clock.now(),
  };
  refuseImpossibleDates(row);
  if (!(await insertStore(tx, row))) refuse("store.id_taken", { id: row.id });
  await deps.audit.record(tx, actor, { action: "store.opened", target: row.id, after: toStore(row) });
  // Conditions read where stores are.
  await notifyChange(tx);
  return toStore(row);
}

export function refuseImpossibleDates(row: Pick<StoreRow, "opened_on" | "closed_on">): void {
  if (row.opened_on !== null && row.closed_on !== null && row.closed_on < row.opened_on) refuse("store.dates_invalid");
}
