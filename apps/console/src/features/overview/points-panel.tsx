import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import type { WalletFlow } from "../../shared/api/insights.ts";
import { Chart, type ChartColors, isFlat, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompact, formatNumber, formatShare } from "../../shared/format.ts";
import { MoneyText, NumberText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";

const steps = [
  "opening",
  "issued",
  "spent",
  "returned",
  "expired",
  "clawedBack",
  "adjusted",
  "transferred",
  "closing",
] as const;
const daily = ["issued", "spent", "expired", "clawedBack"] as const;
const minus = new Set(["spent", "expired", "clawedBack"]);

/** Points issued, spent and owed: a statement that adds up, and the days of it. */
export function PointsPanel({ wallet, currency }: { wallet: WalletFlow; currency: string }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const { byDay } = wallet;
  const option = useCallback(
    (colors: ChartColors) => {
      const series = (name: string, values: number[], color: string) => ({
        name,
        type: "bar",
        stack: "points",
        data: values,
        itemStyle: { color },
        barMaxWidth: 22,
      });
      return {
        ...overDays(
          byDay.map((day) => day.date),
          colors,
          (points) => formatCompact(locale, points),
          (points) => formatNumber(locale, points),
        ),
        series: [
          series(
            t("console.points.issued"),
            byDay.map((day) => day.issued),
            colors.accent,
          ),
          series(
            t("console.points.spent"),
            byDay.map((day) => -day.spent),
            colors.warn,
          ),
          series(
            t("console.points.expired"),
            byDay.map((day) => -day.expired),
            colors.guest,
          ),
          series(
            t("console.points.clawedBack"),
            byDay.map((day) => -day.clawedBack),
            colors.bad,
          ),
        ],
      };
    },
    [byDay, locale, t],
  );
  const isEmpty = isFlat(...byDay.map((day) => daily.map((step) => day[step])));
  return (
    <ChartPanel
      title={say(wallet.name)}
      extra={
        <span className="muted small">
          {t("console.points.redemptionRate")}{" "}
          {wallet.redemptionRate === null ? "—" : formatShare(locale, wallet.redemptionRate)}
        </span>
      }
      picture
      fileName={`points-${wallet.wallet}`}
      csv={() => [
        [t("console.forecast.date"), ...daily.map((step) => t(`console.points.${step}`))],
        ...byDay.map((day) => [day.date, ...daily.map((step) => day[step])]),
      ]}
    >
      <div className="points-grid">
        {isEmpty ? (
          <EmptyState title={t("console.points.noMovement")} />
        ) : (
          <Chart label={t("console.points.byDay")} option={option} height={220} />
        )}
        <table className="statement">
          <tbody>
            {steps
              .filter((step) => step === "opening" || step === "closing" || wallet[step] !== 0)
              .map((step) => (
                <tr key={step} className={step === "closing" ? "sum" : ""}>
                  <th scope="row">
                    <Definition meaning={t(`console.points.${step}Meaning`)}>{t(`console.points.${step}`)}</Definition>
                  </th>
                  <td className="num">
                    {minus.has(step) ? "−" : ""}
                    <NumberText value={wallet[step]} />
                  </td>
                </tr>
              ))}
            <tr>
              <th scope="row">
                <Definition meaning={t(`console.points.liability.${wallet.liabilityBasis}`)}>
                  {t("console.points.liability")}
                </Definition>
              </th>
              <td className="num">
                {wallet.liability === null ? "—" : <MoneyText amount={wallet.liability} currency={currency} />}
              </td>
            </tr>
            <tr>
              <th scope="row">
                <Definition meaning={t("console.points.expiringMeaning")}>{t("console.points.expiring")}</Definition>
              </th>
              <td className="num">
                {wallet.expiringMembers > 0 ? (
                  <Link to="/members/insight" search={{ list: "expiring" }}>
                    <NumberText value={wallet.expiringSoon} />
                  </Link>
                ) : (
                  <NumberText value={wallet.expiringSoon} />
                )}
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </ChartPanel>
  );
}
