import { PushpinOutlined, SaveOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown, Input, Modal, Select, Space } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { SavedReport } from "../../shared/api/reports.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import type { Question } from "./question.ts";

interface KeepReportProps {
  question: Question;
  /** The kept report that is open. */
  reportId: string | undefined;
  onKept: (id: string) => void;
  disabled: boolean;
}

/** Keeps the present question under a name, over the one that is open or as another, and pins it to a dashboard. */
export function KeepReport({ question, reportId, onKept, disabled }: KeepReportProps) {
  const t = useT();
  const mayWrite = useCan("insights:write");
  const [asked, setAsked] = useState<"save" | "pin" | null>(null);
  const opened = useQuery({
    queryKey: ["saved-report", reportId],
    queryFn: () => api.reports.savedReport(reportId ?? ""),
    enabled: reportId !== undefined,
    retry: false,
  });
  const queries = useQueryClient();
  const { message } = App.useApp();
  const overwrite = useMutation({
    mutationFn: (report: SavedReport) =>
      api.reports.changeReport(report.id, { name: report.name, question, version: report.version }),
    onSuccess: async (report) => {
      queries.setQueryData(["saved-report", report.id], report);
      await queries.invalidateQueries({ queryKey: ["saved-reports"] });
      void message.success(t("console.keep.saved", { name: report.name }));
    },
    onError: (error) => void message.error(error.message),
  });
  if (!mayWrite) return null;
  const report = opened.data;
  return (
    <>
      {report ? (
        <Space.Compact>
          <Button
            icon={<SaveOutlined />}
            loading={overwrite.isPending}
            disabled={disabled}
            onClick={() => overwrite.mutate(report)}
          >
            {t("console.keep.over", { name: report.name })}
          </Button>
          <Dropdown
            menu={{ items: [{ key: "as", label: t("console.keep.as"), onClick: () => setAsked("save") }] }}
            disabled={disabled}
          >
            <Button aria-label={t("console.keep.as")}>…</Button>
          </Dropdown>
        </Space.Compact>
      ) : (
        <Button icon={<SaveOutlined />} disabled={disabled} onClick={() => setAsked("save")}>
          {t("console.keep.save")}
        </Button>
      )}
      <Button icon={<PushpinOutlined />} disabled={disabled} onClick={() => setAsked("pin")}>
        {t("console.keep.pin")}
      </Button>
      {asked ? (
        <KeepDialog
          question={question}
          report={report ?? null}
          pin={asked === "pin"}
          onClose={() => setAsked(null)}
          onKept={onKept}
        />
      ) : null}
    </>
  );
}

/** Every dashboard there is, page after page: a choice must not leave any out. */
async function allDashboards() {
  const items = [];
  let cursor: string | undefined;
  do {
    const page = await api.reports.dashboards(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

function KeepDialog({
  question,
  report,
  pin,
  onClose,
  onKept,
}: {
  question: Question;
  report: SavedReport | null;
  pin: boolean;
  onClose: () => void;
  onKept: (id: string) => void;
}) {
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [board, setBoard] = useState<string | undefined>();
  const [boardName, setBoardName] = useState("");
  const dashboards = useQuery({ queryKey: ["dashboards", "all"], queryFn: allDashboards, enabled: pin });
  const needsName = !pin || report === null;
  const keep = useMutation({
    mutationFn: async () => {
      const kept = needsName || !report ? await api.reports.addReport({ name: name.trim(), question }) : report;
      if (!pin) return kept;
      if (board === undefined) {
        await api.reports.addDashboard({ name: boardName.trim(), tiles: [{ reportId: kept.id, width: "half" }] });
        return kept;
      }
      const { tiles, version, name: boardTitle } = await api.reports.dashboard(board);
      const before = tiles.map(({ reportId, width }) => ({ reportId, width }));
      await api.reports.changeDashboard(board, {
        name: boardTitle,
        version,
        tiles: [...before, { reportId: kept.id, width: "half" }],
      });
      return kept;
    },
    onSuccess: async (kept) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["saved-reports"] }),
        queries.invalidateQueries({ queryKey: ["dashboards"] }),
        queries.invalidateQueries({ queryKey: ["dashboard"] }),
      ]);
      void message.success(t(pin ? "console.keep.pinned" : "console.keep.saved", { name: kept.name }));
      onKept(kept.id);
      onClose();
    },
  });
  const isReady = (!needsName || name.trim() !== "") && (!pin || board !== undefined || boardName.trim() !== "");
  return (
    <Modal
      open
      title={t(pin ? "console.keep.pin" : "console.keep.save")}
      onCancel={onClose}
      onOk={() => keep.mutate()}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={keep.isPending}
      destroyOnHidden
    >
      <div className="stack">
        {keep.error ? <ErrorPanel error={keep.error} /> : null}
        {needsName ? (
          <Input
            autoFocus
            maxLength={120}
            value={name}
            placeholder={t("console.keep.name")}
            aria-label={t("console.keep.name")}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => isReady && keep.mutate()}
          />
        ) : null}
        {pin ? (
          <Select
            allowClear
            value={board ?? null}
            loading={dashboards.isLoading}
            placeholder={t("console.keep.newBoard")}
            aria-label={t("console.keep.board")}
            onChange={(next) => setBoard(next ?? undefined)}
            showSearch={{ optionFilterProp: "label" }}
            options={(dashboards.data ?? []).map((item) => ({ value: item.id, label: item.name }))}
            style={{ width: "100%" }}
          />
        ) : null}
        {pin && board === undefined ? (
          <Input
            maxLength={120}
            value={boardName}
            placeholder={t("console.keep.boardName")}
            aria-label={t("console.keep.boardName")}
            onChange={(event) => setBoardName(event.target.value)}
            onPressEnter={() => isReady && keep.mutate()}
          />
        ) : null}
      </div>
    </Modal>
  );
}
