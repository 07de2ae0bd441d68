import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { type ProgrammeVersion, programmeApi, programmeKeys } from "./programme-api.ts";
import "./programme.css";
import { VersionDrawer } from "./version-drawer.tsx";
import { VersionStatusText } from "./version-status.tsx";

/** Every version that was published, the newest first; one opens in a drawer with its own address. */
export function VersionsPage() {
  const t = useT();
  const navigate = useNavigate();
  const { version: opened } = useSearch({ from: "/shell/programme/versions" });
  const { data, error, isLoading, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: programmeKeys.versions,
    queryFn: ({ pageParam }) => programmeApi.versions(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) =>
      query.state.data?.pages[0]?.items.some((version) => version.status === "activating") ? 2000 : false,
  });
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const show = (version: number | undefined) => void navigate({ to: "/programme/versions", search: { version } });
  const columns: DataColumn<ProgrammeVersion>[] = [
    {
      key: "version",
      title: t("console.programme.version"),
      primary: true,
      render: (version) => (
        <button type="button" className="plain-button link-button" onClick={() => show(version.version)}>
          {t("console.programme.versionNumber", { version: version.version })}
        </button>
      ),
    },
    {
      key: "status",
      title: t("console.members.status"),
      render: (version) => <VersionStatusText status={version.status} />,
    },
    {
      key: "from",
      title: t("console.programme.validFrom"),
      render: (version) => <TimeText at={version.activatedAt ?? version.validFrom} />,
    },
    { key: "by", title: t("console.programme.publishedBy"), render: (version) => version.publishedBy },
    {
      key: "filled",
      title: t("console.programme.filled"),
      numeric: true,
      render: (version) => t("console.programme.accounts", { count: version.filled }),
    },
    {
      key: "note",
      title: t("console.programme.note"),
      render: (version) => <span className={version.error ? "bad" : ""}>{version.error ?? version.note ?? "—"}</span>,
    },
  ];
  const more = hasNextPage ? (
    <div style={{ marginTop: 12, textAlign: "center" }}>
      <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t("console.more")}
      </Button>
    </div>
  ) : null;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.programme.versions")}</h1>
        <Button onClick={() => void navigate({ to: "/programme" })}>{t("console.programme.inForceNow")}</Button>
      </div>
      <div className="panel">
        {error ? (
          <ErrorPanel error={error} onRetry={refetch} />
        ) : (
          <DataTable
            rows={rows}
            columns={columns}
            rowKey={(version) => String(version.version)}
            loading={isLoading}
            empty={<EmptyState title={t("console.programme.noVersions")} />}
            onOpen={(version) => show(version.version)}
            footer={more}
          />
        )}
      </div>
      <VersionDrawer version={opened ?? null} onClose={() => show(undefined)} />
    </div>
  );
}
