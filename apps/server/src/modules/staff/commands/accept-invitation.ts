import type { SetupRequest, StaffPerson } from "@regulars/contracts";
import type { Audit } from "../../../platform/audit.ts";
import { staffActor } from "../../../platform/auth/actor.ts";
import { hashSecret } from "../../../platform/auth/api-keys.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { newId, toPublicId } from "../../../platform/ids.ts";
import { findPerson, insertPerson, nameAcceptor, takeInvitation } from "../store.ts";

/** Uses a one-time link up and makes the account it was for. */
export async function acceptInvitation(
  tx: Tx,
  input: SetupRequest & { passwordHash: string },
  context: { audit: Audit; now: Date },
): Promise<StaffPerson> {
  const invitation = await takeInvitation(tx, hashSecret(input.token), context.now);
  if (!invitation) refuse("setup.link_invalid");
  if (invitation.email !== null && invitation.email !== input.email) refuse("setup.link_invalid");
  const { name, email, passwordHash } = input;
  const { role, storeId } = invitation;
  const id = newId();
  const isNew = await insertPerson(tx, {
    id,
    name,
    email,
    role,
    storeId,
    passwordHash,
    locale: input.locale ?? null,
    at: context.now,
  });
  if (!isNew) refuse("staff.email_taken");
  await nameAcceptor(tx, invitation.id, id);
  const publicId = toPublicId("stf", id);
  const person = staffActor({ id: publicId, name, role, storeId });
  await context.audit.record(tx, person, {
    action: "staff.joined",
    target: publicId,
    after: { name, email, role, storeId },
  });
  return (await findPerson(tx, id)) ?? refuse("not_found");
}
