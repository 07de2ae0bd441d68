import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema } from "./common.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();
const date = z.iso.date();

/** Why there is no answer: a stable code and words. */
export const notEnoughDataSchema = z.object({ code: z.string(), text: localText });
export type NotEnoughDataAnswer = z.output<typeof notEnoughDataSchema>;

export const modelKinds = ["purchases", "spend", "churn", "recommendation"] as const;

export const scoreRunSchema = z.object({
  id: idSchema("scr"),
  status: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  reason: z.enum(["nightly", "asked", "lens"]),
  requestedBy: z.string(),
  requestedAt: instantSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  /** What it is at: reading, fitting, learning, scoring, writing. */
  step: z.string().nullable(),
  progress: z.number(),
  members: count.nullable(),
  /** Per kind of model: the version made, or why there is none. */
  outcome: z
    .record(z.string(), z.object({ version: count.nullable(), notEnoughData: notEnoughDataSchema.nullable() }))
    .nullable(),
  error: z.string().nullable(),
});
export type ScoreRun = z.output<typeof scoreRunSchema>;
export const scoreRunsResponse = pageSchema(scoreRunSchema);
export const scoreRunParams = z.object({ id: idSchema("scr") });
export const scoreRunsQuery = z.strictObject(pageQuerySchema.shape);

/** Days in the programme's zone; default the last year. */
export const scoreHistoryQuery = z.strictObject({ from: date.optional(), to: date.optional() });
export const scoreHistoryResponse = z.object({
  items: z.array(
    z.object({
      day: date,
      /** Members with orders. */
      scored: count,
      /** Mean health index, 0..100. */
      health: z.number().nullable(),
      /** Mean churn probability. */
      churn: z.number().nullable(),
      /** Members whose churn probability passed the threshold in force. */
      atRisk: count,
      /** Mean value to come, minor units. */
      clv: z.number().nullable(),
      /** Members by RFM group. */
      groups: z.record(z.string(), count),
    }),
  ),
  /** Weeks in a row, up to the last, in which the mean health index fell. */
  fallingWeeks: count,
});
export type ScoreHistory = z.output<typeof scoreHistoryResponse>;

export const evaluationSchema = z.object({
  n: count,
  positives: count,
  rate: z.number(),
  auc: z.number().nullable(),
  prAuc: z.number().nullable(),
  lift: z.number().nullable(),
  liftCap: z.number().nullable(),
  brier: z.number(),
  logLoss: z.number(),
  ece: z.number(),
  reliability: z.array(z.object({ predicted: z.number(), actual: z.number(), members: count })),
});

export const modelSchema = z.object({
  kind: z.enum(modelKinds),
  name: localText,
  state: z.enum(["fitted", "not_enough_data", "never_fitted"]),
  notEnoughData: notEnoughDataSchema.nullable(),
  version: count.nullable(),
  trainedAt: instantSchema.nullable(),
  trainedFrom: date.nullable(),
  trainedTo: date.nullable(),
  rows: count.nullable(),
  method: z.string().nullable(),
  methodName: localText.nullable(),
  /** Parameters and how good it is; what is in it depends on the kind. */
  params: z.record(z.string(), z.number()).nullable(),
  card: z.record(z.string(), z.unknown()).nullable(),
});
export type Model = z.output<typeof modelSchema>;
export const modelsResponse = z.object({ items: z.array(modelSchema) });

export const memberScoresResponse = z.object({
  asOf: instantSchema.nullable(),
  currency: z.string(),
  /** Null = not scored yet, `notScored` says why. */
  scored: z.boolean(),
  notScored: notEnoughDataSchema.nullable(),
  personalised: z.boolean(),
  rfm: z.object({ r: count, f: count, m: count, group: z.string(), groupName: localText }).nullable(),
  value: z.object({
    historic: count.nullable(),
    /** The inputs of the value so far: spend x orders a month x months x margin, less what winning the member cost. */
    inputs: z
      .object({
        meanSpend: z.number(),
        ordersPerMonth: z.number(),
        months: z.number(),
        margin: z.number(),
        /** Null where no cost was entered that the member shares in. */
        acquisitionCost: z.number().nullable(),
        acquisitionCostReason: notEnoughDataSchema.nullable(),
      })
      .nullable(),
    predicted: count.nullable(),
    low: count.nullable(),
    high: count.nullable(),
    expectedOrders: z.number().nullable(),
    probabilityAlive: z.number().nullable(),
    notEnoughData: notEnoughDataSchema.nullable(),
  }),
  churn: z.object({
    probability: z.number().nullable(),
    date: date.nullable(),
    horizonDays: count,
    threshold: z.number(),
    reasons: z.array(
      z.object({ feature: z.string(), name: localText, value: z.number().nullable(), raises: z.boolean() }),
    ),
    /** Per week ahead: chance of silence until then, chance of an order in that week after silence. */
    weeks: z.array(z.object({ week: count, silent: z.number(), purchase: z.number() })),
    notEnoughData: notEnoughDataSchema.nullable(),
  }),
  health: z.object({
    value: z.number().nullable(),
    parts: z.array(
      z.object({
        part: z.string(),
        name: localText,
        value: z.number().nullable(),
        weight: z.number(),
        reason: localText.nullable(),
      }),
    ),
  }),
  /** By when an order is as likely as not; null = not within two years, or not to be told. */
  nextPurchaseDate: date.nullable(),
  /** Null = nothing to go by, or the member does not want it. */
  nextOffer: z
    .object({
      sku: z.string(),
      name: z.string().nullable(),
      /** Null = bought again and again itself. */
      because: z.object({ sku: z.string(), name: z.string().nullable() }).nullable(),
    })
    .nullable(),
  /** 0..100; null = nothing recorded that could show it. */
  needs: z.array(
    z.object({
      need: z.enum(["price", "service", "social"]),
      name: localText,
      value: z.number().nullable(),
      reason: localText.nullable(),
    }),
  ),
  consumptionType: z.string().nullable(),
  priceSensitivity: z.number().nullable(),
  potential: z.string().nullable(),
  potentialFour: z.string().nullable(),
  rising: z.boolean().nullable(),
  engagement: z.number().nullable(),
  emotionalLoyalty: z.object({ value: z.number().nullable(), reason: localText.nullable() }),
  habits: z.object({
    topCategory: z.string().nullable(),
    /** Of all that the member spent. */
    topCategoryShare: z.number().nullable(),
    /** Share of spend in the core line: the fewest categories that make three fifths of what all members spend. */
    coreFit: z.number().nullable(),
    hour: count.nullable(),
    weekday: count.nullable(),
    gapDays: z.number().nullable(),
    channel: z.string().nullable(),
  }),
  versions: z.record(z.string(), count),
});
export type MemberScores = z.output<typeof memberScoresResponse>;

export const recommendationsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(10),
  /** Only what was never bought. */
  onlyNew: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
});
export const recommendationsResponse = z.object({
  /** `personalisation_off`: the member does not want it; `popular`: nothing is known of the member yet. */
  method: z.enum(["item_knn", "popular", "personalisation_off", "not_enough_data"]),
  notEnoughData: notEnoughDataSchema.nullable(),
  items: z.array(
    z.object({
      sku: z.string(),
      name: z.string().nullable(),
      category: z.string().nullable(),
      score: z.number(),
      repeat: z.boolean(),
      because: z.object({ sku: z.string(), name: z.string().nullable() }).nullable(),
      reason: localText,
    }),
  ),
});
export type Recommendations = z.output<typeof recommendationsResponse>;

const share = z.number().min(0).max(1);
const eventType = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_.-]*$/);
export const scoreSettingsSchema = z.strictObject({
  /** A member has churned who makes no purchase for so many days. */
  horizonDays: z.int().min(7).max(730),
  /** The churn date is when the chance of that passes this. */
  churnThreshold: z.number().min(0.5).max(0.99),
  /** How long before the churn date to act (REG-1 N01). */
  leadDays: z.int().min(1).max(180),
  /** Per year, on value to come. */
  discountRate: z.number().min(0).max(1),
  /** Of revenue that is earned; 1 = value is revenue. */
  margin: share,
  /** Of CAC that regaining a member may cost (REG-1 N05). */
  winBackCostRatio: z.number().min(0).max(5),
  /** Fall of activity in three months that warns (REG-1 N03). */
  activityDrop: share,
  /** Months of membership that are watched (REG-1 N04). */
  tenureBand: z.strictObject({ from: z.int().min(0).max(120), to: z.int().min(1).max(240) }),
  /** Bounds of the eight RFM groups: bought within so many days, at least so often, at least so much in a year; null = the means of all members. */
  rfmBounds: z
    .strictObject({
      recencyDays: z.int().min(1).max(365),
      frequency: z.int().min(1).max(1_000),
      monetary: z.int().min(1).max(1_000_000_000_000),
    })
    .nullable()
    .default(null),
  /** Types of events that show a need of service or of company, over a year. */
  needEvents: z.strictObject({ service: z.array(eventType).max(50), social: z.array(eventType).max(50) }).default({
    service: ["service", "consultation", "appointment", "booking", "complaint"],
    social: ["share", "review", "comment", "post", "invite", "referral"],
  }),
  healthWeights: z.strictObject({ recency: share, trend: share, engagement: share, returns: share, nps: share }),
});
export type ScoreSettings = z.output<typeof scoreSettingsSchema>;
