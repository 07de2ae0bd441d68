import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Skeleton } from "antd";
import { useEffect } from "react";
import { ApiError, api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { AuthFrame } from "./auth-frame.tsx";
import { SetupForm } from "./setup-form.tsx";
import { StartingPage } from "./starting-page.tsx";

const route = getRouteApi("/setup");

/** What a one-time link opens: the owner's account on first start, a colleague's by invitation. */
export function SetupPage() {
  const t = useT();
  const { token } = route.useSearch();
  const { data, error, refetch, isLoading } = useQuery({
    queryKey: ["session", "setup", token],
    queryFn: () => api.session.setupLink(token),
    enabled: token !== "",
    retry: false,
  });
  const invited = data !== undefined && (data.role !== "owner" || data.email !== null);
  const title = t(invited ? "console.invitation.title" : "console.setup.title");
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (error instanceof ApiError && (error.status === 503 || error.status === 0)) return <StartingPage />;
  return (
    <AuthFrame
      title={title}
      note={
        invited
          ? t("console.invitation.note", { role: t(`console.role.${data.role}`), organisation: data.organisationName })
          : t("console.setup.note")
      }
    >
      {token === "" ? (
        <Alert
          type="warning"
          showIcon
          title={t("console.setup.noToken")}
          description={t("console.setup.findLinkDetail")}
        />
      ) : null}
      {isLoading ? <Skeleton active /> : null}
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {data ? <SetupForm token={token} email={data.email} /> : null}
    </AuthFrame>
  );
}
