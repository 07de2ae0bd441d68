import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Permission } from "../../shared/api/types.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useSession } from "../../shared/session.tsx";

interface Values {
  name: string;
  storeId?: string;
  scopes: Permission[];
}

/** What a till needs, and nothing else. */
const tillScopes: Permission[] = [
  "members:read",
  "members:write",
  "orders:read",
  "orders:write",
  "points:read",
  "programme:read",
];

export function CreateKeyDialog({
  open,
  onClose,
  onCreated,
}: {
  open: boolean;
  onClose: () => void;
  onCreated: (secret: string) => void;
}) {
  const t = useT();
  const { permissions } = useSession();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const stores = useQuery({
    queryKey: ["stores"],
    queryFn: () => api.orders.stores(),
    enabled: open,
    staleTime: 300_000,
  });
  const create = async ({ name, scopes, storeId }: Values) => {
    setBusy(true);
    setError(null);
    try {
      const { secret } = await api.settings.createApiKey({
        name: name.trim(),
        scopes,
        ...(storeId ? { storeId } : {}),
      });
      form.resetFields();
      onCreated(secret);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t("console.settings.createKey")}
      okText={t("console.settings.createKey")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={560}
    >
      <Form
        name="key"
        form={form}
        layout="vertical"
        initialValues={{ scopes: tillScopes }}
        onFinish={(values) => void create(values)}
      >
        <Form.Item
          name="name"
          label={t("console.settings.keyName")}
          extra={t("console.settings.keyNameHint")}
          rules={[{ required: true, whitespace: true, message: t("console.settings.keyNameNeeded") }]}
        >
          <Input maxLength={120} autoFocus />
        </Form.Item>
        <Form.Item name="storeId" label={t("console.members.store")} extra={t("console.settings.keyStoreHint")}>
          <Select
            allowClear
            placeholder={t("console.settings.allStores")}
            options={(stores.data?.items ?? []).map((store) => ({ value: store.id, label: store.name }))}
          />
        </Form.Item>
        <div className="row" style={{ marginBottom: 8 }}>
          <Button size="small" onClick={() => form.setFieldValue("scopes", tillScopes)}>
            {t("console.settings.tillScopes")}
          </Button>
          <Button
            size="small"
            onClick={() =>
              form.setFieldValue(
                "scopes",
                permissions.filter((permission) => permission.endsWith(":read")),
              )
            }
          >
            {t("console.settings.readScopes")}
          </Button>
        </div>
        <Form.Item
          name="scopes"
          label={t("console.settings.scopes")}
          rules={[{ required: true, type: "array", min: 1, message: t("console.settings.scopesNeeded") }]}
        >
          <Checkbox.Group
            className="scope-grid"
            options={permissions.map((permission) => ({ value: permission, label: <code>{permission}</code> }))}
          />
        </Form.Item>
      </Form>
      <ErrorPanel error={error} />
    </Modal>
  );
}
