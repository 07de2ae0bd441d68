import { useT } from "../../shared/preferences.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import type { VersionStatus } from "./programme-api.ts";

const colors: Record<VersionStatus, string> = {
  published: "var(--rg-good)",
  activating: "var(--rg-accent)",
  scheduled: "var(--rg-accent)",
  superseded: "var(--rg-guest)",
  failed: "var(--rg-bad)",
  cancelled: "var(--rg-guest)",
};

export function VersionStatusText({ status }: { status: VersionStatus }) {
  const t = useT();
  return <StatusDot color={colors[status]}>{t(`console.programme.status.${status}`)}</StatusDot>;
}
