import type { ProgrammeFinding, ProgrammeSource } from "@regulars/contracts";
import type { Programme } from "@regulars/engine";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { checkDocument } from "../document.ts";
import { findPublished, findVersion, hasHistory, type ProgrammeDocument, readDraft } from "../store.ts";

export interface SourcedProgramme {
  kind: "draft" | "published" | "version" | "document";
  /** The version it is, or that the draft started from. */
  version: number | null;
  /** With every default filled in; null when the document does not fit the schema. */
  programme: Programme | null;
  findings: ProgrammeFinding[];
}

/** The programme that somebody names, checked. Without a draft, the draft is the published programme. Refuses with not_found. */
export async function programmeFrom(db: Db, source: ProgrammeSource): Promise<SourcedProgramme> {
  const published = await findPublished(db);
  if (!published) refuse("server.starting");
  const publishedCurrency = (await hasHistory(db)) ? String(published.document.currency) : null;
  const checked = (named: Pick<SourcedProgramme, "kind" | "version">, document: ProgrammeDocument) => ({
    ...named,
    ...checkDocument(document, { publishedCurrency }),
  });
  if (source === "published") return checked({ kind: "published", version: published.version }, published.document);
  if (source === "draft") {
    const draft = await readDraft(db);
    const version = draft ? draft.based_on : published.version;
    return checked({ kind: "draft", version }, draft?.document ?? published.document);
  }
  if (!namesVersion(source)) return checked({ kind: "document", version: null }, source);
  const version = await findVersion(db, source.version);
  if (!version) refuse("not_found");
  return checked({ kind: "version", version: version.version }, version.document);
}

function namesVersion(source: Exclude<ProgrammeSource, string>): source is { version: number } {
  return Object.keys(source).length === 1 && typeof source.version === "number";
}
