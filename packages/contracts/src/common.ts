import { z } from "zod";

/** RFC 9457 problem details, the body of every refusal. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type Problem = z.output<typeof problemSchema>;

/** Instant, RFC 3339 with offset. */
export const instantSchema = z.iso.datetime({ offset: true });

/** Money in minor units of its ISO 4217 currency. */
export const moneySchema = z.strictObject({ amount: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });

export const localeSchema = z.enum(["zh-CN", "en"]);
export type Locale = z.output<typeof localeSchema>;

/** `?limit=&cursor=` of every list. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

/** `{ items, nextCursor }`; `nextCursor` is null on the last page. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** `?dry=true` computes the full answer and writes nothing. */
export const dryQuerySchema = z.object({
  dry: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
});

export const storeIdSchema = z.string().regex(/^sto_[a-z0-9_-]{1,60}$/);

/** Schema of an opaque id with this prefix, such as `mbr_018f…`. */
export function idSchema(prefix: string) {
  return z.string().regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`));
}
