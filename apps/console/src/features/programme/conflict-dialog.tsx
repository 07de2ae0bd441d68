import { Button, Modal } from "antd";
import { useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import type { DraftState, DraftStore } from "./draft-store.ts";
import { DifferenceList } from "./words-list.tsx";

/** Somebody else saved the draft meanwhile: theirs or one's own goes on, and one's own can be had back by undo. */
export function ConflictDialog({ store, state }: { store: DraftStore; state: DraftState }) {
  const t = useT();
  const { theirs, status } = state;
  const isOpen = status === "conflict" && theirs !== null;
  return (
    <Modal
      open={isOpen}
      closable={false}
      title={t("console.programme.conflict")}
      footer={
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={() => store.takeTheirs()}>{t("console.programme.takeTheirs")}</Button>
          <Button danger type="primary" onClick={() => void store.overwrite()}>
            {t("console.programme.overwrite")}
          </Button>
        </div>
      }
    >
      <div className="stack tight">
        <div>
          {theirs?.draft.updatedBy
            ? t("console.programme.conflictWho", { name: theirs.draft.updatedBy })
            : t("console.programme.conflictGone")}{" "}
          {theirs?.draft.updatedAt ? <TimeText at={theirs.draft.updatedAt} show="relative" /> : null}
        </div>
        {theirs?.draft.updatedBy ? (
          <>
            <div className="pg-label">{t("console.programme.conflictTheirs")}</div>
            <DifferenceList differences={theirs.differences} />
          </>
        ) : null}
        <div className="muted">{t("console.programme.conflictHint")}</div>
      </div>
    </Modal>
  );
}
