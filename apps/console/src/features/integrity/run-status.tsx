import { useT } from "../../shared/preferences.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import type { IntegrityRun } from "./integrity-api.ts";

const colors = {
  running: "var(--rg-accent)",
  ok: "var(--rg-good)",
  notOk: "var(--rg-bad)",
  failed: "var(--rg-bad)",
  stopped: "var(--rg-warn)",
};

/** What a proof came to. */
export function RunStatus({ run }: { run: IntegrityRun }) {
  const t = useT();
  const state = run.status === "finished" ? (run.ok ? "ok" : "notOk") : run.status;
  return <StatusDot color={colors[state]}>{t(`console.integrity.status.${state}`)}</StatusDot>;
}
