import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Spin } from "antd";
import { useEffect } from "react";
import { api } from "../../shared/api/index.ts";
import { useT } from "../../shared/preferences.tsx";
import { AuthFrame } from "./auth-frame.tsx";

/** While the server starts: what it is still waiting for; goes on by itself when it is ready. */
export function StartingPage() {
  const t = useT();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ["readiness"],
    queryFn: () => api.session.readiness(),
    refetchInterval: 1_000,
    retry: false,
    staleTime: 0,
  });
  const ready = data?.ready ?? false;
  useEffect(() => {
    if (ready) void queries.invalidateQueries();
  }, [ready, queries]);
  const reachable = data?.reachable ?? true;
  return (
    <AuthFrame
      title={t(reachable ? "console.starting.title" : "console.starting.unreachable")}
      note={t(reachable ? "console.starting.note" : "console.starting.unreachableNote")}
    >
      <div className="row" role="status">
        <Spin size="small" />
        <span>{data?.reasons.length ? data.reasons.join(" · ") : t("console.starting.waiting")}</span>
      </div>
    </AuthFrame>
  );
}
