import { setPriority } from "node:os";
import { type ClickHouseClient, type ClickHouseClientConfigOptions, createClient } from "@clickhouse/client";
import { createChdbConnection } from "chdb/connection";
import type { LensReply, LensRequest } from "./messages.ts";
import { sessionSettings } from "./settings.ts";

const path = process.argv[2];
if (!path || !process.send) throw new Error("the lens process is started by the server only");

// The till goes first: whatever the lens computes, it computes in the time that is left over.
try {
  if (process.argv[3] === "low") setPriority(5);
} catch {
  // Some systems do not allow it; the lens works all the same.
}

// A server that was killed leaves no lens behind holding the directory. The engine survives a kill, a clean close may take long.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);

function reply(message: LensReply): void {
  process.send?.(message);
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

async function answer(client: ClickHouseClient, request: LensRequest): Promise<void> {
  try {
    if (request.kind === "close") {
      await client.close();
      process.exit(0);
    }
    if (request.kind === "command") {
      await client.command({ query: request.sql, query_params: request.params });
      reply({ kind: "done", id: request.id });
      return;
    }
    const result = await client.query({ query: request.sql, query_params: request.params, format: "JSONEachRow" });
    reply({ kind: "rows", id: request.id, text: await result.text() });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    reply({ kind: "failed", id: request.id, message, code: codeOf(error) });
  }
}

// chDB is typed against its own copy of the client's types; the shapes are the same.
const chdb: object = createChdbConnection({ path });
const connection = chdb as NonNullable<ClickHouseClientConfigOptions["connection"]>;
const client = createClient({ connection });
for (const [name, value] of Object.entries(sessionSettings)) {
  await client.command({ query: `SET ${name} = ${typeof value === "string" ? `'${value}'` : value}` });
}
process.on("message", (request: LensRequest) => void answer(client, request));
reply({ kind: "ready" });
