import type { Condition, Programme } from "@regulars/engine";
import { z } from "zod";
import type { ProgrammeDocument } from "./programme-api.ts";

const text = z.looseObject({ zh: z.string().default(""), en: z.string().default("") });
const condition = z.custom<Condition>((value) => typeof value === "object" && value !== null && !Array.isArray(value));

const period = z.enum(["day", "week", "month", "year"]);
const round = z.enum(["day", "month", "year"]).default("day");

const wallet = z.looseObject({
  id: z.string(),
  name: text,
  unit: text.optional(),
  decimals: z.number().default(0),
  pending: z
    .discriminatedUnion("kind", [
      z.looseObject({ kind: z.literal("none") }),
      z.looseObject({ kind: z.literal("duration"), duration: z.string() }),
      z.looseObject({
        kind: z.literal("event"),
        event: z.string(),
        atLatest: z.string().optional(),
        otherwise: z.enum(["activate", "cancel"]).default("activate"),
      }),
    ])
    .default({ kind: "none" }),
  expiry: z
    .discriminatedUnion("kind", [
      z.looseObject({ kind: z.literal("never") }),
      z.looseObject({ kind: z.literal("duration"), duration: z.string(), round }),
      z.looseObject({ kind: z.literal("fixed_day"), month: z.number(), day: z.number(), years: z.number().default(1) }),
      z.looseObject({ kind: z.literal("inactivity"), duration: z.string(), round }),
    ])
    .default({ kind: "never" }),
  spendOrder: z.enum(["soonest_expiring", "oldest"]).default("soonest_expiring"),
  negative: z.enum(["refuse", "arrears", "floor"]).default("arrears"),
  returns: z
    .discriminatedUnion("kind", [
      z.looseObject({ kind: z.literal("keep") }),
      z.looseObject({ kind: z.literal("minimum"), duration: z.string() }),
      z.looseObject({ kind: z.literal("regrant") }),
    ])
    .default({ kind: "keep" }),
  redemption: z
    .looseObject({
      points: z.number(),
      amount: z.number(),
      maxShareBps: z.number().default(10_000),
      minPoints: z.number().optional(),
      stepPoints: z.number().optional(),
    })
    .optional(),
  transfer: z
    .looseObject({
      minPoints: z.number().optional(),
      maxPerDay: z.number().optional(),
      dates: z.enum(["keep", "fresh"]).default("keep"),
    })
    .optional(),
  pooling: z.enum(["none", "household"]).default("none"),
  caps: z.array(z.looseObject({ per: period, points: z.number() })).default([]),
  costPer1000: z.number().default(0),
  weightBps: z.number().default(10_000),
  spendable: z.boolean().default(true),
});

const counted = [
  z.looseObject({ kind: z.literal("spend") }),
  z.looseObject({ kind: z.literal("orders") }),
  z.looseObject({ kind: z.literal("visits") }),
  z.looseObject({ kind: z.literal("points_earned"), wallet: z.string() }),
  z.looseObject({ kind: z.literal("events"), event: z.string(), where: condition.optional() }),
] as const;

const ladder = z.looseObject({
  id: z.string(),
  name: text,
  metric: z.discriminatedUnion("kind", [
    ...counted,
    z.looseObject({
      kind: z.literal("growth"),
      parts: z.array(z.looseObject({ of: z.discriminatedUnion("kind", counted), points: z.number(), per: z.number() })),
    }),
    z.looseObject({ kind: z.literal("condition") }),
  ]),
  where: condition.optional(),
  boundary: z.enum(["gte", "gt"]).default("gte"),
  window: z.discriminatedUnion("kind", [
    z.looseObject({ kind: z.literal("lifetime") }),
    z.looseObject({ kind: z.literal("rolling"), duration: z.string() }),
    z.looseObject({ kind: z.literal("calendar"), unit: z.enum(["month", "quarter", "year"]) }),
    z.looseObject({ kind: z.literal("anniversary") }),
    z.looseObject({ kind: z.literal("since_tier") }),
  ]),
  downgrade: z.discriminatedUnion("kind", [
    z.looseObject({ kind: z.literal("never") }),
    z.looseObject({
      kind: z.literal("period_end"),
      step: z.enum(["one", "recompute"]).default("recompute"),
      validFor: z.string().default("P12M"),
      grace: z.string().optional(),
      noticeDays: z.array(z.number()).default([30]),
    }),
  ]),
  tiers: z.array(
    z.looseObject({
      id: z.string(),
      name: text,
      from: z.number(),
      keep: z.number().optional(),
      orPoints: z.looseObject({ wallet: z.string(), from: z.number() }).optional(),
      when: condition.optional(),
      invitationOnly: z.boolean().default(false),
      color: z.string().optional(),
      benefits: z.array(text).default([]),
      discountBps: z.number().optional(),
    }),
  ),
});

const amountOf = z.enum(["net", "before_points", "gross"]).default("net");

const rule = z.looseObject({
  id: z.string(),
  name: text,
  enabled: z.boolean().default(true),
  wallet: z.string(),
  trigger: z
    .discriminatedUnion("kind", [
      z.looseObject({ kind: z.literal("order") }),
      z.looseObject({ kind: z.literal("event"), event: z.string() }),
      z.looseObject({ kind: z.literal("registration") }),
      z.looseObject({ kind: z.literal("birthday"), daysBefore: z.number().default(0) }),
      z.looseObject({ kind: z.literal("anniversary") }),
      z.looseObject({ kind: z.literal("tier_entry"), ladder: z.string(), tiers: z.array(z.string()).optional() }),
    ])
    .default({ kind: "order" }),
  when: condition.optional(),
  lines: condition.optional(),
  amount: z.discriminatedUnion("kind", [
    z.looseObject({ kind: z.literal("rate"), points: z.number(), per: z.number(), of: amountOf }),
    z.looseObject({ kind: z.literal("fixed"), points: z.number() }),
    z.looseObject({ kind: z.literal("per_unit"), points: z.number() }),
    z.looseObject({
      kind: z.literal("table"),
      of: amountOf,
      mode: z.enum(["whole", "slices"]).default("whole"),
      steps: z.array(z.looseObject({ from: z.number(), points: z.number(), per: z.number().optional() })),
    }),
    z.looseObject({ kind: z.literal("formula"), expression: z.string(), of: amountOf }),
  ]),
  excludeTenders: z.array(z.string()).default([]),
  rounding: z.enum(["floor", "half_up", "ceil"]).default("floor"),
  multipliers: z
    .array(
      z.looseObject({
        id: z.string(),
        name: text,
        factorBps: z.number(),
        when: condition,
        lines: condition.optional(),
      }),
    )
    .default([]),
  stacking: z.enum(["highest", "multiply", "add"]).default("highest"),
  group: z.string().optional(),
  priority: z.number().default(0),
  caps: z
    .array(
      z.looseObject({
        per: z.enum(["order", ...period.options, "lifetime"]),
        points: z.number().optional(),
        times: z.number().optional(),
      }),
    )
    .default([]),
  budgets: z.array(z.string()).default([]),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
});

const ruleGroup = z.looseObject({ id: z.string(), name: text, pick: z.enum(["first", "best"]) });
const budget = z.looseObject({
  id: z.string(),
  name: text,
  points: z.number().optional(),
  money: z.number().optional(),
  per: z.enum(["total", ...period.options]).default("total"),
});

const tierOffer = z.looseObject({
  id: z.string(),
  name: text,
  kind: z.enum(["points", "voucher"]).default("points"),
  wallet: z.string(),
  points: z.number(),
  ladder: z.string(),
  tier: z.string(),
  duration: z.string(),
  oncePer: period.optional(),
});

const stage = z.looseObject({ id: z.string(), name: text, color: z.string().optional(), when: condition });

/** Reads a part once for as long as it stays the same object: of a thousand rules one keystroke changes one. */
function once<T extends object>(schema: z.ZodType<T>): z.ZodType<T> {
  const read = new WeakMap<object, T>();
  return z
    .custom<object>((value) => typeof value === "object" && value !== null)
    .transform((value, context): T => {
      const known = read.get(value);
      if (known) return known;
      const parsed = schema.safeParse(value);
      if (!parsed.success) {
        context.addIssue({ code: "custom", message: parsed.error.message });
        return z.NEVER;
      }
      read.set(value, parsed.data);
      read.set(parsed.data, parsed.data);
      return parsed.data;
    });
}

/** The shape that the forms need; limits and names are the server's to check, so that half-typed work can be shown. */
const editableSchema: z.ZodType<Programme> = z.looseObject({
  name: text,
  currency: z.string(),
  zone: z.string(),
  wallets: z.array(once(wallet)),
  ladders: z.array(once(ladder)),
  rules: z.array(once(rule)),
  ruleGroups: z.array(ruleGroup).default([]),
  budgets: z.array(budget).default([]),
  tierOffers: z.array(tierOffer).default([]),
  lifecycle: z.looseObject({ template: z.string(), stages: z.array(stage) }),
});

/** The document with defaults filled in, as far as forms can show it; null when only its JSON can be edited. Unknown keys stay. */
export function toEditable(document: ProgrammeDocument): Programme | null {
  const parsed = editableSchema.safeParse(document);
  return parsed.success ? parsed.data : null;
}
