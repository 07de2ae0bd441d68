import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema } from "./common.ts";

const name = z.string().trim().min(1).max(100);
const memberId = idSchema("mbr");

export const householdParams = z.object({ id: idSchema("hsh") });
export const householdMemberParams = z.object({ id: idSchema("hsh"), memberId });

const householdMemberSchema = z.object({
  memberId: z.string(),
  memberNo: z.string(),
  name: z.string().nullable(),
  isOwner: z.boolean(),
  joinedAt: instantSchema,
});

export const householdSchema = z.object({
  id: z.string(),
  name: z.string(),
  ownerId: z.string(),
  createdAt: instantSchema,
  members: z.array(householdMemberSchema),
});
export type Household = z.output<typeof householdSchema>;

/** What the members can pay with together; wallets that do not pool are not listed. */
const pooledWalletSchema = z.object({
  wallet: z.string(),
  available: z.int(),
  shares: z.array(z.object({ memberId: z.string(), available: z.int() })),
});

export const createHouseholdRequest = z.strictObject({
  name,
  ownerId: memberId,
  /** Besides the owner. */
  memberIds: z.array(memberId).max(19).default([]),
});
export type CreateHouseholdRequest = z.output<typeof createHouseholdRequest>;

export const changeHouseholdRequest = z.strictObject({ name: name.optional(), ownerId: memberId.optional() });
export type ChangeHouseholdRequest = z.output<typeof changeHouseholdRequest>;

export const addHouseholdMemberRequest = z.strictObject({ memberId });

export const householdResponse = z.object({ household: householdSchema });
export const householdDetailResponse = z.object({
  household: householdSchema,
  wallets: z.array(pooledWalletSchema),
  asOf: instantSchema,
});
/** null when the member was the last one, and the household is gone. */
export const leftHouseholdResponse = z.object({ household: householdSchema.nullable() });
/** null when the member belongs to none. */
export const memberHouseholdResponse = z.object({ household: householdSchema.nullable() });
export const householdsQuery = pageQuerySchema.extend({
  query: z.string().trim().min(1).max(100).optional().describe("Part of the name"),
});
export const householdsResponse = pageSchema(householdSchema);
