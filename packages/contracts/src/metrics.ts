import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema, storeIdSchema } from "./common.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();
const date = z.iso.date();

export const metricUnits = ["money", "count", "share", "days", "points", "multiple", "number"] as const;

/** `definition`: what its values are, and as of when. */
const dimension = z.object({ id: z.string(), name: localText, definition: localText, values: z.string() });

export const metricsResponse = z.object({
  metrics: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      name: localText,
      definition: localText,
      formula: z.string(),
      unit: z.enum(metricUnits),
      better: z.enum(["more", "less", "neutral"]),
      source: z.string().nullable(),
      /** Dimensions it can be grouped by. */
      dimensions: z.array(z.string()),
    }),
  ),
  dimensions: z.array(dimension),
});
export type MetricList = z.output<typeof metricsResponse>;

export const exploreRequest = z.strictObject({
  measures: z.array(z.string().max(64)).min(1).max(8),
  dimensions: z.array(z.string().max(64)).max(2).default([]),
  /** Days in the programme's zone, `to` included; default the last 30. */
  from: date.optional(),
  to: date.optional(),
  asOf: instantSchema.optional(),
  storeId: storeIdSchema.optional(),
  channel: z.string().max(64).optional(),
  /** A condition tree: only facts of these members. */
  filter: z.unknown().optional(),
  ladder: z.string().max(64).optional(),
  /** Beside it the same for the period before, or the same days a year earlier. */
  compare: z.enum(["none", "previous", "lastYear"]).default("none"),
  /** By a measure (its id) or by the dimensions (`dimension`). */
  sort: z.string().max(64).optional(),
  direction: z.enum(["asc", "desc"]).default("desc"),
  limit: z.int().min(1).max(10_000).default(1_000),
});
export type ExploreRequest = z.output<typeof exploreRequest>;

const value = z.number().nullable();
export const exploreResponse = z.object({
  asOf: instantSchema,
  currency: z.string(),
  zone: z.string(),
  period: z.object({ from: date, to: date }),
  comparedPeriod: z.object({ from: date, to: date }).nullable(),
  measures: z.array(
    z.object({
      id: z.string(),
      name: localText,
      definition: localText,
      formula: z.string(),
      unit: z.enum(metricUnits),
      better: z.enum(["more", "less", "neutral"]),
    }),
  ),
  /** `note`: what cannot be told of the period asked for or the one beside it; the values are under "unknown" there. */
  dimensions: z.array(dimension.extend({ note: localText.nullable() })),
  rows: z.array(
    z.object({
      /** '' = unknown. */
      keys: z.array(z.string()),
      /** What the keys are called. */
      labels: z.array(localText),
      values: z.array(value),
      compared: z.array(value).nullable(),
    }),
  ),
  totals: z.array(value),
  comparedTotals: z.array(value).nullable(),
  /** How many rows there are, also those beyond the limit. */
  rowCount: count,
  /** Address of the members or orders behind each measure's total. */
  drill: z.array(z.string().nullable()),
  tookMs: z.number(),
});
export type ExploreAnswer = z.output<typeof exploreResponse>;

export const costTypes = ["ads", "promotion", "channel_fee", "referral_reward", "other"] as const;
/** From 2000-01 to 2099-12: whatever is outside is a slip of the keyboard. */
const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);
export const costSchema = z.object({
  id: idSchema("cst"),
  month,
  channel: z.string().nullable(),
  type: z.enum(costTypes),
  amount: count,
  note: z.string().nullable(),
  version: count,
  createdBy: z.string(),
  updatedAt: instantSchema,
});
export type Cost = z.output<typeof costSchema>;
export const costRequest = z.strictObject({
  month,
  channel: z.string().min(1).max(64).nullable().optional(),
  type: z.enum(costTypes),
  /** Minor units of the programme currency. */
  amount: z.int().min(0).max(1_000_000_000_000),
  note: z.string().max(500).nullable().optional(),
});
export const costChangeRequest = costRequest.extend({ version: count });
export const costParams = z.object({ id: idSchema("cst") });
export const costsQuery = pageQuerySchema;
export const costsResponse = pageSchema(costSchema).extend({ currency: z.string() });

export const referenceSchema = z.object({
  id: z.string(),
  /** As the article gives it. */
  number: z.string(),
  meaning: localText,
  kind: z.string(),
  /** Numbers that the product draws or goes by, by key. `setting`: it is the value of a setting of scoring, changed in either place. */
  values: z.record(
    z.string(),
    z.object({ value: z.number(), original: z.number(), edited: z.boolean(), setting: z.boolean() }),
  ),
});
export const referencesResponse = z.object({ items: z.array(referenceSchema), label: localText });
export const referenceChangeRequest = z.strictObject({
  /** `null` puts the article's number back. */
  values: z.record(z.string().max(64), z.number().nullable()),
});
