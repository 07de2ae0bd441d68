import { capCount, countCap, transferCapKey } from "./caps.ts";
import { type Draft, Refusal, walletWords } from "./draft.ts";
import type { EntryDecision, Lot, TransferInFact, TransferOutFact, TransferredLot } from "./facts.ts";
import { safe, sum } from "./integer.ts";
import { credit, spend } from "./ledger.ts";
import type { Wallet } from "./programme.ts";

/** Takes points that go to another member. Throws Refusal. */
export function sendTransfer(draft: Draft, fact: TransferOutFact): void {
  const { wallet, points, at } = fact;
  const config = walletOf(draft, wallet);
  if (!Number.isSafeInteger(points) || points <= 0) throw new Refusal("points.invalid_amount", { wallet, points });
  if (fact.reason === "household") checkPooled(config);
  else checkPolicy(draft, config, fact);
  const params = { ...walletWords(draft.compiled, wallet), points, to: fact.to, note: fact.note };
  const code = fact.reason === "household" ? "transfer.household_out" : "transfer.out";
  spend(draft, { wallet, kind: "transfer_out", amount: -points, at, explanation: { code, params } });
}

/** Opens the lots that came from another member, each with an entry of its own. Throws Refusal. */
export function receiveTransfer(draft: Draft, fact: TransferInFact): void {
  const { wallet, at } = fact;
  const config = walletOf(draft, wallet);
  if (fact.reason === "household") checkPooled(config);
  if (fact.lots.length === 0) throw new Refusal("points.invalid_amount", { wallet, points: 0 });
  for (const { amount } of fact.lots)
    if (!Number.isSafeInteger(amount) || amount <= 0)
      throw new Refusal("points.invalid_amount", { wallet, points: amount });
  const isFresh = fact.reason === "member" && config.transfer?.dates === "fresh";
  const lots = isFresh ? [{ amount: sum(fact.lots.map(({ amount }) => amount)) }] : fact.lots;
  const code = fact.reason === "household" ? "transfer.household_in" : "transfer.in";
  for (const lot of lots) {
    const params = { ...walletWords(draft.compiled, wallet), points: lot.amount, from: fact.from, note: fact.note };
    credit(draft, {
      wallet,
      kind: "transfer_in",
      amount: lot.amount,
      at,
      relatedEntryId: fact.relatedEntryId,
      explanation: { code, params },
      ...("activeFrom" in lot ? keptDates(config, lot) : {}),
    });
  }
}

/** A wallet that expires by inactivity has no dates for single lots, and what comes in now is not older than its last lapse. */
function keptDates({ expiry }: Wallet, lot: TransferredLot): { activeFrom?: number; expiresAt: number | null } {
  const { activeFrom, expiresAt } = lot;
  return expiry.kind === "inactivity" ? { expiresAt } : { activeFrom, expiresAt };
}

function walletOf(draft: Draft, wallet: string): Wallet {
  const config = draft.compiled.wallets.get(wallet);
  if (!config) throw new Refusal("points.unknown_wallet", { wallet });
  return config;
}

function checkPooled({ id, pooling }: Wallet): void {
  if (pooling !== "household") throw new Refusal("points.not_pooled", { wallet: id });
}

/** The gift must be allowed, large enough, and within what may be given in one of the sender's days, which it counts towards. */
function checkPolicy(draft: Draft, { id, transfer }: Wallet, { points, at }: TransferOutFact): void {
  if (!transfer) throw new Refusal("points.not_transferable", { wallet: id });
  const { minPoints, maxPerDay } = transfer;
  if (minPoints !== undefined && points < minPoints)
    throw new Refusal("points.below_minimum", { wallet: id, points, minimum: minPoints });
  if (maxPerDay === undefined) return;
  const key = transferCapKey(id);
  const given = capCount(draft, key, "day", at).points;
  if (safe(given + points) > maxPerDay)
    throw new Refusal("points.transfer_limit", { wallet: id, points, left: Math.max(0, maxPerDay - given) });
  countCap(draft, key, "day", at, points);
}

/** What a `transfer_out` entry took, with the dates the points keep: `lots` of the sender as they now are. For the `transfer_in` of the other member. */
export function transferredLots(lots: readonly Lot[], entry: EntryDecision): TransferredLot[] {
  const merged: TransferredLot[] = [];
  for (const { lotId, amount } of entry.allocations) {
    const lot = lots.find(({ id }) => id === lotId);
    if (!lot) throw new Error(`lot ${lotId} was not loaded`);
    const { activeFrom, expiresAt } = lot;
    const same = merged.find((one) => one.activeFrom === activeFrom && one.expiresAt === expiresAt);
    if (same) same.amount += amount;
    else merged.push({ amount, activeFrom, expiresAt });
  }
  return merged;
}
