import { ExclamationCircleFilled, InfoCircleFilled, WarningFilled } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import type { InsightAlert } from "../../shared/api/insights.ts";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";

const marks = {
  high: <ExclamationCircleFilled className="bad" />,
  medium: <WarningFilled className="warn" />,
  low: <InfoCircleFilled className="muted" />,
};

/** What is about to go wrong, with the way to whom it concerns. */
export function AlertsPanel({ alerts }: { alerts: InsightAlert[] }) {
  const t = useT();
  const say = useLocalText();
  if (alerts.length === 0) return null;
  return (
    <section className="panel alerts" aria-label={t("console.overview.alerts")}>
      <ul>
        {alerts.map((alert) => {
          const target = rowsTarget(alert.rows);
          return (
            <li key={alert.id}>
              <span aria-label={t(`console.overview.severity.${alert.severity}`)} role="img">
                {marks[alert.severity]}
              </span>
              <span className="grow">
                <strong>{say(alert.title)}</strong> <span className="muted">{say(alert.detail)}</span>
              </span>
              {target ? <Link {...target}>{t("console.overview.seeRows")}</Link> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
