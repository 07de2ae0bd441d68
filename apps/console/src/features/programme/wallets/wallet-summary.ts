import type { Wallet } from "@regulars/engine";
import { formatMoney, formatShare } from "../../../shared/format.ts";
import { usePreferences } from "../../../shared/preferences.tsx";
import { useDraftCurrency } from "../draft-context.tsx";
import { useDurationText, usePointsText } from "../quantity-inputs.tsx";

interface WalletSummary {
  times: string[];
  payment: string[];
  refunds: string[];
  sharing: string[];
  worth: string[];
}

/** The parts of a wallet in phrases, so that a folded part still says what it holds. */
export function useWalletSummary(wallet: Wallet): WalletSummary {
  const { t, locale } = usePreferences();
  const { currency } = useDraftCurrency();
  const points = usePointsText(wallet.id);
  const duration = useDurationText();
  const money = (amount: number) => formatMoney(locale, amount, currency);
  const { pending, expiry, redemption, transfer, caps } = wallet;

  const pendingText = () => {
    if (pending.kind === "none") return t("console.wallets.say.atOnce");
    if (pending.kind === "duration") return t("console.wallets.say.after", { time: duration(pending.duration) });
    const upTo = pending.atLatest === undefined ? "" : duration(pending.atLatest);
    if (!upTo) return t("console.wallets.say.onEvent", { event: pending.event });
    return t(`console.wallets.say.onEvent.${pending.otherwise}`, { event: pending.event, time: upTo });
  };
  const expiryText = () => {
    if (expiry.kind === "never") return t("console.wallets.say.neverExpire");
    if (expiry.kind === "fixed_day")
      return t("console.wallets.say.fixedDay", { years: expiry.years, month: expiry.month, day: expiry.day });
    const end = t(`console.programme.round.${expiry.round}`);
    return t(`console.wallets.say.${expiry.kind}`, { time: duration(expiry.duration), end });
  };
  const payment = () => {
    if (!redemption) return [t("console.wallets.say.noPayment")];
    const pays = { points: points(redemption.points), money: money(redemption.amount) };
    return [
      t("console.wallets.say.pays", pays),
      ...(redemption.maxShareBps < 10_000
        ? [t("console.wallets.say.maxShare", { share: formatShare(locale, redemption.maxShareBps / 10_000, 2) })]
        : []),
      ...(redemption.minPoints ? [t("console.wallets.say.min", { points: points(redemption.minPoints) })] : []),
      ...(redemption.stepPoints ? [t("console.wallets.say.step", { points: points(redemption.stepPoints) })] : []),
    ];
  };
  const returnsText = () =>
    wallet.returns.kind === "minimum"
      ? t("console.wallets.say.returnsMinimum", { time: duration(wallet.returns.duration) })
      : t(`console.wallets.returns.${wallet.returns.kind}`);
  return {
    times: [pendingText(), expiryText(), t(`console.wallets.spendOrder.${wallet.spendOrder}`)],
    payment: payment(),
    refunds: [t(`console.programme.negative.${wallet.negative}`), returnsText()],
    sharing: [
      transfer ? t("console.wallets.say.transfer") : t("console.wallets.say.noTransfer"),
      ...(transfer?.maxPerDay ? [t("console.wallets.say.maxPerDay", { points: points(transfer.maxPerDay) })] : []),
      t(`console.wallets.pooling.${wallet.pooling}`),
    ],
    worth: [
      ...(caps.length === 0 ? [t("console.wallets.noCaps")] : []),
      ...caps.map((cap) => `${t(`console.rules.capPer.${cap.per}`)} ≤ ${points(cap.points)}`),
      t("console.wallets.say.cost", { points: points(1000), money: money(wallet.costPer1000) }),
      t("console.wallets.say.weight", { share: formatShare(locale, wallet.weightBps / 10_000, 2) }),
    ],
  };
}
