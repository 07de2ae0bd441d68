import type { VersionStatus } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";

/** A programme as JSON; may be incomplete while it is a draft. */
export type ProgrammeDocument = Record<string, unknown>;

export interface VersionRow {
  version: number;
  status: VersionStatus;
  note: string | null;
  based_on: number | null;
  valid_from: Date;
  published_by: string;
  created_at: Date;
  activated_at: Date | null;
  filled: number;
  error: string | null;
}

export interface DraftRow {
  document: ProgrammeDocument;
  based_on: number | null;
  revision: number;
  updated_by: string;
  updated_at: Date;
}

/** The channel on which processes tell each other that versions or store locations changed. */
export const changeChannel = "programme_changed";

const versionColumns = sql.raw(
  "version, status, note, based_on, valid_from, published_by, created_at, activated_at, filled, error",
);

export async function readDraft(db: Db | Tx, options: { lock?: boolean } = {}): Promise<DraftRow | null> {
  const lock = sql.raw(options.lock ? "for update" : "");
  const { rows } = await sql<DraftRow>`
    select document, based_on, revision, updated_by, updated_at from programme_draft ${lock}`.execute(db);
  return rows[0] ?? null;
}

interface DraftWrite {
  document: ProgrammeDocument;
  basedOn: number | null;
  actor: string;
  at: Date;
  /** The revision that was read (0 = there was none), or null to write over whatever is there. */
  revision: number | null;
}

/** The new revision, or null when the draft is no longer the one that was read. */
export async function writeDraft(tx: Tx, write: DraftWrite): Promise<number | null> {
  const document = JSON.stringify(write.document);
  const { rows } =
    write.revision !== null && write.revision > 0
      ? await sql<{ revision: number }>`
          update programme_draft set document = ${document}::jsonb, revision = revision + 1,
            updated_by = ${write.actor}, updated_at = ${write.at}
          where revision = ${write.revision} returning revision`.execute(tx)
      : await sql<{ revision: number }>`
          insert into programme_draft as d (document, based_on, updated_by, updated_at)
          values (${document}::jsonb, ${write.basedOn}, ${write.actor}, ${write.at})
          on conflict (singleton) do update set document = excluded.document, based_on = excluded.based_on,
            revision = d.revision + 1, updated_by = excluded.updated_by, updated_at = excluded.updated_at
          where ${write.revision === null}
          returning revision`.execute(tx);
  return rows[0]?.revision ?? null;
}

export async function deleteDraft(tx: Tx): Promise<boolean> {
  const { rows } = await sql`delete from programme_draft returning 1`.execute(tx);
  return rows.length > 0;
}

interface VersionWrite {
  status: VersionStatus;
  document: ProgrammeDocument;
  note: string | null;
  basedOn: number | null;
  validFrom: Date;
  actor: string;
  at: Date;
}

/** Appends a version and returns its number. Two at once collide on the indexes of the table; see `errors.ts`. */
export async function insertVersion(tx: Tx, write: VersionWrite): Promise<number> {
  const activatedAt = write.status === "published" ? write.at : null;
  const { rows } = await sql<{ version: number }>`
    insert into programme_versions
      (version, status, document, note, based_on, valid_from, published_by, created_at, activated_at)
    select coalesce(max(version), 0) + 1, ${write.status}, ${JSON.stringify(write.document)}::jsonb, ${write.note}::text,
      ${write.basedOn}::integer, ${write.validFrom}::timestamptz, ${write.actor}, ${write.at}::timestamptz,
      ${activatedAt}::timestamptz
    from programme_versions
    returning version`.execute(tx);
  const version = rows[0]?.version;
  if (version === undefined) throw new Error("an inserted programme version was not returned");
  return version;
}

/** Moves a version from one status to another; false when it was not (any more) in the first. */
export async function moveVersion(
  tx: Tx,
  move: { version: number; from: VersionStatus; to: VersionStatus; at: Date; error?: string },
): Promise<boolean> {
  const { rows } = await sql`
    update programme_versions set status = ${move.to},
      activated_at = case when ${move.to} = 'published' then ${move.at}::timestamptz else activated_at end,
      error = ${move.error ?? null}::text
    where version = ${move.version} and status = ${move.from} returning 1`.execute(tx);
  return rows.length > 0;
}

/** Ends the version in force, provided that `next` is ready to follow it. */
export async function supersedePublished(tx: Tx, next: number): Promise<void> {
  await sql`update programme_versions set status = 'superseded' where status = 'published'
    and exists (select 1 from programme_versions n where n.version = ${next} and n.status = 'activating')`.execute(tx);
}

export async function setFilled(db: Db | Tx, version: number, filled: number): Promise<void> {
  await sql`update programme_versions set filled = ${filled} where version = ${version}`.execute(db);
}

export async function findVersion(
  db: Db | Tx,
  version: number,
): Promise<(VersionRow & { document: ProgrammeDocument }) | null> {
  const { rows } = await sql<VersionRow & { document: ProgrammeDocument }>`
    select ${versionColumns}, document from programme_versions where version = ${version}`.execute(db);
  return rows[0] ?? null;
}

/** The published version, or null on an install that has not been set up. */
export async function findPublished(db: Db | Tx): Promise<(VersionRow & { document: ProgrammeDocument }) | null> {
  const { rows } = await sql<VersionRow & { document: ProgrammeDocument }>`
    select ${versionColumns}, document from programme_versions where status = 'published'`.execute(db);
  return rows[0] ?? null;
}

/** Versions that decide or will: the published one, and the one being filled or waiting. */
export async function findCurrent(db: Db | Tx): Promise<(VersionRow & { document: ProgrammeDocument })[]> {
  const { rows } = await sql<VersionRow & { document: ProgrammeDocument }>`
    select ${versionColumns}, document from programme_versions
    where status in ('published', 'activating', 'scheduled') order by version`.execute(db);
  return rows;
}

/** Newest first, from below `before`. */
export async function listVersions(db: Db, page: { before: number | null; limit: number }): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select ${versionColumns} from programme_versions
    where ${page.before}::integer is null or version < ${page.before}::integer
    order by version desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function findDue(tx: Tx, now: Date): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`
    select version from programme_versions where status = 'scheduled' and valid_from <= ${now} for update`.execute(tx);
  return rows[0]?.version ?? null;
}

/** Whether anything has been booked, so that amounts in the programme's currency exist. */
export async function hasHistory(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from orders) or exists (select 1 from entries) as found`.execute(db);
  return rows[0]?.found ?? false;
}

export async function hasAccounts(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from member_accounts) as found`.execute(db);
  return rows[0]?.found ?? false;
}

export interface StoreLocation {
  id: string;
  latitude: number;
  longitude: number;
}

export async function storeLocations(db: Db | Tx): Promise<StoreLocation[]> {
  const { rows } = await sql<StoreLocation>`
    select id, latitude, longitude from stores where latitude is not null and longitude is not null`.execute(db);
  return rows;
}

/** Changes whenever a version moves or a store does; cheap enough to ask every few seconds. */
export async function changeStamp(db: Db): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select coalesce((select string_agg(version || status, ',' order by version) from programme_versions
        where status in ('published', 'activating', 'scheduled')), '')
      || ' ' || coalesce((select md5(string_agg(id || ' ' || latitude || ' ' || longitude, ',' order by id)) from stores
        where latitude is not null and longitude is not null), '') as stamp`.execute(db);
  return rows[0]?.stamp ?? "";
}

/** Tells every process, once the transaction commits. */
export async function notifyChange(tx: Tx): Promise<void> {
  await sql`select pg_notify(${changeChannel}, '')`.execute(tx);
}
