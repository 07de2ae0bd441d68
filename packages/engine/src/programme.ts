import { z } from "zod";
import { conditionSchema, durationSchema } from "./condition.ts";

/** Text that members read, per locale. */
export const localTextSchema = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
export type LocalText = z.infer<typeof localTextSchema>;

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z][a-z0-9_-]*$/);
const zone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: name });
      return true;
    } catch {
      return false;
    }
  }, "unknown time zone");

/** A point kind with its rules. Points are whole numbers. */
export const walletSchema = z.strictObject({
  id,
  name: localTextSchema,
  unit: localTextSchema.optional(),
  /** When credited points become spendable: at once, or a duration after the fact. */
  pending: z
    .union([
      z.strictObject({ kind: z.literal("none") }),
      z.strictObject({ kind: z.literal("duration"), duration: durationSchema }),
    ])
    .default({ kind: "none" }),
  /** `duration` counts from the day points become active; the lot dies at the end of that local day, or of its month or year when `round` says so. */
  expiry: z
    .union([
      z.strictObject({ kind: z.literal("never") }),
      z.strictObject({
        kind: z.literal("duration"),
        duration: durationSchema,
        round: z.enum(["day", "month", "year"]).default("day"),
      }),
      z.strictObject({
        kind: z.literal("fixed_day"),
        month: z.int().min(1).max(12),
        day: z.int().min(1).max(31),
        years: z.int().min(0).max(10).default(1),
      }),
    ])
    .default({ kind: "never" }),
  /** What a claw-back does when the points are already spent: refuse the refund, leave arrears, or stop at zero. */
  negative: z.enum(["refuse", "arrears", "floor"]).default("arrears"),
  /** `points` buy `amount` minor units at the till; absent = points cannot pay. */
  redemption: z
    .strictObject({
      points: z.int().positive().max(1e9),
      amount: z.int().positive().max(1e12),
      maxShareBps: z.int().min(1).max(10_000).default(10_000),
    })
    .optional(),
  /** Liability of one point in millionths of a minor unit's hundredth: cost per 1,000 points in minor units. */
  costPer1000: z.int().min(0).max(1e9).default(0),
  spendable: z.boolean().default(true),
});
export type Wallet = z.infer<typeof walletSchema>;

export const tierSchema = z.strictObject({
  id,
  name: localTextSchema,
  /** Reached when the ladder's metric is `>= from`. The first tier of a ladder has 0. Money in minor units. */
  from: z.int().min(0).max(1e15),
  /** OR: also reached when this many points of `orWallet` were earned in the window. */
  orPoints: z.strictObject({ wallet: id, from: z.int().positive() }).optional(),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  /** What members of this tier get, in words; money-off rules read `discountBps`. */
  benefits: z.array(localTextSchema).max(30).default([]),
  discountBps: z.int().min(0).max(10_000).optional(),
});
export type Tier = z.infer<typeof tierSchema>;

export const ladderSchema = z.strictObject({
  id,
  name: localTextSchema,
  /** What is counted. `spend` = net amount of orders less refunds; `visits` = days with an order. */
  metric: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("spend") }),
    z.strictObject({ kind: z.literal("orders") }),
    z.strictObject({ kind: z.literal("visits") }),
    z.strictObject({ kind: z.literal("points_earned"), wallet: id }),
  ]),
  /** Only orders for which this holds are counted. */
  where: conditionSchema.optional(),
  window: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("lifetime") }),
    z.strictObject({ kind: z.literal("rolling"), duration: durationSchema }),
    z.strictObject({ kind: z.literal("calendar"), unit: z.enum(["month", "quarter", "year"]) }),
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
});
export type Multiplier = z.infer<typeof multiplierSchema>;

export const ruleSchema = z.strictObject({
  id,
  name: localTextSchema,
  enabled: z.boolean().default(true),
  wallet: id,
  trigger: z.literal("order").default("order"),
  /** The order (and member) for which the rule fires; absent = always. */
  when: conditionSchema.optional(),
  /** Only lines for which this holds count towards the amount; absent = all. */
  lines: conditionSchema.optional(),
  amount: z.discriminatedUnion("kind", [
    /** `points` for each `per` minor units of the eligible amount (`net` = after discounts and points paid; `gross` = before). */
    z.strictObject({
      kind: z.literal("rate"),
      points: z.int().positive().max(1e9),
      per: z.int().positive().max(1e12),
      of: z.enum(["net", "gross"]).default("net"),
    }),
    z.strictObject({ kind: z.literal("fixed"), points: z.int().positive().max(1e12) }),
    /** `points` for each unit of the eligible lines. */
    z.strictObject({ kind: z.literal("per_unit"), points: z.int().positive().max(1e9) }),
  ]),
  rounding: z.enum(["floor", "half_up", "ceil"]).default("floor"),
  multipliers: z.array(multiplierSchema).max(100).default([]),
  /** How several fitting multipliers combine: only the highest, or one after the other. */
  stacking: z.enum(["highest", "multiply"]).default("highest"),
  /** At most this many points from this rule per order. */
  maxPerOrder: z.int().positive().optional(),
  validFrom: z.iso.datetime({ offset: true }).optional(),
  validTo: z.iso.datetime({ offset: true }).optional(),
});
export type Rule = z.infer<typeof ruleSchema>;

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
  lifecycle: lifecycleSchema,
});
/** A programme as stored: every default filled in. */
export type Programme = z.infer<typeof programmeSchema>;
