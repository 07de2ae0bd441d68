import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Drawer, Form } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { fieldErrors, filled, type MemberFields, MemberFormFields } from "./member-form.tsx";

export function CreateMemberDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<MemberFields>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const stores = useQuery({
    queryKey: ["stores"],
    queryFn: () => api.orders.stores(),
    staleTime: 300_000,
    enabled: open,
  });

  const create = async (values: MemberFields) => {
    setBusy(true);
    setError(null);
    const { storeId, ...fields } = filled(values);
    try {
      const { member } = await api.members.create({
        ...fields,
        source: { channel: "console", ...(storeId ? { storeId } : {}) },
      });
      await queries.invalidateQueries({ queryKey: ["members"] });
      message.success(t("console.members.created"));
      form.resetFields();
      onClose();
      await navigate({ to: "/members/$id", params: { id: member.id } });
    } catch (failure) {
      const atFields = fieldErrors(failure);
      if (atFields.length === 0) return setError(failure);
      form.setFields(atFields as Parameters<typeof form.setFields>[0]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t("console.members.create")}
      size={420}
      footer={
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{t("console.cancel")}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {t("console.members.create")}
          </Button>
        </div>
      }
    >
      <Form name="create" form={form} layout="vertical" onFinish={(values) => void create(values)}>
        {error ? (
          <div style={{ marginBottom: 16 }}>
            <ErrorPanel error={error} />
          </div>
        ) : null}
        <MemberFormFields stores={stores.data?.items ?? []} withCard />
        <button type="submit" hidden />
      </Form>
    </Drawer>
  );
}
