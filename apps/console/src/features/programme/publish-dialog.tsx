import type { Programme } from "@regulars/engine";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, DatePicker, Input, Modal, Radio } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { inZone } from "../../shared/zoned-day.ts";
import { MovesPreview } from "../simulations/moves-preview.tsx";
import { ActivationProgress } from "./activation-progress.tsx";
import { FindingsPanel } from "./findings-panel.tsx";
import { type DraftAnswer, type ProgrammeFinding, programmeApi, programmeKeys } from "./programme-api.ts";
import { DifferenceList } from "./words-list.tsx";

interface PublishDialogProps {
  answer: DraftAnswer;
  findings: ProgrammeFinding[];
  programme: Programme | null;
  zone: string;
  onOpenFinding: (pointer: string) => void;
  onClose: () => void;
  onDone: () => void;
}

/** What will change, when, and why; then the way into force. */
export function PublishDialog({
  answer,
  findings,
  programme,
  zone,
  onOpenFinding,
  onClose,
  onDone,
}: PublishDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const [when, setWhen] = useState<"now" | "later">("now");
  const [at, setAt] = useState<dayjs.Dayjs | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [version, setVersion] = useState<number | null>(null);
  const errors = findings.filter((finding) => finding.severity === "error");
  const isUnchanged = answer.differences.length === 0;
  const publish = async () => {
    setBusy(true);
    setError(null);
    try {
      const published = await programmeApi.publish({
        revision: answer.draft.revision,
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(when === "later" && at ? { validFrom: inZone(at, zone) } : {}),
      });
      setVersion(published.version);
      await queries.invalidateQueries({ queryKey: programmeKeys.versions });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  if (version !== null) {
    return (
      <Modal
        open
        title={t("console.programme.publish")}
        onCancel={onDone}
        onOk={onDone}
        okText={t("console.programme.done")}
        cancelButtonProps={{ style: { display: "none" } }}
        mask={{ closable: false }}
      >
        <ActivationProgress version={version} />
      </Modal>
    );
  }
  return (
    <Modal
      open
      width={640}
      title={t("console.programme.publishTitle", { count: answer.differences.length })}
      okText={when === "now" ? t("console.programme.publishNow") : t("console.programme.publishLater")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy, disabled: errors.length > 0 || (when === "later" && !at) }}
      onOk={() => void publish()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="stack tight">
        {errors.length > 0 ? (
          <Alert type="error" showIcon title={t("console.programme.publishBlocked", { count: errors.length })} />
        ) : null}
        {findings.length > 0 ? (
          <div className="pg-scroll">
            <FindingsPanel findings={findings} programme={programme} onOpen={onOpenFinding} />
          </div>
        ) : null}
        <div className="pg-label">{t("console.programme.differences")}</div>
        <div className="pg-scroll">
          {isUnchanged ? (
            <div className="muted">{t("console.programme.publishUnchanged")}</div>
          ) : (
            <DifferenceList differences={answer.differences} />
          )}
        </div>
        {isUnchanged || errors.length > 0 ? null : (
          <MovesPreview revision={answer.draft.revision} programme={programme} />
        )}
        <label className="pg-label" htmlFor="publish-note">
          {t("console.programme.publishNote")}
        </label>
        <Input.TextArea
          id="publish-note"
          value={note}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 5 }}
          placeholder={t("console.programme.publishNoteHint")}
          onChange={(event) => setNote(event.target.value)}
        />
        <Radio.Group
          value={when}
          aria-label={t("console.programme.publishWhen")}
          onChange={(event) => setWhen(event.target.value === "later" ? "later" : "now")}
          options={[
            { value: "now", label: t("console.programme.whenNow") },
            { value: "later", label: t("console.programme.whenLater") },
          ]}
        />
        {when === "later" ? (
          <div className="row">
            <DatePicker
              showTime={{ format: "HH:mm" }}
              format="YYYY-MM-DD HH:mm"
              value={at}
              minDate={dayjs().tz(zone)}
              aria-label={t("console.programme.publishWhen")}
              onChange={setAt}
            />
            <span className="muted small">{zone}</span>
          </div>
        ) : null}
        <div className="muted small">{t("console.programme.publishEffect")}</div>
        {error ? <ErrorPanel error={error} /> : null}
      </div>
    </Modal>
  );
}
