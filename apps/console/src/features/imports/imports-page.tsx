import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Progress } from "antd";
import type { ImportTask } from "../../shared/api/imports.ts";
import { api } from "../../shared/api/index.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { NumberText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { ImportDrawer } from "./import-drawer.tsx";
import { isUnfinished, statusColors } from "./import-state.ts";
import { UploadPanel } from "./upload-panel.tsx";

const route = getRouteApi("/shell/imports");

/** Bringing orders in from a file, and what became of each file. */
export function ImportsPage() {
  const t = useT();
  const { task } = route.useSearch();
  const navigate = useNavigate();
  const mayWrite = useCan("imports:write");
  const open = (id: string | undefined) => void navigate({ to: "/imports", search: { task: id } });
  const tasks = useInfiniteQuery({
    queryKey: ["imports", "list"],
    queryFn: ({ pageParam }) => api.imports.list(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some(isUnfinished)) ? 1_000 : 30_000,
  });
  const columns: DataColumn<ImportTask>[] = [
    {
      key: "file",
      title: t("console.imports.file"),
      primary: true,
      render: (row) => (
        <button
          type="button"
          className="plain-button link-button"
          onClick={(event) => {
            event.stopPropagation();
            open(row.id);
          }}
        >
          {row.fileName}
        </button>
      ),
    },
    {
      key: "status",
      title: t("console.members.status"),
      render: (row) => (
        <StatusDot color={statusColors[row.status]}>{t(`console.imports.status.${row.status}`)}</StatusDot>
      ),
    },
    {
      key: "progress",
      title: t("console.imports.progress"),
      width: 160,
      render: (row) => (
        <Progress
          percent={Math.floor(row.percent)}
          size="small"
          status={row.status === "failed" ? "exception" : isUnfinished(row) ? "active" : "normal"}
        />
      ),
    },
    {
      key: "read",
      title: t("console.imports.read"),
      numeric: true,
      render: (row) => <NumberText value={row.rowsRead} />,
    },
    {
      key: "accepted",
      title: t("console.imports.accepted"),
      numeric: true,
      render: (row) => <NumberText value={row.rowsAccepted} />,
    },
    {
      key: "refused",
      title: t("console.imports.refused"),
      numeric: true,
      render: (row) => (
        <span className={row.rowsRefused > 0 ? "bad" : ""}>
          <NumberText value={row.rowsRefused} />
        </span>
      ),
    },
    {
      key: "skipped",
      title: t("console.imports.skipped"),
      numeric: true,
      render: (row) => <NumberText value={row.rowsSkipped} />,
    },
    {
      key: "created",
      title: t("console.imports.started"),
      render: (row) => <TimeText at={row.createdAt} show="relative" />,
    },
  ];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.imports.title")}</h1>
      </div>
      <div className="stack">
        {mayWrite ? (
          <UploadPanel
            onStarted={(id) => {
              void tasks.refetch();
              open(id);
            }}
          />
        ) : null}
        <section className="panel" aria-labelledby="tasks-title">
          <div className="panel-head">
            <h2 id="tasks-title">{t("console.imports.tasks")}</h2>
          </div>
          {tasks.error ? <ErrorPanel error={tasks.error} onRetry={() => tasks.refetch()} /> : null}
          {tasks.error && !tasks.data ? null : (
            <DataTable
              rows={tasks.data?.pages.flatMap((page) => page.items) ?? []}
              columns={columns}
              rowKey={(row) => row.id}
              loading={tasks.isLoading}
              onOpen={(row) => open(row.id)}
              empty={<EmptyState title={t("console.imports.none")} hint={t("console.imports.noneHint")} />}
              footer={
                tasks.hasNextPage ? (
                  <Button
                    type="text"
                    block
                    onClick={() => void tasks.fetchNextPage()}
                    loading={tasks.isFetchingNextPage}
                  >
                    {t("console.more")}
                  </Button>
                ) : null
              }
            />
          )}
        </section>
      </div>
      <ImportDrawer id={task} onClose={() => open(undefined)} />
    </div>
  );
}
