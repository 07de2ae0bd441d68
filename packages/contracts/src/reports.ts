import { z } from "zod";
import { instantSchema, pageQuerySchema, pageSchema } from "./common.ts";

const walletId = z.string().min(1).max(64);
const localText = z.object({ zh: z.string(), en: z.string() });
const day = z.union([z.iso.date(), instantSchema]);
const bps = z.int().min(0);

export const liabilityQuery = z.object({
  wallet: walletId
    .optional()
    .describe("Absent = every wallet; the figures outside `items` are then the first wallet's"),
  from: day
    .optional()
    .describe("First day (inclusive), in the programme's zone; absent = eleven months before the month of `to`"),
  to: day
    .optional()
    .describe("Day after the last (exclusive); an instant counts to the end of its day. Absent = up to now"),
  by: z.enum(["month", "total"]).default("month"),
});
export type LiabilityQuery = z.output<typeof liabilityQuery>;

/** opening + issued - spent - expired - clawedBack + adjusted + transferredIn - transferredOut = closing, exactly. */
const flowsSchema = z.object({
  opening: z.int(),
  issued: z.int(),
  /** Less what refunds and reversals returned. */
  spent: z.int(),
  expired: z.int(),
  clawedBack: z.int(),
  /** By hand and by import, signed. */
  adjusted: z.int(),
  /** Of `adjusted`, balances taken over from elsewhere. */
  imported: z.int(),
  transferredIn: z.int(),
  transferredOut: z.int(),
  closing: z.int(),
});
export type LiabilityFlows = z.output<typeof flowsSchema>;

const moneySchema = z.object({ amount: z.int(), currency: z.string() });

const periodSchema = flowsSchema.extend({
  from: instantSchema,
  to: instantSchema,
  /** Cost of `closing`. */
  moneyValue: moneySchema,
  /** Spent of issued, in hundredths of a percent; null when nothing was issued. */
  redemptionRateBps: bps.nullable(),
  /** What changed in months that were already over: facts recorded late. null = nothing. */
  changedAfterClose: z.object({ entries: z.int(), points: z.int(), latestAt: instantSchema }).nullable(),
});

export const liabilityReportSchema = periodSchema.extend({
  wallet: z.string(),
  /** One a month, oldest first; empty with `by=total`. */
  periods: z.array(periodSchema),
  /** Where the points stand now; available + pending + held - arrears = owed. */
  now: z.object({
    available: z.int(),
    pending: z.int(),
    held: z.int(),
    arrears: z.int(),
    owed: z.int(),
    moneyValue: moneySchema,
  }),
  /** Open points by the local month in which they die if nothing is done with them; twelve months, the present one first. */
  expiring: z.array(z.object({ month: z.string(), points: z.int(), moneyValue: moneySchema })),
  /** Open points that die later than that, and those that never do. */
  expiringLater: z.int(),
  neverExpiring: z.int(),
  /** Minor units for 1,000 points. */
  costPer1000: z.int(),
});
export type LiabilityReport = z.output<typeof liabilityReportSchema>;

export const liabilityResponse = liabilityReportSchema.extend({
  items: z.array(liabilityReportSchema),
  asOf: instantSchema,
  zone: z.string(),
  /** How it was worked out, in words. */
  method: localText,
});

export const liabilityExportQuery = liabilityQuery.omit({ by: true });

export const liabilityMembersQuery = pageQuerySchema.extend({ wallet: walletId });
export const liabilityMembersResponse = pageSchema(
  z.object({
    memberId: z.string(),
    memberNo: z.string(),
    name: z.string().nullable(),
    /** Open lots, spendable or waiting, and what holds reserve. */
    points: z.int(),
    moneyValue: moneySchema,
    /** Soonest death of any of them. */
    nextExpiryAt: instantSchema.nullable(),
  }),
).extend({ wallet: z.string(), asOf: instantSchema });

export const breakageQuery = z.object({ wallet: walletId });

export const breakageResponse = z.object({
  wallet: z.string(),
  asOf: instantSchema,
  /** Share of the points owed now that is expected to die unspent; null when `reason` says why it cannot be told. */
  breakageBps: bps.nullable(),
  expectedToExpire: z.int().nullable(),
  moneyValue: moneySchema.nullable(),
  /** Open points the estimate is about. */
  outstanding: z.int(),
  reason: z
    .object({ code: z.enum(["too_little_history", "expires_by_inactivity", "nothing_owed"]), text: localText })
    .nullable(),
  method: localText,
  /** Lots that the curve was drawn from. */
  lotsSeen: z.int(),
  /** The curve is drawn anew every night; what is open is as of now. */
  curveAsOf: instantSchema,
  /** By full months since the points became spendable. */
  ages: z.array(
    z.object({
      month: z.int(),
      atRisk: z.int(),
      spent: z.int(),
      /** Died, were clawed back or given away in the month; they leave the count without being spent. */
      left: z.int(),
      /** Of those at risk, spent within the month. */
      hazardBps: bps,
      /** Still unspent at the end of the month, had they not expired. */
      unspentBps: bps,
    }),
  ),
});
export type BreakageReport = z.output<typeof breakageResponse>;
