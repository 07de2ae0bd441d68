import type { Audit } from "../../../platform/audit.ts";
import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { fromPublicId } from "../../../platform/ids.ts";
import { endInvitations } from "../store.ts";
import { changeStaff } from "./change-staff.ts";

/** Takes away a colleague's access (the account stays, for the audit log names it), or ends an open invitation. */
export async function withdrawStaff(
  tx: Tx,
  actor: Actor,
  publicId: string,
  context: { audit: Audit; now: Date },
): Promise<void> {
  if (!publicId.startsWith("inv_")) return changeStaff(tx, actor, { id: publicId, disabled: true }, context);
  const ended = await endInvitations(tx, { id: fromPublicId("inv", publicId) }, context.now);
  if (ended === 0) refuse("not_found");
  await context.audit.record(tx, actor, { action: "staff.invitation_ended", target: publicId });
}
