import { z } from "zod";
import { idSchema, instantSchema, storeIdSchema } from "./common.ts";
import { identitySchema, outcomeSchema, problemItemSchema } from "./till.ts";

const propertyName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/);
const propertyValue = z.union([z.string().max(1_000), z.number().finite(), z.boolean(), z.null()]);

export const createEventRequest = z.strictObject({
  externalId: z.string().trim().min(1).max(200).describe("With `source` the business key, for ever"),
  source: z.string().trim().min(1).max(64),
  type: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z][a-z0-9_.-]*$/)
    .refine((type) => type !== "order" && type !== "points.earned", "the program itself tells of these")
    .describe("What happened, as rules, wallets and ladders name it, e.g. checkin"),
  memberId: idSchema("mbr").optional(),
  identity: identitySchema.optional().describe("Not looked at when memberId is given"),
  anonymousId: z.string().trim().min(1).max(200).optional().describe("Who did it, where no member is known"),
  at: instantSchema,
  storeId: storeIdSchema.optional(),
  channel: z.string().trim().min(1).max(64).optional(),
  order: z
    .union([
      z.strictObject({ id: idSchema("ord") }),
      z.strictObject({ source: z.string().trim().min(1).max(64), externalId: z.string().trim().min(1).max(200) }),
    ])
    .optional()
    .describe("The member's order it is about; `properties.orderId` (ord_…) says the same"),
  properties: z
    .record(propertyName, propertyValue)
    .refine((properties) => Object.keys(properties).length <= 100, "at most 100 properties")
    .default({}),
});
export type CreateEventRequest = z.output<typeof createEventRequest>;

export const eventSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  source: z.string(),
  type: z.string(),
  memberId: z.string().nullable(),
  anonymousId: z.string().nullable(),
  orderId: z.string().nullable(),
  storeId: z.string().nullable(),
  channel: z.string().nullable(),
  properties: z.record(z.string(), propertyValue),
  at: z.string(),
  recordedAt: z.string(),
});

export const eventResponse = z.object({ event: eventSchema, outcome: outcomeSchema });

/** Items are checked one by one, so that a malformed one fails alone. */
export const eventBatchRequest = z.strictObject({ events: z.array(z.unknown()).min(1).max(1_000) });
export const eventBatchResponse = z.object({
  items: z.array(
    z.object({
      index: z.int(),
      status: z.int(),
      event: eventSchema.optional(),
      outcome: outcomeSchema.optional(),
      error: problemItemSchema.optional(),
    }),
  ),
});
