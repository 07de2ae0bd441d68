import { type ChangeSettingsRequest, type Settings, settingsSchema } from "@regulars/contracts";
import { sql } from "kysely";
import type { Audit } from "../../platform/audit.ts";
import type { Actor } from "../../platform/auth/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";

const keys = { organisationName: "organisation.name", locale: "organisation.locale" } as const satisfies Record<
  keyof Settings,
  string
>;

const defaults: Settings = { organisationName: "Regulars", locale: "zh-CN" };

/** The settings of the installation, with the defaults of an empty one. */
export async function readSettings(db: Db): Promise<Settings> {
  const rows = await db
    .selectFrom("settings")
    .select(["key", "value"])
    .where("key", "in", Object.values(keys))
    .execute();
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  const entries = Object.entries(keys).flatMap(([name, key]) => (stored.has(key) ? [[name, stored.get(key)]] : []));
  return settingsSchema.parse({ ...defaults, ...Object.fromEntries(entries) });
}

/** Sets what is given and leaves the rest. */
export async function changeSettings(
  tx: Tx,
  actor: Actor,
  input: ChangeSettingsRequest,
  { audit }: { audit: Audit },
): Promise<Settings> {
  const before = await readSettings(tx);
  for (const [name, key] of Object.entries(keys)) {
    const value = input[name as keyof Settings];
    if (value === undefined) continue;
    await sql`insert into settings (key, value, updated_by) values (${key}, to_jsonb(${value}::text), ${actor.id})
      on conflict (key) do update set value = excluded.value, updated_by = excluded.updated_by, updated_at = now()`.execute(
      tx,
    );
  }
  const after = await readSettings(tx);
  await audit.record(tx, actor, { action: "settings.changed", target: "settings", before, after });
  return after;
}
