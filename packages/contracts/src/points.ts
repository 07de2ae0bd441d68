import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema } from "./common.ts";
import { memberTierSchema, tierProgressSchema, walletSummarySchema } from "./members.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const walletId = z.string().min(1).max(64);

function commaList<const T extends readonly [string, ...string[]]>(values: T) {
  return z
    .string()
    .max(300)
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(z.enum(values)).min(1));
}

export const walletsQuery = z.object({ asOf: instantSchema.optional().describe("Looks back or ahead; absent = now") });
export const walletsResponse = z.object({
  items: z.array(walletSummarySchema),
  /** All wallets as one number: available x weight, in whole points, each share rounded down; `parts` add up to `amount`. */
  total: z.object({
    amount: z.int(),
    parts: z.array(z.object({ wallet: z.string(), available: z.int(), weightBps: z.int(), amount: z.int() })),
  }),
});

export const expiringQuery = z.object({
  wallet: walletId.optional(),
  until: instantSchema.optional().describe("Only what dies before this instant"),
});
export const expiringResponse = z.object({
  asOf: instantSchema,
  items: z.array(
    z.object({
      wallet: z.string(),
      /** Local month of the member's zone, e.g. 2026-03. */
      month: z.string(),
      amount: z.int(),
      dates: z.array(z.object({ at: instantSchema, amount: z.int() })),
    }),
  ),
});

const explained = z.object({
  /** Data: code and the values that entered. */
  explanation: z.unknown(),
  /** The same in the caller's language. */
  text: z.string(),
});

export const entrySchema = explained.extend({
  id: z.string(),
  wallet: z.string(),
  kind: z.string(),
  /** Signed points. */
  amount: z.int(),
  balanceAfter: z.int(),
  factKind: z.string(),
  factId: z.string(),
  orderId: z.string().nullable(),
  ruleId: z.string().nullable(),
  lotId: z.string().nullable(),
  programmeVersion: z.int(),
  effectiveAt: instantSchema,
  recordedAt: instantSchema,
  availableAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
});
export type EntryView = z.output<typeof entrySchema>;

export const entryKinds = [
  "earn",
  "activate",
  "spend",
  "expire",
  "revoke",
  "return",
  "adjust",
  "transfer_in",
  "transfer_out",
  "hold",
  "release",
  "import",
] as const;
export type EntryKindName = (typeof entryKinds)[number];

const entryFilter = z.object({
  wallet: walletId.optional(),
  kind: commaList(entryKinds).optional().describe("Comma-separated kinds; absent = all"),
  from: instantSchema.optional().describe("Taking effect at or after this instant"),
  to: instantSchema.optional().describe("Taking effect before this instant"),
});
export const entriesQuery = pageQuerySchema.extend(entryFilter.shape);
export const entriesExportQuery = entryFilter;
export const entriesResponse = pageSchema(entrySchema);

export const lotSchema = z.object({
  id: z.string(),
  /** The entry that opened it; it explains where the points went. */
  entryId: z.string(),
  wallet: z.string(),
  amount: z.int(),
  remaining: z.int(),
  activeFrom: instantSchema,
  expiresAt: instantSchema.nullable(),
  status: z.enum(["pending", "open", "empty", "expired"]),
  /** Event for which the points wait; null = none. */
  awaits: z.string().nullable(),
  /** What gave the points. */
  origin: z.object({
    kind: z.string(),
    factKind: z.string(),
    factId: z.string(),
    orderId: z.string().nullable(),
    ruleId: z.string().nullable(),
  }),
});

export const lotsQuery = pageQuerySchema.extend({
  wallet: walletId.optional(),
  status: z
    .enum(["open", "pending", "empty", "expired", "all"])
    .default("open")
    .describe("open = something is left, spendable or waiting"),
});
export const lotsResponse = pageSchema(lotSchema);

export const memberHoldsQuery = pageQuerySchema.extend({
  wallet: walletId.optional(),
  status: z.enum(["held", "committed", "released", "expired", "all"]).default("all"),
});
export const memberHoldsResponse = pageSchema(
  z.object({
    id: z.string(),
    wallet: z.string(),
    points: z.int(),
    /** A hold whose time is out is expired, also before that is booked. */
    status: z.enum(["held", "committed", "released", "expired"]),
    committed: z.int(),
    reference: z.string(),
    createdAt: instantSchema,
    expiresAt: instantSchema,
  }),
);

const lotMove = z.object({
  lotId: z.string(),
  amount: z.int(),
  /** The entry that opened the lot. */
  openedBy: z
    .object({ kind: z.string(), factKind: z.string(), factId: z.string(), effectiveAt: instantSchema })
    .nullable(),
  expiresAt: instantSchema.nullable(),
});

export const entryParams = z.object({ id: idSchema("ent") });

export const entryExplainResponse = z.object({
  entry: entrySchema,
  memberId: z.string(),
  actor: z.string(),
  /** The rule as it stood in the version that decided; null when no rule did, or the rule is not in that version. */
  rule: z
    .object({ id: z.string(), version: z.int(), name: localText, text: localText, definition: z.unknown() })
    .nullable(),
  perLine: z.array(z.object({ lineNo: z.int(), amount: z.int() })),
  budgets: z.array(z.object({ key: z.string(), points: z.int(), money: z.int() })),
  /** Lots that it drew on or gave back to. */
  lots: z.array(lotMove),
  /** The lot it opened and where the points went. */
  opened: z
    .object({
      lotId: z.string(),
      amount: z.int(),
      remaining: z.int(),
      activeFrom: instantSchema,
      expiresAt: instantSchema.nullable(),
      /** Kept back at once to pay arrears. */
      paidArrears: z.int(),
      uses: z.array(z.object({ entryId: z.string(), kind: z.string(), amount: z.int(), effectiveAt: instantSchema })),
    })
    .nullable(),
  /** The entry it takes back or answers, and the entries that take back or answer it. */
  relatedTo: entrySchema.nullable(),
  relatedFrom: z.array(entrySchema),
  chain: z.object({ seq: z.int(), hash: z.string() }).nullable(),
});

export const timelineTypes = [
  "order",
  "refund",
  "points",
  "event",
  "hold",
  "transfer",
  "tier",
  "grant",
  "consent",
  "member",
] as const;
export type TimelineType = (typeof timelineTypes)[number];

export const timelineQuery = pageQuerySchema.extend({
  types: commaList(timelineTypes)
    .optional()
    .describe(`Comma-separated: ${timelineTypes.join(", ")}; absent = all`),
});

export const timelineItemSchema = z.object({
  id: z.string(),
  type: z.enum(timelineTypes),
  at: instantSchema,
  title: z.object({ zh: z.string(), en: z.string() }),
  data: z.record(z.string(), z.unknown()),
});
export type TimelineItem = z.output<typeof timelineItemSchema>;
export const timelineResponse = pageSchema(timelineItemSchema);

export const explainQuery = z.object({ order: z.string().min(5).max(64) });

export const explainResponse = z.object({
  order: z.object({
    id: z.string(),
    externalId: z.string(),
    placedAt: instantSchema,
    net: z.int(),
    currency: z.string(),
    programmeVersion: z.int(),
  }),
  /** Everything the order and its refunds did to the points. */
  entries: z.array(entrySchema.extend({ perLine: z.array(z.object({ lineNo: z.int(), amount: z.int() })) })),
  tierChanges: z.array(
    explained.extend({
      ladder: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      since: instantSchema,
      until: instantSchema.nullable(),
      reason: z.string(),
    }),
  ),
  /** Why the member stands where they stand now. */
  tiers: z.array(memberTierSchema.extend({ progress: tierProgressSchema.nullable() })),
});

export const integrityQuery = z.object({
  memberId: z.string().max(64).optional().describe("Only this member; absent = everybody"),
});

export const integrityResponse = z.object({
  ok: z.boolean(),
  /** Members whose books were checked. */
  checked: z.int(),
  /** Lines whose place in their member's chain was checked, and those from before the chain was kept. */
  entries: z.int(),
  unchained: z.int(),
  findings: z.array(
    z.object({
      /** null for what concerns no single member: budgets and the sums of the liability. */
      memberId: z.string().nullable(),
      /** The wallet, or the budget's key. */
      wallet: z.string(),
      code: z.string(),
      expected: z.number().nullable(),
      actual: z.number().nullable(),
    }),
  ),
  /** There are more findings than are listed. */
  truncated: z.boolean(),
});
export type IntegrityReport = z.output<typeof integrityResponse>;

export const verifyMemberResponse = z.object({
  ok: z.boolean(),
  /** Lines in the chain. */
  entries: z.int(),
  /** Lines from before the chain was kept. */
  unchained: z.int(),
  /** The first line that does not follow from the one before; null = none. */
  brokenAt: z
    .object({
      seq: z.int(),
      entryId: z.string().nullable(),
      code: z.enum(["changed", "missing", "added", "head_differs"]),
    })
    .nullable(),
});
export type MemberVerification = z.output<typeof verifyMemberResponse>;

export const integrityRunSchema = z.object({
  id: z.string(),
  trigger: z.enum(["nightly", "request", "command"]),
  /** `stopped` = cut off before its end. */
  status: z.enum(["running", "finished", "failed", "stopped"]),
  ok: z.boolean().nullable(),
  startedBy: z.string(),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  percent: z.number(),
  checked: z.int(),
  entries: z.int(),
  unchained: z.int(),
  findingCount: z.int(),
  findings: integrityResponse.shape.findings,
  error: z.string().nullable(),
});
export type IntegrityRun = z.output<typeof integrityRunSchema>;
export const integrityRunParams = z.object({ id: idSchema("itr") });
export const integrityRunResponse = z.object({ run: integrityRunSchema });
export const integrityRunsQuery = pageQuerySchema;
export const integrityRunsResponse = pageSchema(integrityRunSchema);
