import { z } from "zod";
import { idSchema, instantSchema } from "./common.ts";
import { outcomeSchema } from "./till.ts";

const walletId = z.string().min(1).max(64);
const points = z.int().min(1).max(1e12);
const reason = z.string().trim().min(1).max(500);
const source = z.string().trim().min(1).max(64);
const externalId = z.string().trim().min(1).max(200).describe("With `source` the business key, for ever");

const mostSecondsHeld = 90 * 86_400;

function hasWholeKey(given: { source?: string | undefined; externalId?: string | undefined }): boolean {
  return (given.source === undefined) === (given.externalId === undefined);
}
const wholeKey = { path: ["externalId"], message: "give source and externalId together, or neither" };

export const createHoldRequest = z
  .strictObject({
    memberId: idSchema("mbr"),
    wallet: walletId,
    points,
    ttlSeconds: z.int().min(1).max(mostSecondsHeld).describe("Given back when neither committed nor released by then"),
    reference: z.string().trim().min(1).max(200).describe("What the caller calls it"),
    source: source.optional(),
    externalId: externalId.optional(),
  })
  .refine(hasWholeKey, wholeKey);
export type CreateHoldRequest = z.output<typeof createHoldRequest>;

export const holdSchema = z.object({
  id: z.string(),
  memberId: z.string(),
  wallet: z.string(),
  points: z.int(),
  committed: z.int().describe("Of the points, those that were spent"),
  status: z.enum(["held", "committed", "released", "expired"]).describe("True by time: past expiresAt it is expired"),
  expiresAt: z.string(),
  reference: z.string(),
  orderId: z.string().nullable().describe("The order that spent it"),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
});
export const holdParams = z.object({ id: idSchema("hld") });
export const holdOnlyResponse = z.object({ hold: holdSchema });
export const holdResponse = z.object({ hold: holdSchema, outcome: outcomeSchema });

/** Both may come without a body. */
export const commitHoldRequest = z.preprocess(
  emptyWhenAbsent,
  z.strictObject({ points: points.optional().describe("Absent = all of it; the rest is given back") }),
);
export const releaseHoldRequest = z.preprocess(emptyWhenAbsent, z.strictObject({}));

function emptyWhenAbsent(body: unknown): unknown {
  return body ?? {};
}

export const spendPointsRequest = z.strictObject({
  memberId: idSchema("mbr"),
  wallet: walletId,
  points,
  source,
  externalId,
  reason,
});
export const spendPointsResponse = z.object({
  spend: z.object({ id: z.string(), memberId: z.string(), wallet: z.string(), points: z.int() }),
  outcome: outcomeSchema,
});

export const transferPointsRequest = z.strictObject({
  fromMemberId: idSchema("mbr"),
  toMemberId: idSchema("mbr"),
  wallet: walletId,
  points,
  source,
  externalId,
  note: reason.optional(),
});
export const transferPointsResponse = z.object({
  transfer: z.object({
    id: z.string(),
    fromMemberId: z.string(),
    toMemberId: z.string(),
    wallet: z.string(),
    points: z.int(),
  }),
  outcome: outcomeSchema.describe("What it did to the sender"),
  recipient: outcomeSchema.describe("What it did to the recipient"),
});

export const reverseEntryRequest = z.strictObject({
  reason,
  memberId: idSchema("mbr").optional().describe("Whose entry it is; found without it too, more slowly"),
});
export const reverseEntryResponse = z.object({
  reversal: z.object({ id: z.string(), entryId: z.string(), memberId: z.string(), reason: z.string() }),
  outcome: outcomeSchema,
  counterpart: z
    .object({ memberId: z.string(), outcome: outcomeSchema })
    .nullable()
    .describe("The other member, when the entry was part of a transfer: both sides are taken back, or neither"),
});

export const grantTierRequest = z
  .strictObject({
    ladder: z.string().min(1).max(64),
    tier: z.string().min(1).max(64).nullable().describe("null takes the grant back"),
    until: instantSchema.optional().describe("Absent = until it is taken back"),
    lifetime: z.boolean().default(false),
    kind: z.enum(["manual", "invitation", "voucher", "points"]).default("manual"),
    reason,
    source: source.optional(),
    externalId: externalId.optional(),
  })
  .refine(hasWholeKey, wholeKey)
  .refine((grant) => !(grant.lifetime && grant.until !== undefined), {
    path: ["until"],
    message: "a tier for life has no end",
  });
export type GrantTierRequest = z.output<typeof grantTierRequest>;
export const grantTierResponse = z.object({
  grant: z.object({
    id: z.string(),
    memberId: z.string(),
    ladder: z.string(),
    tier: z.string().nullable(),
    until: z.string().nullable(),
    lifetime: z.boolean(),
    kind: z.string(),
  }),
  outcome: outcomeSchema,
});

export const redeemTierRequest = z.strictObject({
  offer: z.string().min(1).max(64).describe("Id of a tier offer of the programme"),
  source,
  externalId,
});
export const redeemTierResponse = z.object({
  grant: z.object({
    id: z.string(),
    memberId: z.string(),
    offer: z.string(),
    ladder: z.string(),
    tier: z.string(),
    until: z.string(),
    kind: z.enum(["points", "voucher"]),
  }),
  outcome: outcomeSchema,
});

const localText = z.object({ zh: z.string(), en: z.string() });
export const tierOffersResponse = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: localText,
      /** Price, tier and length in words. */
      words: localText,
      kind: z.enum(["points", "voucher"]),
      wallet: z.string(),
      points: z.int(),
      ladder: z.string(),
      /** What the member would get now; null = the offer cannot be used. */
      gives: z.object({ tier: z.string(), until: z.string() }).nullable(),
      /** Why it cannot be used now; null = it can. */
      refusal: z.object({ code: z.string(), title: z.string(), detail: z.string() }).nullable(),
    }),
  ),
});
