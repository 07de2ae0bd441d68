import {
  CheckCircleOutlined,
  ExclamationCircleOutlined,
  LoadingOutlined,
  RedoOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Tooltip } from "antd";
import { useState } from "react";
import { useT } from "../../shared/preferences.tsx";
import type { DraftState, DraftStore } from "./draft-store.ts";

const icons = {
  saved: <CheckCircleOutlined className="good" />,
  unsaved: <LoadingOutlined className="muted" spin={false} />,
  saving: <LoadingOutlined className="muted" />,
  failed: <ExclamationCircleOutlined className="bad" />,
  conflict: <ExclamationCircleOutlined className="bad" />,
};

interface DraftBarProps {
  state: DraftState;
  store: DraftStore;
  mayWrite: boolean;
  onCheck: () => Promise<void>;
  onPublish: () => void;
  onDiscard: () => void;
  onPresets: () => void;
}

/** Title, state of saving, and everything that can be done with the draft. */
export function DraftBar({ state, store, mayWrite, onCheck, onPublish, onDiscard, onPresets }: DraftBarProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    await onCheck().finally(() => setBusy(false));
  };
  const isNothing = state.answer.draft.revision === 0 && state.status === "saved";
  return (
    <div className="page-head pg-bar">
      <div style={{ flex: 1, minWidth: 200 }}>
        <div className="small">
          <Link to="/programme">{t("console.programme.title")}</Link>
        </div>
        <h1>{t("console.programme.draft")}</h1>
      </div>
      {mayWrite ? (
        <div className="row">
          <span className="small muted nowrap" role="status" style={{ marginInlineEnd: 4 }}>
            {icons[state.status]}{" "}
            {isNothing ? t("console.programme.save.none") : t(`console.programme.save.${state.status}`)}
          </span>
          <Tooltip title={`${t("console.programme.undo")} (Ctrl-Z)`}>
            <Button
              icon={<UndoOutlined />}
              disabled={state.past.length === 0}
              aria-label={t("console.programme.undo")}
              onClick={() => store.undo()}
            />
          </Tooltip>
          <Tooltip title={`${t("console.programme.redo")} (Ctrl-Shift-Z)`}>
            <Button
              icon={<RedoOutlined />}
              disabled={state.future.length === 0}
              aria-label={t("console.programme.redo")}
              onClick={() => store.redo()}
            />
          </Tooltip>
          <Button onClick={() => void store.save()} disabled={state.status !== "unsaved" && state.status !== "failed"}>
            {t("console.save")}
          </Button>
          <Button onClick={onPresets}>{t("console.programme.presets")}</Button>
          <Button danger disabled={isNothing} onClick={onDiscard}>
            {t("console.programme.discard")}
          </Button>
          <Button loading={busy} onClick={() => void check()}>
            {t("console.programme.validate")}
          </Button>
          <Button type="primary" disabled={isNothing} onClick={onPublish}>
            {t("console.programme.publish")}
          </Button>
        </div>
      ) : (
        <span className="muted">{t("console.programme.readOnly")}</span>
      )}
    </div>
  );
}
