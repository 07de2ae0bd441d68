import { z } from "zod";
import { conditionSchema, durationSchema } from "./condition.ts";
import { canonicalZone } from "./zone-offset.ts";

/** Text that members read, per locale. */
export const localTextSchema = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
export type LocalText = z.infer<typeof localTextSchema>;

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z][a-z0-9_-]*$/);
/** A zone by its name: an offset has no name under which all that reads it would know it. */
const zone = z
  .string()
  .max(64)
  .refine((name) => /^[^+-]/.test(canonicalZone(name) ?? "+"), "unknown time zone");

const positive = (max: number) => z.int().positive().max(max);
const MAX_POINTS = 1e12;
const MAX_MONEY = 1e15;
/** Event types that rules, wallets and ladders may name; what the engine itself folds is not among them. */
export const eventTypeSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z][a-z0-9_.-]*$/);

/** Local calendar periods of caps and budgets. */
export const periodSchema = z.enum(["day", "week", "month", "year"]);
export type Period = z.infer<typeof periodSchema>;

/** When credited points become spendable: at once, a duration after the fact, or when an event tells so. */
export const pendingSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("duration"), duration: durationSchema }),
  /**
   * Until the event `event` of this member. An event that names an order concerns that order's points alone, any other all that wait for its type.
   * After `atLatest` without it the points become spendable, or are cancelled.
   */
  z.strictObject({
    kind: z.literal("event"),
    event: eventTypeSchema,
    atLatest: durationSchema.optional(),
    otherwise: z.enum(["activate", "cancel"]).default("activate"),
  }),
]);
export type Pending = z.infer<typeof pendingSchema>;

const roundSchema = z.enum(["day", "month", "year"]);

/**
 * `duration` counts from the day points become active; the lot dies at the end of that local day, or of its month or year when `round` says so.
 * `fixed_day` is that day of the next calendar year. `inactivity`: all points die when the wallet has neither been credited nor debited for so long.
 */
export const expirySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("never") }),
  z.strictObject({ kind: z.literal("duration"), duration: durationSchema, round: roundSchema.default("day") }),
  z.strictObject({
    kind: z.literal("fixed_day"),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(31),
    years: z.int().min(0).max(10).default(1),
  }),
  z.strictObject({ kind: z.literal("inactivity"), duration: durationSchema, round: roundSchema.default("day") }),
]);
export type Expiry = z.infer<typeof expirySchema>;

/** A point kind with its rules. Amounts are whole numbers of its smallest unit; `decimals` says how they are shown. */
export const walletSchema = z.strictObject({
  id,
  name: localTextSchema,
  unit: localTextSchema.optional(),
  /** 2 = the integer 150 is shown as 1.50. */
  decimals: z.int().min(0).max(6).default(0),
  pending: pendingSchema.default({ kind: "none" }),
  expiry: expirySchema.default({ kind: "never" }),
  /** Which lots a debit takes first: the soonest-expiring (then the oldest), or simply the oldest. */
  spendOrder: z.enum(["soonest_expiring", "oldest"]).default("soonest_expiring"),
  /** What a claw-back does when the points are already spent: refuse the refund, leave arrears, or stop at zero. */
  negative: z.enum(["refuse", "arrears", "floor"]).default("arrears"),
  /**
   * Points of a refunded payment whose lot has expired meanwhile: `keep` its date (they lapse at once), live for at least a `minimum` from the
   * refund, or `regrant` with the life of newly earned ones.
   */
  returns: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("keep") }),
      z.strictObject({ kind: z.literal("minimum"), duration: durationSchema }),
      z.strictObject({ kind: z.literal("regrant") }),
    ])
    .default({ kind: "keep" }),
  /** `points` buy `amount` minor units at the till; absent = points cannot pay. */
  redemption: z
    .strictObject({
      points: positive(1e9),
      amount: positive(MAX_POINTS),
      maxShareBps: z.int().min(1).max(10_000).default(10_000),
      /** Fewest points of one payment, and the step they go in. */
      minPoints: positive(MAX_POINTS).optional(),
      stepPoints: positive(MAX_POINTS).optional(),
    })
    .optional(),
  /** Members may give points to each other; absent = they may not. Lots travel with their dates (`keep`) or begin anew (`fresh`). */
  transfer: z
    .strictObject({
      minPoints: positive(MAX_POINTS).optional(),
      maxPerDay: positive(MAX_POINTS).optional(),
      dates: z.enum(["keep", "fresh"]).default("keep"),
    })
    .optional(),
  /** `household`: members of one household pay with each other's points. */
  pooling: z.enum(["none", "household"]).default("none"),
  /** At most so many points credited by rules to one member in a local period. */
  caps: z
    .array(z.strictObject({ per: periodSchema, points: positive(MAX_POINTS) }))
    .max(4)
    .default([]),
  /** Liability: cost of 1,000 points (smallest units) in minor units of money. */
  costPer1000: z.int().min(0).max(1e9).default(0),
  /** Share of the wallet in a member's combined total: 10000 = each point counts once, 0 = not at all. */
  weightBps: z.int().min(0).max(1_000_000).default(10_000),
  spendable: z.boolean().default(true),
});
export type Wallet = z.infer<typeof walletSchema>;

export const tierSchema = z.strictObject({
  id,
  name: localTextSchema,
  /** Reached when the ladder's metric is `>= from` (`> from` when the ladder's boundary says so). The first tier of a ladder has 0. Money in minor units. */
  from: z.int().min(0).max(MAX_MONEY),
  /** What the metric must reach at the end of a period to keep the tier; absent = `from`. */
  keep: z.int().min(0).max(MAX_MONEY).optional(),
  /** OR: also reached when this many points of `orWallet` were earned in the window. */
  orPoints: z.strictObject({ wallet: id, from: z.int().positive() }).optional(),
  /** Ladders by condition: reached when this holds for the member. */
  when: conditionSchema.optional(),
  /** Never reached by the metric, only granted. */
  invitationOnly: z.boolean().default(false),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  /** What members of this tier get, in words; money-off rules read `discountBps`. */
  benefits: z.array(localTextSchema).max(30).default([]),
  discountBps: z.int().min(0).max(10_000).optional(),
});
export type Tier = z.infer<typeof tierSchema>;

/** `spend` = net amount of orders less refunds; `visits` = days with an order; `events` = custom events of a type. */
export const countedSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("spend") }),
  z.strictObject({ kind: z.literal("orders") }),
  z.strictObject({ kind: z.literal("visits") }),
  z.strictObject({ kind: z.literal("points_earned"), wallet: id }),
  z.strictObject({ kind: z.literal("events"), event: eventTypeSchema, where: conditionSchema.optional() }),
]);
export type Counted = z.infer<typeof countedSchema>;

/** One term of a growth value: `points` for each whole `per` of what is counted (minor units, orders, days, points, events). */
export const growthPartSchema = z.strictObject({
  of: countedSchema,
  points: positive(1e9),
  per: positive(MAX_MONEY),
});
export type GrowthPart = z.infer<typeof growthPartSchema>;

export const ladderSchema = z.strictObject({
  id,
  name: localTextSchema,
  /** What is counted: one thing, a weighted sum (growth value), or nothing: each tier has a condition of its own. */
  metric: z.discriminatedUnion("kind", [
    ...countedSchema.options,
    z.strictObject({ kind: z.literal("growth"), parts: z.array(growthPartSchema).min(1).max(20) }),
    z.strictObject({ kind: z.literal("condition") }),
  ]),
  /** Only orders for which this holds are counted. */
  where: conditionSchema.optional(),
  /** Whether a tier begins at its threshold (`gte`) or only above it (`gt`). */
  boundary: z.enum(["gte", "gt"]).default("gte"),
  /** `anniversary` = since the member's last joining day; `since_tier` = since the member's tier of this ladder began. */
  window: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("lifetime") }),
    z.strictObject({ kind: z.literal("rolling"), duration: durationSchema }),
    z.strictObject({ kind: z.literal("calendar"), unit: z.enum(["month", "quarter", "year"]) }),
    z.strictObject({ kind: z.literal("anniversary") }),
    z.strictObject({ kind: z.literal("since_tier") }),
  ]),
  /**
   * `never`: a tier once reached stays (refunds still take it back).
   * `period_end`: a reached tier is valid for `validFor` (calendar windows: until the end of the next period); then the member falls `one` step or to what the metric gives (`recompute`).
   */
  downgrade: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("never") }),
    z.strictObject({
      kind: z.literal("period_end"),
      step: z.enum(["one", "recompute"]).default("recompute"),
      validFor: durationSchema.default("P12M"),
      grace: durationSchema.optional(),
      /** Days before the end of a period at which members who would fall are told. */
      noticeDays: z.array(z.int().min(1).max(180)).max(5).default([30]),
    }),
  ]),
  tiers: z.array(tierSchema).min(1).max(50),
});
export type Ladder = z.infer<typeof ladderSchema>;

export const multiplierSchema = z.strictObject({
  id,
  name: localTextSchema,
  /** 15000 = 1.5x. */
  factorBps: z.int().min(0).max(10_000_000),
  when: conditionSchema,
  /** Only lines for which this holds are multiplied; absent = all eligible ones. */
  lines: conditionSchema.optional(),
});
export type Multiplier = z.infer<typeof multiplierSchema>;

/** What makes a rule look: an order, an event the shop reports, or an occasion that the engine knows itself. */
export const triggerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("order") }),
  z.strictObject({ kind: z.literal("event"), event: eventTypeSchema }),
  z.strictObject({ kind: z.literal("registration") }),
  /** At the start of the local day, so many days ahead of it. 29 February is kept on the 28th in other years. */
  z.strictObject({ kind: z.literal("birthday"), daysBefore: z.int().min(0).max(60).default(0) }),
  /** Of joining, every year. */
  z.strictObject({ kind: z.literal("anniversary") }),
  /** A member rises into one of `tiers` (absent = any but the first) of a ladder. */
  z.strictObject({ kind: z.literal("tier_entry"), ladder: id, tiers: z.array(id).min(1).max(50).optional() }),
]);
export type Trigger = z.infer<typeof triggerSchema>;

/** Which money counts: after discounts and points paid; after discounts, points paid count as money; or before both. */
const amountOf = z.enum(["net", "before_points", "gross"]).default("net");

export const ruleAmountSchema = z.discriminatedUnion("kind", [
  /** `points` for each `per` minor units of the eligible amount. */
  z.strictObject({ kind: z.literal("rate"), points: positive(1e9), per: positive(MAX_POINTS), of: amountOf }),
  z.strictObject({ kind: z.literal("fixed"), points: positive(MAX_POINTS) }),
  /** `points` for each unit of the eligible lines. */
  z.strictObject({ kind: z.literal("per_unit"), points: positive(1e9) }),
  /**
   * Steps by the eligible amount, lowest first. A step gives `points` outright, or `points` per `per` minor units.
   * `whole`: the highest step reached decides for the whole amount; `slices`: each step for the part of the amount between it and the next.
   */
  z.strictObject({
    kind: z.literal("table"),
    of: amountOf,
    mode: z.enum(["whole", "slices"]).default("whole"),
    steps: z
      .array(
        z.strictObject({
          from: z.int().min(0).max(MAX_MONEY),
          points: z.int().min(0).max(MAX_POINTS),
          per: positive(MAX_POINTS).optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  /** A CEL expression that gives a number of points; see `formula.ts` for what it may read. */
  z.strictObject({ kind: z.literal("formula"), expression: z.string().trim().min(1).max(4000), of: amountOf }),
]);
export type RuleAmount = z.infer<typeof ruleAmountSchema>;

export const ruleSchema = z.strictObject({
  id,
  name: localTextSchema,
  enabled: z.boolean().default(true),
  wallet: id,
  trigger: triggerSchema.default({ kind: "order" }),
  /** The order, event and member for which the rule fires; absent = always. */
  when: conditionSchema.optional(),
  /** Only lines for which this holds count towards the amount; absent = all. */
  lines: conditionSchema.optional(),
  amount: ruleAmountSchema,
  /** Money paid by these means (e.g. gift_card) earns nothing; it is taken off the eligible amount in proportion. */
  excludeTenders: z.array(z.string().min(1).max(64)).max(20).default([]),
  rounding: z.enum(["floor", "half_up", "ceil"]).default("floor"),
  multipliers: z.array(multiplierSchema).max(100).default([]),
  /** How several fitting multipliers combine: only the highest, one after the other, or their extras added (1.5 and 2 make 2.5). */
  stacking: z.enum(["highest", "multiply", "add"]).default("highest"),
  /** Of the rules of one group that would give, only one does; see `ruleGroups`. */
  group: id.optional(),
  /** Higher goes first: in its group, and for what is left of caps and budgets. */
  priority: z.int().min(-1000).max(1000).default(0),
  /** At most so many points, or so many times, for one member in a local period, in one order, or ever. */
  caps: z
    .array(
      z.strictObject({
        per: z.enum(["order", ...periodSchema.options, "lifetime"]),
        points: positive(MAX_POINTS).optional(),
        times: positive(1e6).optional(),
      }),
    )
    .max(10)
    .default([]),
  /** Budgets this rule draws on; when one is used up it gives what is left. */
  budgets: z.array(id).max(5).default([]),
  validFrom: z.iso.datetime({ offset: true }).optional(),
  validTo: z.iso.datetime({ offset: true }).optional(),
});
export type Rule = z.infer<typeof ruleSchema>;

/** `first`: the rule of the highest priority (then the earlier in the list) gives; `best`: the one that gives the member most. */
export const ruleGroupSchema = z.strictObject({ id, name: localTextSchema, pick: z.enum(["first", "best"]) });
export type RuleGroup = z.infer<typeof ruleGroupSchema>;

/** What rules together may give to all members, in points or in their cost (minor units), in total or in each local period of the programme's zone. */
export const budgetSchema = z.strictObject({
  id,
  name: localTextSchema,
  points: positive(MAX_MONEY).optional(),
  money: positive(MAX_MONEY).optional(),
  per: z.enum(["total", ...periodSchema.options]).default("total"),
});
export type Budget = z.infer<typeof budgetSchema>;

/** Stands for a tier: one above the tier in force, of those that are not by invitation only. */
export const NEXT_TIER = "next";

/** A tier for a while, in return for points of a wallet; a voucher is a wallet of its own, one point of which is the price. */
export const tierOfferSchema = z.strictObject({
  id,
  name: localTextSchema,
  /** What members are told that they used. */
  kind: z.enum(["points", "voucher"]).default("points"),
  wallet: id,
  points: positive(MAX_POINTS),
  ladder: id,
  /** A tier of the ladder, or `next`. */
  tier: id,
  /** To the end of the last local day. */
  duration: durationSchema,
  /** At most once for one member in a local period. */
  oncePer: periodSchema.optional(),
});
export type TierOffer = z.infer<typeof tierOfferSchema>;

export const stageSchema = z.strictObject({
  id,
  name: localTextSchema,
  color: z.string().optional(),
  when: conditionSchema,
});
export type Stage = z.infer<typeof stageSchema>;

/** Stages are tried in order, first that holds wins; the last one should be `{ all: [] }`. */
export const lifecycleSchema = z.strictObject({ template: id, stages: z.array(stageSchema).min(1).max(20) });
export type Lifecycle = z.infer<typeof lifecycleSchema>;

export const programmeSchema = z.strictObject({
  name: localTextSchema,
  currency: z.string().regex(/^[A-Z]{3}$/),
  zone,
  wallets: z.array(walletSchema).min(1).max(100),
  ladders: z.array(ladderSchema).max(50),
  rules: z.array(ruleSchema).max(2000),
  ruleGroups: z.array(ruleGroupSchema).max(200).default([]),
  budgets: z.array(budgetSchema).max(200).default([]),
  tierOffers: z.array(tierOfferSchema).max(50).default([]),
  lifecycle: lifecycleSchema,
});
/** A programme as stored: every default filled in. */
export type Programme = z.infer<typeof programmeSchema>;
