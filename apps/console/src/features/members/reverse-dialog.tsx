import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input, Skeleton } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { EntryRow } from "../../shared/api/members.ts";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { Labelled } from "../../shared/labelled.tsx";
import { useT } from "../../shared/preferences.tsx";
import { OutcomeLines } from "./outcome-lines.tsx";

interface ReverseDialogProps {
  memberId: string;
  entry: EntryRow;
  open: boolean;
  onClose: () => void;
}

/** Takes a line back, after showing what that does to the member, and to the other one of a transfer. */
export function ReverseDialog({ memberId, entry, open, onClose }: ReverseDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const preview = useQuery({
    queryKey: ["preview-reverse", entry.id],
    // The words of a preview need some reason; the real one is asked for below.
    queryFn: () => api.movements.reverse(entry.id, { memberId, reason: t("console.entries.reverse") }, true),
    enabled: open,
    gcTime: 0,
    retry: false,
  });
  const reverse = async () => {
    await api.movements.reverse(entry.id, { memberId, reason: reason.trim() }, false);
    await queries.invalidateQueries({ queryKey: ["member", memberId] });
    const other = preview.data?.counterpart?.memberId;
    if (other) await queries.invalidateQueries({ queryKey: ["member", other] });
    message.success(t("console.entries.reversed"));
  };
  return (
    <ConfirmDanger
      open={open}
      title={t("console.entries.reverseTitle")}
      confirmText={t("console.entries.reverse")}
      confirmDisabled={!preview.data || reason.trim() === ""}
      onConfirm={reverse}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{entry.text}</p>
      {preview.isLoading ? <Skeleton active title={false} paragraph={{ rows: 2 }} /> : null}
      {preview.error ? <ErrorPanel error={preview.error} onRetry={() => preview.refetch()} /> : null}
      {preview.data ? (
        <>
          <strong>{t("console.refund.consequences")}</strong>
          <OutcomeLines outcome={preview.data.outcome} />
          {preview.data.counterpart ? (
            <>
              <strong>{t("console.movement.otherMember")}</strong>
              <OutcomeLines outcome={preview.data.counterpart.outcome} />
            </>
          ) : null}
          <Labelled label={t("console.member.reason")}>
            {(id) => (
              <Input.TextArea
                id={id}
                value={reason}
                maxLength={500}
                rows={2}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Labelled>
        </>
      ) : null}
    </ConfirmDanger>
  );
}
