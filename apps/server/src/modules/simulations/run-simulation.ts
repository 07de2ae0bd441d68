import { conditionSchema } from "@regulars/engine";
import { withAdvisoryLock } from "../../platform/advisory-lock.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Platform } from "../../platform/platform.ts";
import { buildResult } from "./build-result.ts";
import { findBudgets, usedOf } from "./find-budgets.ts";
import type { SimulationsDeps } from "./index.ts";
import { openMeter } from "./progress-meter.ts";
import type { ReplaySpec } from "./spec.ts";
import {
  changeStatus,
  findSimulation,
  finishSimulation,
  isSomebodyDue,
  planParts,
  readFindings,
  readParts,
  type SimulationRecord,
  saveFindings,
  savePart,
  saveProgress,
  storePlaces,
} from "./store.ts";
import { addTally, emptyTally, type Tally } from "./tally.ts";
import { defaultWorkers, rangesOf, runInWorkers } from "./worker-pool.ts";

export const simulationTask = "simulations.run";

/** One simulation at a time: they take a core each as it is. */
const queueName = "simulations";
const lookMilliseconds = 1_000;

export function enqueueSimulation(jobs: Platform["jobs"], id: string, tx?: Tx): Promise<void> {
  return jobs.add(simulationTask, { id }, { jobKey: `${simulationTask}:${id}`, queueName, ...(tx && { tx }) });
}

export interface RunOptions {
  /** Aborted when the process is to stop: the run goes on with the next start. */
  signal?: AbortSignal;
  workers?: number;
  /** Awaited when a part is kept. */
  onPart?: () => Promise<void>;
}

/**
 * Works on a simulation until it is finished, cancelled, failed, or the process is to stop. Does nothing when another process works on it:
 * each holds an advisory lock that dies with its connection, so that a killed one blocks nobody.
 */
export async function runSimulation(deps: SimulationsDeps, id: string, options: RunOptions = {}): Promise<void> {
  await withAdvisoryLock(deps.pool, `simulation ${id}`, () => runLocked(deps, id, options));
}

async function runLocked(deps: SimulationsDeps, id: string, options: RunOptions): Promise<void> {
  const { db, clock, logger } = deps;
  if (await changeStatus(db, id, { from: ["cancelling"], to: "cancelled", at: clock.now() })) return;
  if (!(await changeStatus(db, id, { from: ["waiting", "running"], to: "running", at: clock.now() }))) return;
  const record = await findSimulation(db, id);
  if (!record) return;
  try {
    await replay(deps, record, options);
    await changeStatus(db, id, { from: ["cancelling"], to: "cancelled", at: clock.now() });
  } catch (error) {
    logger.error({ err: error, simulation: id }, "a simulation failed");
    const at = clock.now();
    await changeStatus(db, id, { from: ["running", "cancelling"], to: "failed", at, error: "server.internal" });
  }
}

/** Both passes, and the answer; ends early when it is told to. */
async function replay(deps: SimulationsDeps, record: SimulationRecord, options: RunOptions): Promise<void> {
  const { db, clock } = deps;
  const spec = await specOf(deps, record);
  const first = await runPass(deps, { record, spec, pass: 1 }, options);
  if (first === null) return;
  const findings = (await readFindings(db, record.id)) ?? (await findBudgets(db, spec, first));
  await saveFindings(db, record.id, findings);
  const isClosed = Object.values(findings.closings).some((closings) => Object.keys(closings).length > 0);
  const closed = { ...spec, closings: findings.closings };
  const tally = isClosed ? await runPass(deps, { record, spec: closed, pass: 2 }, options) : first;
  if (tally === null) return;
  const isActualBehind = await isSomebodyDue(db, new Date(Math.min(spec.to, clock.now().getTime())));
  const result = buildResult(spec, tally, { budgets: usedOf(findings, tally), isActualBehind });
  await finishSimulation(db, record.id, { result, most: tally.most, at: clock.now() });
}

async function specOf({ db, programmes }: SimulationsDeps, record: SimulationRecord): Promise<ReplaySpec> {
  return {
    simulated: record.programme.programme,
    compare: record.compare?.programme ?? null,
    published: (await programmes.version(record.publishedVersion)).programme,
    from: record.from.getTime(),
    to: record.to.getTime(),
    knownAt: record.knownAt.getTime(),
    segment: record.segment === null ? null : conditionSchema.parse(record.segment),
    stores: await storePlaces(db),
    closings: null,
  };
}

interface Pass {
  record: SimulationRecord;
  spec: ReplaySpec;
  pass: 1 | 2;
}

/** The sums over all members, of which those of earlier runs are kept; null when it was told to stop. */
async function runPass(
  deps: SimulationsDeps,
  { record, spec, pass }: Pass,
  options: RunOptions,
): Promise<Tally | null> {
  const { db, connectionString } = deps;
  const { bucketSpan, members } = await planParts(db, record.id);
  const parts = await readParts(db, record.id, pass);
  const whole = emptyTally(spec.compare !== null);
  const sum = (): Tally => {
    for (const [, tally] of [...parts].sort(([a], [b]) => a - b)) addTally(whole, tally);
    return whole;
  };
  const ranges = rangesOf(bucketSpan).filter((range) => !parts.has(range.from));
  if (ranges.length === 0) return sum();
  const workers = Math.min(options.workers ?? defaultWorkers(), ranges.length);
  const meter = openMeter({ pass, membersTotal: members, workers, done: [...parts.values()] });
  const stopping = watch(db, record.id, meter.progress, options.signal);
  try {
    await runInWorkers<Tally>({
      file: new URL("./worker.ts", import.meta.url),
      start: { connectionString, spec },
      workers,
      ranges,
      signal: stopping.signal,
      onProgress: meter.add,
      async onRange(range, tally) {
        parts.set(range.from, tally);
        const status = await savePart(db, record.id, { pass, bucket: range.from, tally });
        if (status !== "running") stopping.abort();
        await options.onPart?.();
      },
    });
  } finally {
    await stopping.end();
  }
  return stopping.signal.aborted ? null : sum();
}

/** Writes down how far it is every second, and hears from the row when somebody wants it to stop; so does each part that is kept. */
function watch(
  db: Db,
  id: string,
  progress: () => Parameters<typeof saveProgress>[2],
  signal: AbortSignal | undefined,
): { signal: AbortSignal; abort(): void; end(): Promise<void> } {
  const stopping = new AbortController();
  let looking: Promise<unknown> = Promise.resolve();
  const look = async (): Promise<void> => {
    const status = await saveProgress(db, id, progress());
    if (status !== "running") stopping.abort();
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => undefined);
  }, lookMilliseconds);
  const onAbort = (): void => stopping.abort();
  if (signal?.aborted) stopping.abort();
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    signal: stopping.signal,
    abort: onAbort,
    async end() {
      clearInterval(timer);
      signal?.removeEventListener("abort", onAbort);
      await looking;
      await saveProgress(db, id, progress());
    },
  };
}
