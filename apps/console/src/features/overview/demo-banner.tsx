import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Progress } from "antd";
import { useEffect, useState } from "react";
import { api } from "../../shared/api/index.ts";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { formatDuration, formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";

const moving = new Set(["generating", "importing", "removing"]);

/** Says that what is seen is invented, how far it has come, and takes it away. */
export function DemoBanner() {
  const { t, locale } = usePreferences();
  const queries = useQueryClient();
  const allowed = useCan("imports:read");
  const mayRemove = useCan("demo:write");
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({
    queryKey: ["demo"],
    queryFn: () => api.demo.read(),
    enabled: allowed,
    retry: false,
    refetchInterval: (query) => (moving.has(query.state.data?.state ?? "") ? 1_000 : 60_000),
  });
  const state = data?.state;
  useEffect(() => {
    if (state === "ready" || state === "removed") void queries.invalidateQueries({ queryKey: ["overview"] });
  }, [state, queries]);
  if (!data || data.state === "off" || data.state === "removed") return null;
  const busy = moving.has(data.state);
  const numbers = { members: formatNumber(locale, data.members), orders: formatNumber(locale, data.orders) };
  return (
    <>
      <Alert
        type={data.state === "failed" ? "error" : "info"}
        showIcon
        title={t(`console.demo.${data.state}`)}
        description={
          <>
            {t("console.demo.numbers", numbers)}
            {busy && data.secondsLeft !== null
              ? ` ${t("console.demo.left", { time: formatDuration(locale, data.secondsLeft) })}`
              : null}
            {busy ? (
              <Progress percent={Math.floor(data.percent)} size="small" style={{ maxWidth: 420, display: "block" }} />
            ) : null}
          </>
        }
        action={
          (data.state === "ready" || data.state === "failed") && mayRemove ? (
            <Button size="small" onClick={() => setAsking(true)}>
              {t("console.demo.remove")}
            </Button>
          ) : null
        }
      />
      <ConfirmDanger
        open={asking}
        title={t("console.demo.removeTitle")}
        confirmText={t("console.demo.remove")}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await api.demo.remove();
          await queries.invalidateQueries({ queryKey: ["demo"] });
        }}
      >
        {t("console.demo.removeDetail", numbers)}
      </ConfirmDanger>
    </>
  );
}
