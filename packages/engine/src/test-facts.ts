import type {
  CommitFact,
  EntryDecision,
  EventFact,
  Hold,
  HoldFact,
  Instant,
  ReleaseFact,
  ReverseFact,
  SpendFact,
  TransferInFact,
  TransferOutFact,
} from "./facts.ts";
import { type Life, programme, text } from "./test-builders.ts";

/** A programme with one wallet whose points are worth a cent. */
export function withWallet(parts: object = {}): ReturnType<typeof programme> {
  return programme({
    wallets: [{ id: "points", name: text("points"), redemption: { points: 1, amount: 1 }, ...parts } as never],
  });
}

function factAt(id: string, at: Instant): { id: string; at: Instant; recordedAt: Instant } {
  return { id, at, recordedAt: at };
}

export function spendFact(id: string, at: Instant, points: number): SpendFact {
  return { ...factAt(id, at), kind: "spend", wallet: "points", points, reason: "test" };
}

export function eventFact(id: string, at: Instant, type: string, orderId: string | null = null): EventFact {
  const rest = { source: "test", storeId: null, channel: null, properties: {} };
  return { ...factAt(id, at), kind: "event", type, orderId, ...rest };
}

export function holdFact(id: string, at: Instant, points: number, expiresAt: Instant): HoldFact {
  return { ...factAt(id, at), kind: "hold", wallet: "points", points, expiresAt, reference: "basket" };
}

export function commitFact(id: string, at: Instant, hold: Hold, points?: number): CommitFact {
  return { ...factAt(id, at), kind: "commit", hold, ...(points === undefined ? {} : { points }) };
}

export function releaseFact(id: string, at: Instant, hold: Hold): ReleaseFact {
  return { ...factAt(id, at), kind: "release", hold };
}

export function sendFact(
  id: string,
  at: Instant,
  points: number,
  parts: Partial<TransferOutFact> = {},
): TransferOutFact {
  const rest = { wallet: "points", points, to: "other", reason: "member" as const, note: null };
  return { ...factAt(id, at), kind: "transfer_out", ...rest, ...parts };
}

export function receiveFact(
  id: string,
  at: Instant,
  lots: TransferInFact["lots"],
  parts: Partial<TransferInFact> = {},
): TransferInFact {
  const rest = { wallet: "points", from: "other", reason: "member" as const, note: null, relatedEntryId: "sent" };
  return { ...factAt(id, at), kind: "transfer_in", lots, ...rest, ...parts };
}

export function reverseFact(id: string, at: Instant, entry: EntryDecision, orderId: string | null = null): ReverseFact {
  const { id: entryId, wallet, kind, amount, at: when, ruleId, lotId, allocations, budgets = [] } = entry;
  const told = { id: entryId, wallet, kind, amount, at: when, orderId, ruleId, lotId, allocations, budgets };
  return { ...factAt(id, at), kind: "reverse", reason: "mistake", entry: told };
}

/** The hold as it now is. */
export function holdOf(life: Life, id: string): Hold {
  const hold = life.state.holds?.find((one) => one.id === id);
  if (!hold) throw new Error(`no hold ${id}`);
  return hold;
}

/** The latest entry of a kind. */
export function entryOf(life: Life, kind: EntryDecision["kind"]): EntryDecision {
  const entry = life.decisions.flatMap((decision) => decision.entries).findLast((one) => one.kind === kind);
  if (!entry) throw new Error(`no entry of kind ${kind}`);
  return entry;
}

/** The four pots of the wallet. */
export function pots(life: Life): { available: number; pending: number; held: number; arrears: number } {
  const state = life.state.account.wallets.points;
  if (!state) throw new Error("no wallet points");
  const { available, pending, held, arrears } = state;
  return { available, pending, held, arrears };
}
