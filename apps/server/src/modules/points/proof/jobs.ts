import { z } from "zod";
import type { JobHandler } from "../../../platform/jobs.ts";
import type { PointsDeps } from "../index.ts";
import { beginRun, proveAndKeep } from "./runs.ts";

const runPayload = z.object({ id: z.uuid() });
export const proofTask = "integrity.run";

type Deps = Pick<PointsDeps, "db" | "clock" | "logger">;

/** The nightly proof, and one that somebody asked for; both keep what they found and complain in the log. */
export function proofJobs(deps: Deps): Record<string, JobHandler> {
  return {
    async "integrity.nightly"(_payload, { signal }) {
      const id = await beginRun(deps, { trigger: "nightly", startedBy: "schedule" });
      await proveAndTell(deps, id, signal);
    },
    async [proofTask](payload, { signal }) {
      await proveAndTell(deps, runPayload.parse(payload).id, signal);
    },
  };
}

async function proveAndTell(deps: Deps, id: string, signal: AbortSignal): Promise<void> {
  const report = await proveAndKeep(deps, id, { signal });
  const told = { checked: report.checked, entries: report.entries };
  if (report.ok) deps.logger.info(told, "the ledger agrees");
  else deps.logger.error({ ...told, findings: report.findings }, "the ledger does not agree");
}
