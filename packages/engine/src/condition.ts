import { z } from "zod";

/**
 * The condition language: one typed tree that earning rules, ladders, life-cycle stages, tags and segments share.
 * This file is the grammar only. Readers: `reader.ts` (in process), `sentence.ts` (zh, en), `explain.ts`, `clickhouse.ts` (SQL).
 */

/** A dotted path of the registry in `paths.ts`, e.g. `member.birthday`, `order.net`, `line.category`. */
export const pathSchema = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[a-zA-Z][\w]*(\.[\w-]+)+$/);

/** Beyond these, numbers lose their units digit and the readers could not agree. */
const number = z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const scalar = z.union([z.string().max(500), number, z.boolean()]);

export const cmpSchema = z.strictObject({
  eq: number.optional(),
  ne: number.optional(),
  gt: number.optional(),
  gte: number.optional(),
  lt: number.optional(),
  lte: number.optional(),
  /** Half-open: `[a, b)`. */
  between: z.tuple([number, number]).optional(),
});
export type Cmp = z.infer<typeof cmpSchema>;

export const opSchema = z.enum([
  "eq",
  "ne",
  "gt",
  "gte",
  "lt",
  "lte",
  "in",
  "notIn",
  "contains",
  "startsWith",
  "exists",
  "notExists",
  "before",
  "after",
  "onAnniversary",
  "inLast",
  "notInLast",
  "matchesList",
]);
export type Op = z.infer<typeof opSchema>;

export const durationSchema = z.string().regex(/^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/);

export const windowSchema = z.union([
  z.strictObject({ last: durationSchema }),
  z.strictObject({
    calendar: z.enum(["day", "week", "month", "quarter", "year"]),
    offset: z.int().max(0).min(-60).optional(),
  }),
  z.strictObject({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ since: z.enum(["joined", "tier", "stage", "anniversary"]) }),
  /** Since the tier earned on this ladder was reached or renewed. */
  z.strictObject({ since: z.literal("tier"), ladder: z.string().max(64) }),
]);
export type Window = z.infer<typeof windowSchema>;

const ofCmp = cmpSchema.extend({ of: pathSchema });
export const measureSchema = z.union([
  z.strictObject({ count: cmpSchema }),
  z.strictObject({ sum: ofCmp }),
  z.strictObject({ avg: ofCmp }),
  z.strictObject({ min: ofCmp }),
  z.strictObject({ max: ofCmp }),
  z.strictObject({ distinct: ofCmp }),
  z.strictObject({ daysWith: cmpSchema }),
]);
export type Measure = z.infer<typeof measureSchema>;

const eventType = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z][a-z0-9_.-]*$/);

export interface FieldLeaf {
  field: string;
  op: Op;
  value?: string | number | boolean | (string | number)[] | undefined;
  fold?: boolean | undefined;
}
export interface EventLeaf {
  event: string;
  where?: Condition | undefined;
  window?: Window | undefined;
  is: Measure;
  /** Whether the event at hand counts (only meaningful in rules it triggers). Default true. */
  including?: boolean | undefined;
  /** The leaf, or its `not`, holds only for members known for at least the length of the window; two `not`s are none. */
  mature?: boolean | undefined;
}
export interface SequenceLeaf {
  sequence: { event: string; where?: Condition | undefined; within?: string | undefined }[];
  window?: Window | undefined;
}
export interface LastLeaf {
  last: string;
  where: Condition;
}
export interface TierLeaf {
  tier: { ladder: string; is: "at_least" | "at_most" | "exactly"; tier: string };
}
export interface StageLeaf {
  stage: string[];
}
export interface TagLeaf {
  tag: string[];
}
export interface SegmentLeaf {
  segment: string;
}
export interface BucketLeaf {
  bucket: { from: number; to: number; salt?: string | undefined };
}
export interface ConsentLeaf {
  consent: string;
}
export interface StoreLeaf {
  store: { within: number; of: string | { lat: number; lon: number } };
}
export interface ScheduleLeaf {
  schedule: {
    days?: number[] | undefined;
    from?: string | undefined;
    to?: string | undefined;
    zone?: string | undefined;
  };
}
export type Leaf =
  | FieldLeaf
  | EventLeaf
  | SequenceLeaf
  | LastLeaf
  | TierLeaf
  | StageLeaf
  | TagLeaf
  | SegmentLeaf
  | BucketLeaf
  | ConsentLeaf
  | StoreLeaf
  | ScheduleLeaf;
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).max(200) }),
    z.strictObject({ any: z.array(conditionSchema).max(200) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({
      field: pathSchema,
      op: opSchema,
      value: z.union([scalar, z.array(z.union([z.string().max(500), number])).max(1000)]).optional(),
      fold: z.boolean().optional(),
    }),
    z.strictObject({
      event: eventType,
      where: conditionSchema.optional(),
      window: windowSchema.optional(),
      is: measureSchema,
      including: z.boolean().optional(),
      mature: z.boolean().optional(),
    }),
    z.strictObject({
      sequence: z
        .array(
          z.strictObject({ event: eventType, where: conditionSchema.optional(), within: durationSchema.optional() }),
        )
        .min(2)
        .max(8),
      window: windowSchema.optional(),
    }),
    z.strictObject({ last: eventType, where: conditionSchema }),
    z.strictObject({
      tier: z.strictObject({
        ladder: z.string().max(64),
        is: z.enum(["at_least", "at_most", "exactly"]),
        tier: z.string().max(64),
      }),
    }),
    z.strictObject({ stage: z.array(z.string().max(64)).min(1).max(50) }),
    z.strictObject({ tag: z.array(z.string().max(64)).min(1).max(200) }),
    z.strictObject({ segment: z.string().max(64) }),
    z.strictObject({
      bucket: z.strictObject({
        from: z.int().min(0).max(9999),
        to: z.int().min(0).max(10000),
        salt: z.string().max(64).optional(),
      }),
    }),
    z.strictObject({ consent: z.string().max(64) }),
    z.strictObject({
      store: z.strictObject({
        within: number.positive(),
        of: z.union([
          z.string().max(64),
          z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
        ]),
      }),
    }),
    z.strictObject({
      schedule: z.strictObject({
        days: z.array(z.int().min(1).max(7)).optional(),
        from: timeOfDay.optional(),
        to: timeOfDay.optional(),
        zone: z.string().max(64).optional(),
      }),
    }),
  ]),
);
