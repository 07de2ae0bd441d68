import { Definition } from "../../shared/definition.tsx";
import { formatShare } from "../../shared/format.ts";
import { MoneyText, PointsText } from "../../shared/number-text.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import type { LiabilityReport } from "./liability-api.ts";

const parts = ["available", "pending", "held", "arrears"] as const;

/** Where the points stand now: available + pending + held − arrears = owed. */
export function StandingCards({ report }: { report: LiabilityReport }) {
  const { t, locale } = usePreferences();
  const { now, wallet } = report;
  return (
    <div className="grid halves">
      <section className="panel" aria-label={t("console.liability.owed")}>
        <div className="muted">
          <Definition meaning={t("console.liability.owedMeaning")} formula={t("console.liability.owedFormula")}>
            {t("console.liability.owed")}
          </Definition>
        </div>
        <div className="row" style={{ alignItems: "baseline", gap: 12 }}>
          <span className="big-number">
            <MoneyText amount={now.moneyValue.amount} currency={now.moneyValue.currency} />
          </span>
          <span>
            <PointsText points={now.owed} wallet={wallet} />
          </span>
        </div>
        <div className="small muted">
          {t("console.liability.cost")} <MoneyText amount={report.costPer1000} currency={now.moneyValue.currency} /> ·{" "}
          <Definition meaning={t("console.liability.redemptionRateMeaning")}>
            {t("console.points.redemptionRate")}
          </Definition>{" "}
          {report.redemptionRateBps === null ? "—" : formatShare(locale, report.redemptionRateBps / 10_000)}
        </div>
      </section>
      <section className="panel" aria-label={t("console.liability.standing")}>
        <table className="statement">
          <tbody>
            {parts.map((part) => (
              <tr key={part}>
                <th scope="row">
                  <Definition meaning={t(`console.member.${part}Meaning`)}>{t(`console.liability.${part}`)}</Definition>
                </th>
                <td className="num">
                  {part === "arrears" && now.arrears > 0 ? "−" : ""}
                  <PointsText points={now[part]} wallet={wallet} />
                </td>
              </tr>
            ))}
            <tr className="sum">
              <th scope="row">{t("console.liability.owed")}</th>
              <td className="num">
                <PointsText points={now.owed} wallet={wallet} />
              </td>
            </tr>
          </tbody>
        </table>
      </section>
    </div>
  );
}
