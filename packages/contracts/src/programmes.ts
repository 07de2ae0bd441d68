import { z } from "zod";
import { instantSchema } from "./common.ts";

/** A programme as JSON. What it may hold is the engine's `programmeSchema`; a draft may be incomplete, its faults come back as findings. */
export const programmeDocumentSchema = z.record(z.string(), z.unknown());

const localText = z.object({ zh: z.string(), en: z.string() });

/** One element of a programme, said in plain words. */
const wordSchema = z.object({ id: z.string(), zh: z.string(), en: z.string() });

export const programmeWordsSchema = z.object({
  wallets: z.array(wordSchema),
  ladders: z.array(wordSchema),
  rules: z.array(wordSchema),
  ruleGroups: z.array(wordSchema),
  budgets: z.array(wordSchema),
  tierOffers: z.array(wordSchema),
  stages: z.array(wordSchema),
});
export type ProgrammeWords = z.output<typeof programmeWordsSchema>;

export const findingSchema = z.object({
  severity: z.enum(["error", "warning", "info"]),
  /** JSON pointer into the document. */
  pointer: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
});
export type ProgrammeFinding = z.output<typeof findingSchema>;

const differenceSchema = z.object({
  /** JSON pointer into the newer document. */
  path: z.string(),
  kind: z.enum(["added", "removed", "changed"]),
  zh: z.string(),
  en: z.string(),
});
export type ProgrammeDifference = z.output<typeof differenceSchema>;

export const versionStatusSchema = z.enum([
  "activating",
  "scheduled",
  "published",
  "superseded",
  "failed",
  "cancelled",
]);
export type VersionStatus = z.output<typeof versionStatusSchema>;

export const programmeResponse = z.object({
  programme: programmeDocumentSchema,
  version: z.int(),
  validFrom: instantSchema,
  publishedBy: z.string(),
  words: programmeWordsSchema,
  /** A later version that is being filled from history or waits for its day. */
  upcoming: z.object({ version: z.int(), status: versionStatusSchema, validFrom: instantSchema }).nullable(),
});

export const draftResponse = z.object({
  draft: z.object({
    programme: programmeDocumentSchema,
    basedOn: z.int().nullable(),
    /** Counts up at each save; 0 = nothing saved, the draft equals the published version. */
    revision: z.int().min(0),
    updatedAt: instantSchema.nullable(),
    updatedBy: z.string().nullable(),
  }),
  differences: z.array(differenceSchema),
  words: programmeWordsSchema,
});

export const saveDraftRequest = z.strictObject({
  programme: programmeDocumentSchema,
  /** The revision that was read; a save over somebody else's save is refused. Absent: the save replaces whatever draft there is. */
  revision: z.int().min(0).optional(),
});

/** What an exported file says it is. A later format would be a later number. */
export const programmeFormat = "regulars.programme";
export const programmeFormatVersion = 2;

export const exportProgrammeQuery = z.object({
  version: z
    .union([z.literal("draft"), z.coerce.number().int().positive().max(2_147_483_647)])
    .optional()
    .describe("A version, or `draft`; absent = the published one"),
});

export const exportProgrammeResponse = z.object({
  format: z.literal(programmeFormat),
  formatVersion: z.int(),
  exportedAt: instantSchema,
  /** The version in the install it comes from; null for a draft. */
  version: z.int().nullable(),
  programme: programmeDocumentSchema,
});
export type ExportedProgramme = z.output<typeof exportProgrammeResponse>;

/** An exported file as it is, or a bare programme. */
export const importProgrammeRequest = z.strictObject({
  format: z.literal(programmeFormat).optional(),
  formatVersion: z.int().min(1).default(programmeFormatVersion),
  exportedAt: instantSchema.optional(),
  version: z.int().nullable().optional(),
  programme: programmeDocumentSchema,
  /** Absent: the import replaces whatever draft there is. */
  revision: z.int().min(0).optional(),
});

export const importProgrammeResponse = draftResponse.extend({ findings: z.array(findingSchema) });

export const validateDraftResponse = z.object({ findings: z.array(findingSchema) });

export const publishProgrammeRequest = z.strictObject({
  /** The revision of the draft that was looked at; absent: whatever the draft is now. */
  revision: z.int().min(0).optional(),
  validFrom: instantSchema.optional(),
  note: z.string().trim().min(1).max(1000).optional(),
});

export const publishProgrammeResponse = z.object({ version: z.int(), status: versionStatusSchema });

export const programmeVersionSchema = z.object({
  version: z.int(),
  status: versionStatusSchema,
  note: z.string().nullable(),
  basedOn: z.int().nullable(),
  validFrom: instantSchema,
  publishedBy: z.string(),
  createdAt: instantSchema,
  activatedAt: instantSchema.nullable(),
  /** Accounts whose history has been filled in so far. */
  filled: z.int(),
  error: z.string().nullable(),
});
export type ProgrammeVersion = z.output<typeof programmeVersionSchema>;

export const programmeVersionsResponse = z.object({
  items: z.array(programmeVersionSchema),
  nextCursor: z.string().nullable(),
});

export const programmeVersionParams = z.object({ version: z.coerce.number().int().positive().max(2_147_483_647) });

export const programmeVersionResponse = programmeVersionSchema.extend({
  programme: programmeDocumentSchema,
  words: programmeWordsSchema,
  /** Against the version before it. */
  differences: z.array(differenceSchema),
});

/** `publish: true` also publishes it, which undoes what came after in one step. */
export const restoreVersionRequest = z
  .strictObject({ publish: z.boolean().default(false), note: z.string().trim().min(1).max(1000).optional() })
  .nullish();

export const restoreVersionResponse = draftResponse.extend({ published: publishProgrammeResponse.nullable() });

export const presetsResponse = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["programme", "tiers", "wallet", "lifecycle"]),
      name: localText,
      description: localText,
    }),
  ),
});

export const applyPresetRequest = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    /** Absent: the preset is laid over whatever draft there is. */
    revision: z.int().min(0).optional(),
  })
  .default({});

export const presetParams = z.object({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/) });

export const sentenceRequest = z.strictObject({
  condition: z.unknown(),
  /** What is at hand where the condition is asked: of a rule for events the event, of a tier or stage the member alone. */
  scope: z.enum(["member", "order", "line", "event", "set"]).default("line"),
  /** Names of wallets, ladders and tiers come from here; absent: from the published programme. */
  programme: programmeDocumentSchema.optional(),
});

export const sentenceResponse = z.object({ zh: z.string(), en: z.string(), findings: z.array(findingSchema) });
