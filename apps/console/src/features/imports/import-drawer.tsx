import { DownloadOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer, Progress, Skeleton } from "antd";
import { useEffect, useState } from "react";
import type { ImportTask } from "../../shared/api/imports.ts";
import { api } from "../../shared/api/index.ts";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { formatBytes, formatDuration, formatNumber } from "../../shared/format.ts";
import { MoneyText, NumberText } from "../../shared/number-text.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { ImportReasons } from "./import-reasons.tsx";
import { isResumable, isUnfinished, statusColors } from "./import-state.ts";

/** One file: how far it is, what was taken in, what was not and why. */
export function ImportDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = usePreferences();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ["imports", "one", id],
    queryFn: () => api.imports.read(id ?? ""),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data && isUnfinished(query.state.data) ? 1_000 : false),
  });
  const task = data;
  const finished = task?.status === "finished";
  useEffect(() => {
    if (!finished) return;
    for (const key of ["members", "overview", "imports"])
      void queries.invalidateQueries({ queryKey: [key], refetchType: "none" });
  }, [finished, queries]);
  return (
    <Drawer open={id !== undefined} onClose={onClose} title={task?.fileName ?? t("console.imports.title")} size={640}>
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {task ? <ImportDetails task={task} onChanged={refetch} /> : error ? null : <Skeleton active />}
    </Drawer>
  );
}

function ImportDetails({ task, onChanged }: { task: ImportTask; onChanged: () => unknown }) {
  const { t, locale } = usePreferences();
  const notify = useErrorNotice();
  const mayWrite = useCan("imports:write");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const resume = async () => {
    setBusy(true);
    try {
      await api.imports.resume(task.id);
    } catch (failure) {
      notify(failure);
    } finally {
      setBusy(false);
      await onChanged();
    }
  };
  const pace = [
    task.rowsPerSecond === null ? null : t("console.imports.rate", { rows: formatNumber(locale, task.rowsPerSecond) }),
    task.secondsLeft === null ? null : t("console.tasks.left", { time: formatDuration(locale, task.secondsLeft) }),
    t("console.imports.bytes", { done: formatBytes(locale, task.bytesRead), all: formatBytes(locale, task.fileBytes) }),
  ].filter((part) => part !== null);
  return (
    <div className="stack">
      <div>
        <div className="row between">
          <StatusDot color={statusColors[task.status]}>{t(`console.imports.status.${task.status}`)}</StatusDot>
          <span className="row">
            {mayWrite && isUnfinished(task) ? (
              <Button size="small" danger disabled={task.status === "cancelling"} onClick={() => setAsking(true)}>
                {t("console.imports.cancel")}
              </Button>
            ) : null}
            {mayWrite && isResumable(task) ? (
              <Button size="small" type="primary" loading={busy} onClick={() => void resume()}>
                {t("console.imports.resume")}
              </Button>
            ) : null}
          </span>
        </div>
        <Progress
          percent={Math.floor(task.percent)}
          status={task.status === "failed" ? "exception" : isUnfinished(task) ? "active" : "normal"}
        />
        <div className="muted small">{pace.join(" · ")}</div>
        {isUnfinished(task) ? <div className="muted small">{t("console.imports.leave")}</div> : null}
      </div>
      {task.error ? (
        <Alert type="error" showIcon title={t("console.imports.status.failed")} description={task.error} />
      ) : null}
      <div className="counts">
        <Count label={t("console.imports.read")} value={task.rowsRead} />
        <Count label={t("console.imports.accepted")} value={task.rowsAccepted} tone="good" />
        <Count label={t("console.imports.refused")} value={task.rowsRefused} tone={task.rowsRefused > 0 ? "bad" : ""} />
        <Count label={t("console.imports.skipped")} value={task.rowsSkipped} />
      </div>
      {task.errorFileUrl ? (
        <Button icon={<DownloadOutlined />} href={task.errorFileUrl} download>
          {t("console.imports.errorFile")}
        </Button>
      ) : null}
      {task.totals ? <ImportReasons totals={task.totals} /> : null}
      <dl className="definition-list">
        {task.totals ? (
          <>
            <dt>{t("console.imports.orders")}</dt>
            <dd>
              {t("console.imports.factCounts", {
                recorded: formatNumber(locale, task.totals.orders.recorded),
                repeated: formatNumber(locale, task.totals.orders.repeated),
              })}{" "}
              · <MoneyText amount={task.totals.orders.net} currency={task.totals.currency} />
            </dd>
            <dt>{t("console.imports.refunds")}</dt>
            <dd>
              {t("console.imports.factCounts", {
                recorded: formatNumber(locale, task.totals.refunds.recorded),
                repeated: formatNumber(locale, task.totals.refunds.repeated),
              })}{" "}
              · <MoneyText amount={task.totals.refunds.amount} currency={task.totals.currency} />
            </dd>
            {task.totals.customers === null ? null : (
              <>
                <dt>{t("console.imports.customers")}</dt>
                <dd>
                  <NumberText value={task.totals.customers} />
                </dd>
              </>
            )}
          </>
        ) : null}
        <dt>{t("console.imports.mapping")}</dt>
        <dd>{task.mapping}</dd>
        <dt>{t("console.imports.source")}</dt>
        <dd>{task.source}</dd>
        <dt>{t("console.imports.encoding")}</dt>
        <dd>{task.encoding ?? "—"}</dd>
        <dt>{t("console.imports.by")}</dt>
        <dd>{task.createdBy}</dd>
        <dt>{t("console.imports.started")}</dt>
        <dd>
          <TimeText at={task.startedAt ?? task.createdAt} />
        </dd>
        {task.finishedAt ? (
          <>
            <dt>{t("console.imports.finished")}</dt>
            <dd>
              <TimeText at={task.finishedAt} />
            </dd>
          </>
        ) : null}
      </dl>
      <ConfirmDanger
        open={asking}
        title={t("console.imports.cancelTitle")}
        confirmText={t("console.imports.cancel")}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await api.imports.cancel(task.id);
          await onChanged();
        }}
      >
        {t("console.imports.cancelDetail", { rows: formatNumber(locale, task.rowsAccepted) })}
      </ConfirmDanger>
    </div>
  );
}

function Count({ label, value, tone = "" }: { label: string; value: number; tone?: string }) {
  return (
    <div>
      <div className="muted small">{label}</div>
      <div className={`count ${tone}`}>
        <NumberText value={value} />
      </div>
    </div>
  );
}
