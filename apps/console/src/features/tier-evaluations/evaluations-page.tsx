import { PlayCircleOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App, Button, Segmented } from "antd";
import { useState } from "react";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { NumberText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { EvaluationDrawer } from "./evaluation-drawer.tsx";
import { EvaluationStatus } from "./evaluation-status.tsx";
import { type EvaluationKind, evaluationKeys, evaluationsApi, isOpen, type TierEvaluation } from "./evaluations-api.ts";

const route = getRouteApi("/shell/programme/evaluations");

const figures = ["upgraded", "kept", "downgraded", "grantsEnded", "notices", "failed"] as const;

/** What evaluations of tiers changed, day by day and in runs over all; and starting such a run. */
export function EvaluationsPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const mayWrite = useCan("programme:write");
  const [starting, setStarting] = useState(false);
  const [kind, setKind] = useState<EvaluationKind | "everything">("everything");
  const wanted = kind === "everything" ? undefined : kind;
  const evaluations = useInfiniteQuery({
    queryKey: evaluationKeys.list(wanted),
    queryFn: ({ pageParam }) => evaluationsApi.list(wanted, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(isOpen)) ? 1_500 : false),
  });
  const open = (id: string | undefined) => void navigate({ to: "/programme/evaluations", search: { id } });
  const start = async () => {
    const { evaluation } = await evaluationsApi.start();
    await queries.invalidateQueries({ queryKey: evaluationKeys.all });
    message.success(t("console.evaluations.started"));
    open(evaluation.id);
  };
  const columns: DataColumn<TierEvaluation>[] = [
    {
      key: "kind",
      title: t("console.evaluations.kind"),
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
          {row.kind === "all"
            ? t("console.evaluations.kind.all")
            : t("console.evaluations.kind.due", { day: row.day ?? "" })}
        </button>
      ),
    },
    {
      key: "reason",
      title: t("console.integrity.trigger"),
      render: (row) => t(`console.evaluations.reason.${row.reason}`),
    },
    {
      key: "status",
      title: t("console.members.status"),
      width: 170,
      render: (row) => <EvaluationStatus evaluation={row} />,
    },
    {
      key: "lookedAt",
      title: t("console.evaluations.lookedAt"),
      numeric: true,
      render: (row) => <NumberText value={row.progress.lookedAt} />,
    },
    ...figures.map(
      (figure): DataColumn<TierEvaluation> => ({
        key: figure,
        title: t(figure === "failed" ? "console.evaluations.failedMembers" : `console.evaluations.${figure}`),
        numeric: true,
        render: (row) => (
          <span className={row.figures[figure] === 0 ? "muted" : figure === "failed" ? "bad" : ""}>
            <NumberText value={row.figures[figure]} />
          </span>
        ),
      }),
    ),
    {
      key: "when",
      title: t("console.evaluations.when"),
      render: (row) => <TimeText at={row.finishedAt ?? row.startedAt ?? row.createdAt} />,
    },
  ];
  const action = mayWrite ? (
    <Button type="primary" icon={<PlayCircleOutlined />} onClick={() => setStarting(true)}>
      {t("console.evaluations.start")}
    </Button>
  ) : null;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.evaluations.title")}</h1>
        <Segmented<EvaluationKind | "everything">
          value={kind}
          aria-label={t("console.evaluations.kind")}
          options={[
            { value: "everything", label: t("console.evaluations.everything") },
            { value: "all", label: t("console.evaluations.runs") },
            { value: "due", label: t("console.evaluations.days") },
          ]}
          onChange={setKind}
        />
        {action}
      </div>
      <p className="muted" style={{ marginTop: 0 }}>
        {t("console.evaluations.note")}
      </p>
      <div className="panel">
        {evaluations.error ? <ErrorPanel error={evaluations.error} onRetry={() => evaluations.refetch()} /> : null}
        {evaluations.error && !evaluations.data ? null : (
          <DataTable
            rows={evaluations.data?.pages.flatMap((page) => page.items) ?? []}
            columns={columns}
            rowKey={(row) => row.id}
            loading={evaluations.isLoading}
            onOpen={(row) => open(row.id)}
            sticky
            empty={
              <EmptyState
                title={t("console.evaluations.none")}
                hint={t("console.evaluations.noneHint")}
                action={action}
              />
            }
            footer={
              evaluations.hasNextPage ? (
                <Button
                  block
                  type="text"
                  loading={evaluations.isFetchingNextPage}
                  onClick={() => void evaluations.fetchNextPage()}
                >
                  {t("console.more")}
                </Button>
              ) : null
            }
          />
        )}
      </div>
      <EvaluationDrawer id={search.id} onClose={() => open(undefined)} />
      <ConfirmDanger
        open={starting}
        title={t("console.evaluations.start")}
        confirmText={t("console.evaluations.start")}
        onConfirm={start}
        onClose={() => setStarting(false)}
      >
        {t("console.evaluations.startDetail")}
      </ConfirmDanger>
    </div>
  );
}
