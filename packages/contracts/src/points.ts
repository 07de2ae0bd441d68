import { z } from "zod";
import { instantSchema, pageQuerySchema, pageSchema } from "./common.ts";
import { memberTierSchema, tierProgressSchema, walletSummarySchema } from "./members.ts";

const walletId = z.string().min(1).max(64);

export const walletsQuery = z.object({ asOf: instantSchema.optional().describe("Looks back or ahead; absent = now") });
export const walletsResponse = z.object({ items: z.array(walletSummarySchema) });

const explained = z.object({
  /** Data: code and the values that entered. */
  explanation: z.unknown(),
  /** The same in the caller's language. */
  text: z.string(),
});

export const entrySchema = explained.extend({
  id: z.string(),
  wallet: z.string(),
  kind: z.string(),
  /** Signed points. */
  amount: z.int(),
  balanceAfter: z.int(),
  factKind: z.string(),
  factId: z.string(),
  orderId: z.string().nullable(),
  ruleId: z.string().nullable(),
  lotId: z.string().nullable(),
  programmeVersion: z.int(),
  effectiveAt: instantSchema,
  recordedAt: instantSchema,
  availableAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
});
export type EntryView = z.output<typeof entrySchema>;

export const entriesQuery = pageQuerySchema.extend({ wallet: walletId.optional() });
export const entriesResponse = pageSchema(entrySchema);

export const lotSchema = z.object({
  id: z.string(),
  wallet: z.string(),
  amount: z.int(),
  remaining: z.int(),
  activeFrom: instantSchema,
  expiresAt: instantSchema.nullable(),
  status: z.enum(["pending", "open", "empty", "expired"]),
});

export const lotsQuery = pageQuerySchema.extend({
  wallet: walletId.optional(),
  status: z.enum(["open", "all"]).default("open"),
});
export const lotsResponse = pageSchema(lotSchema);

export const timelineTypes = ["order", "refund", "points", "tier", "consent", "member"] as const;
export type TimelineType = (typeof timelineTypes)[number];

export const timelineQuery = pageQuerySchema.extend({
  types: z
    .string()
    .max(100)
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(z.enum(timelineTypes)).min(1))
    .optional()
    .describe("Comma-separated: order, refund, points, tier, consent, member; absent = all"),
});

export const timelineItemSchema = z.object({
  id: z.string(),
  type: z.enum(timelineTypes),
  at: instantSchema,
  title: z.object({ zh: z.string(), en: z.string() }),
  data: z.record(z.string(), z.unknown()),
});
export type TimelineItem = z.output<typeof timelineItemSchema>;
export const timelineResponse = pageSchema(timelineItemSchema);

export const explainQuery = z.object({ order: z.string().min(5).max(64) });

export const explainResponse = z.object({
  order: z.object({
    id: z.string(),
    externalId: z.string(),
    placedAt: instantSchema,
    net: z.int(),
    currency: z.string(),
    programmeVersion: z.int(),
  }),
  /** Everything the order and its refunds did to the points. */
  entries: z.array(entrySchema.extend({ perLine: z.array(z.object({ lineNo: z.int(), amount: z.int() })) })),
  tierChanges: z.array(
    explained.extend({
      ladder: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      since: instantSchema,
      until: instantSchema.nullable(),
      reason: z.string(),
    }),
  ),
  /** Why the member stands where they stand now. */
  tiers: z.array(memberTierSchema.extend({ progress: tierProgressSchema.nullable() })),
});

export const integrityQuery = z.object({
  memberId: z.string().max(64).optional().describe("Only this member; absent = everybody"),
});

export const integrityResponse = z.object({
  ok: z.boolean(),
  /** Members whose books were checked. */
  checked: z.int(),
  findings: z.array(
    z.object({
      memberId: z.string(),
      wallet: z.string(),
      code: z.string(),
      expected: z.number().nullable(),
      actual: z.number().nullable(),
    }),
  ),
  /** There are more findings than are listed. */
  truncated: z.boolean(),
});
export type IntegrityReport = z.output<typeof integrityResponse>;
