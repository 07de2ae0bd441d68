import { Form, Input, Select } from "antd";
import { ApiError } from "../../shared/api/index.ts";
import { DayInput } from "../../shared/day-input.tsx";
import { useT } from "../../shared/preferences.tsx";

export interface MemberFields {
  name?: string;
  phone?: string;
  email?: string;
  card?: string;
  externalId?: string;
  birthday?: string;
  gender?: "female" | "male" | "other";
  storeId?: string;
}

const fieldNames = ["name", "phone", "email", "card", "externalId", "birthday", "gender"];

/** The refusal's messages for fields of this form, ready for `form.setFields`. */
export function fieldErrors(error: unknown): { name: keyof MemberFields; errors: string[] }[] {
  if (!(error instanceof ApiError)) return [];
  return error.errors
    .map((field) => ({ name: field.pointer.split("/").at(1) ?? "", errors: [field.message] }))
    .filter((field): field is { name: keyof MemberFields; errors: string[] } => fieldNames.includes(field.name));
}

export function MemberFormFields({
  stores,
  withCard = false,
}: {
  stores?: { id: string; name: string }[];
  withCard?: boolean;
}) {
  const t = useT();
  return (
    <>
      <Form.Item name="name" label={t("console.members.name")}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="phone" label={t("console.members.phone")} extra={t("console.members.phoneHint")}>
        <Input inputMode="tel" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t("console.members.email")}
        rules={[{ type: "email", message: t("console.auth.emailNeeded") }]}
      >
        <Input inputMode="email" maxLength={254} />
      </Form.Item>
      {withCard ? (
        <Form.Item name="card" label={t("console.members.card")}>
          <Input maxLength={100} />
        </Form.Item>
      ) : null}
      <Form.Item name="externalId" label={t("console.members.externalId")} extra={t("console.members.externalIdHint")}>
        <Input maxLength={200} />
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
      {stores ? (
        <Form.Item name="storeId" label={t("console.members.joinedStore")}>
          <Select allowClear options={stores.map((store) => ({ value: store.id, label: store.name }))} />
        </Form.Item>
      ) : null}
    </>
  );
}

/** Leaves out what was left empty. */
export function filled(values: MemberFields): MemberFields {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && String(value).trim() !== ""),
  );
}
