import {
  type Earning,
  lifeEnd,
  lotOf,
  type ModelMember,
  type Part,
  passTime,
  Refuse,
  take,
  total,
  walletOf,
} from "./test-model-book.ts";
import { earnEntries, noteEntry, shareOut } from "./test-model-earn.ts";
import {
  claw,
  comeBack,
  give,
  type ModelLine,
  type ModelOrder,
  memberOf,
  move,
  type Reversible,
  uncount,
  type World,
} from "./test-model-ledger.ts";
import { periodName } from "./test-model-time.ts";

export interface RefundWish {
  orderNo: number;
  at: number;
  lines?: { line: number; quantity: number }[];
  amount?: number;
}

interface BackLine {
  line: number;
  quantity: number;
  amount: number;
}

function rest(order: ModelOrder): BackLine[] {
  return order.lines
    .map((line, index) => ({
      line: index,
      quantity: line.quantity - line.backQuantity,
      amount: line.net - line.backAmount,
    }))
    .filter(({ quantity, amount }) => quantity > 0 || amount > 0);
}

function refundedLines(order: ModelOrder, { lines, amount }: RefundWish): BackLine[] {
  const left = rest(order);
  if (left.length === 0) throw new Refuse("refund.exceeds_order");
  const leftOf = (index: number): BackLine =>
    left.find(({ line }) => line === index) ?? { line: index, quantity: 0, amount: 0 };
  if (lines) {
    return lines.map(({ line, quantity }) => {
      const whole = leftOf(line);
      if (quantity > whole.quantity) throw new Refuse("refund.exceeds_order");
      return { line, quantity, amount: Math.floor((whole.amount * quantity) / whole.quantity) };
    });
  }
  if (amount === undefined) return left;
  const money = order.lines.map((_, index) => leftOf(index).amount);
  const most = money.reduce((sum, one) => sum + one, 0);
  if (amount > most) throw new Refuse("refund.exceeds_order");
  if (amount === most) return left;
  return shareOut(amount, money).flatMap((share, line) => (share > 0 ? [{ line, quantity: 0, amount: share }] : []));
}

/** The refunded part of points of a line: by money, or by number where the line cost none. */
function partOf(line: ModelLine | undefined, points: number): number {
  if (!line) return 0;
  return line.net > 0
    ? Math.floor((points * line.backAmount) / line.net)
    : Math.floor((points * line.backQuantity) / line.quantity);
}

function partsOf(lines: readonly ModelLine[], shares: readonly { line: number; points: number }[]): number {
  return shares.reduce((sum, { line, points }) => sum + partOf(lines[line], points), 0);
}

/** Of what was paid, what is still away, the last taken first. */
function lastFirst(parts: readonly Part[], skipped: number, wanted: number): Part[] {
  const found: Part[] = [];
  let skip = skipped;
  let missing = wanted;
  for (const { lot, amount } of parts.toReversed()) {
    const open = Math.max(0, amount - skip);
    skip = Math.max(0, skip - amount);
    const back = Math.min(open, missing);
    missing -= back;
    if (back > 0) found.push({ lot, amount: back });
  }
  return found;
}

export function refund(world: World, wish: RefundWish): number {
  const order = world.orders[wish.orderNo];
  if (!order) throw new Refuse("order.not_found");
  const member = memberOf(world, order.member);
  const at = Math.max(wish.at, order.at);
  const back = refundedLines(order, wish);
  passTime(world.programme, member, wish.at);
  const before = structuredClone(order.lines);
  for (const { line: index, quantity, amount } of back) {
    const line = order.lines[index];
    if (!line) continue;
    line.backQuantity += quantity;
    line.backAmount += amount;
  }
  for (const payment of order.payments) {
    const paid = order.lines.map((line) => line.quantity * line.price - line.discount - line.net);
    const shares = shareOut(payment.points, paid).map((points, line) => ({ line, points }));
    const points = partsOf(order.lines, shares) - partsOf(before, shares);
    if (points === 0) continue;
    const parts = lastFirst(payment.parts, payment.back, points);
    payment.back += points;
    comeBack(world, member, walletOf(world.programme, payment.wallet), parts, at);
  }
  for (const earning of order.earnings) {
    const due = partsOf(order.lines, earning.lines) - partsOf(before, earning.lines);
    if (due > 0) unearn(world, member, earning, due, at);
  }
  const amount = total(back);
  member.spend -= amount;
  return amount;
}

function unearn(world: World, member: ModelMember, earning: Earning, points: number, at: number): void {
  claw(member, { wallet: walletOf(world.programme, earning.wallet), lotNo: earning.lotNo, points, at });
  uncount(world, earning, points);
}

export function adjust(
  world: World,
  wish: { member: number; wallet: string; points: number; at: number; until?: number },
): void {
  const { points, at, until } = wish;
  const wallet = walletOf(world.programme, wish.wallet);
  const member = memberOf(world, wish.member);
  if (points === 0) throw new Refuse("points.invalid_amount");
  if (points > 0 && until !== undefined && until <= at) throw new Refuse("points.expired_before_given");
  passTime(world.programme, member, at);
  if (points > 0) {
    const lotNo = give(world, member, { wallet, points, at, ...(until !== undefined && { until }) });
    noteEntry(world, { member: wish.member, at, kind: "adjust", wallet: wallet.id, points, lotNo });
    return;
  }
  noteEntry(world, {
    ...{ member: wish.member, at, kind: "adjust", wallet: wallet.id, points },
    parts: takeExactly(world, wish),
  });
}

function takeExactly(world: World, wish: { member: number; wallet: string; points: number; at: number }): Part[] {
  return take(walletOf(world.programme, wish.wallet), memberOf(world, wish.member), -wish.points, wish.at);
}

export function event(world: World, wish: { member: number; at: number; type: string; orderNo: number | null }): void {
  const member = memberOf(world, wish.member);
  passTime(world.programme, member, wish.at);
  if (wish.type === "completed") {
    for (const lot of member.lots) {
      if (!lot.waits || lot.isActive || lot.left === 0) continue;
      if (wish.orderNo !== null && lot.orderNo !== wish.orderNo) continue;
      Object.assign(lot, { isActive: true, from: wish.at });
      lot.until = lifeEnd(walletOf(world.programme, lot.wallet), wish.at);
    }
    passTime(world.programme, member, member.seenUntil);
    return;
  }
  earnEntries(world, { on: "checkin", member: wish.member, at: wish.at });
}

export function transfer(
  world: World,
  wish: { member: number; to: number; wallet: string; points: number; at: number },
): void {
  if (wish.member === wish.to) throw new Refuse("points.transfer_to_self");
  const wallet = walletOf(world.programme, wish.wallet);
  const { gifts } = wallet;
  const { member: from, to, points, at } = wish;
  const sender = memberOf(world, from);
  if (!gifts) throw new Refuse("points.not_transferable");
  if (points < gifts.min) throw new Refuse("points.below_minimum");
  const today = sender.gifts.filter((gift) => gift.wallet === wallet.id && isSameDay(gift.at, at));
  if (today.reduce((sum, gift) => sum + gift.points, points) > gifts.perDay) throw new Refuse("points.transfer_limit");
  const { taken, lots } = move(world, { from, to, wallet, points, at, isFresh: gifts.fresh });
  sender.gifts.push({ wallet: wallet.id, at, points });
  world.last.transfer += 1;
  const transferNo = world.last.transfer;
  noteEntry(world, {
    ...{ member: from, at, kind: "transfer_out", wallet: wallet.id, points: -points },
    ...{ parts: taken, transferNo },
  });
  for (const lot of lots)
    noteEntry(world, {
      ...{ member: to, at, kind: "transfer_in", wallet: wallet.id, points: lot.points },
      ...{ lotNo: lot.no, transferNo },
    });
}

function isSameDay(one: number, other: number): boolean {
  return periodName(one, "day") === periodName(other, "day");
}

/** Takes an entry back, or all of a transfer: first from who got it. */
export function reverse(world: World, wish: { entryNo: number; at: number }): string {
  const entry = world.entries.find(({ no }) => no === wish.entryNo);
  if (!entry) throw new Refuse("entry.not_found");
  if (entry.isTakenBack) return "repeated";
  const all =
    entry.transferNo === null ? [entry] : world.entries.filter(({ transferNo }) => transferNo === entry.transferNo);
  for (const one of all.toSorted((a, b) => rank(a) - rank(b) || a.no - b.no)) reverseOne(world, one, wish.at);
  return "recorded";
}

function rank({ kind }: Reversible): number {
  return kind === "transfer_in" ? 0 : 1;
}

function reverseOne(world: World, entry: Reversible, now: number): void {
  const member = memberOf(world, entry.member);
  const wallet = walletOf(world.programme, entry.wallet);
  const at = Math.max(now, entry.at);
  passTime(world.programme, member, now);
  entry.isTakenBack = true;
  if (entry.points < 0) {
    comeBack(world, member, wallet, entry.parts, at);
    return;
  }
  const lotNo = entry.lotNo ?? 0;
  if (entry.earning) {
    unearn(world, member, entry.earning, entry.points, at);
    return;
  }
  const isGift = entry.kind === "transfer_in";
  if (isGift && lotOf(member, lotNo).lapsed > 0) throw new Refuse("entry.not_reversible");
  const policy = isGift && wallet.negative !== "arrears" ? "refuse" : wallet.negative;
  claw(member, { wallet, lotNo, points: entry.points, at, policy });
}
