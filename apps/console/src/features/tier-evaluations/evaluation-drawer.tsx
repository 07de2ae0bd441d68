import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Drawer, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { NumberText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { TierTag } from "../../shared/tier-tag.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { EvaluationStatus } from "./evaluation-status.tsx";
import {
  type ChangeReason,
  changeReasons,
  evaluationKeys,
  evaluationsApi,
  isOpen,
  type TierChange,
  type TierEvaluation,
} from "./evaluations-api.ts";

const figures = ["enrolled", "upgraded", "kept", "downgraded", "grantsEnded", "notices"] as const;

/** One evaluation: its figures, and whose tier it changed and why. */
export function EvaluationDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const t = useT();
  const mayReadMembers = useCan("members:read");
  const { data, error, refetch } = useQuery({
    queryKey: evaluationKeys.one(id ?? ""),
    queryFn: () => evaluationsApi.read(id ?? ""),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data && isOpen(query.state.data.evaluation) ? 1_500 : false),
  });
  const evaluation = data?.evaluation;
  const title = !evaluation
    ? t("console.evaluations.title")
    : evaluation.kind === "all"
      ? t("console.evaluations.kind.all")
      : t("console.evaluations.kind.due", { day: evaluation.day ?? "" });
  return (
    <Drawer open={id !== undefined} onClose={onClose} title={title} size={820}>
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {!evaluation && !error ? <Skeleton active /> : null}
      {evaluation ? (
        <div className="stack">
          <Figures evaluation={evaluation} />
          {mayReadMembers ? <Changes evaluation={evaluation} /> : null}
        </div>
      ) : null}
    </Drawer>
  );
}

function Figures({ evaluation }: { evaluation: TierEvaluation }) {
  const t = useT();
  return (
    <>
      <div className="row" style={{ gap: 16 }}>
        <EvaluationStatus evaluation={evaluation} />
        <span className="muted">
          {t(`console.evaluations.reason.${evaluation.reason}`)} · {evaluation.createdBy} ·{" "}
          <TimeText at={evaluation.createdAt} />
        </span>
      </div>
      {evaluation.error ? <Alert type="error" showIcon title={evaluation.error} /> : null}
      <div className="field-grid">
        <Figure name={t("console.evaluations.lookedAt")} value={evaluation.progress.lookedAt} />
        {figures.map((figure) => (
          <Figure key={figure} name={t(`console.evaluations.${figure}`)} value={evaluation.figures[figure]} />
        ))}
        {evaluation.figures.failed > 0 ? (
          <Figure name={t("console.evaluations.failedMembers")} value={evaluation.figures.failed} />
        ) : null}
      </div>
    </>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <div className="small muted">{name}</div>
      <div className="count">
        <NumberText value={value} />
      </div>
    </div>
  );
}

function Changes({ evaluation }: { evaluation: TierEvaluation }) {
  const t = useT();
  const [reason, setReason] = useState<ChangeReason | "all">("all");
  const wanted = reason === "all" ? undefined : reason;
  const changes = useInfiniteQuery({
    // The figures are part of the key: while a run goes on, each batch brings more changes.
    queryKey: [...evaluationKeys.one(evaluation.id), "changes", wanted, evaluation.figures],
    queryFn: ({ pageParam }) => evaluationsApi.changes(evaluation.id, wanted, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const columns: DataColumn<TierChange>[] = [
    {
      key: "member",
      title: t("console.orders.member"),
      primary: true,
      render: (row) => (
        <Link to="/members/$id" params={{ id: row.member.id }}>
          {row.member.name ?? row.member.memberNo}
        </Link>
      ),
    },
    {
      key: "change",
      title: t("console.evaluations.change"),
      render: (row) => (
        <span className="row" style={{ gap: 6, flexWrap: "nowrap" }}>
          {row.from ? (
            <>
              <TierTag ladder={row.ladder} tier={row.from} /> →
            </>
          ) : null}
          <TierTag ladder={row.ladder} tier={row.to} />
        </span>
      ),
    },
    {
      key: "until",
      title: t("console.member.tierUntil"),
      render: (row) => (row.until ? <TimeText at={row.until} show="date" isEnd /> : t("console.member.tierForever")),
    },
    {
      key: "why",
      title: t("console.entries.why"),
      render: (row) => <span className="small muted entry-why">{row.text}</span>,
    },
  ];
  return (
    <section aria-label={t("console.evaluations.changes")}>
      <div className="row between" style={{ marginBottom: 8 }}>
        <strong>{t("console.evaluations.changes")}</strong>
        <Segmented<ChangeReason | "all">
          size="small"
          value={reason}
          aria-label={t("console.evaluations.changes")}
          options={(["all", ...changeReasons] as const).map((one) => ({
            value: one,
            label: t(`console.evaluations.changeReason.${one}`),
          }))}
          onChange={setReason}
        />
      </div>
      {changes.error ? (
        <ErrorPanel error={changes.error} onRetry={() => changes.refetch()} />
      ) : (
        <DataTable
          rows={changes.data?.pages.flatMap((page) => page.items) ?? []}
          columns={columns}
          rowKey={(row) => `${row.member.id} ${row.ladder} ${row.recordedAt} ${row.to}`}
          loading={changes.isLoading}
          empty={<EmptyState title={t("console.evaluations.noChanges")} />}
          footer={
            changes.hasNextPage ? (
              <Button
                block
                type="text"
                loading={changes.isFetchingNextPage}
                onClick={() => void changes.fetchNextPage()}
              >
                {t("console.more")}
              </Button>
            ) : null
          }
        />
      )}
    </section>
  );
}
