import { useQuery } from "@tanstack/react-query";
import { api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";

/** When the points of a wallet die if nothing is done with them, month by month. */
export function ExpiryForecast({ memberId, wallet }: { memberId: string; wallet: string }) {
  const t = useT();
  const { data, error, refetch } = useQuery({
    queryKey: ["member", memberId, "expiring"],
    queryFn: () => api.members.expiring(memberId),
  });
  if (error) return <ErrorPanel error={error} onRetry={refetch} />;
  const months = (data?.items ?? []).filter((month) => month.wallet === wallet);
  if (!data) return null;
  if (months.length === 0) return <span className="muted">{t("console.member.noExpiry")}</span>;
  const widest = Math.max(...months.map(({ amount }) => amount), 1);
  return (
    <ul className="share-bars" aria-label={t("console.member.forecast")}>
      {months.slice(0, 12).map((month) => (
        <li key={month.month} title={month.dates.map(({ at, amount }) => `${at.slice(0, 10)}: ${amount}`).join("\n")}>
          <span className="row between">
            <span className="muted">
              {month.dates.length === 1 && month.dates[0] ? (
                <TimeText at={month.dates[0].at} show="date" />
              ) : (
                month.month
              )}{" "}
              {t("console.member.expires")}
            </span>
            <PointsText points={month.amount} wallet={wallet} />
          </span>
          <span className="bar-track">
            <span
              className="bar-fill"
              style={{ display: "block", width: `${(month.amount / widest) * 100}%`, background: "var(--rg-warn)" }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
