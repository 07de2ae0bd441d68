import type { ErrorCode } from "@regulars/contracts";
import type { BudgetShare, CompiledProgramme, Fact } from "@regulars/engine";
import type { BatchContext } from "./batch-context.ts";
import type { EarlierFacts } from "./earlier-facts.ts";
import type { HouseholdsOf } from "./household-pool.ts";
import { type Accepted, refused, type TillAnswer } from "./till-answer.ts";
import type {
  AdjustmentRecord,
  EntryRecord,
  EventRecord,
  MemberWork,
  OrderRecord,
  RefundRecord,
  ReversalRecord,
  SpendRecord,
  TierGrantRecord,
  TransferRecord,
} from "./till-records.ts";

export interface BatchOptions {
  programme: CompiledProgramme;
  withConsents: boolean;
  now: Date;
  dry: boolean;
  /** Wallets in the answers as they stand now; bulk callers do without. */
  withWallets: boolean;
  knownStores: ReadonlySet<string>;
  householdsOf: HouseholdsOf;
}

/** What a batch wants written. */
export interface BatchResult {
  answers: TillAnswer[];
  members: MemberWork[];
  newOrders: OrderRecord[];
  changedOrders: OrderRecord[];
  movedOrders: { order: OrderRecord; fromBucket: number }[];
  refunds: RefundRecord[];
  adjustments: AdjustmentRecord[];
  events: EventRecord[];
  spends: SpendRecord[];
  transfers: TransferRecord[];
  reversals: ReversalRecord[];
  tierGrants: TierGrantRecord[];
  /** Holds of this batch that were not there before. */
  newHolds: Set<string>;
  /** What the facts took of budgets; negative = gave back. */
  budgetUse: BudgetShare[];
  entries: EntryRecord[];
  /** Commands that must wait for a batch of their own, by index: a leaf of their member has to be filled again first. */
  deferred: number[];
  /** Members with a leaf to be filled again, whose tiers and stage are judged when that is done. */
  staleMembers: Set<string>;
}

export interface Run extends BatchResult {
  context: BatchContext;
  options: BatchOptions;
  earlier: EarlierFacts;
  /** Facts of this batch by business key. */
  taken: Map<string, { hash: Buffer; answer: Accepted }>;
}

/** A command with what it needs loaded; `decide` runs when its turn comes. */
export interface Plan {
  /** The facts it may book, for the lots and budgets they need. More is never wrong. */
  needs: Need[];
  decide: () => TillAnswer;
}

export interface Need {
  memberId: string;
  fact: Fact;
}

/** The program itself could not decide a fact: an account whose lots do not add up, say. */
export class UndecidableError extends Error {
  constructor(cause: unknown) {
    super("a fact could not be decided", { cause });
    this.name = "UndecidableError";
  }
}

export function refusal(code: ErrorCode, params: Record<string, string | number> = {}): Plan {
  return { needs: [], decide: () => refused(code, params) };
}

/** A fact cannot take effect later than it was told. */
export function effectiveAt(at: Date, now: Date): number {
  return Math.min(at.getTime(), now.getTime());
}

/** Tills' clocks run ahead, but not by more than a day. */
export const farFutureMilliseconds = 86_400_000;

export function repeated(run: Run, key: string, hash: Buffer): TillAnswer | null {
  const inBatch = run.taken.get(key);
  if (inBatch) return inBatch.hash.equals(hash) ? { ...inBatch.answer, status: "repeated" } : differs(key);
  const before = run.earlier.get(key);
  if (!before) return null;
  return before.hash.equals(hash) ? before.answer : differs(key);
}

function differs(key: string): TillAnswer {
  const [, source = "", externalId = ""] = key.split("\n");
  return refused("fact.duplicate_with_different_content", { source, externalId });
}

export function take(run: Run, key: string, hash: Buffer, answer: Accepted): Accepted {
  run.taken.set(key, { hash, answer });
  return answer;
}
