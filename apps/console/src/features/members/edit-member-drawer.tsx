import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Drawer, Form, Input, Select } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Member } from "../../shared/api/types.ts";
import { DayInput } from "../../shared/day-input.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { fieldErrors, type MemberFields } from "./member-form.tsx";

type Values = Pick<MemberFields, "name" | "birthday" | "gender"> & {
  tags: string[];
  status: "active" | "frozen" | "cancelled";
  phone?: string;
  email?: string;
};

const statuses = ["active", "frozen", "cancelled"] as const;

/** Only what was changed is sent. Phone and e-mail are masked, so an empty box leaves them as they are. */
function changes(member: Member, values: Values): Record<string, unknown> {
  const change: Record<string, unknown> = {};
  const put = (name: "name" | "birthday" | "gender", value: string | undefined) => {
    const next = value?.trim() ? value.trim() : null;
    if (next !== member[name]) change[name] = next;
  };
  put("name", values.name);
  put("birthday", values.birthday);
  put("gender", values.gender);
  if (values.phone?.trim()) change.phone = values.phone.trim();
  if (values.email?.trim()) change.email = values.email.trim();
  if (values.status !== member.status) change.status = values.status;
  if (values.tags.join("\n") !== member.tags.join("\n")) change.tags = values.tags;
  return change;
}

export function EditMemberDrawer({ member, open, onClose }: { member: Member; open: boolean; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (values: Values) => {
    const change = changes(member, values);
    if (Object.keys(change).length === 0) return onClose();
    setBusy(true);
    setError(null);
    try {
      await api.members.change(member.id, change);
      await queries.invalidateQueries({ queryKey: ["member", member.id] });
      await queries.invalidateQueries({ queryKey: ["members"] });
      message.success(t("console.member.saved"));
      onClose();
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
      title={t("console.member.edit")}
      size={420}
      footer={
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{t("console.cancel")}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {t("console.save")}
          </Button>
        </div>
      }
    >
      <Form
        name="edit"
        key={`${member.id}-${open}`}
        form={form}
        layout="vertical"
        initialValues={{
          name: member.name ?? "",
          birthday: member.birthday ?? undefined,
          gender: member.gender ?? undefined,
          status: member.status,
          tags: member.tags,
          phone: "",
          email: "",
        }}
        onFinish={(values) => void save(values)}
      >
        {error ? (
          <div style={{ marginBottom: 16 }}>
            <ErrorPanel error={error} />
          </div>
        ) : null}
        <Form.Item name="name" label={t("console.members.name")}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="phone" label={t("console.members.phone")} extra={t("console.member.leaveEmpty")}>
          <Input inputMode="tel" placeholder={member.phone ?? ""} maxLength={40} />
        </Form.Item>
        <Form.Item
          name="email"
          label={t("console.members.email")}
          extra={t("console.member.leaveEmpty")}
          rules={[{ type: "email", message: t("console.auth.emailNeeded") }]}
        >
          <Input inputMode="email" placeholder={member.email ?? ""} maxLength={254} />
        </Form.Item>
        <Form.Item name="birthday" label={t("console.members.birthday")}>
          <DayInput />
        </Form.Item>
        <Form.Item name="gender" label={t("console.members.gender")}>
          <Select
            allowClear
            options={(["female", "male", "other"] as const).map((gender) => ({
              value: gender,
              label: t(`console.member.gender.${gender}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="status" label={t("console.members.status")} extra={t("console.member.statusNote")}>
          <Select
            options={statuses.map((status) => ({ value: status, label: t(`console.member.status.${status}`) }))}
          />
        </Form.Item>
        <Form.Item name="tags" label={t("console.member.tags")}>
          <Select mode="tags" tokenSeparators={[",", "，"]} maxCount={100} />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Drawer>
  );
}
