import type { Condition, Programme } from "@regulars/engine";
import { z } from "zod";
import type { ProgrammeDocument } from "./programme-api.ts";

const text = z.looseObject({ zh: z.string().default(""), en: z.string().default("") });
const condition = z.custom<Condition>((value) => typeof value === "object" && value !== null && !Array.isArray(value));

const wallet = z.looseObject({
  id: z.string(),
  name: text,
  unit: text.optional(),
  pending: z
    .discriminatedUnion("kind", [
      z.looseObject({ kind: z.literal("none") }),
      z.looseObject({ kind: z.literal("duration"), duration: z.string() }),
    ])
    .default({ kind: "none" }),
  expiry: z
    .discriminatedUnion("kind", [
      z.looseObject({ kind: z.literal("never") }),
      z.looseObject({
        kind: z.literal("duration"),
        duration: z.string(),
        round: z.enum(["day", "month", "year"]).default("day"),
      }),
      z.looseObject({ kind: z.literal("fixed_day"), month: z.number(), day: z.number(), years: z.number().default(1) }),
    ])
    .default({ kind: "never" }),
  negative: z.enum(["refuse", "arrears", "floor"]).default("arrears"),
  redemption: z
    .looseObject({ points: z.number(), amount: z.number(), maxShareBps: z.number().default(10_000) })
    .optional(),
  costPer1000: z.number().default(0),
  spendable: z.boolean().default(true),
});

const ladder = z.looseObject({
  id: z.string(),
  name: text,
  metric: z.discriminatedUnion("kind", [
    z.looseObject({ kind: z.literal("spend") }),
    z.looseObject({ kind: z.literal("orders") }),
    z.looseObject({ kind: z.literal("visits") }),
    z.looseObject({ kind: z.literal("points_earned"), wallet: z.string() }),
  ]),
  where: condition.optional(),
  window: z.discriminatedUnion("kind", [
    z.looseObject({ kind: z.literal("lifetime") }),
    z.looseObject({ kind: z.literal("rolling"), duration: z.string() }),
    z.looseObject({ kind: z.literal("calendar"), unit: z.enum(["month", "quarter", "year"]) }),
  ]),
  downgrade: z.discriminatedUnion("kind", [
    z.looseObject({ kind: z.literal("never") }),
    z.looseObject({
      kind: z.literal("period_end"),
      step: z.enum(["one", "recompute"]).default("recompute"),
      validFor: z.string().default("P12M"),
      grace: z.string().optional(),
    }),
  ]),
  tiers: z.array(
    z.looseObject({
      id: z.string(),
      name: text,
      from: z.number(),
      orPoints: z.looseObject({ wallet: z.string(), from: z.number() }).optional(),
      color: z.string().optional(),
      benefits: z.array(text).default([]),
      discountBps: z.number().optional(),
    }),
  ),
});

const rule = z.looseObject({
  id: z.string(),
  name: text,
  enabled: z.boolean().default(true),
  wallet: z.string(),
  trigger: z.literal("order").default("order"),
  when: condition.optional(),
  lines: condition.optional(),
  amount: z.discriminatedUnion("kind", [
    z.looseObject({
      kind: z.literal("rate"),
      points: z.number(),
      per: z.number(),
      of: z.enum(["net", "gross"]).default("net"),
    }),
    z.looseObject({ kind: z.literal("fixed"), points: z.number() }),
    z.looseObject({ kind: z.literal("per_unit"), points: z.number() }),
  ]),
  rounding: z.enum(["floor", "half_up", "ceil"]).default("floor"),
  multipliers: z
    .array(z.looseObject({ id: z.string(), name: text, factorBps: z.number(), when: condition }))
    .default([]),
  stacking: z.enum(["highest", "multiply"]).default("highest"),
  maxPerOrder: z.number().optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
});

const stage = z.looseObject({ id: z.string(), name: text, color: z.string().optional(), when: condition });

/** The shape that the forms need; limits and names are the server's to check, so that half-typed work can be shown. */
const editableSchema: z.ZodType<Programme> = z.looseObject({
  name: text,
  currency: z.string(),
  zone: z.string(),
  wallets: z.array(wallet),
  ladders: z.array(ladder),
  rules: z.array(rule),
  lifecycle: z.looseObject({ template: z.string(), stages: z.array(stage) }),
});

/** The document with defaults filled in, as far as forms can show it; null when only its JSON can be edited. Unknown keys stay. */
export function toEditable(document: ProgrammeDocument): Programme | null {
  const parsed = editableSchema.safeParse(document);
  return parsed.success ? parsed.data : null;
}
