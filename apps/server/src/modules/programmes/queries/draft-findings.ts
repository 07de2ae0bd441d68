import type { ProgrammeFinding } from "@regulars/contracts";
import type { Db } from "../../../platform/db.ts";
import { checkDocument } from "../document.ts";
import { findPublished, hasHistory, readDraft } from "../store.ts";

/** What is wrong or doubtful in the draft, or in the published programme when there is no draft. */
export async function draftFindings(db: Db): Promise<ProgrammeFinding[]> {
  const [draft, published] = await Promise.all([readDraft(db), findPublished(db)]);
  const document = draft?.document ?? published?.document;
  if (!document) return [];
  const currency = published && (await hasHistory(db)) ? String(published.document.currency) : null;
  return checkDocument(document, { publishedCurrency: currency }).findings;
}
