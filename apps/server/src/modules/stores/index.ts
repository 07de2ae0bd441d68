import type { ChangeStoreRequest, CreateStoreRequest, Store } from "@regulars/contracts";
import type { Module } from "../../module.ts";
import type { Actor } from "../../platform/auth/actor.ts";
import type { Tx } from "../../platform/db.ts";
import type { Platform } from "../../platform/platform.ts";
import { changeStore } from "./change-store.ts";
import { openStore } from "./open-store.ts";
import { storeRoutes } from "./routes.ts";

export type StoresDeps = Pick<Platform, "db" | "clock" | "audit">;

export interface Stores extends Module {
  /** Refuses an id that exists. */
  open(tx: Tx, actor: Actor, input: CreateStoreRequest & { demo?: boolean }): Promise<Store>;
  change(tx: Tx, actor: Actor, input: ChangeStoreRequest & { id: string }): Promise<Store>;
}

/** The shops of the organisation, which orders and conditions name. */
export function createStores(platform: StoresDeps): Stores {
  return {
    name: "stores",
    open: (tx, actor, input) => openStore(platform, tx, actor, input),
    change: (tx, actor, input) => changeStore(platform, tx, actor, input),
    routes: storeRoutes(platform),
  };
}
