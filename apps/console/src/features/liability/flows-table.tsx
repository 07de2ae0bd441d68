import { InfoCircleOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import { Definition } from "../../shared/definition.tsx";
import { formatInstant, formatNumber, formatShare } from "../../shared/format.ts";
import { MoneyText, PointsText } from "../../shared/number-text.tsx";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { useWalletDecimals } from "../../shared/programme-words.ts";
import type { FlowName, LiabilityPeriod, LiabilityReport } from "./liability-api.ts";

/** The signs with which the columns add up from opening to closing. */
const signs = {
  opening: "",
  issued: "+",
  spent: "−",
  expired: "−",
  clawedBack: "−",
  adjusted: "±",
  transferredIn: "+",
  transferredOut: "−",
  closing: "=",
} as const satisfies Partial<Record<FlowName, string>>;

const columns = Object.keys(signs) as (keyof typeof signs)[];

/** Month by month from opening to closing, with the sum of the whole span below. */
export function FlowsTable({ report, zone }: { report: LiabilityReport; zone: string }) {
  const t = useT();
  const { periods, wallet } = report;
  return (
    <div className="scroll-x">
      <table className="statement wide">
        <thead>
          <tr>
            <th scope="col">{t("console.liability.month")}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="num">
                <Definition meaning={t(`console.liability.flow.${column}Meaning`)}>
                  <span aria-hidden="true">{signs[column]} </span>
                  {t(`console.liability.flow.${column}`)}
                </Definition>
              </th>
            ))}
            <th scope="col" className="num">
              <Definition meaning={t("console.liability.valueMeaning")}>{t("console.liability.value")}</Definition>
            </th>
            <th scope="col" className="num">
              <Definition meaning={t("console.liability.redemptionRateMeaning")}>
                {t("console.points.redemptionRate")}
              </Definition>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...periods].reverse().map((period) => (
            <tr key={period.from}>
              <th scope="row" className="nowrap">
                {formatInstant(period.from, zone).slice(0, 7)} <LateFacts period={period} zone={zone} wallet={wallet} />
              </th>
              <Cells period={period} wallet={wallet} />
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{t("console.liability.whole")}</th>
            <Cells period={report} wallet={wallet} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Cells({ period, wallet }: { period: LiabilityPeriod; wallet: string }) {
  const { locale } = usePreferences();
  return (
    <>
      {columns.map((column) => (
        <td key={column} className={`num${period[column] === 0 ? " muted" : ""}`}>
          <PointsText points={period[column]} wallet={wallet} />
        </td>
      ))}
      <td className="num">
        <MoneyText amount={period.moneyValue.amount} currency={period.moneyValue.currency} />
      </td>
      <td className="num">
        {period.redemptionRateBps === null ? "—" : formatShare(locale, period.redemptionRateBps / 10_000)}
      </td>
    </>
  );
}

/** Months that were over when something was still booked into them. */
function LateFacts({ period, zone, wallet }: { period: LiabilityPeriod; zone: string; wallet: string }) {
  const { t, locale } = usePreferences();
  const decimals = useWalletDecimals(wallet);
  const late = period.changedAfterClose;
  if (!late) return null;
  const words = t("console.liability.late", {
    entries: formatNumber(locale, late.entries),
    points: formatNumber(locale, late.points / 10 ** decimals, decimals),
    at: formatInstant(late.latestAt, zone),
  });
  return (
    <Tooltip title={words}>
      <InfoCircleOutlined className="warn" tabIndex={0} aria-label={words} />
    </Tooltip>
  );
}
