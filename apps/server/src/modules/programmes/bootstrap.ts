import { type Programme, programmeSchema } from "@regulars/engine";
import { sql } from "kysely";
import type { Actor } from "../../platform/auth/actor.ts";
import type { Tx } from "../../platform/db.ts";
import type { Platform } from "../../platform/platform.ts";
import { layPreset } from "./presets.ts";
import { insertVersion, notifyChange } from "./store.ts";

const firstPreset = { id: "retail-plain", currency: "CNY" };

/** Publishes the first programme of an empty install at once, for there is no history to fill. Does nothing when one exists. */
export async function bootstrapWith(
  platform: Pick<Platform, "clock" | "audit" | "outbox">,
  tx: Tx,
  actor: Actor,
  programme: Programme,
): Promise<boolean> {
  // Two processes may start at once; the second waits here and finds the first one's version.
  await sql`lock table programme_versions in share row exclusive mode`.execute(tx);
  const { rows } = await sql`select 1 from programme_versions limit 1`.execute(tx);
  if (rows.length > 0) return false;
  const at = platform.clock.now();
  const version = await insertVersion(tx, {
    status: "published",
    document: programmeSchema.parse(programme),
    note: null,
    basedOn: null,
    validFrom: at,
    actor: actor.name,
    at,
  });
  await platform.audit.record(tx, actor, {
    action: "programme.published",
    target: `programme_version_${version}`,
    after: { version, status: "published" },
  });
  await platform.outbox.publish(tx, [{ topic: "programme.published", key: String(version), payload: { version } }]);
  await notifyChange(tx);
  return true;
}

/** What an empty install begins with: a plain retail programme, and one store. */
export async function bootstrap(
  platform: Pick<Platform, "clock" | "audit" | "outbox">,
  tx: Tx,
  actor: Actor,
): Promise<boolean> {
  const begun = await bootstrapWith(platform, tx, actor, layPreset(firstPreset.id, null, firstPreset.currency));
  if (!begun) return false;
  await sql`insert into stores (id, name, created_at) values ('sto_main', '总店 Main store', ${platform.clock.now()})
    on conflict (id) do nothing`.execute(tx);
  return true;
}
