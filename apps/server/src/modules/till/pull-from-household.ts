import { type Fact, type TransferOutFact, walletView } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { noContent } from "./content-hash.ts";
import { type Booked, bookFact, type Origin, toHold } from "./decide-batch.ts";
import { type Payment, pooledWallets } from "./household-pool.ts";
import { type Move, movePoints, toTransfer } from "./move-points.ts";
import type { Need, Run } from "./plan.ts";
import { snapshot } from "./snapshot.ts";
import type { Refused } from "./till-answer.ts";
import type { EntryRecord, MemberWork } from "./till-records.ts";

interface PaymentFact {
  fact: Fact;
  payments: Payment[];
}

/** A payment's own needs, and those of the household that may have to help. */
export function needsOfPayment(run: Run, payer: MemberWork, { fact, payments }: PaymentFact): Need[] {
  const own = { memberId: payer.id, fact };
  if (payments.length === 0) return [own];
  return [own, ...needsOfHousehold(run, payer, { payments, at: fact.at })];
}

/** Books a payment, after taking from the household what the payer lacks; both or neither. The entries of what was taken come first. */
export function bookPayment(
  run: Run,
  payer: MemberWork,
  { fact, origin, payments }: PaymentFact & { origin: Origin },
): Booked | Refused {
  const others = payments.length > 0 ? othersOf(run, payer) : [];
  if (others.length === 0) return bookFact(run, payer, fact, origin);
  const putBack = snapshot(run, [payer, ...others]);
  const { factId, actor } = origin;
  const pulled = pullFromHousehold(run, payer, { others, payments, factId, at: fact.at, actor });
  const booked = "status" in pulled ? pulled : bookFact(run, payer, fact, origin);
  if (booked.status === "refused") {
    putBack();
    return booked;
  }
  return "status" in pulled ? booked : { ...booked, entries: [...pulled.entries, ...booked.entries] };
}

interface Pull {
  others: MemberWork[];
  payments: Payment[];
  /** What pays, and when. */
  factId: string;
  at: number;
  actor: string;
}

/**
 * Moves to the payer what is missing for a payment with pooled points: from the other members of the household, the lots that
 * expire soonest first whoever owns them. Nothing when the payer has enough, or when all together have too few: then the payment
 * itself is refused.
 */
function pullFromHousehold(run: Run, payer: MemberWork, pull: Pull): { entries: EntryRecord[] } | Refused {
  const entries: EntryRecord[] = [];
  const pooled = pooledWallets(run.context.programme);
  for (const { wallet, points } of totals(pull.payments)) {
    if (!pooled.has(wallet)) continue;
    const missing = points - availableOf(payer, wallet, pull.at);
    for (const share of missing > 0 ? shares(pull.others, { wallet, missing, at: pull.at }) : []) {
      const { factId, at, actor } = pull;
      const move: Move = {
        id: newId(share.member.bucket),
        from: share.member,
        to: payer,
        wallet,
        points: share.points,
        reason: "household",
        note: null,
        at,
        actor,
      };
      const moved = movePoints(run, move);
      if ("status" in moved) return moved;
      entries.push(...moved.received.entries);
      const row = { contentHash: noContent, source: null, externalId: null, forFactId: factId };
      run.transfers.push(toTransfer(run, move, { ...moved, ...row }));
    }
  }
  return { entries };
}

/** What the others' lots must be loaded for: each may have to give all of it. */
function needsOfHousehold(run: Run, payer: MemberWork, { payments, at }: { payments: Payment[]; at: number }): Need[] {
  const pooled = pooledWallets(run.context.programme);
  const wanted = totals(payments).filter(({ wallet }) => pooled.has(wallet));
  const recordedAt = run.options.now.getTime();
  return othersOf(run, payer).flatMap((member) =>
    wanted.map(({ wallet, points }) => {
      const fact: TransferOutFact = {
        kind: "transfer_out",
        id: payer.id,
        at,
        recordedAt,
        wallet,
        points,
        to: payer.id,
        reason: "household",
        note: null,
      };
      return { memberId: member.id, fact };
    }),
  );
}

/** The other members of the payer's household whose accounts are at hand. */
function othersOf(run: Run, payer: MemberWork): MemberWork[] {
  const ids = run.context.households.get(payer.id) ?? [];
  return ids.flatMap((id) => run.context.members.get(id) ?? []);
}

function totals(payments: Payment[]): Payment[] {
  const sums = new Map<string, number>();
  for (const { wallet, points } of payments) sums.set(wallet, (sums.get(wallet) ?? 0) + points);
  return [...sums].map(([wallet, points]) => ({ wallet, points }));
}

function availableOf(member: MemberWork, wallet: string, at: number): number {
  const asOf = Math.max(at, member.account.settledAt);
  const holds = [...member.holds.values()].map(toHold);
  return walletView(member.account, member.lots, asOf, holds).find((view) => view.wallet === wallet)?.available ?? 0;
}

interface Wanted {
  wallet: string;
  missing: number;
  at: number;
}

/** Who gives how much. Empty when all together cannot. */
function shares(others: MemberWork[], { wallet, missing, at }: Wanted): { member: MemberWork; points: number }[] {
  const lots = others.flatMap((member) => spendableLots(member, wallet, at));
  lots.sort((a, b) => a.expiresAt - b.expiresAt || a.activeFrom - b.activeFrom || (a.id < b.id ? -1 : 1));
  const given = new Map<MemberWork, number>();
  let left = missing;
  for (const { member, remaining } of lots) {
    if (left === 0) break;
    const taken = Math.min(left, remaining);
    left -= taken;
    given.set(member, (given.get(member) ?? 0) + taken);
  }
  return left > 0 ? [] : [...given].map(([member, points]) => ({ member, points }));
}

function spendableLots(member: MemberWork, wallet: string, at: number) {
  const asOf = Math.max(at, member.account.settledAt);
  return member.lots.flatMap((lot) => {
    const isAlive = lot.expiresAt === null || lot.expiresAt > asOf;
    const isActive = lot.activated || (lot.activeFrom <= asOf && lot.isCancelledUnlessAwaited !== true);
    if (lot.wallet !== wallet || lot.remaining === 0 || !isAlive || !isActive) return [];
    const { id, remaining, activeFrom, expiresAt } = lot;
    return [{ member, id, remaining, activeFrom, expiresAt: expiresAt ?? Number.POSITIVE_INFINITY }];
  });
}
