import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import type { Platform } from "../../../platform/platform.ts";
import { checkDocument } from "../document.ts";
import { layPreset } from "../presets.ts";
import { findPublished, readDraft } from "../store.ts";
import { saveDraft } from "./save-draft.ts";

export interface ApplyPreset {
  id: string;
  /** ISO 4217; absent keeps the currency of the programme. */
  currency?: string | undefined;
  revision?: number | undefined;
}

/** Lays a preset over the draft, or over the published programme when the draft is incomplete, and returns the new revision. */
export async function applyPreset(
  platform: Pick<Platform, "clock" | "audit">,
  tx: Tx,
  actor: Actor,
  input: ApplyPreset,
): Promise<number> {
  const [draft, published] = [await readDraft(tx, { lock: true }), await findPublished(tx)];
  if (!published) refuse("server.starting");
  const parse = (document: object) => checkDocument({ ...document }, { publishedCurrency: null }).programme;
  const base = (draft && parse(draft.document)) ?? parse(published.document);
  if (!base) throw new Error("the published programme does not fit its schema");
  return saveDraft(platform, tx, actor, {
    programme: layPreset(input.id, base, input.currency),
    revision: input.revision ?? null,
    action: "programme.preset_applied",
    detail: { preset: input.id, currency: input.currency ?? null },
  });
}
