import { z } from "zod";
import { dryQuerySchema, instantSchema, pageQuerySchema, pageSchema, storeIdSchema } from "./common.ts";
import { identitySchema } from "./till.ts";

const name = z.string().trim().min(1).max(200);
const phone = z.string().trim().min(3).max(40).describe("E.164, or as dialled in the installation's country");
const email = z.string().trim().min(3).max(254);
const externalId = z.string().trim().min(1).max(200);
const card = z.string().trim().min(1).max(100);
const birthday = z.iso.date();
const gender = z.enum(["female", "male", "other"]);
const kind = z.enum(["person", "company", "partner"]);
const short = z.string().trim().min(1).max(64);
const attributeName = z.string().regex(/^[A-Za-z_][\w-]{0,63}$/);
const attributeValue = z.union([z.string().max(1000), z.number(), z.boolean()]);
const tag = z.string().trim().min(1).max(64);
const zone = z
  .string()
  .max(64)
  .refine((text) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: text });
      return true;
    } catch {
      return false;
    }
  }, "unknown time zone");

const sourceInput = z.strictObject({
  channel: short,
  storeId: storeIdSchema.optional(),
  campaign: short.optional(),
  referralCode: short.optional(),
});

const consentInput = z.strictObject({
  purpose: z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/),
  granted: z.boolean(),
  textVersion: short,
  at: instantSchema.optional(),
});
export type ConsentInput = z.output<typeof consentInput>;

function fewAttributes(attributes: Record<string, unknown>): boolean {
  return Object.keys(attributes).length <= 100;
}

export const createMemberRequest = z.strictObject({
  externalId: externalId.optional(),
  name: name.optional(),
  phone: phone.optional(),
  email: email.optional(),
  card: card.optional(),
  birthday: birthday.optional(),
  gender: gender.optional(),
  kind: kind.default("person"),
  zone: zone.optional(),
  source: sourceInput.optional(),
  attributes: z.record(attributeName, attributeValue).refine(fewAttributes, "at most 100 attributes").default({}),
  tags: z.array(tag).max(100).default([]),
  consents: z.array(consentInput).max(50).default([]),
  joinedAt: instantSchema.optional(),
});
export type CreateMemberRequest = z.output<typeof createMemberRequest>;

/** Absent leaves as it is, null clears; an attribute set to null is removed, the others stay. */
export const changeMemberRequest = z.strictObject({
  externalId: externalId.nullable().optional(),
  name: name.nullable().optional(),
  phone: phone.nullable().optional(),
  email: email.nullable().optional(),
  birthday: birthday.nullable().optional(),
  gender: gender.nullable().optional(),
  kind: kind.optional(),
  status: z.enum(["active", "frozen", "cancelled"]).optional(),
  zone: zone.nullable().optional(),
  attributes: z
    .record(attributeName, attributeValue.nullable())
    .refine(fewAttributes, "at most 100 attributes")
    .optional(),
  tags: z.array(tag).max(100).optional(),
  consents: z.array(consentInput).min(1).max(50).optional(),
});
export type ChangeMemberRequest = z.output<typeof changeMemberRequest>;

/** `mbr_…`, or `ext:` and the merchant's own id. */
export const memberRefParams = z.object({ id: z.string().min(5).max(210) });

export const memberQuery = z.object({
  reveal: z
    .string()
    .trim()
    .min(3)
    .max(200)
    .optional()
    .describe("Why phone and e-mail are shown in full; needs members:reveal and is audited"),
});

const localText = z.object({ zh: z.string(), en: z.string() });

export const memberTierSchema = z.object({
  ladder: z.string(),
  tier: z.string(),
  since: instantSchema,
  until: instantSchema.nullable(),
});

const tierNeedSchema = z.object({
  tier: z.string(),
  /** In the ladder's metric, money in minor units; null where the tier has a condition of its own. */
  from: z.int().nullable(),
  missing: z.int().nullable(),
  /** Points that would do instead; null = points do not. */
  orPointsMissing: z.int().nullable(),
  /** Parts of the tier's condition that do not hold. */
  unmet: z.array(localText),
  sentence: localText,
});

export const tierProgressSchema = z.object({
  /** Value of the ladder's metric now; money in minor units; null where tiers have conditions. */
  metric: z.int().nullable(),
  /** The next tier that can be earned; `by` = the count begins anew then. */
  next: tierNeedSchema.extend({ by: instantSchema.nullable() }).nullable(),
  /** What the tier in force still needs to outlive `until`; null = nothing, or it does not end. */
  keep: tierNeedSchema.extend({ until: instantSchema }).nullable(),
  /** A tier in force that was given, not earned. */
  grant: z
    .object({
      source: z.enum(["manual", "invitation", "voucher", "points"]),
      until: instantSchema.nullable(),
      isLifetime: z.boolean(),
      reason: z.string(),
      /** The tier the member would have without it. */
      earnedTier: z.string(),
      sentence: localText,
    })
    .nullable(),
  /** All of it in one line. */
  sentence: localText,
});

export const walletSummarySchema = z.object({
  wallet: z.string(),
  available: z.int(),
  pending: z.int(),
  held: z.int(),
  arrears: z.int(),
  expiring: z.array(z.object({ at: instantSchema, amount: z.int() })),
  asOf: instantSchema,
});
export type WalletSummary = z.output<typeof walletSummarySchema>;

const identityKinds = z.enum(["phone", "email", "external", "card", "member_no"]);

export const memberSchema = z.object({
  id: z.string(),
  memberNo: z.string(),
  externalId: z.string().nullable(),
  name: z.string().nullable(),
  /** Masked unless revealed. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  cards: z.array(z.string()),
  birthday: z.iso.date().nullable(),
  gender: gender.nullable(),
  kind,
  status: z.enum(["active", "frozen", "cancelled", "merged", "erased"]),
  joinedAt: instantSchema,
  source: z.record(z.string(), z.unknown()),
  attributes: z.record(z.string(), z.unknown()),
  tags: z.array(z.string()),
  zone: z.string().nullable(),
  stage: z.string().nullable(),
  stageSince: instantSchema.nullable(),
  tiers: z.array(memberTierSchema.extend({ progress: tierProgressSchema.nullable() })),
  wallets: z.array(walletSummarySchema),
  /** Minor units of the programme's currency. */
  orders: z.object({
    count: z.int(),
    net: z.int(),
    firstAt: instantSchema.nullable(),
    lastAt: instantSchema.nullable(),
  }),
  consents: z.array(
    z.object({ purpose: z.string(), granted: z.boolean(), textVersion: z.string(), at: instantSchema }),
  ),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Member = z.output<typeof memberSchema>;

export const memberResponse = z.object({ member: memberSchema });

export const memberListQuery = pageQuerySchema.extend({
  /** Name, phone, tail of a phone, member number, card or external id. */
  query: z.string().trim().min(1).max(200).optional(),
  phoneTail: z
    .string()
    .regex(/^\d{3,15}$/)
    .optional(),
  /** `ladder:tier`. */
  tier: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,63}:[a-z][a-z0-9_-]{0,63}$/)
    .optional(),
  stage: short.optional(),
  tag: tag.optional(),
  status: z.enum(["active", "frozen", "cancelled", "merged", "erased"]).optional(),
  joinedFrom: instantSchema.optional(),
  joinedTo: instantSchema.optional(),
  storeId: storeIdSchema.optional(),
  sort: z.enum(["joinedAt"]).default("joinedAt"),
});
export type MemberListQuery = z.output<typeof memberListQuery>;

export const memberListItemSchema = z.object({
  id: z.string(),
  memberNo: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  status: memberSchema.shape.status,
  tags: z.array(z.string()),
  joinedAt: instantSchema,
  stage: z.string().nullable(),
  stageSince: instantSchema.nullable(),
  tiers: z.array(memberTierSchema),
  wallets: z.array(z.object({ wallet: z.string(), available: z.int(), pending: z.int() })),
  orders: z.object({ count: z.int(), net: z.int(), lastAt: instantSchema.nullable() }),
});

export const memberListResponse = pageSchema(memberListItemSchema).extend({
  /** ISO 4217 of `orders.net`. */
  currency: z.string(),
  /** On the first page; null on later ones. */
  total: z.int().nullable(),
  /** Above ten thousand the total is an estimate. */
  totalIsEstimate: z.boolean(),
});

export const addIdentityRequest = z.strictObject({
  kind: identitySchema.shape.kind.exclude(["member_no"]),
  value: identitySchema.shape.value,
});

export const resolveMemberRequest = z.strictObject({
  input: z.string().trim().min(1).max(300),
  storeId: storeIdSchema.optional(),
});

export const resolveMemberResponse = memberResponse.extend({
  usableCoupons: z.array(z.unknown()),
  matchedBy: z.union([identityKinds, z.enum(["member_code", "id"])]),
});

export const memberCodeResponse = z.object({ code: z.string(), expiresAt: instantSchema });
export const createMemberQuery = dryQuerySchema;
