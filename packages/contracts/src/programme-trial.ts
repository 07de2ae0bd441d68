import { z } from "zod";
import { idSchema, instantSchema, storeIdSchema } from "./common.ts";
import { programmeSourceSchema } from "./simulations.ts";
import { orderLineInput, outcomeEntrySchema, tierChangeSchema } from "./till.ts";

const short = z.string().trim().min(1).max(64);
const localText = z.object({ zh: z.string(), en: z.string() });

const trialOrder = z.strictObject({
  storeId: storeIdSchema.optional(),
  channel: short.optional(),
  source: short.default("try"),
  lines: z.array(orderLineInput).min(1).max(2_000),
  redeem: z
    .array(z.strictObject({ wallet: short, points: z.int().min(1).max(1e12) }))
    .max(10)
    .default([]),
  tenders: z
    .array(z.strictObject({ kind: short, amount: z.int().min(0).max(1e12) }))
    .max(20)
    .optional()
    .describe("How the money was paid; rules may leave some of it out"),
});

const trialEvent = z.strictObject({
  type: z
    .string()
    .max(64)
    .regex(/^[a-z][a-z0-9_.-]*$/),
  storeId: storeIdSchema.optional(),
  channel: short.optional(),
  source: short.default("try"),
  properties: z
    .record(z.string().max(64), z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]))
    .default({}),
});

/** A member who is not in the books: no history, unless it is said here. */
const sampleMember = z.strictObject({
  joinedAt: instantSchema.optional().describe("Absent = at the instant of the trial"),
  birthday: z.iso.date().optional(),
  gender: z.enum(["female", "male", "other"]).optional(),
  tags: z.array(short).max(100).default([]),
  tiers: z
    .array(z.strictObject({ ladder: short, tier: short }))
    .max(50)
    .default([]),
  points: z
    .array(z.strictObject({ wallet: short, available: z.int().min(0).max(1e12) }))
    .max(100)
    .default([]),
});

export const tryProgrammeRequest = z
  .strictObject({
    programme: programmeSourceSchema
      .default("draft")
      .describe("Which rules; the draft is the published programme while nothing is saved"),
    memberId: z.string().min(5).max(205).optional().describe("mbr_… or ext:…; as the member stands now"),
    sample: sampleMember.optional().describe("Without memberId; absent = somebody who has just joined"),
    at: instantSchema.optional().describe("Absent = now"),
    order: trialOrder.optional(),
    orderId: idSchema("ord")
      .optional()
      .describe("The basket of this order, as if it were bought at `at`; without memberId or sample by its member"),
    event: trialEvent.optional(),
  })
  .refine(({ order, orderId, event }) => [order, orderId, event].filter((one) => one !== undefined).length === 1, {
    path: ["order"],
    message: "give one of order, orderId and event",
  })
  .refine(({ memberId, sample }) => memberId === undefined || sample === undefined, {
    path: ["sample"],
    message: "give memberId or sample, not both",
  });
export type TryProgramme = z.output<typeof tryProgrammeRequest>;

/** A node of a condition's tree in reading order; children follow their parent with `depth` one more. */
const trialConditionNode = z.object({
  depth: z.int().min(0),
  kind: z.string(),
  holds: z.boolean(),
  /** The value found; null for groups and missing values. */
  seen: z.unknown(),
  /** Whether what was found is money, in minor units. */
  isMoney: z.boolean(),
  text: z.string(),
});
export type TrialConditionNode = z.output<typeof trialConditionNode>;

export const ruleStatuses = [
  "fired",
  "not_in_force",
  "disabled",
  "wrong_trigger",
  "condition_failed",
  "no_eligible_lines",
  "lost_in_group",
  "capped_to_zero",
  "budget_exhausted",
  "zero_points",
] as const;

const trialRule = z.object({
  id: z.string(),
  name: localText,
  wallet: z.string(),
  status: z.enum(ruleStatuses),
  /** Why, in the caller's language. */
  text: z.string(),
  /** The rule's condition with what was seen; empty when it has none or was not looked at. */
  condition: z.array(trialConditionNode),
  /** Lines that count; null for what is no order. */
  eligibleLines: z.array(z.int()).nullable(),
  /** Minor units that count; null when the amount does not depend on money. */
  eligibleAmount: z.int().nullable(),
  /** Pieces that count, where points are given for each. */
  eligibleQuantity: z.int().nullable(),
  multipliers: z.array(
    z.object({
      id: z.string(),
      name: localText,
      factorBps: z.int(),
      fits: z.boolean(),
      /** Fits, and no higher one took its place. */
      counts: z.boolean(),
      condition: z.array(trialConditionNode),
    }),
  ),
  /** What caps, budgets or a failing formula took away, in the caller's language. */
  limits: z.array(z.string()),
  /** The rule of the group that gave instead. */
  lostTo: z.string().nullable(),
  /** Points by amount and multipliers, after caps, and after budgets (which is what is given). Null when it came to none of them. */
  rawPoints: z.int().nullable(),
  cappedPoints: z.int().nullable(),
  points: z.int(),
});
export type TrialRule = z.output<typeof trialRule>;

const trialBalance = z.object({ available: z.int(), pending: z.int(), held: z.int(), arrears: z.int() });

export const tryProgrammeResponse = z.object({
  programme: z.object({
    kind: z.enum(["published", "draft", "version", "document"]),
    /** The version it is, or that the draft started from. */
    version: z.int().nullable(),
    currency: z.string(),
  }),
  member: z.object({ id: z.string().nullable(), isSample: z.boolean() }),
  at: instantSchema,
  /** Why the order was refused, in the caller's language; then nothing else happened. */
  refusal: z.object({ code: z.string(), text: z.string() }).nullable(),
  order: z
    .object({
      gross: z.int(),
      discount: z.int(),
      pointsPaid: z.int(),
      net: z.int(),
      lines: z.array(z.object({ lineNo: z.int(), net: z.int() })),
    })
    .nullable(),
  /** Every rule of the programme, in the order they are looked at. */
  rules: z.array(trialRule),
  entries: z.array(outcomeEntrySchema),
  tierChanges: z.array(tierChangeSchema),
  wallets: z.array(z.object({ wallet: z.string(), before: trialBalance, after: trialBalance })),
  tiers: z.array(z.object({ ladder: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type TrialResult = z.output<typeof tryProgrammeResponse>;
