import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { ApiError, api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";

const kinds = ["card", "phone", "email", "external"] as const;

interface Values {
  kind: (typeof kinds)[number];
  value: string;
}

export function AddIdentityDialog({
  memberId,
  open,
  onClose,
}: {
  memberId: string;
  open: boolean;
  onClose: () => void;
}) {
  const t = useT();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const add = async (values: Values) => {
    setBusy(true);
    setError(null);
    try {
      await api.members.addIdentity(memberId, values);
      await queries.invalidateQueries({ queryKey: ["member", memberId] });
      message.success(t("console.member.identityAdded"));
      form.resetFields();
      onClose();
    } catch (failure) {
      if (failure instanceof ApiError && failure.code.startsWith("member.identity"))
        form.setFields([{ name: "value", errors: [failure.detail || failure.message] }]);
      else setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t("console.member.addIdentity")}
      okText={t("console.member.addIdentity")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t("console.member.addIdentityNote")}</p>
      <Form
        name="identity"
        form={form}
        layout="vertical"
        initialValues={{ kind: "card" }}
        onFinish={(values) => void add(values)}
      >
        <Form.Item name="kind" label={t("console.member.identityKind")}>
          <Select options={kinds.map((kind) => ({ value: kind, label: t(`console.member.identity.${kind}`) }))} />
        </Form.Item>
        <Form.Item
          name="value"
          label={t("console.member.identityValue")}
          rules={[{ required: true, whitespace: true, message: t("console.member.identityValueNeeded") }]}
        >
          <Input maxLength={200} autoFocus />
        </Form.Item>
      </Form>
      <ErrorPanel error={error} />
    </Modal>
  );
}
