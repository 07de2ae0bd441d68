import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema, storeIdSchema } from "./common.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();
const score = z.number().int().min(1).max(5);
const date = z.iso.date();

/** Ratios are fractions: 0.25 is 25%. Money is in minor units of the answer's `currency`. Null = cannot be told (nothing to divide by). */
export const figureSchema = z.object({
  value: z.number().nullable(),
  /** The same over the period before, of equal length. */
  previous: z.number().nullable(),
  /** (value - previous) / previous. */
  change: z.number().nullable(),
  /** One value a day, oldest first; empty where a day says nothing. */
  spark: z.array(z.number()),
  /** Key into `definitions`. */
  definition: z.string(),
  /** Address of the members or orders behind the number. */
  rows: z.string().nullable(),
});
export type Figure = z.output<typeof figureSchema>;

export const definitionSchema = z.object({ name: localText, text: localText, formula: z.string() });
export type Definition = z.output<typeof definitionSchema>;

/** A day that a report may be asked about; what lies outside is a slip of the pen. */
export const reportDay = date.refine((day) => day >= "1970-01-01" && day < "2200", "1970-01-01 to 2199-12-31");
/** Facts and states as they were at this instant; default now. Facts later than it count nowhere. */
export const asOfQuery = instantSchema
  .refine((at) => at >= "1970" && at < "2200", "1970-01-01 to 2199-12-31")
  .optional()
  .describe("Facts and states as they were at this instant; absent = now");
/** A condition tree as JSON text: only members whom it holds of are counted. */
export const filterQuery = z.string().max(4_000).optional().describe("A condition tree as JSON text");
/** A name of the merchant's own, such as a channel. */
export const reportWord = z
  .string()
  .max(64)
  .regex(/^\P{Cc}*$/u);

/** Days in the programme's zone, `to` included; default the last 30 days up to today. */
export const insightsPeriodQuery = z.strictObject({
  from: reportDay.optional(),
  to: reportDay.optional(),
  storeId: storeIdSchema.optional(),
  filter: filterQuery,
  asOf: asOfQuery,
});
export const rfmQuery = insightsPeriodQuery.pick({ storeId: true, filter: true, asOf: true });

const stageCount = z.object({
  stage: z.string().nullable(),
  name: localText,
  color: z.string().nullable(),
  members: count,
  share: z.number(),
  rows: z.string().nullable(),
});
const stageFlow = z.object({ from: z.string().nullable(), to: z.string().nullable(), members: count });
const tierCount = z.object({
  tier: z.string(),
  name: localText,
  color: z.string().nullable(),
  members: count,
  share: z.number(),
  rows: z.string(),
});
const ladderTiers = z.object({ ladder: z.string(), name: localText, tiers: z.array(tierCount) });

export const rfmCellSchema = z.object({
  r: score,
  f: score,
  members: count,
  /** Mean spend of the cell's members in the window, minor units. */
  meanMonetary: z.number(),
  /** Mean M score. */
  meanM: z.number(),
  rows: z.string(),
});

const rfmBounds = z.object({ score, from: z.number(), to: z.number() });

export const rfmSchema = z.object({
  /** Orders of this many days up to `asOf` count. */
  windowDays: count,
  asOf: instantSchema.nullable(),
  scored: count,
  /** All 25 cells, also the empty ones. */
  cells: z.array(rfmCellSchema),
  /** Smallest and largest value behind each score, where a member has it. */
  bounds: z.object({ recencyDays: z.array(rfmBounds), frequency: z.array(rfmBounds), monetary: z.array(rfmBounds) }),
  definition: z.string(),
});
export type Rfm = z.output<typeof rfmSchema>;

export const walletFlowSchema = z.object({
  wallet: z.string(),
  name: localText,
  /** opening + issued - spent + returned - expired - clawedBack + adjusted + transferred = closing. */
  opening: count,
  issued: count,
  spent: count,
  returned: count,
  expired: count,
  clawedBack: count,
  adjusted: count,
  transferred: count,
  closing: count,
  /** (spent - returned) / issued. */
  redemptionRate: z.number().nullable(),
  /** Points that members hold at the end of the period, expired ones not counted. */
  outstanding: count,
  /** Minor units; null when the wallet states neither a cost nor what points buy. */
  liability: count.nullable(),
  liabilityBasis: z.enum(["cost", "redemption", "none"]),
  /** Points that die within 30 days of the end of the period unless spent. */
  expiringSoon: count,
  expiringMembers: count,
  byDay: z.array(z.object({ date, issued: count, spent: count, expired: count, clawedBack: count })),
});

export const alertSchema = z.object({
  id: z.enum(["slipping_away", "points_expiring", "refunds_up", "revenue_down", "import_refused"]),
  severity: z.enum(["high", "medium", "low"]),
  title: localText,
  detail: localText,
  count,
  /** API address of the rows behind it. */
  rows: z.string().nullable(),
});
export type Alert = z.output<typeof alertSchema>;

export const overviewResponse = z.object({
  currency: z.string(),
  zone: z.string(),
  /** How fresh the figures are: everything committed before is counted. */
  asOf: instantSchema,
  period: z.object({ from: date, to: date, days: count, previousFrom: date, previousTo: date }),
  storeId: z.string().nullable(),
  definitions: z.record(z.string(), definitionSchema),
  members: z.object({
    total: figureSchema,
    joined: figureSchema,
    active: figureSchema,
    lost: figureSchema,
    byStage: z.array(stageCount),
    byTier: z.array(ladderTiers),
    /** Members by stage at the start of the period and now; from null = joined in between. */
    flow: z.array(stageFlow),
    /** `lost` is null of a past day: when members were lost is kept for the latest change only. */
    movement: z.array(z.object({ date, joined: count, lost: count.nullable() })),
  }),
  value: z.object({
    revenue: figureSchema,
    memberRevenue: figureSchema,
    guestRevenue: figureSchema,
    memberShare: figureSchema,
    orders: figureSchema,
    memberOrders: figureSchema,
    guestOrders: figureSchema,
    averageOrder: figureSchema,
    memberAverageOrder: figureSchema,
    guestAverageOrder: figureSchema,
    repurchaseRate: figureSchema,
    arpu: figureSchema,
    arpuActive: figureSchema,
    refunds: figureSchema,
    byDay: z.array(
      z.object({ date, memberRevenue: count, guestRevenue: count, memberOrders: count, guestOrders: count }),
    ),
  }),
  rfm: rfmSchema,
  points: z.array(walletFlowSchema),
  topStores: z.array(
    z.object({
      storeId: z.string(),
      name: z.string(),
      city: z.string().nullable(),
      revenue: count,
      orders: count,
      memberShare: z.number().nullable(),
      change: z.number().nullable(),
    }),
  ),
  alerts: z.array(alertSchema),
});
export type Overview = z.output<typeof overviewResponse>;

export const rfmResponse = rfmSchema.extend({
  currency: z.string(),
  definitions: z.record(z.string(), definitionSchema),
});

/** `list`: which members; the other filters narrow it. */
export const insightMembersQuery = z.strictObject({
  ...pageQuerySchema.shape,
  list: z.enum(["scored", "joined", "active", "repeat", "lost", "slipping", "expiring"]).default("scored"),
  r: z.coerce.number().int().min(1).max(5).optional(),
  f: z.coerce.number().int().min(1).max(5).optional(),
  m: z.coerce.number().int().min(1).max(5).optional(),
  stage: reportWord.optional(),
  ...insightsPeriodQuery.shape,
});
export const rfmMembersQuery = insightMembersQuery.pick({
  r: true,
  f: true,
  m: true,
  storeId: true,
  filter: true,
  asOf: true,
  limit: true,
  cursor: true,
});
export const lifecycleMembersQuery = insightMembersQuery
  .pick({ storeId: true, filter: true, asOf: true, limit: true, cursor: true })
  .extend({ stage: reportWord });

/** Of a past `asOf`, stage, scores and orders are those of then and `stageSince` is null; number, name and phone are today's. */
export const insightMemberSchema = z.object({
  id: idSchema("mbr"),
  memberNo: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  joinedAt: instantSchema,
  stage: z.string().nullable(),
  stageSince: instantSchema.nullable(),
  rfm: z.object({ r: score, f: score, m: score }).nullable(),
  recencyDays: count.nullable(),
  frequency: count,
  monetary: count,
  lastOrderAt: instantSchema.nullable(),
});
export const insightMembersResponse = pageSchema(insightMemberSchema).extend({ currency: z.string(), total: count });
export type InsightMember = z.output<typeof insightMemberSchema>;

export const closestMembersQuery = z.strictObject({
  ladder: z.string().min(1).max(64),
  tier: z.string().min(1).max(64).optional().describe("The tier members have now; absent = the first of the ladder"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ClosestMembersQuery = z.output<typeof closestMembersQuery>;
export const closestMembersResponse = z.object({
  asOf: instantSchema.nullable(),
  ladder: z.string(),
  tier: z.string(),
  /** The next tier that can be earned, in the ladder's metric; money in minor units. */
  next: z.object({ id: z.string(), from: count }),
  currency: z.string(),
  /** Nearest first. */
  items: z.array(
    insightMemberSchema.pick({ id: true, memberNo: true, name: true, phone: true }).extend({
      metric: count,
      missing: count,
    }),
  ),
});
export type ClosestMembers = z.output<typeof closestMembersResponse>;

export const lifecycleResponse = z.object({
  asOf: instantSchema.nullable(),
  template: z.string(),
  stages: z.array(stageCount.extend({ sentence: localText })),
  period: z.object({ from: date, to: date }),
  flow: z.array(stageFlow),
  movement: z.array(z.object({ date, entered: z.record(z.string(), count) })),
  definitions: z.record(z.string(), definitionSchema),
});

export interface StageExplanation {
  holds: boolean;
  sentence: { zh: string; en: string };
  children: StageExplanation[];
}
export const stageExplanationSchema: z.ZodType<StageExplanation> = z.lazy(() =>
  z.object({ holds: z.boolean(), sentence: localText, children: z.array(stageExplanationSchema) }),
);

export const memberInsightParams = z.object({ id: z.string().max(200) });
export const memberInsightResponse = z.object({
  asOf: instantSchema.nullable(),
  currency: z.string(),
  stage: z
    .object({ id: z.string(), since: instantSchema.nullable(), explanation: stageExplanationSchema.nullable() })
    .nullable(),
  /** Null for members without an order in the window. `percentile` 0.9 = spends more than 90% of the scored members. */
  rfm: z
    .object({
      r: score,
      f: score,
      m: score,
      recencyDays: count,
      frequency: count,
      monetary: count,
      percentile: z.number(),
      windowDays: count,
    })
    .nullable(),
  /** Null without orders. Weekday 1 = Monday; hour and weekday in the programme's zone. */
  habits: z
    .object({
      favouriteHour: count.nullable(),
      favouriteWeekday: count.nullable(),
      averageGapDays: z.number().nullable(),
      topCategories: z.array(z.object({ category: z.string(), amount: count })),
      topProducts: z.array(z.object({ sku: z.string(), name: z.string().nullable(), quantity: count })),
      favouriteStore: z.string().nullable(),
    })
    .nullable(),
});
export type MemberInsight = z.output<typeof memberInsightResponse>;

export const insightsStatusResponse = z.object({
  state: z.enum(["off", "starting", "rebuilding", "ready", "unavailable"]),
  asOf: instantSchema.nullable(),
  rows: count,
  lagSeconds: count.nullable(),
  rebuilding: z.boolean(),
  /** 0 to 1. */
  progress: z.number(),
  /** When stages and RFM scores were last worked out. */
  scoredAt: instantSchema.nullable(),
  /** What is kept and how much room it takes, the largest first; kept for as long as PostgreSQL has it. */
  tables: z.array(z.object({ name: z.string(), rows: count, bytes: count })),
});
