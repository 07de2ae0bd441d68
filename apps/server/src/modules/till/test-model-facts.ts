import {
  balanceOf,
  type ModelHold,
  passTime,
  putBack,
  Refuse,
  seenAt,
  spendableOf,
  take,
  total,
  use,
  walletOf,
} from "./test-model-book.ts";
import { earn, noteEntry, shareOut, withRise } from "./test-model-earn.ts";
import { isPooled, type ModelLine, type ModelOrder, memberOf, move, type World } from "./test-model-ledger.ts";
import type { ModelWallet } from "./test-model-programme.ts";

/** Who pays with how much, at what instant. */
export interface Wish {
  member: number;
  wallet: string;
  points: number;
  at: number;
}

/** What a member of a household lacks comes from the others, what expires soonest first; nothing when all together have too little. */
function pull(world: World, { member: index, wallet: id, points, at }: Wish): void {
  const wallet = walletOf(world.programme, id);
  if (!isPooled(world, index, wallet)) return;
  const seen = (one: number) => {
    const other = memberOf(world, one);
    return seenAt(world.programme, other, Math.max(at, other.seenUntil));
  };
  const payer = balanceOf(seen(index), id);
  // What comes pays the payer's debt first.
  let missing = points + payer.arrears - payer.available;
  if (missing <= 0) return;
  const others = world.household.filter((other) => other !== index);
  const lots = others
    .flatMap((other) => seen(other).lots.map((lot) => ({ other, ...lot })))
    .filter((lot) => lot.wallet === id && lot.isActive && lot.left > 0)
    .sort((a, b) => (a.until ?? never) - (b.until ?? never) || a.from - b.from || a.no - b.no);
  const free = new Map(others.map((other) => [other, spendableOf(seen(other), id)]));
  if ([...free.values()].reduce((sum, one) => sum + one, 0) < missing) return;
  const shares = new Map<number, number>();
  for (const { other, left } of lots) {
    const share = Math.min(left, missing, (free.get(other) ?? 0) - (shares.get(other) ?? 0));
    missing -= share;
    if (share > 0) shares.set(other, (shares.get(other) ?? 0) + share);
  }
  for (const [other, share] of shares)
    move(world, { from: other, to: index, wallet, points: share, at, isFresh: false });
}

const never = Number.MAX_SAFE_INTEGER;

export function spend(world: World, wish: Wish): void {
  const wallet = walletOf(world.programme, wish.wallet);
  const member = memberOf(world, wish.member);
  pull(world, wish);
  passTime(world.programme, member, wish.at);
  const parts = take(wallet, member, wish.points, wish.at);
  noteEntry(world, { ...wish, kind: "spend", points: -wish.points, parts });
}

export function openHold(world: World, wish: Wish & { until: number }): void {
  const wallet = walletOf(world.programme, wish.wallet);
  const member = memberOf(world, wish.member);
  pull(world, wish);
  passTime(world.programme, member, wish.at);
  const parts = take(wallet, member, wish.points, wish.at);
  world.last.hold += 1;
  const { points, until } = wish;
  member.holds.push({
    ...{ no: world.last.hold, wallet: wallet.id, points, until, parts },
    ...{ state: "held", closing: null },
  });
  passTime(world.programme, member, member.seenUntil);
}

export interface OrderWish {
  member: number;
  at: number;
  lines: Pick<ModelLine, "category" | "quantity" | "price" | "discount">[];
  redeem: { wallet: string; points: number }[];
  hold: ModelHold | null;
}

interface Payment {
  wallet: ModelWallet;
  points: number;
  hold: ModelHold | null;
  money: number;
}

/** What the points of an order are worth, wallet by wallet. */
function pricePayments(world: World, { member: index, redeem, hold }: OrderWish, payable: number): Payment[] {
  const payments = redeem.map(({ wallet, points }) => ({ id: wallet, points, hold: null as ModelHold | null }));
  if (hold && hold.state !== "held") throw new Refuse("hold.not_open");
  const same = payments.find(({ id }) => id === hold?.wallet);
  if (same) same.hold = hold;
  else if (hold) payments.push({ id: hold.wallet, points: 0, hold });
  let left = payable;
  return payments.map(({ id, points, hold: held }) => {
    const wallet = walletOf(world.programme, id);
    const money = worthOf(wallet, { points, held: held?.points ?? 0, payable, member: memberOf(world, index) });
    if (money > left) throw new Refuse("points.exceeds_order");
    left -= money;
    return { wallet, points, hold: held, money };
  });
}

function worthOf(
  wallet: ModelWallet,
  wish: { points: number; held: number; payable: number; member: ReturnType<typeof memberOf> },
): number {
  const { pays } = wallet;
  if (pays === null) throw new Refuse("points.not_redeemable");
  if (spendableOf(wish.member, wallet.id) < wish.points) throw new Refuse("points.insufficient_balance");
  const points = wish.points + wish.held;
  if (points < pays.min) throw new Refuse("points.below_minimum");
  if (points % pays.step !== 0) throw new Refuse("points.not_in_steps");
  const money = Math.floor((points * pays.amount) / pays.points);
  if (money === 0) throw new Refuse("points.too_few");
  if (money > wish.payable) throw new Refuse("points.exceeds_order");
  if (money > Math.floor((wish.payable * pays.shareBps) / 10_000)) throw new Refuse("points.exceeds_share");
  return money;
}

export function placeOrder(world: World, wish: OrderWish): void {
  const { at, redeem } = wish;
  const member = memberOf(world, wish.member);
  for (const payment of redeem) pull(world, { member: wish.member, at, ...payment });
  passTime(world.programme, member, at);
  const worths = wish.lines.map(({ quantity, price, discount }) => quantity * price - discount);
  const payable = worths.reduce((sum, worth) => sum + worth, 0);
  const payments = pricePayments(world, wish, payable);
  const paid = shareOut(
    payments.reduce((sum, { money }) => sum + money, 0),
    worths,
  );
  const lines = wish.lines.map((line, index) => ({
    ...{ ...line, net: (worths[index] ?? 0) - (paid[index] ?? 0) },
    ...{ backQuantity: 0, backAmount: 0 },
  }));
  const no = world.orders.length;
  const order: ModelOrder = { no, member: wish.member, at, lines, earnings: [], payments: [] };
  world.orders.push(order);
  for (const { wallet, points, hold } of payments) {
    if (points > 0) pay(order, { wallet, points, parts: take(wallet, member, points, at) });
    if (!hold) continue;
    hold.state = "committed";
    use(member, wallet.id, at);
    pay(order, { wallet, points: hold.points, parts: hold.parts });
  }
  order.earnings = earn(world, { on: "order", member: wish.member, at, order });
  withRise(world, wish.member, () => {
    member.spend += payable - payments.reduce((sum, { money }) => sum + money, 0);
  });
}

function pay(
  order: ModelOrder,
  { wallet, ...payment }: { wallet: ModelWallet } & Pick<ModelOrder["payments"][number], "points" | "parts">,
): void {
  order.payments.push({ wallet: wallet.id, back: 0, ...payment });
}

export function commitHold(
  world: World,
  wish: { member: number; no: number; points: number | null; at: number },
): string {
  const member = memberOf(world, wish.member);
  const hold = member.holds.find(({ no }) => no === wish.no);
  if (!hold) throw new Refuse("hold.not_found");
  passTime(world.programme, member, wish.at);
  if (hold.state === "committed" && hold.closing?.points === wish.points && hold.closing) return "repeated";
  if (hold.state !== "held") throw new Refuse("hold.not_open");
  const points = wish.points ?? hold.points;
  if (points > hold.points) throw new Refuse("hold.exceeded");
  hold.state = "committed";
  hold.closing = { points: wish.points };
  use(member, hold.wallet, wish.at);
  let left = points;
  const spent = hold.parts.map(({ lot, amount }) => {
    const used = Math.min(left, amount);
    left -= used;
    return { lot, amount: used, rest: amount - used };
  });
  const parts = spent.filter(({ amount }) => amount > 0).map(({ lot, amount }) => ({ lot, amount }));
  const rest = spent.filter((part) => part.rest > 0).map((part) => ({ lot: part.lot, amount: part.rest }));
  putBack(member, hold.wallet, rest, member.seenUntil);
  noteEntry(world, { ...wish, wallet: hold.wallet, kind: "spend", points: -total(parts), parts });
  return "recorded";
}

export function releaseHold(world: World, wish: { member: number; no: number; at: number }): string {
  const member = memberOf(world, wish.member);
  const hold = member.holds.find(({ no }) => no === wish.no);
  if (!hold) throw new Refuse("hold.not_found");
  passTime(world.programme, member, wish.at);
  if (hold.state === "released") return "repeated";
  if (hold.state !== "held") throw new Refuse("hold.not_open");
  hold.state = "released";
  use(member, hold.wallet, wish.at);
  putBack(member, hold.wallet, hold.parts, member.seenUntil);
  return "recorded";
}
