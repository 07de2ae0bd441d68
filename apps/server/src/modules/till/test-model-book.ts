import type { ModelProgramme, ModelWallet } from "./test-model-programme.ts";
import { day, periodEnd, yearlyEnd } from "./test-model-time.ts";

/**
 * What members own, as a plain list of lots: nothing is kept that can be added up. Written from the words of the design, not from the
 * engine's code, so that the two can find each other's mistakes.
 */
export interface ModelLot {
  no: number;
  wallet: string;
  left: number;
  from: number;
  until: number | null;
  isActive: boolean;
  /** Waits for the event, perhaps of this order. */
  waits: boolean;
  orderNo: number | null;
  diesWaiting: boolean;
  /** Expired unspent and not yet set off. */
  lapsed: number;
}

export interface Part {
  lot: number;
  amount: number;
}

export interface ModelHold {
  no: number;
  wallet: string;
  points: number;
  until: number;
  parts: Part[];
  state: "held" | "over" | "released" | "committed";
  /** How it was committed; null = as a payment of an order. */
  closing: { points: number | null } | null;
}

/** What a rule gave, less what has been taken back of it. */
export interface Earning {
  rule: string;
  wallet: string;
  at: number;
  points: number;
  takenBack: number;
  lotNo: number;
  lines: { line: number; points: number }[];
  budget: { key: string; points: number; money: number } | null;
}

export interface ModelMember {
  seenUntil: number;
  lots: ModelLot[];
  holds: ModelHold[];
  earnings: Earning[];
  gifts: { wallet: string; at: number; points: number }[];
  owed: Record<string, number>;
  usedAt: Record<string, number>;
  lapsedAt: Record<string, number>;
  spend: number;
  grant: { tier: string; until: number | null } | null;
}

export class Refuse extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export function newMember(seenUntil: number): ModelMember {
  const counts = { owed: {}, usedAt: {}, lapsedAt: {} };
  return { seenUntil, lots: [], holds: [], earnings: [], gifts: [], ...counts, spend: 0, grant: null };
}

export function walletOf({ wallets }: ModelProgramme, id: string): ModelWallet {
  const found = wallets.find((wallet) => wallet.id === id);
  if (!found) throw new Refuse("points.unknown_wallet");
  return found;
}

export function total(parts: readonly { amount: number }[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}

export interface Balance {
  available: number;
  pending: number;
  held: number;
  arrears: number;
}

export function balanceOf(member: ModelMember, wallet: string): Balance {
  const lots = member.lots.filter((lot) => lot.wallet === wallet);
  const left = (some: ModelLot[]): number => some.reduce((sum, lot) => sum + lot.left, 0);
  const held = member.holds.filter((hold) => hold.wallet === wallet && hold.state === "held");
  return {
    available: left(lots.filter((lot) => lot.isActive)),
    pending: left(lots.filter((lot) => !lot.isActive)),
    held: held.reduce((sum, hold) => sum + hold.points, 0),
    arrears: member.owed[wallet] ?? 0,
  };
}

/** What may be spent: what is there less what is owed. */
export function spendableOf(member: ModelMember, wallet: string): number {
  const { available, arrears } = balanceOf(member, wallet);
  return Math.max(0, available - arrears);
}

/** The member as time alone leaves them at an instant. */
export function seenAt(programme: ModelProgramme, member: ModelMember, at: number): ModelMember {
  const copy = structuredClone(member);
  passTime(programme, copy, at);
  return copy;
}

export function lifeEnd({ life }: ModelWallet, from: number): number | null {
  if (life === null || "idleDays" in life) return null;
  if ("days" in life) return periodEnd(from + life.days * day, life.round);
  return yearlyEnd(from, life);
}

function idleEnd({ id, life }: ModelWallet, member: ModelMember): number {
  const usedAt = member.usedAt[id];
  if (usedAt === undefined || life === null || !("idleDays" in life)) return Number.POSITIVE_INFINITY;
  return periodEnd(usedAt + life.idleDays * day, life.round);
}

export function use(member: ModelMember, wallet: string, at: number): void {
  member.usedAt[wallet] = Math.max(member.usedAt[wallet] ?? at, at);
}

interface Turn {
  at: number;
  /** Of one instant: points become spendable, holds end, lots die, whole wallets die. */
  rank: number;
  no: number;
  happen: () => void;
}

/** Everything that time does to a member up to an instant, one thing after the other. */
export function passTime(programme: ModelProgramme, member: ModelMember, until: number): void {
  for (;;) {
    const [next] = turnsOf(programme, member)
      .filter(({ at }) => at <= until)
      .sort((a, b) => a.at - b.at || a.rank - b.rank || a.no - b.no);
    if (!next) break;
    next.happen();
  }
  if (member.grant?.until != null && member.grant.until <= until) member.grant = null;
  member.seenUntil = Math.max(member.seenUntil, until);
}

function turnsOf({ wallets }: ModelProgramme, member: ModelMember): Turn[] {
  const open = member.lots.filter((lot) => lot.left > 0);
  return [
    ...open
      .filter((lot) => !lot.isActive)
      .map((lot) => ({ at: lot.from, rank: 0, no: lot.no, happen: () => endWaiting(lot) })),
    ...member.holds
      .filter((hold) => hold.state === "held")
      .map((hold) => ({ at: hold.until, rank: 1, no: hold.no, happen: () => timeOut(member, hold) })),
    ...open
      .filter((lot) => lot.until !== null)
      .map((lot) => ({ at: lot.until ?? 0, rank: 2, no: lot.no, happen: () => die(lot) })),
    ...wallets.map((wallet, no) => ({
      ...{ at: idleEnd(wallet, member), rank: 3, no },
      happen: () => lapse(member, wallet.id, idleEnd(wallet, member)),
    })),
  ];
}

function endWaiting(lot: ModelLot): void {
  if (lot.diesWaiting) die(lot);
  else lot.isActive = true;
}

function die(lot: ModelLot): void {
  lot.lapsed += lot.left;
  lot.left = 0;
}

function lapse(member: ModelMember, wallet: string, at: number): void {
  for (const lot of member.lots) if (lot.wallet === wallet) die(lot);
  delete member.usedAt[wallet];
  member.lapsedAt[wallet] = at;
}

function timeOut(member: ModelMember, hold: ModelHold): void {
  hold.state = "over";
  putBack(member, hold.wallet, hold.parts, hold.until);
}

export function lotOf(member: ModelMember, no: number): ModelLot {
  const lot = member.lots.find((one) => one.no === no);
  if (!lot) throw new Error(`the model has no lot ${no}`);
  return lot;
}

export function isDead(member: ModelMember, lot: ModelLot, at: number): boolean {
  const lapsedAt = member.lapsedAt[lot.wallet];
  return (lot.until !== null && lot.until <= at) || (lapsedAt !== undefined && lot.from < lapsedAt);
}

/** Points come back to their lots, arrears first; where the lot is dead they die with it. Returns what died. */
export function putBack(member: ModelMember, wallet: string, parts: readonly Part[], at: number): number {
  for (const { lot: no, amount } of parts) {
    const paid = Math.min(member.owed[wallet] ?? 0, amount);
    member.owed[wallet] = (member.owed[wallet] ?? 0) - paid;
    lotOf(member, no).left += amount - paid;
  }
  let died = 0;
  for (const no of new Set(parts.map(({ lot }) => lot))) {
    const lot = lotOf(member, no);
    if (!isDead(member, lot, at)) continue;
    died += lot.left;
    die(lot);
  }
  return died;
}

/** Up to so many spendable points, in the wallet's order. */
export function draw(wallet: ModelWallet, member: ModelMember, points: number): Part[] {
  const never = Number.MAX_SAFE_INTEGER;
  const age = (a: ModelLot, b: ModelLot): number => a.from - b.from || a.no - b.no;
  const soonest = (a: ModelLot, b: ModelLot): number => (a.until ?? never) - (b.until ?? never) || age(a, b);
  const parts: Part[] = [];
  let missing = points;
  const spendable = member.lots.filter((lot) => lot.wallet === wallet.id && lot.isActive && lot.left > 0);
  for (const lot of spendable.sort(wallet.order === "oldest" ? age : soonest)) {
    const amount = Math.min(lot.left, missing);
    if (amount === 0) break;
    lot.left -= amount;
    missing -= amount;
    parts.push({ lot: lot.no, amount });
  }
  return parts;
}

/** Exactly so many, or a refusal. */
export function take(wallet: ModelWallet, member: ModelMember, points: number, at: number): Part[] {
  if (spendableOf(member, wallet.id) < points) throw new Refuse("points.insufficient_balance");
  use(member, wallet.id, at);
  return draw(wallet, member, points);
}
