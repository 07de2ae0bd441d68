import { SafetyCertificateOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App, Button, Progress } from "antd";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { formatDuration } from "../../shared/format.ts";
import { NumberText } from "../../shared/number-text.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { type IntegrityRun, integrityApi, integrityKeys } from "./integrity-api.ts";
import { RunDrawer } from "./run-drawer.tsx";
import { RunStatus } from "./run-status.tsx";

const route = getRouteApi("/shell/settings/integrity");

/** Proofs of the whole ledger, and starting one. */
export function IntegrityPage() {
  const { t, locale } = usePreferences();
  const { run: shown } = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const notify = useErrorNotice();
  const { message } = App.useApp();
  const mayStart = useCan("points:write");
  const runs = useInfiniteQuery({
    queryKey: integrityKeys.list,
    queryFn: ({ pageParam }) => integrityApi.list(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some(({ status }) => status === "running")) ? 1_500 : false,
  });
  const rows = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const isUnderWay = rows.some(({ status }) => status === "running");
  const open = (run: string | undefined) => void navigate({ to: "/settings/integrity", search: { run } });
  const start = useMutation({
    mutationFn: () => integrityApi.start(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: integrityKeys.list });
      message.success(t(isUnderWay ? "console.integrity.underWay" : "console.integrity.started"));
    },
    onError: notify,
  });
  const columns: DataColumn<IntegrityRun>[] = [
    {
      key: "started",
      title: t("console.integrity.startedAt"),
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
          <TimeText at={row.startedAt} />
        </button>
      ),
    },
    {
      key: "trigger",
      title: t("console.integrity.trigger"),
      render: (row) =>
        row.trigger === "nightly"
          ? t("console.integrity.trigger.nightly")
          : `${t(`console.integrity.trigger.${row.trigger}`)} · ${row.startedBy}`,
    },
    {
      key: "status",
      title: t("console.members.status"),
      width: 200,
      render: (row) =>
        row.status === "running" ? (
          <Progress percent={Math.floor(row.percent)} size="small" status="active" />
        ) : (
          <RunStatus run={row} />
        ),
    },
    {
      key: "checked",
      title: t("console.integrity.checked"),
      numeric: true,
      render: (row) => <NumberText value={row.checked} />,
    },
    {
      key: "entries",
      title: t("console.integrity.entries"),
      numeric: true,
      render: (row) => <NumberText value={row.entries} />,
    },
    {
      key: "findings",
      title: t("console.integrity.findings"),
      numeric: true,
      render: (row) => (
        <span className={row.findingCount > 0 ? "bad" : "muted"}>
          <NumberText value={row.findingCount} />
        </span>
      ),
    },
    {
      key: "duration",
      title: t("console.integrity.duration"),
      numeric: true,
      render: (row) =>
        row.finishedAt ? formatDuration(locale, (Date.parse(row.finishedAt) - Date.parse(row.startedAt)) / 1000) : "—",
    },
  ];
  const action = mayStart ? (
    <Button
      type="primary"
      icon={<SafetyCertificateOutlined />}
      loading={start.isPending}
      disabled={isUnderWay}
      onClick={() => start.mutate()}
    >
      {t("console.integrity.start")}
    </Button>
  ) : null;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.integrity.title")}</h1>
        {action}
      </div>
      <p className="muted" style={{ marginTop: 0 }}>
        {t("console.integrity.note")}
      </p>
      <div className="panel">
        {runs.error ? <ErrorPanel error={runs.error} onRetry={() => runs.refetch()} /> : null}
        {runs.error && !runs.data ? null : (
          <DataTable
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            loading={runs.isLoading}
            onOpen={(row) => open(row.id)}
            sticky
            empty={
              <EmptyState title={t("console.integrity.none")} hint={t("console.integrity.noneHint")} action={action} />
            }
            footer={
              runs.hasNextPage ? (
                <Button block type="text" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
                  {t("console.more")}
                </Button>
              ) : null
            }
          />
        )}
      </div>
      <RunDrawer id={shown} onClose={() => open(undefined)} />
    </div>
  );
}
