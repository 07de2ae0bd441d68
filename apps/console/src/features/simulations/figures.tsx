import type { ReactNode } from "react";
import { Definition } from "../../shared/definition.tsx";
import { formatMoney, formatNumber, formatShare, formatSigned } from "../../shared/format.ts";
import { MoneyText, NumberText, PointsText } from "../../shared/number-text.tsx";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import type { SimulationFigures } from "./simulations-api.ts";

export type FigureName = keyof SimulationFigures;

/** What happened, what the programme would have done, and the second one. Null = there is no such side. */
export interface Sides<T> {
  actual: T | null;
  simulated: T | null;
  compare: T | null;
}

/** In the order of a statement: the first eight add up. */
export const statementFigures = [
  "opening",
  "issued",
  "spent",
  "expired",
  "clawedBack",
  "adjusted",
  "transferred",
  "outstanding",
  "liability",
  "cost",
  "revenue",
  "costShareBps",
  "orders",
] as const satisfies readonly FigureName[];

const moneyFigures: readonly FigureName[] = ["liability", "cost", "revenue"];

/** Figures of which less is better for the shop. */
const burdens: readonly FigureName[] = ["liability", "cost", "costShareBps"];

export function isMoney(figure: FigureName): boolean {
  return moneyFigures.includes(figure);
}

interface FigureProps {
  figure: FigureName;
  value: number | null | undefined;
  currency: string;
  wallet?: string | undefined;
  compact?: boolean;
}

export function FigureText({ figure, value, currency, wallet, compact = false }: FigureProps) {
  const { locale } = usePreferences();
  if (value === null || value === undefined) return <span className="muted">—</span>;
  if (figure === "costShareBps") return <>{formatShare(locale, value / 10_000, 2)}</>;
  if (isMoney(figure)) return <MoneyText amount={value} currency={currency} compact={compact} />;
  if (figure === "orders") return <NumberText value={value} compact={compact} />;
  return <PointsText points={value} wallet={wallet} compact={compact} />;
}

/** How far a side is from another: as an amount, and as a share where that says something. */
export function Difference({
  figure,
  from,
  to,
  currency,
}: {
  figure: FigureName;
  from: number | null | undefined;
  to: number | null | undefined;
  currency: string;
}) {
  const { t, locale } = usePreferences();
  if (from === null || from === undefined || to === null || to === undefined) return <span className="muted">—</span>;
  const difference = to - from;
  if (difference === 0) return <span className="muted">{t("console.sim.same")}</span>;
  const tone = burdens.includes(figure) ? (difference > 0 ? "bad" : "good") : "";
  const sign = difference > 0 ? "+" : "";
  const text =
    figure === "costShareBps"
      ? t("console.overview.percentagePoints", { points: `${sign}${formatNumber(locale, difference / 100, 2)}` })
      : isMoney(figure)
        ? `${sign}${formatMoney(locale, difference, currency)}`
        : formatSigned(locale, difference);
  const share =
    from === 0 || figure === "costShareBps" ? "" : ` (${sign}${formatShare(locale, difference / Math.abs(from))})`;
  return (
    <span className={`nowrap ${tone}`}>
      {text}
      {share}
    </span>
  );
}

/** A figure's name with its meaning on hover. */
export function FigureLabel({ figure }: { figure: FigureName }): ReactNode {
  const t = useT();
  return (
    <Definition meaning={t(`console.sim.figure.${figure}Meaning`)}>{t(`console.sim.figure.${figure}`)}</Definition>
  );
}
