import { amountText, books, percentText } from "./describe-book.ts";
import { moneyText } from "./money-text.ts";
import type { Programme, Wallet } from "./programme.ts";
import type { Locale } from "./sentence.ts";

/** What points of a wallet pay at the till, and within what limits. No final stop. */
export function describeRedemption(wallet: Wallet, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const { redemption } = wallet;
  if (!wallet.spendable || !redemption) return book.notSpendable;
  const amount = (points: number): string => amountText(points, programme, wallet.id, locale);
  const share = redemption.maxShareBps === 10_000 ? null : percentText(redemption.maxShareBps);
  const rate = book.redemption(
    amount(redemption.points),
    moneyText(redemption.amount, locale, programme.currency),
    share,
  );
  const { minPoints, stepPoints } = redemption;
  if (minPoints === undefined && stepPoints === undefined) return rate;
  const limits = book.redemptionLimits(
    minPoints === undefined ? null : amount(minPoints),
    stepPoints === undefined ? null : amount(stepPoints),
  );
  return `${rate}${limits}`;
}

/** Whether and how members may give points to each other. No final stop. */
export function describeTransfer({ id, transfer }: Wallet, programme: Programme, locale: Locale): string {
  const book = books[locale];
  if (!transfer) return book.noTransfer;
  const amount = (points: number | undefined): string | null =>
    points === undefined ? null : amountText(points, programme, id, locale);
  return book.transfer(transfer.dates, amount(transfer.minPoints), amount(transfer.maxPerDay));
}

export function describeWalletCaps(wallet: Wallet, programme: Programme, locale: Locale): string[] {
  return wallet.caps.map(({ per, points }) =>
    books[locale].walletCap(per, amountText(points, programme, wallet.id, locale)),
  );
}

export function describeCost(wallet: Wallet, programme: Programme, locale: Locale): string {
  return books[locale].cost(
    amountText(1000, programme, wallet.id, locale),
    moneyText(wallet.costPer1000, locale, programme.currency),
  );
}

/** A wallet in words: when points can be spent, when they expire, what they pay, what a refund does, who shares them. No final stop. */
export function describeWallet(wallet: Wallet, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const parts = [
    book.pending(wallet.pending),
    book.expiry(wallet.expiry),
    describeRedemption(wallet, programme, locale),
  ];
  if (wallet.spendOrder !== "soonest_expiring") parts.push(book.spendOrder[wallet.spendOrder]);
  parts.push(book.negative[wallet.negative]);
  if (wallet.returns.kind !== "keep") parts.push(book.returns(wallet.returns));
  if (wallet.transfer) parts.push(describeTransfer(wallet, programme, locale));
  if (wallet.pooling !== "none") parts.push(book.pooling[wallet.pooling]);
  parts.push(...describeWalletCaps(wallet, programme, locale));
  if (wallet.costPer1000 > 0) parts.push(describeCost(wallet, programme, locale));
  if (wallet.weightBps !== 10_000) parts.push(book.weight(wallet.weightBps / 100));
  return book.pieces(parts);
}
