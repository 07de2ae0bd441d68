import { useQuery } from "@tanstack/react-query";
import { Alert, Progress } from "antd";
import { api } from "../../shared/api/index.ts";
import { formatNumber } from "../../shared/format.ts";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";

/** How old the figures are. */
export function Freshness({ asOf }: { asOf: string }) {
  const { t, locale } = usePreferences();
  const { data } = useQuery({
    queryKey: ["lens-status"],
    queryFn: () => api.insights.status(),
    refetchInterval: 60_000,
  });
  return (
    <p className="muted small" style={{ margin: 0 }}>
      {t("console.overview.asOf")} <TimeText at={asOf} />
      {data ? ` · ${t("console.overview.lensRows", { rows: formatNumber(locale, data.rows) })}` : null}
      {data?.scoredAt ? (
        <>
          {" · "}
          {t("console.overview.scoredAt")} <TimeText at={data.scoredAt} show="relative" />
        </>
      ) : null}
      {data?.rebuilding ? ` · ${t("console.overview.rebuilding", { percent: Math.floor(data.progress * 100) })}` : null}
    </p>
  );
}

/** While the analytics engine starts or rebuilds: how far it is; the till does not wait for it. */
export function LensNotReady() {
  const t = useT();
  const { data } = useQuery({
    queryKey: ["lens-status"],
    queryFn: () => api.insights.status(),
    refetchInterval: 2_000,
    retry: false,
  });
  return (
    <Alert
      type="info"
      showIcon
      title={t("console.overview.lensStarting")}
      description={
        <>
          {t("console.overview.lensStartingDetail")}
          {data?.rebuilding ? (
            <Progress
              percent={Math.floor(data.progress * 100)}
              size="small"
              style={{ maxWidth: 420, display: "block" }}
            />
          ) : null}
        </>
      }
    />
  );
}
