import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Modal, Select } from "antd";
import { useEffect, useState } from "react";
import { api, randomKey } from "../../shared/api/index.ts";
import type { Member } from "../../shared/api/types.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatNumber } from "../../shared/format.ts";
import { PointsInput } from "../../shared/points-input.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords, useWalletDecimals } from "../../shared/programme-words.ts";

interface Values {
  wallet: string;
  points: number;
  reason: string;
}

/** Signed points by hand. The business key is made when the dialog opens, so pressing twice books once. */
export function AdjustPointsDialog({ member, open, onClose }: { member: Member; open: boolean; onClose: () => void }) {
  const { t, locale } = usePreferences();
  const words = useProgrammeWords();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const wallet = Form.useWatch("wallet", form);
  const points = Form.useWatch("points", form);
  const decimals = useWalletDecimals(wallet);
  useEffect(() => {
    if (open) setKey(randomKey());
  }, [open]);
  const adjust = async (values: Values) => {
    setBusy(true);
    setError(null);
    try {
      await api.orders.adjustPoints({
        ...values,
        reason: values.reason.trim(),
        memberId: member.id,
        source: "console",
        externalId: key,
      });
      await queries.invalidateQueries({ queryKey: ["member", member.id] });
      message.success(t("console.member.adjusted"));
      form.resetFields();
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const before = member.wallets.find((held) => held.wallet === wallet)?.available ?? 0;
  const said = (amount: number) => formatNumber(locale, amount / 10 ** decimals, decimals);
  return (
    <Modal
      open={open}
      title={t("console.member.adjust")}
      okText={t("console.member.adjust")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name="adjust"
        form={form}
        layout="vertical"
        initialValues={{ wallet: member.wallets[0]?.wallet ?? words.wallets[0]?.id }}
        onFinish={(values) => void adjust(values)}
      >
        <Form.Item name="wallet" label={t("console.member.wallet")} rules={[{ required: true }]}>
          <Select options={words.wallets.map((known) => ({ value: known.id, label: words.wallet(known.id) }))} />
        </Form.Item>
        <Form.Item
          name="points"
          label={t("console.member.adjustPoints")}
          extra={
            points
              ? t("console.member.adjustPreview", {
                  before: said(before),
                  after: said(before + points),
                })
              : t("console.member.adjustHint")
          }
          rules={[
            { required: true, type: "integer", message: t("console.member.wholeNumber") },
            {
              validator: (_, value) =>
                value === 0 ? Promise.reject(new Error(t("console.member.notZero"))) : Promise.resolve(),
            },
          ]}
        >
          <PointsInput wallet={wallet} signed autoFocus />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("console.member.reason")}
          rules={[{ required: true, whitespace: true, message: t("console.member.reasonNeeded") }]}
        >
          <Input.TextArea maxLength={500} rows={2} />
        </Form.Item>
      </Form>
      <ErrorPanel error={error} />
    </Modal>
  );
}
