import type { Locale, VersionStatus } from "@regulars/contracts";
import { canonicalJson, type Programme, programmeSchema } from "@regulars/engine";
import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { AppError, refuse } from "../../../platform/errors.ts";
import type { Platform } from "../../../platform/platform.ts";
import { checkDocument } from "../document.ts";
import {
  deleteDraft,
  findPublished,
  hasHistory,
  insertVersion,
  notifyChange,
  type ProgrammeDocument,
  readDraft,
} from "../store.ts";

export interface Publish {
  /** The revision of the draft that was looked at; absent: whatever the draft is now. */
  revision?: number | undefined;
  /** Absent or past: at once. */
  validFrom?: Date | undefined;
  note?: string | undefined;
  /** Language of the faults in a refusal. */
  locale: Locale;
}

export interface Published {
  version: number;
  status: VersionStatus;
}

/** The job that fills the accounts' new leaves from history and then activates the version. */
export const fillTask = "programme.fill";

/**
 * Turns the draft into the next version. It decides from its activation on, which follows once every account knows
 * what the new rules ask about; a version of a later day waits as `scheduled`.
 * Refuses with programme.draft_changed, draft_unchanged, invalid or activation_running.
 */
export async function publish(
  platform: Pick<Platform, "clock" | "audit" | "jobs">,
  tx: Tx,
  actor: Actor,
  input: Publish,
): Promise<Published> {
  const draft = await readDraft(tx, { lock: true });
  if (input.revision !== undefined && (draft?.revision ?? 0) !== input.revision) refuse("programme.draft_changed");
  if (!draft) refuse("programme.draft_unchanged");
  const published = await findPublished(tx);
  const { programme, findings } = checkDocument(draft.document, {
    publishedCurrency: published && (await hasHistory(tx)) ? String(published.document.currency) : null,
  });
  const faults = findings.filter((finding) => finding.severity === "error");
  if (!programme || faults.length > 0) {
    const language = input.locale === "en" ? "en" : "zh";
    const errors = faults.map((fault) => ({ pointer: fault.pointer, code: fault.code, message: fault[language] }));
    throw new AppError("programme.invalid", { count: faults.length }, errors);
  }
  if (published && isSame(published.document, programme)) refuse("programme.draft_unchanged");

  const now = platform.clock.now();
  const scheduled = input.validFrom !== undefined && input.validFrom > now;
  const status = scheduled ? "scheduled" : "activating";
  const version = await insertVersion(tx, {
    status,
    document: programme,
    note: input.note ?? null,
    basedOn: draft.based_on,
    validFrom: scheduled && input.validFrom ? input.validFrom : now,
    actor: actor.name,
    at: now,
  });
  await deleteDraft(tx);
  if (!scheduled) await platform.jobs.add(fillTask, { version }, { tx, jobKey: `${fillTask}.${version}` });
  await platform.audit.record(tx, actor, {
    action: "programme.published",
    target: `programme_version_${version}`,
    before: { version: published?.version ?? null },
    after: { version, status, note: input.note ?? null },
  });
  await notifyChange(tx);
  return { version, status };
}

/** A version that was stored before a part of the schema existed means what its defaults say. */
function isSame(published: ProgrammeDocument, programme: Programme): boolean {
  const parsed = programmeSchema.safeParse(published);
  return parsed.success && canonicalJson(parsed.data) === canonicalJson(programme);
}
