import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Result, Spin } from "antd";
import { useEffect } from "react";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { programmeApi, programmeKeys } from "./programme-api.ts";

/** A published version on its way into force, asked for until it is there. */
export function ActivationProgress({ version }: { version: number }) {
  const t = useT();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: programmeKeys.version(version),
    queryFn: () => programmeApi.version(version),
    refetchInterval: (query) => (query.state.data?.status === "activating" || !query.state.data ? 1000 : false),
  });
  const status = data?.status;
  useEffect(() => {
    if (status === undefined) return;
    void queries.invalidateQueries({ queryKey: programmeKeys.published });
    void queries.invalidateQueries({ queryKey: programmeKeys.draft });
  }, [status, queries]);
  if (error) return <ErrorPanel error={error} onRetry={refetch} />;
  if (!data || data.status === "activating") {
    return (
      <div className="row" style={{ padding: 24, justifyContent: "center", gap: 16 }} role="status">
        <Spin />
        <span>{t("console.programme.filling", { count: data?.filled ?? 0 })}</span>
      </div>
    );
  }
  if (data.status === "failed")
    return <Result status="error" title={t("console.programme.failed", { version })} subTitle={data.error} />;
  if (data.status === "scheduled")
    return (
      <Result
        status="info"
        title={t("console.programme.scheduled", { version })}
        subTitle={<TimeText at={data.validFrom} />}
      />
    );
  return (
    <Result
      status="success"
      title={t("console.programme.inForce", { version })}
      subTitle={t("console.programme.filledCount", { count: data.filled })}
    />
  );
}
