import type { Role, StaffInvitation, StaffPerson } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { toPublicId } from "../../platform/ids.ts";

interface PersonRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  store_id: string | null;
  locale: "zh-CN" | "en" | null;
  disabled: boolean;
  created_at: Date;
  last_seen_at: Date | null;
}

const personColumns = sql`u.id, u.name, u.email, u.role, u.store_id, u.locale, u.disabled, u.created_at,
  (select max(s.updated_at) from staff_sessions s where s.user_id = u.id) as last_seen_at`;

function toPerson(row: PersonRow): StaffPerson {
  return {
    id: toPublicId("stf", row.id),
    name: row.name,
    email: row.email,
    role: row.role,
    storeId: row.store_id,
    locale: row.locale,
    disabled: row.disabled,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  };
}

export async function listPeople(db: Db): Promise<StaffPerson[]> {
  const { rows } = await sql<PersonRow>`select ${personColumns} from staff_users u order by u.created_at, u.id`.execute(
    db,
  );
  return rows.map(toPerson);
}

export async function findPerson(db: Db, id: string): Promise<StaffPerson | null> {
  const { rows } = await sql<PersonRow>`select ${personColumns} from staff_users u where u.id = ${id}`.execute(db);
  return rows[0] ? toPerson(rows[0]) : null;
}

/** Locks every owner, so that two changes at once cannot remove the last one. */
export async function lockOwners(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom("staff_users")
    .select("id")
    .where("role", "=", "owner")
    .where("disabled", "=", false)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

export async function hasOwner(db: Db): Promise<boolean> {
  const row = await db.selectFrom("staff_users").select("id").where("role", "=", "owner").limit(1).executeTakeFirst();
  return row !== undefined;
}

export interface NewPerson {
  id: string;
  name: string;
  email: string;
  role: Role;
  storeId: string | null;
  locale: "zh-CN" | "en" | null;
  passwordHash: string;
  at: Date;
}

/** The person with a password; false when the e-mail is taken. */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<boolean> {
  const { id, name, email, role, locale, at } = person;
  const row = await tx
    .insertInto("staff_users")
    .values({
      id,
      name,
      email,
      role,
      locale,
      store_id: person.storeId,
      email_verified: true,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return false;
  await tx
    .insertInto("staff_accounts")
    .values({
      id,
      user_id: id,
      account_id: id,
      provider_id: "credential",
      password: person.passwordHash,
      created_at: at,
      updated_at: at,
    })
    .execute();
  return true;
}

export interface Invitation {
  id: string;
  role: Role;
  storeId: string | null;
  email: string | null;
  createdAt: Date;
  expiresAt: Date;
}

export async function insertInvitation(
  tx: Tx,
  invitation: Invitation & { tokenHash: Buffer; invitedBy: string },
): Promise<void> {
  await tx
    .insertInto("staff_invitations")
    .values({
      id: invitation.id,
      token_hash: invitation.tokenHash,
      role: invitation.role,
      store_id: invitation.storeId,
      email: invitation.email,
      invited_by: invitation.invitedBy,
      created_at: invitation.createdAt,
      expires_at: invitation.expiresAt,
    })
    .execute();
}

interface InvitationRow {
  id: string;
  role: Role;
  store_id: string | null;
  email: string | null;
  created_at: Date;
  expires_at: Date;
}

const invitationColumns = sql`id, role, store_id, email, created_at, expires_at`;

function toInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    role: row.role,
    storeId: row.store_id,
    email: row.email,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

export function presentInvitation({ id, createdAt, expiresAt, ...rest }: Invitation): StaffInvitation {
  return { id: toPublicId("inv", id), ...rest, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}

export async function listOpenInvitations(db: Db, now: Date): Promise<Invitation[]> {
  const { rows } = await sql<InvitationRow>`select ${invitationColumns} from staff_invitations
    where accepted_at is null and expires_at > ${now} order by id`.execute(db);
  return rows.map(toInvitation);
}

export async function findOpenInvitation(db: Db, tokenHash: Buffer, now: Date): Promise<Invitation | null> {
  const { rows } = await sql<InvitationRow>`select ${invitationColumns} from staff_invitations
    where token_hash = ${tokenHash} and accepted_at is null and expires_at > ${now}`.execute(db);
  return rows[0] ? toInvitation(rows[0]) : null;
}

/** Uses the link up; null when it was used, has expired or never was. */
export async function takeInvitation(tx: Tx, tokenHash: Buffer, now: Date): Promise<Invitation | null> {
  const { rows } = await sql<InvitationRow>`update staff_invitations set accepted_at = ${now}
    where token_hash = ${tokenHash} and accepted_at is null and expires_at > ${now} returning ${invitationColumns}`.execute(
    tx,
  );
  return rows[0] ? toInvitation(rows[0]) : null;
}

export async function nameAcceptor(tx: Tx, invitationId: string, personId: string): Promise<void> {
  await tx.updateTable("staff_invitations").set({ accepted_by: personId }).where("id", "=", invitationId).execute();
}

/** Ends open invitations: all owner links, or one by id. Returns how many. */
export async function endInvitations(tx: Tx, which: { role: "owner" } | { id: string }, now: Date): Promise<number> {
  const match = "role" in which ? sql`role = 'owner'` : sql`id = ${which.id}`;
  const { numAffectedRows } =
    await sql`update staff_invitations set expires_at = greatest(${now}::timestamptz, created_at)
    where accepted_at is null and expires_at > ${now} and ${match}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
