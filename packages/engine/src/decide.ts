import { bookAdjustment, bookSpend } from "./book-account.ts";
import { bookEvent, checkEvent } from "./book-event.ts";
import { bookOrder, type PricedLines, priceOrder } from "./book-order.ts";
import type { CompiledProgramme } from "./compile.ts";
import { type Draft, openDraft, Refusal } from "./draft.ts";
import type {
  Decision,
  Fact,
  MemberState,
  OrderResult,
  RefundFact,
  RefundResult,
  TierChangeDecision,
} from "./facts.ts";
import type { TraceSink } from "./happening.ts";
import { replaceAll } from "./history.ts";
import { commitHold, openHold, releaseHold } from "./holds.ts";
import { isSurelyAccepted } from "./in-place.ts";
import { AmountTooLargeError, safe } from "./integer.ts";
import { earnOccasions, earnTierEntries } from "./occasions.ts";
import { orderHistory } from "./order-history.ts";
import { clawBack, planRefund, returnPayments } from "./refund.ts";
import { reverseEntry } from "./reverse.ts";
import { settleLots } from "./settle-lots.ts";
import { stageOf, worldOf } from "./stage.ts";
import { grantTier } from "./tier-grant.ts";
import { redeemTier } from "./tier-offer.ts";
import { takeBackTiers } from "./tier-refund.ts";
import { raiseTiers, settleTiers } from "./tiers.ts";
import { receiveTransfer, sendTransfer } from "./transfer.ts";
import { MissingLeafError } from "./world.ts";

type Accepted = Extract<Decision, { ok: true }>;

export interface DecideOptions {
  /** Is told what every rule came to. */
  trace?: TraceSink | undefined;
  /**
   * The caller gives the state away: account, leaves, wallets and lots may be changed in place, and lots in the answer change with later facts.
   * What counts afterwards is the state in the answer, or after a refusal the given one, which is then as it was. Default false.
   */
  owned?: boolean | undefined;
  /** false = entries and tier changes carry an empty explanation. Default true. */
  explain?: boolean | undefined;
}

/**
 * What a fact does to a member: new state, ledger entries, tier and stage changes; or why it may not happen.
 * Pure: no clock, no I/O, the input is never changed unless it is `owned`; the same input gives the same result (ids come from `ids`).
 *
 * Order of things: time passes up to the fact (lots activate and expire, periods end), then the fact, then tiers, then the stage.
 * A fact from before `settledAt` lands at its own time: its points run from then, tiers and stage are judged as of `settledAt`.
 * Throws MissingLeafError when a condition needs a leaf state that has not been filled, and LookupError for a broken reference.
 */
export function decide(
  compiled: CompiledProgramme,
  state: MemberState,
  fact: Fact,
  ids: () => string,
  { trace, owned = false, explain = true }: DecideOptions = {},
): Decision {
  try {
    // Before anything is changed: a fact that is not well formed must leave a state that was given away as it was.
    const priced = check(compiled, fact);
    const isOwned = owned && isSurelyAccepted(compiled, state, fact);
    const draft = openDraft(compiled, state, fact.id, ids, { trace, isOwned, explains: explain });
    return accept(draft, state, fact, priced);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, params: error.params };
    if (error instanceof AmountTooLargeError) return { ok: false, code: "amount.too_large", params: {} };
    throw error;
  }
}

function check(compiled: CompiledProgramme, fact: Fact): PricedLines | null {
  if (fact.kind === "order") return priceOrder(compiled, fact);
  if (fact.kind === "event") checkEvent(fact);
  return null;
}

const NOTHING_STALE: ReadonlySet<string> = new Set();

function accept(draft: Draft, state: MemberState, fact: Fact, priced: PricedLines | null): Accepted {
  const tierChanges: TierChangeDecision[] = [];
  settleLots(draft, fact.at);
  settleTiers(draft, tierChanges);
  earnOccasions(draft);
  const outcome = book(draft, fact, priced, tierChanges);
  const stale = outcome.staleLeaves.length === 0 ? NOTHING_STALE : new Set(outcome.staleLeaves);
  if (fact.kind === "refund" || fact.kind === "reverse") takeBackTiers(draft, state.account, tierChanges, stale);
  raise(draft, tierChanges, stale);
  return {
    ok: true,
    state: {
      profile: state.profile,
      account: draft.account,
      lots: draft.lots,
      holds: draft.holds,
      budgets: draft.budgets,
    },
    entries: draft.entries,
    tierChanges,
    stageChange: moveStage(draft, stale),
    order: outcome.order,
    refund: outcome.refund,
    changedLots: draft.changed,
    changedHolds: draft.changedHolds ? [...draft.changedHolds.values()] : [],
    budgetUse: draft.budgetUse,
    tierNotices: draft.tierNotices,
    staleLeaves: outcome.staleLeaves,
  };
}

/** Tiers rise with what was earned, and entering a tier may earn again; each round enters a higher tier, so this ends. */
function raise(draft: Draft, tierChanges: TierChangeDecision[], stale: ReadonlySet<string>): void {
  let seen = 0;
  do {
    raiseTiers(draft, tierChanges, stale);
    if (tierChanges.length === seen) return;
    const fresh = tierChanges.slice(seen);
    seen = tierChanges.length;
    if (!earnTierEntries(draft, fresh)) return;
  } while (seen > 0);
}

interface Outcome {
  order: OrderResult | null;
  refund: RefundResult | null;
  staleLeaves: string[];
}

function book(draft: Draft, fact: Fact, priced: PricedLines | null, tierChanges: TierChangeDecision[]): Outcome {
  if (fact.kind === "refund") return bookRefund(draft, fact);
  const outcome: Outcome = { order: null, refund: null, staleLeaves: [] };
  if (fact.kind === "order") outcome.order = priced && bookOrder(draft, fact, priced);
  else if (fact.kind === "reverse") outcome.staleLeaves = reverseEntry(draft, fact);
  else bookOther(draft, fact, tierChanges);
  return outcome;
}

function bookOther(
  draft: Draft,
  fact: Exclude<Fact, { kind: "order" | "refund" | "reverse" }>,
  tierChanges: TierChangeDecision[],
): void {
  switch (fact.kind) {
    case "event":
      bookEvent(draft, fact);
      break;
    case "adjust":
      bookAdjustment(draft, fact);
      break;
    case "spend":
      bookSpend(draft, fact);
      break;
    case "hold":
      openHold(draft, fact);
      break;
    case "commit":
      commitHold(draft, fact);
      break;
    case "release":
      releaseHold(draft, fact);
      break;
    case "transfer_out":
      sendTransfer(draft, fact);
      break;
    case "transfer_in":
      receiveTransfer(draft, fact);
      break;
    case "tier_grant":
      grantTier(draft, fact, tierChanges);
      break;
    case "tier_redeem":
      redeemTier(draft, fact, tierChanges);
      break;
    case "settle":
      break;
  }
}

function moveStage(draft: Draft, stale: ReadonlySet<string>): Accepted["stageChange"] {
  const now = draft.account.settledAt;
  let id: string | null;
  try {
    id = stageOf(draft.compiled, draft, now);
  } catch (error) {
    // The store fills this leaf again and settles the member, which finds the stage.
    if (error instanceof MissingLeafError && stale.has(error.key)) return null;
    throw error;
  }
  const from = draft.account.stage?.id ?? null;
  if (id === null || id === from) return null;
  draft.account.stage = { id, since: now };
  return { from, to: id };
}

function bookRefund(draft: Draft, fact: RefundFact): Outcome {
  const plan = planRefund(fact);
  // Tills' clocks differ; a refund is never earlier than its order.
  const at = Math.max(fact.at, fact.order.at);
  const { currency } = draft.compiled.programme;
  const world = worldOf(draft.compiled, draft);
  const staleLeaves = replaceAll(draft, orderHistory(fact.order, currency), orderHistory(plan.after, currency), world);
  // Points paid come back first, so that a claw-back can draw on them.
  const returned = returnPayments(draft, fact, plan, at);
  const claws = clawBack(draft, fact, plan, at);
  const { orders } = draft.account;
  orders.net = safe(orders.net - plan.amount);
  if (plan.complete) orders.count = Math.max(0, orders.count - 1);
  return {
    order: null,
    refund: { amount: plan.amount, lines: plan.lines, returned, ...claws, complete: plan.complete },
    staleLeaves,
  };
}
