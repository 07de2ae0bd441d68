import { createWriteStream, existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { DemoState } from "@regulars/contracts";
import { createWorld, type DemoOptions, demoCsv } from "@regulars/demo";
import { canonicalJson } from "@regulars/engine";
import { DateTime } from "luxon";
import type { Actor } from "../../platform/auth/actor.ts";
import { systemActor } from "../../platform/auth/actor.ts";
import { refuse } from "../../platform/errors.ts";
import type { JobHandler } from "../../platform/jobs.ts";
import { tellMoments } from "./demo-moments.ts";
import { type DemoTrace, demoZone, findDemo, insertDemoStores, markRemoving } from "./demo-store.ts";
import type { ImportPeers, ImportsDeps } from "./index.ts";
import type { Mappings } from "./mappings.ts";
import { presetProgramme } from "./preset-programme.ts";
import { removeDemo } from "./remove-demo.ts";
import { startImport } from "./start-import.ts";

const prepareTask = "demo.prepare";
const tellTask = "demo.tell";
const removeTask = "demo.remove";
/** Writing the file takes about this share of the whole. */
const generatingShare = 0.1;

export interface Demo {
  /** On an empty install with the demo on: publishes its programme, opens its stores and queues the rest. Else nothing. */
  start: () => Promise<void>;
  /** Queues what comes after the demo's file of orders, when that is in and nobody has changed the programme. Else nothing. */
  goOn: () => Promise<void>;
  state: () => Promise<DemoState>;
  /** Queues the removal of everything of the demo. Refuses when there is none. */
  remove: (actor: Actor) => Promise<DemoState>;
  jobs: Record<string, JobHandler>;
}

/** Demo data: an invented café chain, written as CSV and taken in through the ordinary import. */
export function createDemo(platform: ImportsDeps, parts: ImportPeers & { mappings: Mappings }): Demo {
  const { db, config, clock, jobs, files, audit, logger } = platform;
  const { programmes } = parts;
  let generated = 0;

  async function start(): Promise<void> {
    if (config.demo === "off") return;
    const options = demoOptions();
    const { stores } = createWorld(options);
    await db.transaction().execute(async (tx) => {
      if (!(await programmes.bootstrapWith(tx, systemActor, presetProgramme("cafe-demo")))) return;
      await insertDemoStores(tx, stores, clock.now());
      await jobs.add(prepareTask, options, { tx, jobKey: prepareTask });
      logger.info({ size: options.size }, "an empty install: preparing demo data (REGULARS_DEMO=off leaves it out)");
    });
    await programmes.load();
    const { stores: opened, demoImport } = await findDemo(db);
    // The first start may have been killed before the import was written down.
    if (opened > 0 && !demoImport) await jobs.add(prepareTask, options, { jobKey: prepareTask });
  }

  function demoOptions(): DemoOptions {
    const until = DateTime.fromJSDate(clock.now(), { zone: demoZone }).minus({ days: 1 }).toISODate();
    if (!until) throw new Error("no date");
    return { size: "demo", until };
  }

  const prepare: JobHandler = async (payload, { signal }) => {
    if ((await findDemo(db)).demoImport) return;
    const options = payload as DemoOptions;
    const filePath = `demo/orders-${options.size}-${options.until}.csv`;
    const absolutePath = files.path(filePath);
    if (!existsSync(absolutePath)) {
      const csv = demoCsv(options, (counts) => {
        generated = counts.share;
      });
      await pipeline(
        Readable.from(csv, { objectMode: true, highWaterMark: 1 }),
        createWriteStream(`${absolutePath}.part`),
        { signal },
      );
      await rename(`${absolutePath}.part`, absolutePath);
    }
    const mapping = parts.mappings.find("regulars", "orders");
    const fileName = `demo-${options.until}.csv`;
    await startImport(platform, systemActor, {
      filePath,
      absolutePath,
      fileName,
      fileHash: null,
      mapping,
      source: "demo",
      demo: true,
    });
  };

  /** What is told later needs the demo's own wallets and rules. */
  const isOwnProgramme = () =>
    canonicalJson(programmes.active().programme.programme) === canonicalJson(presetProgramme("cafe-demo"));
  const isWaitingToTell = ({ demoImport, isTold, isRemoving }: DemoTrace): boolean =>
    demoImport?.status === "finished" && !isTold && !isRemoving && isOwnProgramme();

  async function state(): Promise<DemoState> {
    const trace = await findDemo(db);
    return toState(trace, { generated, isTelling: isWaitingToTell(trace) });
  }

  return {
    start,
    state,
    async goOn() {
      if (isWaitingToTell(await findDemo(db))) await jobs.add(tellTask, {}, { jobKey: tellTask });
    },
    async remove(actor) {
      const trace = await findDemo(db);
      if (trace.stores === 0 && !trace.demoImport) refuse("demo.not_there");
      await db.transaction().execute(async (tx) => {
        await markRemoving(tx, clock.now());
        await audit.record(tx, actor, { action: "demo.removed", target: "demo" });
        await jobs.add(removeTask, {}, { tx, jobKey: removeTask });
      });
      return state();
    },
    jobs: {
      [prepareTask]: prepare,
      [tellTask]: async (_payload, { signal }) => {
        if (isWaitingToTell(await findDemo(db))) await tellMoments(platform, parts.till, signal);
      },
      [removeTask]: async (_payload, { signal }) => removeDemo(platform, programmes, signal),
    },
  };
}

function toState(trace: DemoTrace, { generated, isTelling }: { generated: number; isTelling: boolean }): DemoState {
  const { demoImport, stores, wasRemoved } = trace;
  const none = { percent: 0, members: 0, orders: 0, secondsLeft: null };
  if (!demoImport) {
    if (stores > 0)
      return {
        ...none,
        state: trace.isRemoving ? "removing" : "generating",
        percent: Math.floor(generated * generatingShare * 100),
      };
    return { ...none, state: wasRemoved ? "removed" : "off" };
  }
  const { progress, checkpoint, fileBytes, status } = demoImport;
  const share = fileBytes === 0 ? 0 : (progress?.bytesRead ?? 0) / fileBytes;
  const isReady = status === "finished" && !isTelling;
  const { orders } = checkpoint.totals;
  return {
    state: trace.isRemoving
      ? "removing"
      : isReady
        ? "ready"
        : status === "failed" || status === "cancelled"
          ? "failed"
          : "importing",
    percent: isReady ? 100 : Math.min(99, Math.floor((generatingShare + (1 - generatingShare) * share) * 100)),
    members: progress?.customers ?? 0,
    orders: orders.recorded + orders.repeated,
    secondsLeft: isReady ? null : (progress?.secondsLeft ?? null),
  };
}
