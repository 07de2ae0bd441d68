import { useCallback } from "react";
import { Chart, type ChartColors, isFlat, overMonths } from "../../shared/chart.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompact, formatNumber } from "../../shared/format.ts";
import { MoneyText, PointsText } from "../../shared/number-text.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { useWalletDecimals } from "../../shared/programme-words.ts";
import type { LiabilityReport } from "./liability-api.ts";

/** The open points by the month in which they die if nothing is done with them. */
export function ExpiringPanel({ report }: { report: LiabilityReport }) {
  const { t, locale } = usePreferences();
  const { expiring, expiringLater, neverExpiring, wallet } = report;
  const decimals = useWalletDecimals(wallet);
  const total = expiring.reduce((sum, { points }) => sum + points, 0);
  const value = expiring.reduce((sum, { moneyValue }) => sum + moneyValue.amount, 0);
  const option = useCallback(
    (colors: ChartColors) => {
      const months = expiring.map(({ month }) => month);
      return {
        ...overMonths(
          months,
          colors,
          (points) => formatCompact(locale, points),
          (points) => formatNumber(locale, points, decimals),
        ),
        legend: { show: false },
        grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
        series: [
          {
            name: t("console.liability.expiring"),
            type: "bar",
            data: expiring.map(({ points }) => points / 10 ** decimals),
            itemStyle: { color: colors.warn },
            barMaxWidth: 28,
          },
        ],
      };
    },
    [expiring, decimals, locale, t],
  );
  return (
    <section className="panel" aria-labelledby="expiring-title">
      <div className="panel-head">
        <h2 id="expiring-title">
          <Definition meaning={t("console.liability.expiringMeaning")}>{t("console.liability.expiring")}</Definition>
        </h2>
        <span className="num">
          <PointsText points={total} wallet={wallet} />{" "}
          <span className="muted">
            <MoneyText amount={value} currency={report.moneyValue.currency} />
          </span>
        </span>
      </div>
      {isFlat(expiring.map(({ points }) => points)) ? (
        <EmptyState title={t("console.liability.nothingExpires")} />
      ) : (
        <Chart label={t("console.liability.expiring")} option={option} height={220} />
      )}
      <div className="row small muted" style={{ gap: 16 }}>
        <span>
          {t("console.liability.later")} <PointsText points={expiringLater} wallet={wallet} />
        </span>
        <span>
          {t("console.liability.never")} <PointsText points={neverExpiring} wallet={wallet} />
        </span>
      </div>
    </section>
  );
}
