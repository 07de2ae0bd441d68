import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema, storeIdSchema } from "./common.ts";

const minorUnits = z.int().min(0).max(1e12);
const walletId = z.string().min(1).max(64);
const name = z.string().trim().min(1).max(200);

export const identitySchema = z.strictObject({
  kind: z.enum(["phone", "email", "external", "card", "member_no"]),
  value: z.string().trim().min(1).max(200),
});

export const orderLineInput = z
  .strictObject({
    sku: z.string().trim().min(1).max(120),
    name: name.optional(),
    category: z.string().trim().min(1).max(120).optional(),
    quantity: z.int().min(1).max(1_000_000),
    unitPrice: minorUnits.describe("Minor units of the order's currency"),
    discount: minorUnits.default(0).describe("Minor units off the whole line"),
  })
  // A negative quantity or price is told as such, not as a discount that is too large.
  .refine((line) => line.discount <= Math.max(0, line.quantity * line.unitPrice), {
    path: ["discount"],
    message: "the discount is larger than the line",
  });

export const createOrderRequest = z.strictObject({
  externalId: z.string().trim().min(1).max(200).describe("Receipt number; with `source` the business key, for ever"),
  source: z.string().trim().min(1).max(64),
  memberId: idSchema("mbr").optional(),
  identity: identitySchema.optional().describe("Not looked at when memberId is given"),
  storeId: storeIdSchema.optional(),
  channel: z.string().trim().min(1).max(64).optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  placedAt: instantSchema,
  lines: z.array(orderLineInput).min(1).max(2_000),
  couponCodes: z.array(z.string().max(120)).max(30).default([]),
  redeem: z
    .array(z.strictObject({ wallet: walletId, points: z.int().min(1).max(1e12) }))
    .max(10)
    .default([]),
  holdIds: z.array(idSchema("hld")).max(10).default([]).describe("Open holds of the member whose points pay as well"),
  tenders: z
    .array(z.strictObject({ kind: z.string().trim().min(1).max(64), amount: minorUnits }))
    .max(20)
    .optional()
    .describe("How the money was paid, e.g. gift_card; rules may leave such money out"),
});
export type CreateOrderRequest = z.output<typeof createOrderRequest>;

export const orderSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  source: z.string(),
  memberId: z.string().nullable(),
  storeId: z.string().nullable(),
  channel: z.string().nullable(),
  currency: z.string(),
  placedAt: z.string(),
  recordedAt: z.string(),
  status: z.enum(["paid", "partly_refunded", "refunded"]),
  grossAmount: z.int(),
  discountAmount: z.int(),
  pointsPaidAmount: z.int(),
  netAmount: z.int(),
  refundedAmount: z.int(),
  programmeVersion: z.int(),
  lines: z.array(
    z.object({
      lineNo: z.int(),
      sku: z.string(),
      name: z.string().nullable(),
      category: z.string().nullable(),
      quantity: z.int(),
      unitPrice: z.int(),
      discount: z.int(),
      netAmount: z.int(),
      refundedQuantity: z.int(),
      refundedAmount: z.int(),
    }),
  ),
});

export const outcomeEntrySchema = z.object({
  id: z.string(),
  wallet: z.string(),
  kind: z.string(),
  amount: z.int(),
  balanceAfter: z.int(),
  availableAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  ruleId: z.string().nullable(),
  explanation: z.unknown().describe("The inputs that explain the number, as data"),
  text: z.string().describe("The explanation in the caller's language"),
});

export const outcomeWalletSchema = z.object({
  wallet: z.string(),
  available: z.int(),
  pending: z.int(),
  held: z.int(),
  arrears: z.int(),
  asOf: z.string(),
});

export const tierChangeSchema = z.object({
  ladder: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  reason: z.string(),
  explanation: z.unknown(),
  text: z.string(),
});

export const outcomeSchema = z.object({
  entries: z.array(outcomeEntrySchema),
  tierChanges: z.array(tierChangeSchema),
  issued: z.array(z.object({ kind: z.string(), id: z.string(), name: z.string() })),
  wallets: z.array(outcomeWalletSchema),
});

export const orderResponse = z.object({ order: orderSchema, outcome: outcomeSchema });
export const orderOnlyResponse = z.object({ order: orderSchema });

export const createRefundRequest = z
  .strictObject({
    externalId: z.string().trim().min(1).max(200),
    lines: z
      .array(z.strictObject({ lineNo: z.int().min(1).max(2_000), quantity: z.int().min(1).max(1_000_000) }))
      .min(1)
      .max(2_000)
      .optional(),
    amount: z.int().min(1).max(1e15).optional(),
    refundedAt: instantSchema.optional(),
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .refine((refund) => !(refund.lines && refund.amount !== undefined), {
    path: ["amount"],
    message: "give lines or amount, not both",
  });

const walletAmount = z.object({ wallet: z.string(), amount: z.int() });

export const refundSchema = z.object({
  id: z.string(),
  orderId: z.string(),
  externalId: z.string(),
  amount: z.int(),
  currency: z.string(),
  refundedAt: z.string(),
  reason: z.string().nullable(),
  lines: z.array(z.object({ lineNo: z.int(), quantity: z.int(), amount: z.int() })),
  clawedBack: z.array(walletAmount),
  returned: z.array(walletAmount.extend({ lapsed: z.int() })),
  arrears: z.array(walletAmount),
  waived: z.array(walletAmount),
  complete: z.boolean(),
});
export const refundResponse = z.object({ refund: refundSchema, order: orderSchema, outcome: outcomeSchema });

export const claimOrderRequest = z
  .strictObject({ memberId: idSchema("mbr").optional(), identity: identitySchema.optional() })
  .refine((claim) => Boolean(claim.memberId) !== Boolean(claim.identity), {
    path: ["memberId"],
    message: "give memberId or identity",
  });

/** Why one item of a batch was refused. */
export const problemItemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
});

/** Items are checked one by one, so that a malformed one fails alone. */
export const orderBatchRequest = z.strictObject({ orders: z.array(z.unknown()).min(1).max(1_000) });
export const orderBatchResponse = z.object({
  items: z.array(
    z.object({
      index: z.int(),
      status: z.int(),
      order: orderSchema.optional(),
      outcome: outcomeSchema.optional(),
      error: problemItemSchema.optional(),
    }),
  ),
});

export const listOrdersQuery = pageQuerySchema.extend({
  externalId: z.string().trim().min(1).max(200).optional().describe("Receipt number, of any source and time"),
  memberId: idSchema("mbr").optional(),
  storeId: storeIdSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  guest: z.enum(["true", "false"]).optional(),
  /** `true` = without what was given back whole; `false` = only that. */
  standing: z.enum(["true", "false"]).optional(),
});
export const orderPage = pageSchema(orderSchema);

export const adjustPointsRequest = z.strictObject({
  memberId: idSchema("mbr"),
  wallet: walletId,
  points: z
    .int()
    .min(-1e12)
    .max(1e12)
    .refine((points) => points !== 0, "zero changes nothing"),
  reason: z.string().trim().min(1).max(500),
  source: z.string().trim().min(1).max(64),
  externalId: z.string().trim().min(1).max(200),
});
export const adjustPointsResponse = z.object({ outcome: outcomeSchema });
