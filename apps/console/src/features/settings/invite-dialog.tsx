import { Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Role } from "../../shared/api/types.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { roles } from "./roles.ts";

export function InviteDialog({
  open,
  onClose,
  onInvited,
}: {
  open: boolean;
  onClose: () => void;
  onInvited: (link: string) => void;
}) {
  const t = useT();
  const [form] = Form.useForm<{ role: Role; email?: string }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const invite = async ({ role, email }: { role: Role; email?: string }) => {
    setBusy(true);
    setError(null);
    try {
      const { link } = await api.settings.invite({ role, ...(email?.trim() ? { email: email.trim() } : {}) });
      form.resetFields();
      onInvited(link);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t("console.settings.invite")}
      okText={t("console.settings.makeLink")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name="invite"
        form={form}
        layout="vertical"
        initialValues={{ role: "operator" }}
        onFinish={(values) => void invite(values)}
      >
        <Form.Item name="role" label={t("console.settings.role")}>
          <Radio.Group style={{ display: "flex", flexDirection: "column", gap: 8 }}>
            {roles.map((role) => (
              <Radio key={role} value={role}>
                {t(`console.role.${role}`)}{" "}
                <span className="muted small">{t(`console.settings.roleNote.${role}`)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item
          name="email"
          label={t("console.members.email")}
          extra={t("console.settings.inviteEmailHint")}
          rules={[{ type: "email", message: t("console.auth.emailNeeded") }]}
        >
          <Input inputMode="email" maxLength={254} />
        </Form.Item>
      </Form>
      <ErrorPanel error={error} />
    </Modal>
  );
}
