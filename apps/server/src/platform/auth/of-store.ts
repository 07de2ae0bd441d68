import { AppError } from "../errors.ts";
import type { Actor } from "./actor.ts";

/** The question of a caller who may be bound to a store: theirs, whatever was left out. Refuses with `auth.forbidden` when another store is asked about. */
export function ofStore<Query extends { storeId?: string | undefined }>(
  { storeId }: Pick<Actor, "storeId">,
  query: Query,
): Query {
  if (!storeId) return query;
  if (query.storeId && query.storeId !== storeId) throw new AppError("auth.forbidden", { permission: query.storeId });
  return { ...query, storeId };
}

/** Refuses with `auth.forbidden` whoever is bound to a store, where a number cannot be limited to one. */
export function refuseStoreBound({ storeId }: Pick<Actor, "storeId">, what: string): void {
  if (storeId) throw new AppError("auth.forbidden", { permission: what });
}
