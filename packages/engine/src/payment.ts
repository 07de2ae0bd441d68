import { type Draft, Refusal, walletWords } from "./draft.ts";
import type { Hold, Instant, OrderFact } from "./facts.ts";
import { heldFor, spendHold } from "./holds.ts";
import { apportion, ratio, safe, sum } from "./integer.ts";
import { spend, spendableOf } from "./ledger.ts";
import type { Wallet } from "./programme.ts";

/** What a wallet pays of an order, priced: points taken from what is available, and open holds. */
export interface Payment {
  wallet: string;
  points: number;
  holds: Hold[];
  /** Minor units that all these points are worth together. */
  money: number;
}

const BPS = 10_000;

export function isPaidWithPoints({ redeem, holds }: Pick<OrderFact, "redeem" | "holds">): boolean {
  return redeem.length > 0 || (holds !== undefined && holds.length > 0);
}

/**
 * Prices the points a member wants to pay with. `payable` = the order's worth after discounts.
 * Refuses unknown or unspendable wallets, more points than are available, holds that are not open, and more money than the wallet's share
 * cap or the order's worth allow.
 */
export function pricePayments(draft: Draft, fact: Pick<OrderFact, "redeem" | "holds">, payable: number): Payment[] {
  const asked = new Map<string, Payment>();
  const ask = (wallet: string): Payment => {
    const known = asked.get(wallet) ?? { wallet, points: 0, holds: [], money: 0 };
    asked.set(wallet, known);
    return known;
  };
  for (const { wallet, points } of fact.redeem) {
    if (!Number.isSafeInteger(points) || points <= 0) throw new Refusal("points.invalid_amount", { wallet, points });
    const payment = ask(wallet);
    payment.points = safe(payment.points + points);
  }
  for (const given of fact.holds ?? []) {
    const hold = heldFor(draft, given);
    const { holds } = ask(hold.wallet);
    if (!holds.some(({ id }) => id === hold.id)) holds.push(hold);
  }
  let left = payable;
  return [...asked.values()].map((payment) => {
    const { wallet, points } = payment;
    const money = price(draft, payment, payable);
    if (money > left) throw new Refusal("points.exceeds_order", { wallet, points, money, payable: left });
    left -= money;
    return { ...payment, money };
  });
}

function price(draft: Draft, payment: Payment, payable: number): number {
  const { wallet } = payment;
  const config = draft.compiled.wallets.get(wallet);
  if (!config) throw new Refusal("points.unknown_wallet", { wallet });
  const { redemption } = config;
  if (!redemption || !config.spendable) throw new Refusal("points.not_redeemable", { wallet });
  const available = spendableOf(draft, wallet);
  if (available < payment.points)
    throw new Refusal("points.insufficient_balance", { wallet, available, needed: payment.points });
  const points = safe(payment.points + sum(payment.holds.map((hold) => hold.points)));
  checkSteps(config, points);
  const money = ratio([points, redemption.amount], [redemption.points]);
  if (money === 0)
    throw new Refusal("points.too_few", {
      wallet,
      points,
      minimum: ratio([redemption.points], [redemption.amount], "ceil"),
    });
  const cap = ratio([payable, redemption.maxShareBps], [BPS]);
  if (money > payable) throw new Refusal("points.exceeds_order", { wallet, points, money, payable });
  if (money > cap) throw new Refusal("points.exceeds_share", { wallet, points, money, cap });
  return money;
}

function checkSteps({ id, redemption }: Wallet, points: number): void {
  const minimum = redemption?.minPoints ?? 0;
  if (points < minimum) throw new Refusal("points.below_minimum", { wallet: id, points, minimum });
  const step = redemption?.stepPoints ?? 1;
  if (points % step !== 0) throw new Refusal("points.not_in_steps", { wallet: id, points, step });
}

/** Books what was priced: one entry for what is taken from the balance and one for each hold, their money adding up to the payment's. */
export function payWithPoints(draft: Draft, payments: readonly Payment[], at: Instant): void {
  for (const { wallet, points, holds, money } of payments) {
    const [ofBalance = 0, ...ofHolds] = apportion(money, [points, ...holds.map((hold) => hold.points)]);
    const explanation = (part: number, worth: number) => ({
      code: "spend.order",
      params: { ...walletWords(draft.compiled, wallet), points: part, money: worth },
    });
    if (points > 0)
      spend(draft, { wallet, kind: "spend", amount: -points, at, explanation: explanation(points, ofBalance) });
    holds.forEach((hold, index) => {
      spendHold(draft, hold, { points: hold.points, at, explanation: explanation(hold.points, ofHolds[index] ?? 0) });
    });
  }
}
