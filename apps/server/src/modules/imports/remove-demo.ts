import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { canonicalJson } from "@regulars/engine";
import { systemActor } from "../../platform/auth/actor.ts";
import { deleteDemoMembers, deleteDemoOrders, deleteDemoRest, findDemo } from "./demo-store.ts";
import type { ImportPeers, ImportsDeps } from "./index.ts";
import { presetProgramme } from "./preset-programme.ts";
import { changeStatus } from "./store.ts";

const membersPerBatch = 200;
const ordersPerBatch = 2000;

/**
 * Removes the demo in small transactions, so that the till is not held up; a stop in between is gone on with at the next try.
 * Ends with an install as empty as it would be without demo, but for what people did with it themselves.
 */
export async function removeDemo(
  platform: ImportsDeps,
  programmes: ImportPeers["programmes"],
  signal: AbortSignal,
): Promise<void> {
  const { db, clock, files, lens, logger } = platform;
  const { demoImport } = await findDemo(db);
  if (demoImport) {
    await untilStopped(platform, demoImport.id, signal);
    while ((await deleteDemoMembers(db, demoImport.id, membersPerBatch)) > 0) signal.throwIfAborted();
    while ((await deleteDemoOrders(db, demoImport.id, ordersPerBatch)) > 0) signal.throwIfAborted();
    await rm(dirname(files.path(`imports/${demoImport.id}/x`)), { recursive: true, force: true });
  }
  await rm(dirname(files.path("demo/x")), { recursive: true, force: true });
  await db.transaction().execute((tx) => deleteDemoRest(tx, clock.now()));
  await layDefaultProgramme(platform, programmes);
  await lens.rebuild();
  logger.info("the demo is removed");
}

/** The process that imports lets go at its next checkpoint. */
async function untilStopped({ db, clock }: ImportsDeps, id: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    signal.throwIfAborted();
    const status = (await findDemo(db)).demoImport?.status;
    if (status !== "cancelling" && status !== "running" && status !== "waiting") return;
    if (performance.now() > deadline)
      await changeStatus(db, id, { from: ["cancelling", "running", "waiting"], to: "cancelled", at: clock.now() });
    await wait(200);
  }
}

/** The plain retail programme, unless somebody has made the programme their own. */
async function layDefaultProgramme({ db }: ImportsDeps, programmes: ImportPeers["programmes"]): Promise<void> {
  await programmes.load();
  if (canonicalJson(programmes.active().programme.programme) !== canonicalJson(presetProgramme("cafe-demo"))) return;
  const revision = await db
    .transaction()
    .execute((tx) => programmes.commands.applyPreset(tx, systemActor, { id: "retail-plain", currency: "CNY" }));
  await programmes.commands.publish(systemActor, { revision, note: "demo removed", locale: "en" });
}
