import { useQueryClient } from "@tanstack/react-query";
import { App, Modal } from "antd";
import { useEffect, useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { HoldRow } from "../../shared/api/members.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { Labelled } from "../../shared/labelled.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { PointsInput } from "../../shared/points-input.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";

interface CloseHoldDialogProps {
  memberId: string;
  closing: { hold: HoldRow; how: "commit" | "release" } | null;
  onClose: () => void;
}

/** Spends what a hold set aside, in whole or in part, or gives it back. */
export function CloseHoldDialog({ memberId, closing, onClose }: CloseHoldDialogProps) {
  const t = useT();
  const words = useProgrammeWords();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [points, setPoints] = useState<number | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    setPoints(closing?.hold.points);
    setError(null);
  }, [closing]);
  if (!closing) return null;
  const { hold, how } = closing;
  const isCommit = how === "commit";
  const isSound = !isCommit || (points !== undefined && points >= 1 && points <= hold.points);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      if (isCommit) await api.movements.commit(hold.id, points);
      else await api.movements.release(hold.id);
      await queries.invalidateQueries({ queryKey: ["member", memberId] });
      message.success(t(isCommit ? "console.holds.wasCommitted" : "console.holds.wasReleased"));
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t(isCommit ? "console.holds.commitTitle" : "console.holds.releaseTitle", { reference: hold.reference })}
      okText={t(isCommit ? "console.holds.commit" : "console.holds.release")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy, disabled: !isSound }}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className="stack tight">
        {isCommit ? (
          <Labelled label={t("console.holds.commitPoints")} hint={t("console.holds.commitHint")}>
            {(id) => <PointsInput id={id} wallet={hold.wallet} value={points} onChange={setPoints} autoFocus />}
          </Labelled>
        ) : (
          <p>
            {t("console.holds.releaseDetail", { wallet: words.wallet(hold.wallet) })}{" "}
            <PointsText points={hold.points} wallet={hold.wallet} />
          </p>
        )}
        <ErrorPanel error={error} />
      </div>
    </Modal>
  );
}
