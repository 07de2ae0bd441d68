import { useQueryClient } from "@tanstack/react-query";
import { App, Form, type FormInstance, Input, Modal, Select } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { randomKey } from "../../shared/api/index.ts";
import type { Member } from "../../shared/api/types.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatNumber } from "../../shared/format.ts";
import { PointsInput } from "../../shared/points-input.tsx";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { useProgrammeWords, useWalletDecimals } from "../../shared/programme-words.ts";

export interface DialogProps {
  member: Member;
  open: boolean;
  onClose: () => void;
}

interface MovementDialogProps<Values> extends DialogProps {
  name: string;
  title: string;
  /** What the button says, and the notice afterwards. */
  confirmText: string;
  doneText: string;
  initialValues: Partial<Values>;
  /** Whose pages show something else afterwards, besides the member's. */
  othersOf?: (values: Values) => string[];
  /** `key` is made when the dialog opens, so that pressing twice books once. */
  submit: (values: Values, key: string) => Promise<unknown>;
  children: (form: FormInstance<Values>) => ReactNode;
}

/** A form that books something for a member; keeps what was typed when it is refused. */
export function MovementDialog<Values extends object>({
  member,
  open,
  onClose,
  name,
  title,
  confirmText,
  doneText,
  initialValues,
  othersOf,
  submit,
  children,
}: MovementDialogProps<Values>) {
  const t = useT();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (open) setKey(randomKey());
  }, [open]);
  const book = async (values: Values) => {
    setBusy(true);
    setError(null);
    try {
      await submit(values, key);
      for (const id of [member.id, ...(othersOf?.(values) ?? [])])
        await queries.invalidateQueries({ queryKey: ["member", id] });
      message.success(doneText);
      form.resetFields();
      onClose();
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
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name={name}
        form={form}
        layout="vertical"
        initialValues={initialValues}
        onFinish={(values) => void book(values)}
      >
        {children(form)}
      </Form>
      <ErrorPanel error={error} />
    </Modal>
  );
}

/** Which wallet, how many points, and what would be left. */
export function WalletAndPoints({
  member,
  form,
  wallets,
}: {
  member: Member;
  form: FormInstance;
  /** Ids of the wallets that may be chosen. */
  wallets: string[];
}) {
  const { t, locale } = usePreferences();
  const words = useProgrammeWords();
  const wallet: string | undefined = Form.useWatch("wallet", form);
  const points: number | undefined = Form.useWatch("points", form);
  const decimals = useWalletDecimals(wallet);
  const before = member.wallets.find((held) => held.wallet === wallet)?.available ?? 0;
  const said = (amount: number) => formatNumber(locale, amount / 10 ** decimals, decimals);
  return (
    <>
      <Form.Item name="wallet" label={t("console.member.wallet")} rules={[{ required: true }]}>
        <Select options={wallets.map((id) => ({ value: id, label: words.wallet(id) }))} />
      </Form.Item>
      <Form.Item
        name="points"
        label={t("console.member.adjustPoints")}
        rules={[{ required: true, message: t("console.movement.pointsNeeded") }]}
        extra={
          points === undefined || points > before
            ? t("console.movement.available", { points: said(before) })
            : t("console.member.adjustPreview", { before: said(before), after: said(before - points) })
        }
      >
        <PointsInput wallet={wallet} autoFocus />
      </Form.Item>
    </>
  );
}

export function ReasonField() {
  const t = useT();
  return (
    <Form.Item
      name="reason"
      label={t("console.member.reason")}
      rules={[{ required: true, whitespace: true, message: t("console.movement.reasonNeeded") }]}
    >
      <Input.TextArea maxLength={500} rows={2} />
    </Form.Item>
  );
}
