import { z } from "zod";
import { instantSchema, pageQuerySchema, storeIdSchema } from "./common.ts";
import {
  definitionSchema,
  figureSchema,
  insightMembersResponse,
  insightsPeriodQuery,
  reportDay,
  reportWord,
} from "./insights.ts";
import { notEnoughDataSchema } from "./scores.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();
const date = z.iso.date();
const month = z.string().regex(/^\d{4}-\d{2}$/);
/** Fraction; null = nothing to divide by. */
const share = z.number().nullable();
/** Minor units of the answer's currency; null = cannot be told. */
const money = z.number().nullable();
/** Address of the members or orders behind a number. */
const rows = z.string().nullable();

/** What every report may be asked: days in the programme's zone (`to` included), a store, a channel, a condition on members, and as of when. */
export const reportQuery = insightsPeriodQuery.extend({ channel: reportWord.optional() });
export type ReportQuery = z.output<typeof reportQuery>;

/** Members behind a number that no condition can say: what the number is called (`rows` of the reports name it), with the report's own question. */
export const numberRowsQuery = reportQuery.extend({
  number: z
    .string()
    .min(1)
    .max(600)
    .regex(/^\P{Cc}*$/u)
    .describe(
      "As `rows` of a report gives it: its name, and for a number out of many which one it is (`numberParts`, as JSON)",
    ),
  ...pageQuerySchema.shape,
});

/** A line drawn on a chart or beside a number: a trade article's figure, never a promise. */
export const referenceLineSchema = z.object({
  key: z.string(),
  name: localText,
  value: z.number(),
  unit: z.enum(["share", "money", "count", "days", "multiple"]),
  /** Changed by the merchant. */
  edited: z.boolean(),
});
export type ReferenceLine = z.output<typeof referenceLineSchema>;

/** The head of every report. */
export const reportHead = z.object({
  asOf: instantSchema,
  currency: z.string(),
  zone: z.string(),
  period: z.object({ from: date, to: date, previousFrom: date, previousTo: date }),
  /** Meaning and formula of every `definition` named in the answer. */
  definitions: z.record(z.string(), definitionSchema),
  references: z.array(referenceLineSchema),
});

/** AARRR: acquired in the period, then followed. Each step counts members of the step before. */
export const funnelResponse = reportHead.extend({
  steps: z.array(
    z.object({
      step: z.enum(["acquired", "activated", "retained", "paid", "referred"]),
      name: localText,
      definition: z.string(),
      members: count,
      /** Of the step before. */
      conversion: share,
      /** Of the first step. */
      ofFirst: share,
      previousConversion: share,
      rows,
    }),
  ),
  /** The same by channel of joining. */
  byChannel: z.array(z.object({ channel: z.string().nullable(), members: z.array(count) })),
  /** Members of the period in their first 30 days: how many have 0, 1, 2, 3 or more interactions (orders and events). */
  onboarding: z.object({
    definition: z.string(),
    wanted: count,
    days: count,
    buckets: z.array(z.object({ interactions: count, members: count, rows })),
  }),
});

export const cohortsQuery = reportQuery.extend({
  by: z.enum(["joined", "firstOrder"]).default("joined"),
  grain: z.enum(["day", "week", "month"]).default("month"),
  value: z.enum(["retention", "revenue", "orders", "cumulativeRevenue"]).default("retention"),
  split: z.enum(["none", "channel", "tier", "store"]).default("none"),
});

export const cohortsResponse = reportHead.extend({
  by: z.enum(["joined", "firstOrder"]),
  grain: z.enum(["day", "week", "month"]),
  value: z.enum(["retention", "revenue", "orders", "cumulativeRevenue"]),
  definition: z.string(),
  groups: z.array(
    z.object({
      /** Value of the split; null = all. */
      group: z.string().nullable(),
      name: localText.nullable(),
      cohorts: z.array(
        z.object({
          /** First day of the cohort. */
          start: date,
          members: count,
          rows,
          /** One per elapsed period, the cohort's own first; null = not over yet. `members` = who bought, `value` = what the report asks for. */
          cells: z.array(z.object({ members: count, value: z.number().nullable(), complete: z.boolean(), rows })),
        }),
      ),
      /** Weighted mean of complete cells. */
      mean: z.array(z.number().nullable()),
    }),
  ),
  /** Members who joined in the period and came back by day 1, 7 and 30, in the second half of those days; only members old enough. */
  dayRetention: z.array(z.object({ day: count, members: count, returned: count, share, rows, definition: z.string() })),
});

/** Most periods that a cohort is followed for. */
export const longestCohort = 36;

const bin = z.object({ from: z.number(), to: z.number().nullable(), members: count, rows });

export const clvResponse = reportHead.extend({
  notEnoughData: notEnoughDataSchema.nullable(),
  model: z
    .object({
      kind: z.string(),
      version: count,
      trainedAt: instantSchema,
      horizonMonths: count,
      discountRate: z.number(),
      margin: z.number(),
    })
    .nullable(),
  total: figureSchema,
  mean: figureSchema,
  median: figureSchema,
  historicMean: figureSchema,
  /** 95% interval of the total. */
  totalInterval: z.object({ low: z.number(), high: z.number() }).nullable(),
  histogram: z.array(bin),
  deciles: z.array(
    z.object({
      /** 1 = the most valuable tenth. */
      decile: count,
      members: count,
      predicted: z.number(),
      historic: z.number(),
      share,
      cumulativeShare: share,
      rows,
    }),
  ),
  byTier: z.array(
    z.object({
      ladder: z.string(),
      tier: z.string(),
      name: localText,
      members: count,
      predicted: money,
      historic: money,
      ratioToBase: share,
      rows,
    }),
  ),
  byChannel: z.array(
    z.object({
      channel: z.string().nullable(),
      members: count,
      predicted: money,
      historic: money,
      cac: money,
      ratio: share,
      rows,
    }),
  ),
  /** Months from joining to the last sign of life: who is still there after n months (Kaplan-Meier, members not lost are censored). */
  survival: z.array(z.object({ months: count, atRisk: count, alive: z.number() })),
});

export const churnResponse = reportHead.extend({
  notEnoughData: notEnoughDataSchema.nullable(),
  /** What cannot be told: of a past day, of which only layers are kept, values and churn dates; where no model of spending fits, values. Those are null. */
  partly: notEnoughDataSchema.nullable(),
  model: z
    .object({
      version: count,
      trainedAt: instantSchema,
      method: z.string(),
      why: localText,
      horizonDays: count,
      threshold: z.number(),
      auc: z.number().nullable(),
      prAuc: z.number().nullable(),
      brier: z.number().nullable(),
      ece: z.number().nullable(),
      lift: z.number().nullable(),
      liftCap: z.number().nullable(),
    })
    .nullable(),
  atRisk: figureSchema,
  valueAtRisk: figureSchema,
  /** Lost in the month over members at its start; the ceiling is a reference line. */
  monthlyChurn: figureSchema,
  byMonth: z.array(z.object({ month, lost: count, atStart: count, rate: share, rows })),
  bands: z.array(
    z.object({
      band: z.enum(["low", "medium", "high"]),
      from: z.number(),
      to: z.number(),
      members: count,
      value: z.number().nullable(),
      rows,
    }),
  ),
  /** Whose predicted churn date falls in the next weeks. */
  calendar: z.array(z.object({ weekStart: date, members: count, value: z.number(), rows })),
  /** Due for action now: predicted to churn within the lead days. */
  actNow: z.object({ leadDays: count, members: count.nullable(), value: z.number().nullable(), rows }),
  /** Warning period of the first year of membership. */
  tenureBand: z.object({ fromMonths: count, toMonths: count, members: count, atRisk: count, rows }),
  /** Activity of the last 30 days fell by this much against the 30 days three months before. */
  activityDrop: z.object({ drop: z.number(), members: count, rows }),
  reliability: z.array(z.object({ predicted: z.number(), actual: z.number(), members: count })),
  /** Predicted and actual churn within groups of members by how often they had bought: right on average may be wrong about all of one kind. */
  byPurchases: z.array(
    z.object({
      group: z.enum(["once", "two_or_three", "four_or_more"]),
      members: count,
      predicted: z.number(),
      actual: z.number(),
      auc: z.number().nullable(),
      ece: z.number(),
    }),
  ),
  importance: z.array(z.object({ feature: z.string(), name: localText, gain: z.number() })),
});

export const acquisitionResponse = reportHead.extend({
  cost: figureSchema,
  newMembers: figureSchema,
  cac: figureSchema,
  ltvToCac: figureSchema,
  byChannel: z.array(
    z.object({
      channel: z.string().nullable(),
      newMembers: count,
      cost: money,
      cac: money,
      /** Predicted 12-month value per new member of the channel. */
      ltv: money,
      ratio: share,
      firstOrderRate: share,
      /** (dearest - this) / dearest. */
      gap: share,
      rows,
    }),
  ),
  byMonth: z.array(z.object({ month, newMembers: count, cost: money, cac: money, rows })),
  costsByType: z.array(z.object({ type: z.string(), amount: z.number() })),
});

const side = z.object({
  buyers: count.nullable(),
  orders: count,
  revenue: z.number(),
  aov: money,
  share,
  ordersPerBuyer: share,
  repurchase: share,
  rows,
});
/** Members against everybody else. Guests cannot be told apart, so what needs a person is null for them. */
export const memberComparisonResponse = reportHead.extend({
  member: side,
  guest: side,
  basketUplift: figureSchema,
  memberShare: figureSchema,
  byMonth: z.array(
    z.object({ month, memberRevenue: z.number(), guestRevenue: z.number(), memberAov: money, guestAov: money }),
  ),
  byChannel: z.array(
    z.object({
      channel: z.string().nullable(),
      memberRevenue: z.number(),
      guestRevenue: z.number(),
      memberShare: share,
    }),
  ),
});

export const repurchaseResponse = reportHead.extend({
  windows: z.array(
    z.object({
      days: count,
      firstOrders: count,
      again: count,
      rate: share,
      previousRate: share,
      definition: z.string(),
      rows,
    }),
  ),
  /** Of members with n orders, how many made another, and the median days to it. */
  ladder: z.array(
    z.object({ order: count, members: count, next: count, rate: share, medianDays: z.number().nullable() }),
  ),
  gaps: z.array(bin),
  /** Days from joining to the second order of the most valuable fifth. */
  monetisationDays: figureSchema,
});

export const purchaseTimesResponse = reportHead.extend({
  /** 7 x 24, weekday 1 = Monday; empty cells included. */
  cells: z.array(z.object({ weekday: count, hour: count, orders: count, revenue: z.number(), memberShare: share })),
  byDayOfMonth: z.array(z.object({ day: count, orders: count, revenue: z.number(), perDay: z.number() })),
  byMonthOfYear: z.array(z.object({ month: count, orders: count, revenue: z.number() })),
  channels: z.array(z.object({ channel: z.string().nullable(), byHour: z.array(count).length(24) })),
});

export const affinitiesQuery = reportQuery.extend({
  level: z.enum(["category", "sku"]).default("category"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const affinitiesResponse = reportHead.extend({
  level: z.enum(["category", "sku"]),
  orders: count,
  /** Both in one order. `lift` 1 = as often as by chance. */
  pairs: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      nameA: z.string(),
      nameB: z.string(),
      orders: count,
      /** Members with such an order; `rows` lists them. */
      buyers: count,
      support: z.number(),
      confidence: z.number(),
      lift: z.number(),
      rows,
    }),
  ),
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      orders: count,
      /** Members who bought it; `rows` lists them. */
      buyers: count,
      quantity: count,
      revenue: z.number(),
      share,
      growth: share,
      returnRate: share,
      repurchase: share,
      rows,
    }),
  ),
  skuCount: count,
  notEnoughData: notEnoughDataSchema.nullable(),
});

export const forecastQuery = reportQuery.pick({ storeId: true, channel: true, filter: true, asOf: true }).extend({
  metric: z
    .enum(["revenue", "memberRevenue", "orders", "newMembers", "membersTotal", "activeMembers"])
    .default("revenue"),
  grain: z.enum(["day", "week", "month"]).default("week"),
  horizon: z.coerce.number().int().min(1).max(53).default(12),
  level: z.coerce.number().min(0.5).max(0.99).default(0.8),
});
export const forecastResponse = reportHead.extend({
  metric: z.string(),
  unit: z.enum(["money", "count"]),
  grain: z.enum(["day", "week", "month"]),
  notEnoughData: notEnoughDataSchema.nullable(),
  method: localText.nullable(),
  actual: z.array(z.object({ date, value: z.number() })),
  forecast: z.array(z.object({ date, value: z.number(), low: z.number(), high: z.number() })),
  backtest: z
    .object({
      origins: count,
      mase: z.number().nullable(),
      smape: z.number().nullable(),
      coverage: z.number().nullable(),
      /** How many times wider the intervals are made because plain ones held too seldom; 1 = not at all. */
      widening: z.number(),
    })
    .nullable(),
});

/** Members by stage at the start of each month, and the flow between stages, under any of the programme's or the preset life cycles. */
export const lifecycleFlowQuery = reportQuery.extend({
  /** `own` (default) or the id of a preset life cycle. */
  template: reportWord.optional(),
});
export type LifecycleFlowQuery = z.output<typeof lifecycleFlowQuery>;
export const lifecycleFlowResponse = reportHead.extend({
  template: z.string(),
  /** Life cycles that may be chosen: the programme's own and the presets. */
  templates: z.array(z.object({ id: z.string(), name: localText, own: z.boolean() })),
  stages: z.array(
    z.object({
      stage: z.string().nullable(),
      name: localText,
      color: z.string().nullable(),
      members: count,
      share,
      rows,
    }),
  ),
  flow: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), members: count, rows })),
  history: z.array(z.object({ date, members: z.record(z.string(), count) })),
  /** Revenue per member and month in each stage. */
  stageArpu: z.array(z.object({ stage: z.string().nullable(), arpu: money, definition: z.string() })),
});

const stageId = z.string().max(64);
const product = z.string().max(120);
/** Which one of many a number of `numberRowsQuery` is: `cohort:{"by":"joined",…}`. */
export const numberParts = {
  /** `elapsed`: who bought so many periods after their first; null = the whole cohort. */
  cohort: cohortsQuery.pick({ by: true, grain: true, split: true }).extend({
    group: z.string().max(120),
    start: date,
    elapsed: z.int().min(0).max(longestCohort).nullable(),
  }),
  /** Members in a stage at the end of the period; '' = in none. */
  stage: z.strictObject({ template: stageId, stage: stageId }),
  /** Members by their stage at both ends of the period: `from` null = joined in between, '' = in none. */
  stage_move: z.strictObject({ template: stageId, from: stageId.nullable(), to: stageId }),
  /** Members who bought a product, or two in one order. */
  bought: z.strictObject({ level: affinitiesQuery.shape.level, ids: z.array(product).min(1).max(2) }),
};
export type CohortPart = z.output<typeof numberParts.cohort>;
export type StagePart = z.output<typeof numberParts.stage>;
export type StageMovePart = z.output<typeof numberParts.stage_move>;
export type BoughtPart = z.output<typeof numberParts.bought>;

export const numberRowsResponse = insightMembersResponse.extend({
  /** Names of the stages, stores, tiers or products that the number speaks of, by their ids. */
  names: z.record(z.string(), localText),
});

/** Members regained after having been lost, what it cost and what it is held against. */
export const winBackResponse = reportHead.extend({
  lost: figureSchema,
  regained: figureSchema,
  recoveryRate: figureSchema,
  /** Acquisition cost of a new member times the allowed ratio: what regaining one may cost. */
  cap: z.object({ cac: money, ratio: z.number(), perMember: money, reason: notEnoughDataSchema.nullable() }),
  capByChannel: z.array(z.object({ channel: z.string().nullable(), cac: money, perMember: money, lost: count, rows })),
  /** `rows` lists who was lost. */
  byMonth: z.array(z.object({ month, lost: count, regained: count, rows, regainedRows: rows })),
  /** Spend per member in the 12 months after: regained against members of the same age who never left. */
  after: z.object({
    regained: money,
    ordinary: money,
    ratio: share,
    regainedMembers: count,
    regainedRows: rows,
    ordinaryMembers: count,
    ordinaryRows: rows,
    reason: notEnoughDataSchema.nullable(),
  }),
  /** Lost members worth more than regaining one may cost; null, with a reason, of a past day whose values were not kept. */
  targets: z.object({
    members: count.nullable(),
    meanPredicted: money,
    reason: notEnoughDataSchema.nullable(),
    rows,
  }),
});

export const tierEconomicsResponse = reportHead.extend({
  ladders: z.array(
    z.object({
      ladder: z.string(),
      name: localText,
      tiers: z.array(
        z.object({
          tier: z.string(),
          name: localText,
          color: z.string().nullable(),
          members: count,
          revenue: z.number(),
          revenueShare: share,
          arpu: money,
          aov: money,
          ordersPerMember: share,
          pointsIssued: count,
          /** Points issued at their unit cost over revenue. */
          pointsCostRate: share,
          discountRate: share,
          repurchase: share,
          churn: share,
          predicted: money,
          /** Against the lowest tier. */
          predictedRatio: share,
          up: count,
          down: count,
          rows,
        }),
      ),
    }),
  ),
});

/** Which population: a condition, a period. */
const population = z.strictObject({
  name: z.string().max(80).optional(),
  condition: z.unknown().optional(),
  from: reportDay.optional(),
  to: reportDay.optional(),
});
export const comparePopulationsRequest = z.strictObject({
  a: population,
  b: population,
  storeId: storeIdSchema.optional(),
});
export type ComparePopulationsRequest = z.output<typeof comparePopulationsRequest>;
export const comparePopulationsResponse = reportHead.extend({
  a: z.object({ members: count, rows }),
  b: z.object({ members: count, rows }),
  /** Each metric on both sides; p-value of the difference of means where members can be told apart. */
  metrics: z.array(
    z.object({
      definition: z.string(),
      unit: z.enum(["money", "count", "share", "days", "points", "multiple", "number"]),
      a: z.number().nullable(),
      b: z.number().nullable(),
      difference: share,
      low: z.number().nullable(),
      high: z.number().nullable(),
      pValue: z.number().nullable(),
    }),
  ),
  /** Portrait: share of each value on both sides; index 100 = alike. */
  portrait: z.array(
    z.object({
      dimension: z.string(),
      name: localText,
      values: z.array(
        z.object({ value: z.string().nullable(), label: localText, a: share, b: share, index: z.number().nullable() }),
      ),
    }),
  ),
});
