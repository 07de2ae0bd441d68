import type {
  CommitFact,
  EntryDecision,
  Fact,
  Instant,
  OrderFact,
  OrderOutcome,
  RefundFact,
  RefundResult,
  ReverseFact,
} from "@regulars/engine";
import { openOutcome, outcomesAt, ownLines } from "./fold-history.ts";
import {
  type Happening,
  type HoldEndHappening,
  type LedgerLine,
  type MemberHistory,
  type OrderHappening,
  type RefundHappening,
  type ReversalHappening,
  type TierGrantHappening,
  toldAt,
} from "./history.ts";
import { apply, openReplay, passTime, type Replay, type ReplayObserver, type ReplaySide, settle } from "./replay.ts";
import type { StateAt } from "./state-at.ts";

export interface Span {
  from: Instant;
  to: Instant;
}

/**
 * Decides everything a member did in a span again, in the order in which it was told, with time passing in between, and books what is due
 * up to the end. Returns the replay as it then stands.
 */
export function replayMember(
  side: ReplaySide,
  start: { history: MemberHistory; state: StateAt },
  { from, to }: Span,
  observer: ReplayObserver,
): Replay {
  const { history } = start;
  const replay = openReplay(side, start, from, observer);
  const refunded = refundedIn(history, from);
  const reversed = reversedIn(history, from);
  keepEarlier(replay, history, refunded, from);
  if (history.profile.joinedAt < from) settle(replay, from);
  for (const happening of history.happenings) {
    if (happening.at < from) continue;
    passTime(replay, Math.min(toldAt(happening), to - 1));
    happen(replay, happening, refunded, reversed);
  }
  passTime(replay, to - 1);
  if (replay.account.settledAt < to - 1) settle(replay, to - 1);
  return replay;
}

function refundedIn(history: MemberHistory, from: Instant): Set<string> {
  const ids = new Set<string>();
  for (const fact of history.happenings) if (fact.kind === "refund" && fact.at >= from) ids.add(fact.orderId);
  return ids;
}

/** The real entries that the span reverses, by id. */
function reversedIn(history: MemberHistory, from: Instant): Map<string, LedgerLine> {
  const ids = new Set<string>();
  for (const fact of history.happenings) if (fact.kind === "reverse" && fact.at >= from) ids.add(fact.entryId);
  if (ids.size === 0) return new Map();
  return new Map(history.entries.filter((entry) => ids.has(entry.id)).map((entry) => [entry.id, entry]));
}

/** Orders from before the span that it refunds, as they stood when it began. */
function keepEarlier(replay: Replay, history: MemberHistory, refunded: ReadonlySet<string>, from: Instant): void {
  if (refunded.size === 0) return;
  for (const [id, outcome] of outcomesAt(history, from, true)) if (refunded.has(id)) replay.orders.set(id, outcome);
}

function happen(
  replay: Replay,
  happening: Happening,
  refunded: ReadonlySet<string>,
  reversed: ReadonlyMap<string, LedgerLine>,
): void {
  switch (happening.kind) {
    case "order":
      placeOrder(replay, happening, refunded.has(happening.id));
      break;
    case "refund":
      refund(replay, happening);
      break;
    case "commit":
    case "release":
      endHold(replay, happening);
      break;
    case "reverse":
      reverse(replay, happening, reversed.get(happening.entryId));
      break;
    case "spend":
    case "hold":
    case "transfer_out":
      take(replay, happening, reversed);
      break;
    case "adjust":
    case "event":
    case "transfer_in":
      note(replay, happening, reversed);
      break;
    case "tier_grant":
      grant(replay, happening, reversed);
      break;
  }
}

function placeOrder(replay: Replay, happening: OrderHappening, isRefunded: boolean): void {
  const holds = happening.holdIds.flatMap((id) => replay.holds.get(id) ?? []);
  const fact = orderFact(happening, holds);
  let decision = apply(replay, fact);
  const isPaidWithPoints = fact.redeem.length > 0 || holds.length > 0;
  if (!decision.ok && isPaidWithPoints) {
    for (const { wallet, points } of [...fact.redeem, ...holds]) replay.observer.unaffordable(wallet, points);
    decision = apply(replay, { ...fact, redeem: [], holds: undefined });
    for (const hold of holds)
      apply(replay, { kind: "release", id: hold.id, at: happening.at, recordedAt: happening.recordedAt, hold });
  }
  if (!decision.ok) {
    replay.observer.refused(decision.code);
    return;
  }
  const { order, entries } = decision;
  replay.observer.revenue(happening.at, order?.net ?? 0, 1);
  if (isRefunded && order) replay.orders.set(happening.id, withLedger(happening, order, entries));
}

function orderFact(happening: OrderHappening, holds: OrderFact["holds"]): OrderFact {
  const { id, at, recordedAt, storeId, channel, source, currency, redeem, tenders } = happening;
  return {
    kind: "order",
    id,
    at,
    recordedAt,
    storeId,
    channel,
    source,
    currency,
    lines: ownLines(happening),
    redeem,
    ...(holds && holds.length > 0 ? { holds } : {}),
    ...(tenders ? { tenders } : {}),
  };
}

function withLedger(
  happening: OrderHappening,
  order: { net: number; lines: { lineNo: number; net: number }[] },
  entries: readonly EntryDecision[],
): OrderOutcome {
  const outcome = openOutcome(happening);
  const nets = new Map(order.lines.map((line) => [line.lineNo, line.net]));
  outcome.net = order.net;
  for (const line of outcome.lines) line.net = nets.get(line.lineNo) ?? line.net;
  for (const { id: entryId, kind, wallet, amount, ruleId, perLine, allocations, budgets } of entries) {
    if (kind === "earn" && ruleId !== null && perLine.length > 0)
      outcome.earned.push({ entryId, wallet, ruleId, amount, clawedBack: 0, perLine, budgets });
    if (kind === "spend")
      outcome.spent.push({ entryId, wallet, amount: -amount, moneyValue: 0, returned: 0, allocations });
  }
  return outcome;
}

function refund(replay: Replay, happening: RefundHappening): void {
  const order = replay.orders.get(happening.orderId);
  if (!order) {
    replay.observer.refused("order.not_found");
    return;
  }
  const wish = wishOf(happening, order);
  if (wish === null) return;
  const { id, at, recordedAt, reason } = happening;
  const fact: RefundFact = { kind: "refund", id, at, recordedAt, reason, order, ...wish };
  const decision = apply(replay, fact);
  if (!decision.ok) {
    replay.observer.refused(decision.code);
    return;
  }
  if (!decision.refund) return;
  replay.observer.revenue(at, -decision.refund.amount, 0);
  replay.orders.set(happening.orderId, afterRefund(order, decision.refund, decision.entries));
}

/** What the refund asks for: everything, units of lines, or money, of which no more than is left; null = nothing is left. */
function wishOf(happening: RefundHappening, order: OrderOutcome): Pick<RefundFact, "lines" | "amount"> | null {
  if (happening.complete) return {};
  if (happening.lines.every((line) => line.quantity > 0))
    return { lines: happening.lines.map(({ lineNo, quantity }) => ({ lineNo, quantity })) };
  const amount = Math.min(happening.amount, order.net - order.refundedAmount);
  return amount > 0 ? { amount } : null;
}

function afterRefund(order: OrderOutcome, result: RefundResult, entries: readonly EntryDecision[]): OrderOutcome {
  const parts = new Map(result.lines.map((line) => [line.lineNo, line]));
  const moved = (entryId: string, kind: "revoke" | "return"): number =>
    entries.reduce(
      (sum, entry) => (entry.kind === kind && entry.relatedEntryId === entryId ? sum + Math.abs(entry.amount) : sum),
      0,
    );
  return {
    ...order,
    refundedAmount: order.refundedAmount + result.amount,
    lines: order.lines.map((line) => {
      const part = parts.get(line.lineNo);
      if (!part) return line;
      return {
        ...line,
        refundedQuantity: line.refundedQuantity + part.quantity,
        refundedAmount: line.refundedAmount + part.amount,
      };
    }),
    earned: order.earned.map((earned) => ({
      ...earned,
      clawedBack: earned.clawedBack + moved(earned.entryId, "revoke"),
    })),
    spent: order.spent.map((spent) => ({ ...spent, returned: spent.returned + moved(spent.entryId, "return") })),
  };
}

function endHold(replay: Replay, happening: HoldEndHappening): void {
  const hold = replay.holds.get(happening.holdId);
  // A hold that could not be opened has been counted then.
  if (!hold) return;
  const { id, at, recordedAt } = happening;
  const base = { id, at, recordedAt, hold };
  const fact: Fact =
    happening.kind === "release"
      ? { kind: "release", ...base }
      : ({ kind: "commit", ...base, points: Math.min(happening.points, hold.points) } satisfies CommitFact);
  const decision = apply(replay, fact);
  if (!decision.ok) replay.observer.refused(decision.code);
}

type Taking = Extract<Happening, { kind: "spend" | "hold" | "transfer_out" }>;

/** Points the member spends or gives; what the programme would not have let them have is counted. */
function take(replay: Replay, fact: Taking, reversed: ReadonlyMap<string, LedgerLine>): void {
  const decision = apply(replay, fact);
  if (!decision.ok) {
    replay.observer.unaffordable(fact.wallet, fact.points);
    return;
  }
  remember(replay, fact.id, decision.entries, reversed);
}

/** A tier that was redeemed costs what the programme at hand asks for it; a member who has too few points keeps them and gets none. */
function grant(
  replay: Replay,
  { offer, ...fact }: TierGrantHappening,
  reversed: ReadonlyMap<string, LedgerLine>,
): void {
  if (offer === null) {
    note(replay, fact, reversed);
    return;
  }
  const { id, at, recordedAt } = fact;
  const decision = apply(replay, { kind: "tier_redeem", id, at, recordedAt, offer });
  if (decision.ok) remember(replay, id, decision.entries, reversed);
  else if (decision.code === "points.insufficient_balance")
    replay.observer.unaffordable(String(decision.params.wallet), Number(decision.params.needed));
  else replay.observer.refused(decision.code);
}

function note(replay: Replay, fact: Fact, reversed: ReadonlyMap<string, LedgerLine>): void {
  const decision = apply(replay, fact);
  if (!decision.ok) {
    replay.observer.refused(decision.code);
    return;
  }
  remember(replay, fact.id, decision.entries, reversed);
}

function remember(
  replay: Replay,
  factId: string,
  entries: readonly EntryDecision[],
  reversed: ReadonlyMap<string, LedgerLine>,
): void {
  for (const { factId: wanted } of reversed.values())
    if (wanted === factId) replay.reversible.set(factId, [...entries]);
}

/** Takes back what the same fact gave or took in the replay; an entry from before the span is the real one. */
function reverse(replay: Replay, happening: ReversalHappening, real: LedgerLine | undefined): void {
  if (!real) {
    replay.observer.refused("not_found");
    return;
  }
  const entry = reversedEntry(replay, real);
  if (!entry) return;
  const { id, at, recordedAt, reason } = happening;
  const decision = apply(replay, { kind: "reverse", id, at, recordedAt, reason, entry });
  if (!decision.ok) replay.observer.refused(decision.code);
}

function reversedEntry(replay: Replay, real: LedgerLine): ReverseFact["entry"] | null {
  const { wallet, kind, ruleId } = real;
  const own = replay.reversible
    .get(real.factId ?? "")
    ?.find((entry) => entry.wallet === wallet && entry.kind === kind && entry.ruleId === ruleId);
  if (own)
    return {
      id: own.id,
      wallet,
      kind,
      amount: own.amount,
      at: own.at,
      orderId: null,
      ruleId,
      lotId: own.lotId,
      allocations: own.allocations,
      budgets: own.budgets ?? [],
    };
  // What the replay did not give need not be taken back.
  if (real.at >= replay.from) return null;
  const { id, amount, at, lotId, orderId } = real;
  return { id, wallet, kind, amount, at, orderId, ruleId, lotId, allocations: real.allocations ?? [], budgets: [] };
}
