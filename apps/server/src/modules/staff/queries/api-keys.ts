import { type ApiKey, permissionSchema } from "@regulars/contracts";
import type { Db } from "../../../platform/db.ts";
import { toPublicId } from "../../../platform/ids.ts";

/** Keys that are in force, newest first; never their secrets. */
export async function apiKeys(db: Db, id?: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom("api_keys")
    .select(["id", "name", "hint", "scopes", "store_id", "created_at", "last_used_at"])
    .where("revoked_at", "is", null)
    .$if(id !== undefined, (query) => query.where("id", "=", id ?? ""))
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    id: toPublicId("key", row.id),
    name: row.name,
    hint: row.hint,
    scopes: row.scopes.filter((scope) => permissionSchema.safeParse(scope).success) as ApiKey["scopes"],
    storeId: row.store_id,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}
