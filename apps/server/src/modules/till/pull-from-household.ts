import { type Fact, type TransferOutFact, walletView } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { noContent } from "./content-hash.ts";
import { type Booked, bookFact, type Origin, settleFact, toHold } from "./decide-batch.ts";
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
  const given = needsOfHousehold(run, payer, { payments, at: fact.at });
  return given.length === 0 ? [own] : [own, ...given, ...needsOfPulled(run, payer, { payments, at: fact.at })];
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
    const missing = points - spendableOf(payer, wallet, pull.at);
    if (missing <= 0) continue;
    const late = pull.others.flatMap((member) => passTime(run, member, { wallet, at: pull.at }) ?? []);
    if (late[0]) return late[0];
    for (const share of shares(pull.others, { wallet, missing })) {
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
  const wanted = pooledTotals(run, payments);
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

/** What the payer gets has dates of its own, which may come before a later fact of the same batch. */
function needsOfPulled(run: Run, payer: MemberWork, { payments, at }: { payments: Payment[]; at: number }): Need[] {
  const recordedAt = run.options.now.getTime();
  const { id } = payer;
  return pooledTotals(run, payments).map(({ wallet }) => {
    const told = { kind: "transfer_in" as const, id, at, recordedAt, wallet, from: id, lots: [] };
    return { memberId: id, fact: { ...told, reason: "household" as const, note: null, relatedEntryId: id } };
  });
}

function pooledTotals(run: Run, payments: Payment[]): Payment[] {
  const pooled = pooledWallets(run.context.programme);
  return totals(payments).filter(({ wallet }) => pooled.has(wallet));
}

/** The other active members of the payer's household. */
function othersOf(run: Run, payer: MemberWork): MemberWork[] {
  const ids = run.context.households.get(payer.id) ?? [];
  return ids.flatMap((id) => run.context.members.get(id) ?? []).filter(({ status }) => status === "active");
}

function totals(payments: Payment[]): Payment[] {
  const sums = new Map<string, number>();
  for (const { wallet, points } of payments) sums.set(wallet, (sums.get(wallet) ?? 0) + points);
  return [...sums].map(([wallet, points]) => ({ wallet, points }));
}

function spendableOf(member: MemberWork, wallet: string, at: number): number {
  const asOf = Math.max(at, member.account.settledAt);
  const holds = [...member.holds.values()].map(toHold);
  const view = walletView(member.account, member.lots, asOf, holds).find((one) => one.wallet === wallet);
  // What comes from the household pays the payer's debt first.
  return view ? view.available - view.arrears : 0;
}

/** What time has done to a wallet is booked before anybody asks for its points: holds that are over have given theirs back. */
function passTime(run: Run, member: MemberWork, { wallet, at }: { wallet: string; at: number }): Refused | null {
  const { nextLotChangeAt = null, lapsesAt } = member.account.wallets[wallet] ?? {};
  if ((nextLotChangeAt === null || nextLotChangeAt > at) && (lapsesAt === undefined || lapsesAt > at)) return null;
  const fact = settleFact(at, run.options.now.getTime());
  const origin = { factKind: "settle" as const, factId: fact.id, orderId: null, actor: "system" };
  const settled = bookFact(run, member, fact, origin);
  return settled.status === "refused" ? settled : null;
}

interface Wanted {
  wallet: string;
  missing: number;
}

/** Who gives how much. Empty when all together cannot. */
function shares(others: MemberWork[], { wallet, missing }: Wanted): { member: MemberWork; points: number }[] {
  const lots = others.flatMap((member) => spendableLots(member, wallet));
  lots.sort((a, b) => a.expiresAt - b.expiresAt || a.activeFrom - b.activeFrom || (a.id < b.id ? -1 : 1));
  const given = new Map<MemberWork, number>();
  let left = missing;
  for (const { member, remaining } of lots) {
    if (left === 0) break;
    const before = given.get(member) ?? 0;
    const { available = 0, arrears = 0 } = member.account.wallets[wallet] ?? {};
    const taken = Math.min(left, remaining, Math.max(0, available - arrears - before));
    left -= taken;
    if (taken > 0) given.set(member, before + taken);
  }
  return left > 0 ? [] : [...given].map(([member, points]) => ({ member, points }));
}

function spendableLots(member: MemberWork, wallet: string) {
  return member.lots.flatMap((lot) => {
    if (lot.wallet !== wallet || lot.remaining === 0 || !lot.activated) return [];
    const { id, remaining, activeFrom, expiresAt } = lot;
    return [{ member, id, remaining, activeFrom, expiresAt: expiresAt ?? Number.POSITIVE_INFINITY }];
  });
}
