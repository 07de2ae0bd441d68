import {
  balanceOf,
  draw,
  type Earning,
  isDead,
  lifeEnd,
  lotOf,
  type ModelLot,
  type ModelMember,
  type Part,
  passTime,
  putBack,
  Refuse,
  spendableOf,
  total,
  use,
} from "./test-model-book.ts";
import type { ModelProgramme, ModelWallet } from "./test-model-programme.ts";
import { day, periodEnd } from "./test-model-time.ts";

export interface ModelLine {
  category: string;
  quantity: number;
  price: number;
  discount: number;
  /** Paid in money. */
  net: number;
  backQuantity: number;
  backAmount: number;
}

export interface ModelOrder {
  no: number;
  member: number;
  at: number;
  lines: ModelLine[];
  earnings: Earning[];
  payments: { wallet: string; points: number; parts: Part[]; back: number }[];
}

/** An entry that can be taken back. */
export interface Reversible {
  no: number;
  /** Its side and partner, for those that belong to transfers. */
  member: number;
  at: number;
  kind: "adjust" | "spend" | "earn" | "transfer_in" | "transfer_out";
  wallet: string;
  points: number;
  lotNo: number | null;
  parts: Part[];
  earning: Earning | null;
  transferNo: number | null;
  isTakenBack: boolean;
}

export interface World {
  programme: ModelProgramme;
  members: ModelMember[];
  household: number[];
  orders: ModelOrder[];
  entries: Reversible[];
  /** By key: what was taken of budgets. */
  budgets: Record<string, { points: number; money: number }>;
  last: { lot: number; hold: number; entry: number; transfer: number };
}

export function memberOf(world: World, index: number): ModelMember {
  const member = world.members[index];
  if (!member) throw new Error(`the model has no member ${index}`);
  return member;
}

export interface Gift {
  wallet: ModelWallet;
  points: number;
  at: number;
  /** What is earned waits as the wallet says. */
  earnedBy?: { orderNo: number | null };
  /** Absent = as the wallet says. */
  until?: number | null;
  from?: number;
}

function datesOf({
  wallet,
  at,
  earnedBy,
  from,
  until,
}: Gift): Pick<ModelLot, "from" | "until" | "waits" | "diesWaiting"> {
  const own = (start: number): number | null => (until === undefined ? lifeEnd(wallet, start) : until);
  const plain = { waits: false, diesWaiting: false };
  const { pending } = wallet;
  if (!earnedBy || pending === null) return { from: from ?? at, until: own(at), ...plain };
  if ("days" in pending) return { from: at + pending.days * day, until: own(at + pending.days * day), ...plain };
  const latest = pending.latestDays === null ? Number.MAX_SAFE_INTEGER : at + pending.latestDays * day;
  const isOpen = pending.latestDays === null || pending.cancels;
  return { from: latest, until: isOpen ? null : own(latest), waits: true, diesWaiting: pending.cancels };
}

/** Points come in: arrears are paid, the rest is a lot. */
export function give(world: World, member: ModelMember, gift: Gift): number {
  const { wallet, points, at } = gift;
  const dates = datesOf(gift);
  const paid = Math.min(member.owed[wallet.id] ?? 0, points);
  member.owed[wallet.id] = (member.owed[wallet.id] ?? 0) - paid;
  world.last.lot += 1;
  const orderNo = gift.earnedBy?.orderNo ?? null;
  const isActive = dates.from <= at;
  const no = world.last.lot;
  member.lots.push({ no, wallet: wallet.id, left: points - paid, ...dates, isActive, orderNo, lapsed: 0 });
  use(member, wallet.id, at);
  passTime(world.programme, member, member.seenUntil);
  return no;
}

/** Points are taken back: from their own lot, even waiting; what expired of it is gone already; then from others; then by policy. */
export function claw(
  member: ModelMember,
  { wallet, lotNo, points, at, policy = wallet.negative }: ClawWish,
): { taken: number } {
  const own = lotOf(member, lotNo);
  const fromOwn = Math.min(own.left, points);
  own.left -= fromOwn;
  const setOff = Math.min(own.lapsed, points - fromOwn);
  own.lapsed -= setOff;
  const fromOthers = total(draw(wallet, member, points - fromOwn - setOff));
  const short = points - fromOwn - setOff - fromOthers;
  if (short > 0 && policy === "refuse") throw new Refuse("points.insufficient_balance");
  const held = balanceOf(member, wallet.id).held;
  const owed = policy === "arrears" ? short : Math.min(short, held);
  member.owed[wallet.id] = (member.owed[wallet.id] ?? 0) + owed;
  const taken = fromOwn + fromOthers + owed;
  if (taken > 0) use(member, wallet.id, at);
  return { taken };
}

export interface ClawWish {
  wallet: ModelWallet;
  lotNo: number;
  points: number;
  at: number;
  policy?: ModelWallet["negative"];
}

/** What was paid comes back to its lots, or lives longer where the wallet says so. Returns how much died at once. */
export function comeBack(world: World, member: ModelMember, wallet: ModelWallet, parts: Part[], at: number): number {
  const { returns } = wallet;
  const dead = (part: Part): boolean => isDead(member, lotOf(member, part.lot), member.seenUntil);
  const newEnd =
    returns !== null && returns !== "regrant" ? periodEnd(at + returns.days * day, "day") : lifeEnd(wallet, at);
  const moves = (part: Part): boolean => {
    const { until } = lotOf(member, part.lot);
    if (returns === null) return false;
    return dead(part) || (returns !== "regrant" && until !== null && newEnd !== null && until < newEnd);
  };
  const staying = parts.filter((part) => !moves(part));
  const moving = parts.filter(moves);
  let died = 0;
  if (staying.length > 0) {
    use(member, wallet.id, at);
    died = putBack(member, wallet.id, staying, member.seenUntil);
  }
  if (moving.length > 0) give(world, member, { wallet, points: total(moving), at, until: newEnd });
  return died;
}

/** `part` of what a rule gave no longer counts towards caps and budgets. */
export function uncount(world: World, earning: Earning, part: number): void {
  const { budget, points, takenBack } = earning;
  earning.takenBack += part;
  const used = budget && world.budgets[budget.key];
  if (!budget || !used) return;
  const back = (whole: number): number =>
    Math.floor((whole * (takenBack + part)) / points) - Math.floor((whole * takenBack) / points);
  used.points -= back(budget.points);
  used.money -= back(budget.money);
}

export function isPooled(world: World, index: number, wallet: ModelWallet): boolean {
  return wallet.isPooled && world.household.includes(index);
}

/** One moves points to another; lots keep their dates, equal ones become one. */
export function move(world: World, wish: MoveWish): { taken: Part[]; lots: { no: number; points: number }[] } {
  const { wallet, at, isFresh } = wish;
  const [from, to] = [memberOf(world, wish.from), memberOf(world, wish.to)];
  passTime(world.programme, from, at);
  if (spendableOf(from, wallet.id) < wish.points) throw new Refuse("points.insufficient_balance");
  use(from, wallet.id, at);
  const taken = draw(wallet, from, wish.points);
  passTime(world.programme, to, at);
  const dated = new Map<string, { from: number; until: number | null; points: number }>();
  for (const { lot: no, amount } of taken) {
    const { from: since, until } = lotOf(from, no);
    const key = isFresh ? "fresh" : `${since} ${until}`;
    const same = dated.get(key) ?? { from: since, until, points: 0 };
    same.points += amount;
    dated.set(key, same);
  }
  const hasIdleLife = wallet.life !== null && "idleDays" in wallet.life;
  const lots = [...dated.values()].map(({ from: since, until, points }) => {
    const kept = isFresh ? {} : { until, ...(hasIdleLife ? {} : { from: since }) };
    return { no: give(world, to, { wallet, points, at, ...kept }), points };
  });
  return { taken, lots };
}

export interface MoveWish {
  from: number;
  to: number;
  wallet: ModelWallet;
  points: number;
  at: number;
  isFresh: boolean;
}
