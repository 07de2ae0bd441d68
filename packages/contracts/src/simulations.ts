import { z } from "zod";
import { idSchema, instantSchema, pageQuerySchema, pageSchema } from "./common.ts";
import { programmeDocumentSchema } from "./programmes.ts";

const localText = z.object({ zh: z.string(), en: z.string() });
const count = z.int().min(0);
const points = z.int();

/** The draft or the published programme as they are now, a version, or a whole document. */
export const programmeSourceSchema = z.union([
  z.enum(["draft", "published"]),
  z.strictObject({ version: z.int().positive().max(2_147_483_647) }),
  programmeDocumentSchema,
]);
export type ProgrammeSource = z.output<typeof programmeSourceSchema>;

export const startSimulationRequest = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  programme: programmeSourceSchema.default("draft"),
  /** A second programme, replayed over the same history. */
  compareWith: programmeSourceSchema.optional(),
  from: instantSchema,
  /** Exclusive, not later than now. */
  to: instantSchema,
  /** A condition (see the condition language): only members for whom it held at `from`. `{ "bucket": { "from": 0, "to": 1000 } }` is a stable tenth. */
  segment: z.unknown().optional(),
});
export type StartSimulationRequest = z.output<typeof startSimulationRequest>;

/** waiting, running and cancelling are under way; finished, cancelled and failed are ends. */
export const simulationStatusSchema = z.enum(["waiting", "running", "cancelling", "cancelled", "finished", "failed"]);
export type SimulationStatus = z.output<typeof simulationStatusSchema>;

const programmeRef = z.object({
  kind: z.enum(["draft", "published", "version", "document"]),
  /** The version it is, or that the draft started from. */
  version: z.int().nullable(),
  name: localText,
});

export const simulationProgressSchema = z.object({
  /** 2 when a budget ran out and the history is replayed with it closed. */
  pass: z.int().min(1),
  membersDone: count,
  membersTotal: count,
  factsDone: count,
  /** Facts decided by all workers; null unless running. */
  factsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  percent: z.number().min(0).max(100),
  workers: count,
});
export type SimulationProgress = z.output<typeof simulationProgressSchema>;

export const simulationSummarySchema = z.object({
  id: idSchema("sim"),
  name: z.string().nullable(),
  status: simulationStatusSchema,
  programme: programmeRef,
  compareWith: programmeRef.nullable(),
  from: instantSchema,
  to: instantSchema,
  segment: z.unknown().nullable(),
  progress: simulationProgressSchema,
  /** Why it failed, in the caller's language. */
  error: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type SimulationSummary = z.output<typeof simulationSummarySchema>;

/**
 * Points, in smallest units: opening + issued - spent - expired - clawedBack + adjusted + transferred = outstanding.
 * Money in minor units of `currency`, at the unit cost of the programme in question; what really happened at that of the published one.
 */
export const simulationFiguresSchema = z.object({
  /** Held at `from`. */
  opening: points,
  /** Given by rules. */
  issued: points,
  /** Less what refunds and reversals gave back. */
  spent: points,
  expired: points,
  clawedBack: points,
  /** By hand or import, signed. */
  adjusted: points,
  /** Received less sent. */
  transferred: points,
  /** At `to`: available, pending and held, less arrears. */
  outstanding: points,
  /** What the outstanding points cost. */
  liability: z.int(),
  /** What the issued points less the clawed back ones cost. */
  cost: z.int(),
  /** Net of orders less refunds in the span. */
  revenue: z.int(),
  /** cost / revenue in hundredths of a percent; null without revenue. */
  costShareBps: z.number().nullable(),
  /** Orders in the span. */
  orders: count,
});
export type SimulationFigures = z.output<typeof simulationFiguresSchema>;

/** What really happened beside what the programme, and the second one, would have done. */
const sides = <T extends z.ZodType>(side: T) => z.object({ actual: side, simulated: side, compare: side.nullable() });

const ruleFigures = z.object({ times: count, issued: points, clawedBack: points, cost: z.int() });
const named = { id: z.string(), name: localText };

const breakdown = z.object({ ...named, members: count, ...sides(simulationFiguresSchema).shape });
export type SimulationBreakdown = z.output<typeof breakdown>;

const tierMoves = z.object({
  ladder: z.string(),
  name: localText,
  /** Lowest first; tiers that only one of the programmes has are named too. */
  tiers: z.array(z.object(named)),
  /** Tier at `from` by tier at `to`; null = the member was not there yet, or the ladder was not. Counts of members. */
  flows: z.array(
    z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      actual: count,
      simulated: count,
      compare: count.nullable(),
    }),
  ),
  /** Members who end in another tier than they really did, by pair. */
  different: z.array(
    z.object({
      actual: z.string().nullable(),
      simulated: z.string().nullable(),
      members: count,
    }),
  ),
  differentMembers: count,
  /** As `different`, the second programme against the first. */
  comparedDifferent: z
    .array(z.object({ simulated: z.string().nullable(), compare: z.string().nullable(), members: count }))
    .nullable(),
});
export type SimulationTierMoves = z.output<typeof tierMoves>;

const refusedFacts = z.object({ code: z.string(), facts: count, text: localText });

export const simulationResultSchema = z.object({
  currency: z.string(),
  /** Members looked at (after the segment) and the facts replayed. */
  members: count,
  facts: count,
  total: sides(simulationFiguresSchema),
  /** The same as `total` for each wallet. */
  wallets: z.array(breakdown),
  rules: z.array(z.object({ ...named, wallet: z.string().nullable(), ...sides(ruleFigures).shape })),
  /** By tier held at `from`. */
  tiers: z.array(z.object({ ladder: z.string(), name: localText, tiers: z.array(breakdown) })),
  /** By life-cycle stage at `from`. */
  stages: z.array(breakdown),
  /** By local month of the programme's zone, `YYYY-MM`; opening and outstanding at its ends. */
  months: z.array(z.object({ month: z.string(), ...sides(simulationFiguresSchema).shape })),
  moves: z.array(tierMoves),
  /** Redemptions the programme would not have allowed, replayed as orders without them. */
  unaffordable: z.array(
    z.object({
      wallet: z.string(),
      name: localText,
      simulated: z.object({ times: count, points }),
      compare: z.object({ times: count, points }).nullable(),
    }),
  ),
  /** Facts that would have been refused altogether, by reason. */
  refused: z.object({ simulated: z.array(refusedFacts), compare: z.array(refusedFacts).nullable() }),
  budgets: z.array(
    z.object({
      side: z.enum(["simulated", "compare"]),
      budget: z.string(),
      name: localText,
      /** `total`, a day, week, month or year. */
      period: z.string(),
      usedBefore: z.object({ points, money: z.int() }),
      /** What rules would have given without the budget. */
      demand: z.object({ points, money: z.int() }),
      used: z.object({ points, money: z.int() }),
      /** From then on it gave nothing; null = it was enough. */
      closedAt: instantSchema.nullable(),
    }),
  ),
  /** What is worked out otherwise than at the till, in words. */
  notes: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
});
export type SimulationResult = z.output<typeof simulationResultSchema>;

export const simulationSchema = simulationSummarySchema.extend({
  /** The documents that were replayed. */
  programmes: z.object({ simulated: programmeDocumentSchema, compare: programmeDocumentSchema.nullable() }),
  /** null until finished. */
  result: simulationResultSchema.nullable(),
});
export type Simulation = z.output<typeof simulationSchema>;

export const simulationsQuery = pageQuerySchema;
export const simulationsResponse = pageSchema(simulationSummarySchema);
export const simulationParams = z.object({ id: idSchema("sim") });
export const deletedSimulationResponse = z.object({ id: idSchema("sim"), deleted: z.literal(true) });

export const simulationExportQuery = z.object({ format: z.enum(["csv", "json"]).default("csv") });

export const simulationMembersQuery = pageQuerySchema.extend({
  /** `delta` = the greatest difference first, `gain` = who gains most, `loss` = who loses most. */
  sort: z.enum(["delta", "gain", "loss"]).default("delta"),
});

const memberSide = z.object({
  /** Issued less clawed back. */
  earned: points,
  spent: points,
  expired: points,
  outstanding: points,
  /** Tier at `to`, by ladder. */
  tiers: z.array(z.object({ ladder: z.string(), tier: z.string(), name: localText })),
});

export const simulationMemberSchema = z.object({
  memberId: idSchema("mbr"),
  memberNo: z.string().nullable(),
  name: z.string().nullable(),
  /** What the member had to spend (spent + outstanding), simulated less actual. */
  delta: points,
  ...sides(memberSide).shape,
});
export type SimulationMember = z.output<typeof simulationMemberSchema>;

/** The members most affected, at most 200 are kept. */
export const simulationMembersResponse = pageSchema(simulationMemberSchema);

export const compareSimulationsQuery = z.object({ a: idSchema("sim"), b: idSchema("sim") });

const pairOf = <T extends z.ZodType>(side: T) => z.object({ a: side.nullable(), b: side.nullable() });

/** Two finished simulations side by side; null where one of them has no such thing. */
export const compareSimulationsResponse = z.object({
  a: simulationSummarySchema,
  b: simulationSummarySchema,
  /** Whether both replayed the same span, segment and currency; else their figures say different things. */
  comparable: z.boolean(),
  currency: z.string(),
  actual: simulationFiguresSchema,
  total: pairOf(simulationFiguresSchema),
  wallets: z.array(z.object({ ...named, ...pairOf(simulationFiguresSchema).shape })),
  rules: z.array(z.object({ ...named, ...pairOf(ruleFigures).shape })),
  months: z.array(z.object({ month: z.string(), ...pairOf(simulationFiguresSchema).shape })),
  moves: z.array(
    z.object({
      ladder: z.string(),
      name: localText,
      tiers: z.array(z.object(named)),
      /** Members in each tier at `to`. */
      members: z.array(z.object({ tier: z.string().nullable(), actual: count, a: count, b: count })),
    }),
  ),
});
export type SimulationComparison = z.output<typeof compareSimulationsResponse>;

export const previewMovesRequest = z.strictObject({
  /** One ladder of the draft; absent = all of them. */
  ladder: z.string().min(1).max(64).optional(),
});

export const previewMovesResponse = z.object({
  asOf: instantSchema,
  members: count,
  ladders: z.array(
    z.object({
      ladder: z.string(),
      name: localText,
      tiers: z.array(z.object(named)),
      /** Tier now by tier right after publishing, also those who stay; null = the ladder is new, or the tier is gone from it. */
      moves: z.array(z.object({ from: z.string().nullable(), to: z.string(), members: count })),
      upgraded: count,
      downgraded: count,
      unchanged: count,
      /** Members who keep their tier for now, but whose metric no longer reaches it: by the tier they would have. */
      atRisk: z.array(z.object({ tier: z.string(), reaches: z.string(), members: count })),
      /** Some of those who move. */
      samples: z.array(
        z.object({
          memberId: idSchema("mbr"),
          memberNo: z.string().nullable(),
          name: z.string().nullable(),
          from: z.string().nullable(),
          to: z.string(),
          /** What the ladder counts, now; null where tiers have conditions. */
          metric: z.number().nullable(),
        }),
      ),
    }),
  ),
});
export type PreviewMoves = z.output<typeof previewMovesResponse>;
