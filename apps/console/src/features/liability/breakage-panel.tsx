import { useQuery } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { useCallback } from "react";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { Definition } from "../../shared/definition.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatShare } from "../../shared/format.ts";
import { MoneyText, NumberText, PointsText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { type BreakageReport, liabilityApi } from "./liability-api.ts";

/** How much of what is owed is expected to die unspent, and how that is worked out. */
export function BreakagePanel({ wallet }: { wallet: string }) {
  const { t } = usePreferences();
  const { data, error, refetch } = useQuery({
    queryKey: ["breakage", wallet],
    queryFn: () => liabilityApi.breakage(wallet),
    staleTime: 60_000,
  });
  return (
    <section className="panel" aria-labelledby="breakage-title">
      <div className="panel-head">
        <h2 id="breakage-title">
          <Definition meaning={t("console.liability.breakageMeaning")}>{t("console.liability.breakage")}</Definition>
        </h2>
      </div>
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data ? <Estimate report={data} /> : null}
    </section>
  );
}

function Estimate({ report }: { report: BreakageReport }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const { breakageBps, expectedToExpire, moneyValue, reason, ages, wallet } = report;
  return (
    <div className="stack tight">
      {reason ? <Alert type="info" showIcon title={say(reason.text)} /> : null}
      {breakageBps === null ? null : (
        <div className="row" style={{ alignItems: "baseline", gap: 12 }}>
          <span className="big-number">{formatShare(locale, breakageBps / 10_000)}</span>
          {expectedToExpire === null ? null : (
            <span>
              <PointsText points={expectedToExpire} wallet={wallet} />
              {moneyValue ? (
                <span className="muted">
                  {" "}
                  <MoneyText amount={moneyValue.amount} currency={moneyValue.currency} />
                </span>
              ) : null}
            </span>
          )}
        </div>
      )}
      {ages.length > 1 ? <UnspentCurve ages={ages} /> : null}
      <details>
        <summary className="small">{t("console.liability.method")}</summary>
        <p className="small muted">{say(report.method)}</p>
        <p className="small muted">
          {t("console.liability.lotsSeen")} <NumberText value={report.lotsSeen} />
        </p>
        <div className="scroll-x">
          <table className="statement wide small">
            <thead>
              <tr>
                {(["age", "atRisk", "spent", "left", "hazard", "unspent"] as const).map((column) => (
                  <th key={column} scope="col" className="num">
                    {t(`console.liability.age.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ages.map((age) => (
                <tr key={age.month}>
                  <td className="num">{age.month}</td>
                  <td className="num">
                    <PointsText points={age.atRisk} wallet={wallet} />
                  </td>
                  <td className="num">
                    <PointsText points={age.spent} wallet={wallet} />
                  </td>
                  <td className="num">
                    <PointsText points={age.left} wallet={wallet} />
                  </td>
                  <td className="num">{formatShare(locale, age.hazardBps / 10_000, 2)}</td>
                  <td className="num">{formatShare(locale, age.unspentBps / 10_000)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}

function UnspentCurve({ ages }: { ages: BreakageReport["ages"] }) {
  const { t, locale } = usePreferences();
  const option = useCallback(
    (colors: ChartColors) => {
      const share = (value: number) => formatShare(locale, value);
      const months = ages.map(({ month }) => String(month));
      return {
        ...overDays(months, colors, share, share),
        xAxis: {
          type: "category",
          data: months,
          name: t("console.liability.age.age"),
          nameLocation: "end",
          nameTextStyle: { color: colors.muted },
          axisTick: { show: false },
          axisLine: { lineStyle: { color: colors.line } },
          axisLabel: { color: colors.muted, hideOverlap: true },
        },
        legend: { show: false },
        grid: { left: 8, right: 60, top: 12, bottom: 4, containLabel: true },
        series: [
          {
            name: t("console.liability.age.unspent"),
            type: "line",
            step: "end",
            data: ages.map(({ unspentBps }) => unspentBps / 10_000),
            itemStyle: { color: colors.accent },
            lineStyle: { color: colors.accent },
            areaStyle: { color: colors.accent, opacity: 0.12 },
            symbolSize: 4,
          },
        ],
      };
    },
    [ages, locale, t],
  );
  return <Chart label={t("console.liability.age.unspent")} option={option} height={160} />;
}
