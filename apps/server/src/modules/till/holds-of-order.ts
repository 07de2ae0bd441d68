import type { Run } from "./plan.ts";
import { type Refused, refused } from "./till-answer.ts";
import type { HoldRecord, MemberWork } from "./till-records.ts";

/** The holds an order pays with, as they now are; each must be the member's, and named once. */
export function holdsOfOrder(run: Run, member: MemberWork, ids: string[]): { open: HoldRecord[] } | Refused {
  const open: HoldRecord[] = [];
  for (const id of ids) {
    const known = run.context.holds.get(id);
    if (!known) return refused("hold.not_found", { id });
    if (known.memberId !== member.id) return refused("hold.not_yours", { id });
    const hold = member.holds.get(id) ?? known;
    if (hold.status !== "held" || open.some((other) => other.id === id)) return refused("hold.not_open", { id });
    open.push(hold);
  }
  return { open };
}
