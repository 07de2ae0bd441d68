import { Modal } from "antd";
import { useT } from "../../shared/preferences.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** Signing in again over the open screen, so that nothing typed is lost when a session ends. */
export function SignInDialog({
  open,
  email,
  onSignedIn,
}: {
  open: boolean;
  email: string;
  onSignedIn: () => Promise<unknown>;
}) {
  const t = useT();
  return (
    <Modal
      open={open}
      title={t("console.auth.expired")}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={400}
      destroyOnHidden
    >
      <p className="muted">{t("console.auth.expiredDetail")}</p>
      <SignInForm email={email} onSignedIn={onSignedIn} />
    </Modal>
  );
}
