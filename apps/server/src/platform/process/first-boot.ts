import { permissions } from "@regulars/contracts";
import { systemActor } from "../auth/actor.ts";
import { insertApiKey, newApiKeySecret } from "../auth/api-keys.ts";
import type { Platform } from "../platform.ts";

/** The key made at first boot, to be shown once; null when one was given or made before. */
export async function installApiKey({ db, config }: Pick<Platform, "db" | "config">): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("settings")
      .values({ key: "first_boot.api_key", value: JSON.stringify(true) })
      .onConflict((conflict) => conflict.column("key").doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows) return null;
    const secret = config.apiKey ?? newApiKeySecret();
    await insertApiKey(tx, {
      name: "First boot",
      scopes: permissions,
      storeId: null,
      secret,
      createdBy: systemActor.id,
    });
    return config.apiKey ? null : secret;
  });
}
