import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input, Skeleton } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { Labelled } from "../../shared/labelled.tsx";
import { useT } from "../../shared/preferences.tsx";
import { OutcomeLines } from "./outcome-lines.tsx";

/** Takes a granted tier back, after showing which tier the member has then. */
export function EndGrantDialog({
  memberId,
  ladder,
  open,
  onClose,
}: {
  memberId: string;
  ladder: string;
  open: boolean;
  onClose: () => void;
}) {
  const t = useT();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const end = (why: string, dry: boolean) =>
    api.movements.grant(memberId, { ladder, tier: null, reason: why, kind: "manual" }, dry);
  const preview = useQuery({
    queryKey: ["preview-end-grant", memberId, ladder],
    queryFn: () => end(t("console.grant.end"), true),
    enabled: open,
    gcTime: 0,
    retry: false,
  });
  return (
    <ConfirmDanger
      open={open}
      title={t("console.grant.end")}
      confirmText={t("console.grant.end")}
      confirmDisabled={!preview.data || reason.trim() === ""}
      onConfirm={async () => {
        await end(reason.trim(), false);
        await queries.invalidateQueries({ queryKey: ["member", memberId] });
        message.success(t("console.grant.ended"));
      }}
      onClose={onClose}
    >
      {preview.isLoading ? <Skeleton active title={false} paragraph={{ rows: 2 }} /> : null}
      {preview.error ? <ErrorPanel error={preview.error} onRetry={() => preview.refetch()} /> : null}
      {preview.data ? (
        <>
          <strong>{t("console.refund.consequences")}</strong>
          <OutcomeLines outcome={preview.data.outcome} />
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
