import { randomBytes } from "node:crypto";
import type { Role } from "@regulars/contracts";
import type { Actor } from "../../platform/auth/actor.ts";
import { hashSecret } from "../../platform/auth/api-keys.ts";
import type { Tx } from "../../platform/db.ts";
import { newId } from "../../platform/ids.ts";
import { endInvitations, type Invitation, insertInvitation } from "./store.ts";

const dayMilliseconds = 86_400_000;
const validDays = 7;

export interface NewLink {
  role: Role;
  storeId: string | null;
  email: string | null;
}

export interface Link {
  invitation: Invitation;
  url: string;
}

/** Makes a one-time link; only the hash of its secret is stored. */
export async function makeLink(
  tx: Tx,
  link: NewLink,
  context: { actor: Actor; now: Date; publicUrl: string },
): Promise<Link> {
  const token = randomBytes(32).toString("base64url");
  const createdAt = context.now;
  const expiresAt = new Date(createdAt.getTime() + validDays * dayMilliseconds);
  const invitation: Invitation = { id: newId(), ...link, createdAt, expiresAt };
  await insertInvitation(tx, { ...invitation, tokenHash: hashSecret(token), invitedBy: context.actor.id });
  return { invitation, url: `${context.publicUrl}/setup?token=${token}` };
}

/** A fresh link for an owner; links given out before stop working. */
export async function makeOwnerLink(tx: Tx, context: { actor: Actor; now: Date; publicUrl: string }): Promise<Link> {
  await endInvitations(tx, { role: "owner" }, context.now);
  return makeLink(tx, { role: "owner", storeId: null, email: null }, context);
}
