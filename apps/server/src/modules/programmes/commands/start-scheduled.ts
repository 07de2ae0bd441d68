import type { Db } from "../../../platform/db.ts";
import type { Platform } from "../../../platform/platform.ts";
import { findDue, moveVersion, notifyChange } from "../store.ts";
import { fillTask } from "./publish.ts";

/** Begins the activation of a version whose day has come. */
export async function startScheduled(db: Db, platform: Pick<Platform, "clock" | "jobs">): Promise<number | null> {
  return db.transaction().execute(async (tx) => {
    const at = platform.clock.now();
    const version = await findDue(tx, at);
    if (version === null) return null;
    await moveVersion(tx, { version, from: "scheduled", to: "activating", at });
    await platform.jobs.add(fillTask, { version }, { tx, jobKey: `${fillTask}.${version}` });
    await notifyChange(tx);
    return version;
  });
}
