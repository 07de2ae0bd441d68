import { z } from "zod";
import { storeIdSchema } from "./common.ts";
import { reportHead } from "./insight-reports.ts";
import { asOfQuery, figureSchema } from "./insights.ts";
import { notEnoughDataSchema } from "./scores.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();
const share = z.number().nullable();
const metricUnit = z.enum(["money", "count", "share", "days", "points", "multiple", "number"]);

/** Of each member's orders: days since the last, how many, their net, net per order, days since joining, categories bought, discount over gross. */
export const clusterFeatureSchema = z.enum([
  "recency",
  "frequency",
  "monetary",
  "averageOrder",
  "tenure",
  "categories",
  "discountShare",
]);
export type ClusterFeature = z.output<typeof clusterFeatureSchema>;

export const clustersRequest = z.strictObject({
  /** What members are told apart by. */
  features: z
    .array(clusterFeatureSchema)
    .min(2)
    .max(7)
    .refine((features) => new Set(features).size === features.length, "each feature once"),
  /** How many clusters; absent = chosen by silhouette. */
  k: z.int().min(2).max(8).optional(),
  /** A condition tree: only members whom it holds of. */
  filter: z.unknown().optional(),
  /** Only orders of this store. */
  storeId: storeIdSchema.optional(),
  /** Orders later than this count nowhere; default now. */
  asOf: asOfQuery,
});
export type ClustersRequest = z.output<typeof clustersRequest>;

export const clustersResponse = reportHead.extend({
  notEnoughData: notEnoughDataSchema.nullable(),
  features: z.array(clusterFeatureSchema),
  k: count,
  /** Whether k was chosen by silhouette. */
  isChosen: z.boolean(),
  /** -1 to 1; above 0.5 the clusters are well apart, below 0.25 they are hardly any. */
  silhouette: z.number().nullable(),
  /** Members with orders, all of whom are in a cluster. */
  members: count,
  /** How many of them the centres were found from. */
  sampled: count,
  /** The one that spends most first. */
  clusters: z.array(
    z.object({
      name: localText,
      members: count,
      share,
      /** Share of the spend of all clusters. */
      spendShare: share,
      /** Median of each feature asked for, and of spend. */
      profile: z.record(z.string(), z.number()),
      /** Mean predicted value, in minor units. */
      meanPredicted: z.number().nullable(),
      /** A condition that describes the cluster by ranges of its features, to look at or to keep. */
      condition: z.unknown(),
      sentence: localText.nullable(),
      /** How well it does: precision = share of whom it finds that are of the cluster, recall = share of the cluster that it finds. */
      fit: z.object({ precision: z.number(), recall: z.number(), members: count }).nullable(),
      /** Address of the members whom the condition finds; null when it fits too badly. */
      rows: z.string().nullable(),
    }),
  ),
});

export const scorecardDimensionSchema = z.enum(["financial", "behaviour", "brand"]);
export type ScorecardDimension = z.output<typeof scorecardDimensionSchema>;

/** Relative: only the proportions count. */
const weight = z.number().min(0).max(100);

export const scorecardSettingsSchema = z.strictObject({
  dimensions: z
    .array(
      z.strictObject({
        dimension: scorecardDimensionSchema,
        weight,
        indicators: z
          .array(
            z.strictObject({
              /** A metric or a score. */
              id: z.string().min(1).max(64),
              weight,
              /** Held against this when no goal is set for the days; only for rates, means and standing numbers. */
              target: z.number().positive().nullable().default(null),
            }),
          )
          .max(12),
      }),
    )
    .length(3)
    .refine((list) => new Set(list.map((row) => row.dimension)).size === 3, "each dimension once")
    .refine((list) => {
      const ids = list.flatMap((row) => row.indicators.map(({ id }) => id));
      return new Set(ids).size === ids.length;
    }, "each indicator once"),
});
export type ScorecardSettings = z.output<typeof scorecardSettingsSchema>;

export const scorecardSettingsResponse = scorecardSettingsSchema.extend({
  /** What may be an indicator. */
  choices: z.array(
    z.object({
      id: z.string(),
      name: localText,
      unit: metricUnit,
      better: z.enum(["more", "less"]),
      /** Whether a target of its own makes sense: not for what depends on how many days are asked. */
      takesTarget: z.boolean(),
    }),
  ),
});

/** Balanced scorecard: financial, behaviour, brand. */
export const scorecardResponse = reportHead.extend({
  dimensions: z.array(
    z.object({
      dimension: scorecardDimensionSchema,
      name: localText,
      /** As set. */
      weight: z.number(),
      /** Of the total, among the dimensions that can be told; null = cannot be told. */
      counts: share,
      /** 0..100; null = none of its indicators can be told. */
      score: z.number().nullable(),
      reason: notEnoughDataSchema.nullable(),
      indicators: z.array(
        z.object({
          figure: figureSchema,
          unit: metricUnit,
          better: z.enum(["more", "less"]),
          weight: z.number(),
          /** Of the dimension's score, among the indicators that can be told. */
          counts: share,
          /** What it is held against. */
          target: z.number().nullable(),
          targetKind: z.enum(["goal", "own", "reference", "previous", "none"]),
          score: z.number().nullable(),
          reason: notEnoughDataSchema.nullable(),
        }),
      ),
    }),
  ),
  total: z.number().nullable(),
});
