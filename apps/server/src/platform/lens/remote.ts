import { ClickHouseError, createClient } from "@clickhouse/client";
import type { LensEngine } from "./engine.ts";
import { LensQueryError, LensUnavailableError } from "./errors.ts";
import { sessionSettings } from "./settings.ts";

/** A ClickHouse server or cluster named by CLICKHOUSE_URL; its tables are dropped and made anew on reset. */
export function createRemoteEngine(options: { url: string; tables: () => readonly string[] }): LensEngine {
  const {
    max_memory_usage: _memory,
    max_bytes_before_external_group_by: _spill,
    max_threads: _threads,
    ...settings
  } = sessionSettings;
  const client = createClient({
    url: options.url,
    application: "regulars",
    request_timeout: 3_600_000,
    clickhouse_settings: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
  });

  async function guarded<T>(work: (signal: AbortSignal) => Promise<T>, timeoutMilliseconds: number): Promise<T> {
    try {
      return await work(AbortSignal.timeout(timeoutMilliseconds));
    } catch (error) {
      if (error instanceof ClickHouseError) throw new LensQueryError(error.message, error.code);
      throw new LensUnavailableError("the ClickHouse server cannot be reached", { cause: error });
    }
  }

  return {
    async start() {
      const answer = await client.ping();
      if (!answer.success)
        throw new LensUnavailableError("the ClickHouse server cannot be reached", { cause: answer.error });
    },
    stop: () => client.close(),
    query: (sql, params, timeoutMilliseconds) =>
      guarded(async (signal) => {
        const rows = await client.query({
          query: sql,
          query_params: params,
          format: "JSONEachRow",
          abort_signal: signal,
        });
        return rows.text();
      }, timeoutMilliseconds),
    command: (sql, params, timeoutMilliseconds) =>
      guarded(async (signal) => {
        await client.command({ query: sql, query_params: params, abort_signal: signal });
      }, timeoutMilliseconds),
    isIntact: () => true,
    async reset() {
      for (const table of options.tables()) await client.command({ query: `DROP TABLE IF EXISTS ${table} SYNC` });
    },
    generation: () => 1,
  };
}
