import { Checkbox, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { ErrorPanel } from "./error-panel.tsx";
import { useT } from "./preferences.tsx";

interface ConfirmDangerProps {
  open: boolean;
  title: string;
  /** Exactly what will happen. */
  children: ReactNode;
  confirmText: string;
  /** When given, has to be ticked first. */
  acknowledgement?: string;
  /** Whether something has to be given or known first. */
  confirmDisabled?: boolean;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be undone; stays open and tells when it fails. */
export function ConfirmDanger({
  open,
  title,
  children,
  confirmText,
  acknowledgement,
  confirmDisabled = false,
  onConfirm,
  onClose,
}: ConfirmDangerProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [ticked, setTicked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setError(null);
    setTicked(false);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={confirmText}
      cancelText={t("console.cancel")}
      okButtonProps={{
        danger: true,
        loading: busy,
        disabled: confirmDisabled || (acknowledgement !== undefined && !ticked),
      }}
      onOk={() => void confirm()}
      onCancel={close}
      destroyOnHidden
    >
      <div className="stack tight">
        {children}
        {acknowledgement ? (
          <Checkbox checked={ticked} onChange={(event) => setTicked(event.target.checked)}>
            {acknowledgement}
          </Checkbox>
        ) : null}
        {error ? <ErrorPanel error={error} /> : null}
      </div>
    </Modal>
  );
}
