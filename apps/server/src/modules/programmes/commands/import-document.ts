import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import type { Platform } from "../../../platform/platform.ts";
import { currentDocument } from "../document-format.ts";
import type { ProgrammeDocument } from "../store.ts";
import { saveDraft } from "./save-draft.ts";

export interface ImportDocument {
  programme: ProgrammeDocument;
  formatVersion: number;
  /** The revision that was read; null writes over whatever draft there is. */
  revision: number | null;
}

/** Makes an exported programme the draft, complete or not, and returns the new revision. Refuses with programme.format_unknown. */
export async function importDocument(
  platform: Pick<Platform, "clock" | "audit">,
  tx: Tx,
  actor: Actor,
  { programme, formatVersion, revision }: ImportDocument,
): Promise<number> {
  const current = currentDocument(programme, formatVersion);
  if (!current) refuse("programme.format_unknown", { formatVersion });
  return saveDraft(platform, tx, actor, {
    programme: current,
    revision,
    action: "programme.imported",
    detail: { formatVersion },
  });
}
