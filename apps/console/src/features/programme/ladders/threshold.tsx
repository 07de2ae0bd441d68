import type { Ladder, Wallet } from "@regulars/engine";
import { formatMoney, formatNumber } from "../../../shared/format.ts";
import { useLocalText, usePreferences } from "../../../shared/preferences.tsx";
import { useDraftCurrency } from "../draft-context.tsx";
import { MoneyInput, NumberInput } from "../fields.tsx";
import { PointsInput } from "../quantity-inputs.tsx";

/** Thresholds of a ladder as they are read: money, orders, days, points, growth value. */
export function useThresholdText(
  { metric }: Pick<Ladder, "metric">,
  currency: string,
  wallets: readonly Wallet[],
): (amount: number) => string {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  return (amount) => {
    if (metric.kind === "spend") return formatMoney(locale, amount, currency);
    if (metric.kind !== "points_earned")
      return `${formatNumber(locale, amount)} ${t(`console.programme.metricUnit.${metric.kind}`)}`;
    const wallet = wallets.find(({ id }) => id === metric.wallet);
    const decimals = wallet?.decimals ?? 0;
    const unit = wallet?.unit ? say(wallet.unit) : t("console.programme.metricUnit.points_earned");
    return `${formatNumber(locale, amount / 10 ** decimals, decimals)} ${unit}`;
  };
}

interface ThresholdInputProps {
  ladder: Ladder;
  value: number | undefined;
  onChange: (value: number) => void;
  onClear?: () => void;
  placeholder?: string;
}

/** A threshold typed in what the ladder counts. */
export function ThresholdInput({ ladder, value, onChange, onClear, placeholder }: ThresholdInputProps) {
  const { t } = usePreferences();
  const { metric } = ladder;
  const more = { ...(onClear ? { onClear } : {}), ...(placeholder ? { placeholder } : {}) };
  if (metric.kind === "spend") return <MoneyInput value={value} onChange={onChange} width={140} {...more} />;
  if (metric.kind === "points_earned")
    return <PointsInput wallet={metric.wallet} value={value} min={0} onChange={onChange} width={140} {...more} />;
  return (
    <NumberInput
      value={value}
      min={0}
      onChange={onChange}
      suffix={t(`console.programme.metricUnit.${metric.kind}`)}
      width={metric.kind === "growth" ? 170 : 140}
      {...more}
    />
  );
}

/** The two ways a threshold can be meant, said with a threshold of the ladder itself. */
export function useBoundaryWords(ladder: Ladder, wallets: readonly Wallet[]): Record<Ladder["boundary"], string> {
  const { t } = usePreferences();
  const { currency } = useDraftCurrency();
  const say = useThresholdText(ladder, currency, wallets);
  const value = say(ladder.tiers.find((tier) => tier.from > 0)?.from ?? 10);
  return { gte: t("console.ladders.boundary.gte", { value }), gt: t("console.ladders.boundary.gt", { value }) };
}
