import { type ExportedProgramme, programmeFormat, programmeFormatVersion } from "@regulars/contracts";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { findPublished, findVersion, type ProgrammeDocument, readDraft } from "../store.ts";

/** A version, the draft (the published programme while there is none), or the published programme, as a file for another install. */
export async function exportDocument(
  db: Db,
  { version, at }: { version: number | "draft" | undefined; at: Date },
): Promise<ExportedProgramme> {
  const found = await documentOf(db, version);
  return {
    format: programmeFormat,
    formatVersion: programmeFormatVersion,
    exportedAt: at.toISOString(),
    version: found.version,
    programme: found.document,
  };
}

async function documentOf(
  db: Db,
  version: number | "draft" | undefined,
): Promise<{ version: number | null; document: ProgrammeDocument }> {
  if (typeof version === "number") return (await findVersion(db, version)) ?? refuse("not_found");
  const draft = version === "draft" ? await readDraft(db) : null;
  if (draft) return { version: null, document: draft.document };
  return (await findPublished(db)) ?? refuse("server.starting");
}
