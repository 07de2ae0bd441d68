import { z } from "zod";
import type { LensEngine } from "./engine.ts";
import type { Loader } from "./load.ts";
import { type LensMemory, readMemory, remember } from "./meta.ts";
import type { Source } from "./source.ts";
import { type LensSchema, tables } from "./tables.ts";

const rowsPerChunk = 250_000;
const buckets = 256;

const backfillStateSchema = z.object({
  /** Only transactions below this are loaded; later ones come in by windows. */
  before: z.number(),
  /** Tables before this one are complete. */
  table: z.number(),
  /** Buckets of the present table below this are complete. */
  bucket: z.number(),
});
type BackfillState = z.infer<typeof backfillStateSchema>;

export interface BackfillDeps {
  engine: LensEngine;
  source: Source;
  loader: Loader;
  schema(): LensSchema;
  onProgress(share: number): void;
  stopRequested(): boolean;
}

/** The memory of a lens that this program can go on with; null when it must be filled anew. */
export async function usableMemory(engine: LensEngine, origin: string, version: string): Promise<LensMemory | null> {
  const memory = await readMemory(engine);
  return memory.schema === version && memory.origin === origin ? memory : null;
}

/** Makes an empty lens that is about to be filled with all transactions that have ended by now. */
export async function beginBackfill(deps: BackfillDeps, origin: string): Promise<void> {
  const { engine, source, loader } = deps;
  const schema = deps.schema();
  const isEmpty =
    (await loader.count("SELECT count() AS n FROM system.tables WHERE database = currentDatabase()")) === 0;
  if (!isEmpty) await engine.reset();
  for (const statement of schema.statements) await loader.run(statement);
  await source.adoptForeignRows();
  const { txid } = await source.horizon();
  const state: BackfillState = { before: txid, table: 0, bucket: 0 };
  await remember(engine, { schema: schema.version, origin, watermark: "", backfill: JSON.stringify(state) });
}

/** Fills the lens chunk by chunk, going on where a stop or crash left off. True when complete. */
export async function continueBackfill(deps: BackfillDeps, memory: LensMemory): Promise<boolean> {
  const { engine, source, loader } = deps;
  const state = backfillStateSchema.parse(JSON.parse(memory.backfill ?? ""));
  const sizes = await Promise.all(tables.map((table) => source.estimate(table.name)));
  const total = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  let loaded = sizes.slice(0, state.table).reduce((sum, size) => sum + size, 0);
  await loader.stopMutations();
  for (const [index, spec] of tables.entries()) {
    if (index < state.table) continue;
    const size = sizes[index] ?? 0;
    const step = Math.max(1, Math.floor(buckets / Math.ceil(Math.max(1, size) / rowsPerChunk)));
    const first = index === state.table ? state.bucket : 0;
    await loader.undo(spec, `bucket >= ${first}`);
    for (let from = first; from < buckets; from += step) {
      if (deps.stopRequested()) return false;
      const to = Math.min(buckets, from + step);
      await loader.append(spec, { by: "bucket", from, to, before: state.before });
      await remember(engine, { backfill: JSON.stringify({ ...state, table: index, bucket: to }) });
      deps.onProgress((loaded + (size * to) / buckets) / total);
    }
    loaded += size;
  }
  await loader.copyStores();
  await remember(engine, { watermark: String(state.before), backfill: "" });
  return true;
}
