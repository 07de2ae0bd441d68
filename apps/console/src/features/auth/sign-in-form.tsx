import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { ApiError, api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";

/** E-mail and password; what was typed stays after a refusal. */
export function SignInForm({ email, onSignedIn }: { email?: string; onSignedIn: () => Promise<unknown> }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const signIn = async (values: { email: string; password: string }) => {
    setBusy(true);
    setError(null);
    try {
      await api.session.signIn(values);
      await onSignedIn();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const wrong = error instanceof ApiError && error.status === 401;
  return (
    <Form
      name="sign-in"
      layout="vertical"
      requiredMark={false}
      initialValues={{ email: email ?? "", password: "" }}
      onFinish={(values) => void signIn(values)}
    >
      <Form.Item
        name="email"
        label={t("console.auth.email")}
        rules={[{ required: true, type: "email", message: t("console.auth.emailNeeded") }]}
      >
        <Input autoComplete="username" inputMode="email" size="large" autoFocus={!email} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("console.auth.password")}
        rules={[{ required: true, message: t("console.auth.passwordNeeded") }]}
      >
        <Input.Password autoComplete="current-password" size="large" autoFocus={Boolean(email)} />
      </Form.Item>
      {wrong ? <Alert type="error" showIcon title={t("console.auth.wrong")} style={{ marginBottom: 16 }} /> : null}
      {error && !wrong ? (
        <div style={{ marginBottom: 16 }}>
          <ErrorPanel error={error} />
        </div>
      ) : null}
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t("console.auth.signIn")}
      </Button>
    </Form>
  );
}
