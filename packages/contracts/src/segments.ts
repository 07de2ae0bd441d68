import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema, storeIdSchema } from "./common.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();

export const segmentPreviewRequest = z.strictObject({
  /** A condition tree (docs: the condition language). */
  condition: z.unknown(),
  /** Only who joined at this store. */
  storeId: storeIdSchema.optional(),
  /** Facts up to then; default now. */
  asOf: instantSchema.optional(),
});

export const segmentMemberSchema = z.object({
  id: idSchema("mbr"),
  memberNo: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  joinedAt: instantSchema,
  stage: z.string().nullable(),
  rfm: z.object({ r: count, f: count, m: count }).nullable(),
  /** Orders and their net amount in the RFM window. */
  frequency: count,
  monetary: count,
  lastOrderAt: instantSchema.nullable(),
  /** Minor units over the next 12 months; null = not scored. */
  clvPredicted: count.nullable(),
  churnProbability: z.number().nullable(),
  churnDate: z.iso.date().nullable(),
  health: z.number().nullable(),
});
export type SegmentMember = z.output<typeof segmentMemberSchema>;

export const segmentPreviewResponse = z.object({
  asOf: instantSchema,
  size: count,
  /** Members on the books at `asOf`. */
  total: count,
  /** size / total; null without members. */
  share: z.number().nullable(),
  /** The condition in words. */
  sentence: localText,
  /** Ten of them at most, biggest spenders first. */
  sample: z.array(segmentMemberSchema),
  tookMs: z.number(),
});
export type SegmentPreview = z.output<typeof segmentPreviewResponse>;

export const segmentSorts = ["monetary", "joined", "lastOrder", "clv", "churn", "churnDate", "health"] as const;

export const segmentMembersQuery = pageQuerySchema.extend({
  /** A condition tree as JSON text; absent = all members. */
  condition: z.string().max(20_000).optional(),
  asOf: instantSchema.optional(),
  storeId: storeIdSchema.optional().describe("Only members who joined there"),
  sort: z.enum(segmentSorts).default("monetary"),
  direction: z.enum(["asc", "desc"]).default("desc"),
});
export type SegmentMembersQuery = z.output<typeof segmentMembersQuery>;
export const segmentMembersResponse = pageSchema(segmentMemberSchema).extend({
  asOf: instantSchema,
  currency: z.string(),
  total: count,
  sentence: localText,
});
export type SegmentMembers = z.output<typeof segmentMembersResponse>;

/** Everybody, in one answer that is written as it is read. */
export const segmentExportQuery = segmentMembersQuery.omit({ limit: true, cursor: true });
export type SegmentExportQuery = z.output<typeof segmentExportQuery>;

export const segmentExplainRequest = z.strictObject({
  /** A condition tree, or nothing but `{ "all": [] }` for everybody. */
  condition: z.unknown(),
  memberId: idSchema("mbr"),
  /** Facts up to then; default now. */
  asOf: instantSchema.optional(),
});

const seenValue = z.union([z.string(), z.number(), z.boolean()]);

export interface SegmentReason {
  pointer: string;
  kind: string;
  holds: boolean;
  sentence: { zh: string; en: string };
  seen: z.output<typeof seenValue> | z.output<typeof seenValue>[] | null;
  seenText: { zh: string; en: string } | null;
  children: SegmentReason[];
}
/** Named, as a schema that contains itself can only be written as a reference to its name. */
export const segmentReasonSchema: z.ZodType<SegmentReason> = z
  .lazy(() =>
    z.object({
      /** Where in the condition, as a JSON pointer; what a named segment holds has the pointer of its name. */
      pointer: z.string(),
      /** `all`, `any`, `not`, `segment`, or what the leaf asks about. */
      kind: z.string(),
      holds: z.boolean(),
      sentence: localText,
      /** What was seen: money in minor units, instants as local dates; null = missing, and for groups. */
      seen: z.union([seenValue, z.array(seenValue)]).nullable(),
      /** The same in words; null for groups. */
      seenText: localText.nullable(),
      children: z.array(segmentReasonSchema),
    }),
  )
  .meta({ id: "SegmentReason" });

export const segmentExplainResponse = z.object({
  asOf: instantSchema,
  memberId: idSchema("mbr"),
  /** Whether the member is in the set: the condition holds, and the member had joined by `asOf`. */
  holds: z.boolean(),
  hadJoined: z.boolean(),
  sentence: localText,
  tree: segmentReasonSchema,
});
export type SegmentExplanation = z.output<typeof segmentExplainResponse>;
