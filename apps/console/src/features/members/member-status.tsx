import type { MemberStatus } from "../../shared/api/types.ts";
import { useT } from "../../shared/preferences.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";

export const memberStatuses: MemberStatus[] = ["active", "frozen", "cancelled", "merged", "erased"];

const colors: Record<MemberStatus, string> = {
  active: "var(--rg-good)",
  frozen: "var(--rg-warn)",
  cancelled: "var(--rg-guest)",
  merged: "var(--rg-guest)",
  erased: "var(--rg-guest)",
};

export function MemberStatusText({ status }: { status: MemberStatus }) {
  const t = useT();
  return <StatusDot color={colors[status]}>{t(`console.member.status.${status}`)}</StatusDot>;
}
