import type { ProgrammeVersion } from "@regulars/contracts";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { findCurrent, findPublished, findVersion, listVersions, readDraft, type VersionRow } from "../store.ts";
import { differencesOf, wordsOf } from "../words.ts";

/** The published programme with its rules in words. */
export async function programmePage(db: Db) {
  const rows = await findCurrent(db);
  const published = rows.find((row) => row.status === "published");
  if (!published) refuse("server.starting");
  const next = rows.find((row) => row.status !== "published");
  return {
    programme: published.document,
    version: published.version,
    validFrom: (published.activated_at ?? published.valid_from).toISOString(),
    publishedBy: published.published_by,
    words: wordsOf(published.document),
    upcoming: next ? { version: next.version, status: next.status, validFrom: next.valid_from.toISOString() } : null,
  };
}

/** The draft beside the published programme. Without a draft: the published programme as revision 0. */
export async function draftPage(db: Db) {
  const [draft, published] = await Promise.all([readDraft(db), findPublished(db)]);
  if (!published) refuse("server.starting");
  const document = draft?.document ?? published.document;
  return {
    draft: {
      programme: document,
      basedOn: draft?.based_on ?? published.version,
      revision: draft?.revision ?? 0,
      updatedAt: draft?.updated_at.toISOString() ?? null,
      updatedBy: draft?.updated_by ?? null,
    },
    differences: differencesOf(published.document, document),
    words: wordsOf(document),
  };
}

export function toVersion(row: VersionRow): ProgrammeVersion {
  return {
    version: row.version,
    status: row.status,
    note: row.note,
    basedOn: row.based_on,
    validFrom: row.valid_from.toISOString(),
    publishedBy: row.published_by,
    createdAt: row.created_at.toISOString(),
    activatedAt: row.activated_at?.toISOString() ?? null,
    filled: row.filled,
    error: row.error,
  };
}

/** Newest first. */
export async function versionsPage(db: Db, page: { before: number | null; limit: number }) {
  const rows = await listVersions(db, { ...page, limit: page.limit + 1 });
  const items = rows.slice(0, page.limit).map(toVersion);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > page.limit && last ? String(last.version) : null };
}

/** One version, and what it changed. */
export async function versionPage(db: Db, version: number) {
  const row = await findVersion(db, version);
  if (!row) refuse("not_found");
  const before = version > 1 ? await findVersion(db, version - 1) : null;
  return {
    ...toVersion(row),
    programme: row.document,
    words: wordsOf(row.document),
    differences: before ? differencesOf(before.document, row.document) : [],
  };
}
