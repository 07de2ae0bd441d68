import { Tooltip } from "antd";
import { formatCompact, formatCompactMoney, formatMoney, formatNumber, formatSigned } from "./format.ts";
import { usePreferences } from "./preferences.tsx";
import { useWalletDecimals } from "./programme-words.ts";
import { useProgrammeUnits } from "./session.tsx";

function WithExact({ short, exact, className = "nowrap" }: { short: string; exact: string; className?: string }) {
  if (short === exact) return <span className={className}>{exact}</span>;
  return (
    <Tooltip title={exact}>
      <span className={className}>{short}</span>
    </Tooltip>
  );
}

/** Minor units as money of the programme's currency unless another is given. */
export function MoneyText({
  amount,
  currency,
  compact = false,
}: {
  amount: number;
  currency?: string;
  compact?: boolean;
}) {
  const { locale } = usePreferences();
  const units = useProgrammeUnits();
  const code = currency ?? units.currency;
  const exact = formatMoney(locale, amount, code);
  return <WithExact exact={exact} short={compact ? formatCompactMoney(locale, amount, code) : exact} />;
}

export function NumberText({
  value,
  compact = false,
  digits = 0,
}: {
  value: number;
  compact?: boolean;
  digits?: number;
}) {
  const { locale } = usePreferences();
  const exact = formatNumber(locale, value, digits);
  return <WithExact exact={exact} short={compact ? formatCompact(locale, value) : exact} />;
}

/** How many times as much: `4.2×`. */
export function RatioText({ ratio }: { ratio: number }) {
  const { locale } = usePreferences();
  return <span className="nowrap">{formatNumber(locale, ratio, 1)}×</span>;
}

/** Points; `signed` colours credits and debits. With its `wallet` they are shown in whole points and not in its smallest unit. */
export function PointsText({
  points,
  wallet,
  signed = false,
  compact = false,
}: {
  points: number;
  wallet?: string | undefined;
  signed?: boolean;
  compact?: boolean;
}) {
  const { locale } = usePreferences();
  const decimals = useWalletDecimals(wallet);
  const whole = points / 10 ** decimals;
  if (!signed) return <NumberText value={whole} compact={compact} digits={decimals} />;
  return (
    <span className={`nowrap ${points > 0 ? "good" : points < 0 ? "bad" : "muted"}`}>
      {formatSigned(locale, whole, decimals)}
    </span>
  );
}
