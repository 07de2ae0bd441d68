import { Button, Form, Input } from "antd";
import { useState } from "react";
import { ApiError, api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { usePreferences } from "../../shared/preferences.tsx";

interface Values {
  name: string;
  email: string;
  password: string;
}

const MIN_PASSWORD = 10;

/** Makes the account that a one-time link stands for, and signs it in. */
export function SetupForm({ token, email }: { token: string; email: string | null }) {
  const { t, locale } = usePreferences();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (values: Values) => {
    setBusy(true);
    setError(null);
    try {
      await api.session.setUp({ token, ...values, locale });
      window.location.assign("/");
    } catch (failure) {
      setError(failure);
      if (failure instanceof ApiError) {
        form.setFields(
          failure.errors.map((field) => ({
            name: field.pointer.replace(/^\//, "") as keyof Values,
            errors: [field.message],
          })),
        );
      }
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      name="setup"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ email: email ?? "" }}
      onFinish={(values) => void submit(values)}
    >
      <Form.Item
        name="name"
        label={t("console.auth.name")}
        rules={[{ required: true, whitespace: true, message: t("console.auth.nameNeeded") }]}
      >
        <Input autoComplete="name" size="large" autoFocus maxLength={120} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t("console.auth.email")}
        rules={[{ required: true, type: "email", message: t("console.auth.emailNeeded") }]}
      >
        <Input autoComplete="username" inputMode="email" size="large" disabled={Boolean(email)} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("console.auth.password")}
        extra={t("console.auth.passwordRule", { count: MIN_PASSWORD })}
        rules={[
          { required: true, min: MIN_PASSWORD, message: t("console.auth.passwordRule", { count: MIN_PASSWORD }) },
        ]}
      >
        <Input.Password autoComplete="new-password" size="large" maxLength={128} />
      </Form.Item>
      {error ? (
        <div style={{ marginBottom: 16 }}>
          <ErrorPanel error={error} />
        </div>
      ) : null}
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t("console.setup.submit")}
      </Button>
    </Form>
  );
}
