import type { LensEngine } from "./engine.ts";
import type { Gate } from "./gate.ts";
import type { Slice, Source } from "./source.ts";
import { isReplacing, type ReplacingTable, storesTable, type TableSpec, tables } from "./tables.ts";

const statementTimeoutMilliseconds = 3_600_000;

/** Moves rows from PostgreSQL into the lens's tables. Repeating a load changes nothing. */
export function createLoader(options: { engine: LensEngine; source: Source; gate: Gate }) {
  const { engine, source, gate } = options;

  const run = (sql: string) => engine.command(sql, {}, statementTimeoutMilliseconds);

  async function count(sql: string): Promise<number> {
    const text = await engine.query(sql, {}, statementTimeoutMilliseconds);
    return (JSON.parse(text) as { n: number }).n;
  }

  /** Several counts by one statement: each statement costs a way to the engine and back. */
  async function counts(queries: readonly string[]): Promise<number[]> {
    const text = await engine.query(
      `SELECT [${queries.map((query) => `(${query})`).join(", ")}] AS n`,
      {},
      statementTimeoutMilliseconds,
    );
    return (JSON.parse(text) as { n: number[] }).n;
  }

  const select = (spec: TableSpec, slice: Slice) => `SELECT ${spec.columns} FROM ${source.from(spec.name, slice)}`;

  return {
    /** Rows that nothing in the table can clash with. */
    append: (spec: TableSpec, slice: Slice) => run(`INSERT INTO ${spec.name} ${select(spec, slice)}`),

    /** Rows of which some may be newer versions of rows already here; returns how many came. What is incoming must be empty before. */
    async replace(spec: ReplacingTable, slice: Slice): Promise<number> {
      const incoming = `incoming_${spec.name}`;
      await run(`INSERT INTO ${incoming} ${select(spec, slice)}`);
      const old = `${spec.replacing.key} IN (SELECT ${spec.replacing.replaces} FROM ${incoming})`;
      const [arrived, replaced] = await counts([
        `SELECT count() FROM ${incoming}`,
        `SELECT count() FROM ${spec.name} WHERE ${old}`,
      ]);
      if (arrived === 0) return 0;
      await gate.alone(async () => {
        if (replaced !== 0) await run(`DELETE FROM ${spec.name} WHERE ${old}`);
        await run(`INSERT INTO ${spec.name} SELECT * FROM ${incoming}`);
      });
      await run(`TRUNCATE TABLE ${incoming}`);
      return arrived ?? 0;
    },

    /** Rows of all these tables together. */
    async size(specs: readonly TableSpec[]): Promise<number> {
      const sizes = await counts(specs.map(({ name }) => `SELECT count() FROM ${name}`));
      return sizes.reduce((sum, size) => sum + size, 0);
    },

    /** Empties what a window that broke off may have left waiting. */
    async emptyIncoming(): Promise<void> {
      for (const spec of tables) if (isReplacing(spec)) await run(`TRUNCATE TABLE incoming_${spec.name}`);
    },

    /** Takes out what a load that broke off may have left of a slice. */
    async undo(spec: TableSpec, condition: string): Promise<void> {
      const left = await count(`SELECT count() AS n FROM ${spec.name} WHERE ${condition}`);
      if (left > 0) await run(`DELETE FROM ${spec.name} WHERE ${condition}`);
    },

    /** A statement that a crash interrupted must not go on later with other rows waiting. */
    stopMutations: () => run("KILL MUTATION WHERE database = currentDatabase() AND NOT is_done SYNC"),

    async copyStores(): Promise<void> {
      await gate.alone(async () => {
        await run(`TRUNCATE TABLE ${storesTable.name}`);
        await run(
          `INSERT INTO ${storesTable.name} SELECT ${storesTable.columns} FROM ${source.from(storesTable.name)}`,
        );
      });
    },

    run,
    count,
  };
}
export type Loader = ReturnType<typeof createLoader>;
