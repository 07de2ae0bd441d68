import type { InviteStaffRequest } from "@regulars/contracts";
import type { Audit } from "../../../platform/audit.ts";
import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { toPublicId } from "../../../platform/ids.ts";
import { type Link, makeLink } from "../links.ts";

/** Makes the one-time link with which a colleague joins. */
export async function inviteStaff(
  tx: Tx,
  actor: Actor,
  input: InviteStaffRequest,
  context: { audit: Audit; now: Date; publicUrl: string },
): Promise<Link> {
  const email = input.email ?? null;
  if (email !== null) {
    const taken = await tx.selectFrom("staff_users").select("id").where("email", "=", email).executeTakeFirst();
    if (taken) refuse("staff.email_taken");
  }
  const link = await makeLink(tx, { role: input.role, storeId: input.storeId ?? null, email }, { ...context, actor });
  await context.audit.record(tx, actor, {
    action: "staff.invited",
    target: toPublicId("inv", link.invitation.id),
    after: { role: input.role, email, storeId: input.storeId ?? null },
  });
  return link;
}
