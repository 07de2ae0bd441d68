import type { ImportStatus, ImportTask } from "../../shared/api/imports.ts";

/** Whether there is still something to wait for. */
export function isUnfinished(task: ImportTask): boolean {
  return task.status === "waiting" || task.status === "running" || task.status === "cancelling";
}

/** A cancelled or failed import goes on where it stopped. */
export function isResumable(task: ImportTask): boolean {
  return task.status === "cancelled" || task.status === "failed";
}

export const statusColors: Record<ImportStatus, string> = {
  waiting: "var(--rg-guest)",
  running: "var(--rg-accent)",
  cancelling: "var(--rg-warn)",
  cancelled: "var(--rg-warn)",
  finished: "var(--rg-good)",
  failed: "var(--rg-bad)",
};
