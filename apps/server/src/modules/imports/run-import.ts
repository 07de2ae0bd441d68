import { isAbsolute, join } from "node:path";
import type pg from "pg";
import { withAdvisoryLock } from "../../platform/advisory-lock.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db.ts";
import type { Files } from "../../platform/files.ts";
import type { Logger } from "../../platform/logger.ts";
import { openErrorFile } from "./error-file.ts";
import { ImportFileError } from "./import-file-error.ts";
import type { ImportKind, ImportMapping, OrderMapping } from "./mapping.ts";
import { type OrdersReader, readOrders } from "./read-orders.ts";
import { readPoints } from "./read-points.ts";
import { type PointsLedger, settlePoints } from "./settle-points.ts";
import type { Ledger } from "./settle-window.ts";
import { changeStatus, failImport, findImport, type ImportRecord, type Progress, saveProgress } from "./store.ts";
import { type Checkpoint, type TakeInParts, type TakenIn, takeIn, takeInWindows } from "./take-in.ts";
import type { ImportOrigin } from "./till-ledger.ts";

export interface RunDeps {
  db: Db;
  pool: pg.Pool;
  clock: Clock;
  files: Files;
  logger: Logger;
  /** Currency of the programme in force. */
  currency: () => string;
  ledger: (origin: ImportOrigin) => Ledger;
  points: (origin: ImportOrigin) => PointsLedger;
  /** Decimals of each wallet of the programme in force, and of those that can pay. */
  wallets: () => { all: ReadonlyMap<string, number>; paying: ReadonlyMap<string, number> };
}

export interface RunOptions {
  /** Aborted when the process is to stop: the import ends at the next checkpoint and goes on with the next start. */
  signal?: AbortSignal;
  onProgress?: (state: { checkpoint: Checkpoint; progress: Progress }) => void;
}

/**
 * Works on an import until it is finished, cancelled, failed, or the process is to stop. Does nothing when another process
 * works on it: each holds an advisory lock that dies with its connection, so that a killed one blocks nobody.
 */
export async function runImport(deps: RunDeps, id: string, options: RunOptions = {}): Promise<void> {
  await withAdvisoryLock(deps.pool, `import ${id}`, () => runLocked(deps, id, options));
}

async function runLocked(deps: RunDeps, id: string, options: RunOptions): Promise<void> {
  const { db, clock, logger } = deps;
  if (await changeStatus(db, id, { from: ["cancelling"], to: "cancelled", at: clock.now() })) return;
  if (!(await changeStatus(db, id, { from: ["waiting", "running"], to: "running", at: clock.now() }))) return;
  const record = await findImport(db, id);
  if (!record) return;
  try {
    await work(deps, record, options);
  } catch (error) {
    const failure = asFileError(error, record);
    if (failure) logger.warn({ import: id, code: failure.code, params: failure.params }, "an import failed");
    else logger.error({ err: error, import: id }, "an import failed");
    const { code, params } = failure ?? { code: "server.internal", params: {} };
    await failImport(db, id, { code, params, at: clock.now() });
  }
}

function asFileError(error: unknown, record: ImportRecord): ImportFileError | null {
  if (error instanceof ImportFileError) return error;
  if (!(error instanceof Error) || !("code" in error)) return null;
  if (error.code === "ENOENT") return new ImportFileError("file.missing", { path: record.fileName });
  const isDamage = typeof error.code === "string" && error.code.startsWith("Z_");
  return isDamage ? new ImportFileError("file.damaged", { problem: error.message }) : null;
}

/** A file that is open, whatever it holds, and the way to take it in. */
interface OpenImport {
  reader: Pick<OrdersReader, "bytesRead" | "totalBytes" | "customers" | "encoding" | "isCut" | "close">;
  take: (parts: TakeInParts, from: Checkpoint) => Promise<TakenIn>;
}

async function work(deps: RunDeps, record: ImportRecord, options: RunOptions): Promise<void> {
  const { mapping } = record.options;
  const opened =
    mapping.kind === "orders" ? await openOrders(deps, record, mapping) : await openPoints(deps, record, mapping);
  try {
    await takeInWith(deps, { record, ...opened }, options);
  } finally {
    opened.reader.close();
  }
}

function pathOf({ files }: RunDeps, { filePath }: ImportRecord): string {
  return isAbsolute(filePath) ? filePath : files.path(filePath);
}

function originOf(record: ImportRecord): ImportOrigin {
  return { importId: record.id, source: record.source, actor: record.createdBy, demo: record.demo };
}

type MappingOf<Kind extends ImportKind> = Extract<ImportMapping, { kind: Kind }>;

async function openOrders(deps: RunDeps, record: ImportRecord, mapping: MappingOf<"orders">): Promise<OpenImport> {
  const reader = await readOrders(pathOf(deps, record), mapping, deps.wallets());
  try {
    checkCurrency(deps, mapping, reader);
  } catch (error) {
    reader.close();
    throw error;
  }
  const ledger = deps.ledger(originOf(record));
  return { reader, take: (parts, from) => takeIn({ reader, ledger, ...parts }, from) };
}

async function openPoints(deps: RunDeps, record: ImportRecord, mapping: MappingOf<"points">): Promise<OpenImport> {
  const reader = await readPoints(pathOf(deps, record), mapping, {
    wallets: deps.wallets().all,
    now: deps.clock.now(),
  });
  const ledger = deps.points(originOf(record));
  return {
    reader,
    take: (parts, from) =>
      takeInWindows({ reader, settle: (rows, totals) => settlePoints(rows, ledger, totals), ...parts }, from),
  };
}

async function takeInWith(
  deps: RunDeps,
  { record, reader, take }: { record: ImportRecord } & OpenImport,
  options: RunOptions,
): Promise<void> {
  const { db, clock, files } = deps;
  const { mapping } = record.options;
  const errorName = join("imports", record.id, "errors.csv");
  const errorFile = await openErrorFile(files.path(errorName), record.checkpoint.errorBytes, mapping);
  const measure = progressMeter(reader, record.checkpoint);

  const save = async (checkpoint: Checkpoint): Promise<boolean> => {
    const progress = measure(checkpoint);
    const state = {
      checkpoint,
      progress,
      encoding: reader.encoding(),
      errorFile: checkpoint.errorBytes > 0 ? errorName : null,
    };
    const status = await saveProgress(db, record.id, state);
    options.onProgress?.({ checkpoint, progress });
    return status === "running" && options.signal?.aborted !== true;
  };
  try {
    const { isComplete, checkpoint } = await take({ writeRefused: errorFile.append, save }, record.checkpoint);
    if (!isComplete) {
      await changeStatus(db, record.id, { from: ["cancelling"], to: "cancelled", at: clock.now() });
      return;
    }
    await save(checkpoint);
    if (reader.isCut()) throw new ImportFileError("file.cut", {});
    await changeStatus(db, record.id, { from: ["running", "cancelling"], to: "finished", at: clock.now() });
  } finally {
    await errorFile.close();
  }
}

/** Without a currency column every order would be refused for the same reason: better said once, before anything is written. */
function checkCurrency({ currency }: RunDeps, mapping: OrderMapping, reader: OrdersReader): void {
  const names = mapping.columns.currency?.headers?.map((name) => name.toLowerCase()) ?? [];
  const hasColumn = reader.header.some((name) => names.includes(name.toLowerCase()));
  if (hasColumn || mapping.currency === currency()) return;
  throw new ImportFileError("file.currency", { currency: mapping.currency, expected: currency() });
}

/** Rate since this run began; time left by the bytes that are left. */
function progressMeter(reader: OpenImport["reader"], from: Checkpoint): (checkpoint: Checkpoint) => Progress {
  const startedAt = performance.now();
  const rowsBefore = from.totals.lines;
  return (checkpoint) => {
    const seconds = Math.max(0.001, (performance.now() - startedAt) / 1000);
    const bytesRead = reader.bytesRead();
    const share = reader.totalBytes === 0 ? 1 : bytesRead / reader.totalBytes;
    return {
      bytesRead,
      rowsPerSecond: Math.round((checkpoint.totals.lines - rowsBefore) / seconds),
      secondsLeft: share > 0 ? Math.round((seconds * (1 - share)) / share) : null,
      customers: reader.customers(),
    };
  };
}
