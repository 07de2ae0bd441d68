import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Modal, Spin } from "antd";
import { useEffect, useState } from "react";
import { api, randomKey } from "../../shared/api/index.ts";
import type { RefundAnswer } from "../../shared/api/orders.ts";
import type { Order } from "../../shared/api/types.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatMoney, formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";

interface RefundDialogProps {
  order: Order;
  memberId: string;
  open: boolean;
  onClose: () => void;
}

function leftOf(order: Order): Record<number, number> {
  return Object.fromEntries(order.lines.map((line) => [line.lineNo, line.quantity - line.refundedQuantity]));
}

/** Gives lines back. What will happen to money and points is computed by the server (`dry`) before anybody presses. */
export function RefundDialog({ order, memberId, open, onClose }: RefundDialogProps) {
  const { t } = usePreferences();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [key, setKey] = useState("");
  const [quantities, setQuantities] = useState<Record<number, number>>({});
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!open) return;
    setKey(randomKey());
    setQuantities(leftOf(order));
    setError(null);
  }, [open, order]);
  const lines = Object.entries(quantities)
    .filter(([, quantity]) => quantity > 0)
    .map(([lineNo, quantity]) => ({ lineNo: Number(lineNo), quantity }));
  const input = { externalId: `console-${key}`, lines, ...(reason.trim() ? { reason: reason.trim() } : {}) };
  const preview = useQuery({
    queryKey: ["refund-preview", order.id, order.refundedAmount, lines],
    queryFn: () => api.orders.refund(order.id, { ...input, externalId: `preview-${randomKey()}` }, true),
    enabled: open && lines.length > 0,
    retry: false,
  });
  const refund = async () => {
    setBusy(true);
    setError(null);
    try {
      await api.orders.refund(order.id, input, false);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["order", order.id] }),
        queries.invalidateQueries({ queryKey: ["member", memberId] }),
      ]);
      message.success(t("console.refund.done"));
      setReason("");
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
      title={t("console.order.refund")}
      okText={t("console.refund.confirm")}
      cancelText={t("console.cancel")}
      okButtonProps={{ danger: true, loading: busy, disabled: lines.length === 0 || !preview.data }}
      onOk={() => void refund()}
      onCancel={onClose}
      width={560}
    >
      <div className="stack">
        <div className="stack tight">
          {order.lines.map((line) => {
            const left = line.quantity - line.refundedQuantity;
            return (
              <label key={line.lineNo} className="row between" htmlFor={`refund-${line.lineNo}`}>
                <span className="grow">{line.name ?? line.sku}</span>
                <InputNumber
                  id={`refund-${line.lineNo}`}
                  min={0}
                  max={left}
                  precision={0}
                  disabled={left === 0}
                  value={quantities[line.lineNo] ?? 0}
                  onChange={(quantity) => setQuantities({ ...quantities, [line.lineNo]: quantity ?? 0 })}
                />
                <span className="muted small" style={{ width: 72 }}>
                  {t("console.refund.of", { left })}
                </span>
              </label>
            );
          })}
        </div>
        <Form.Item
          label={t("console.member.reason")}
          htmlFor="refund-reason"
          layout="vertical"
          style={{ marginBottom: 0 }}
        >
          <Input
            id="refund-reason"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
        {lines.length === 0 ? <div className="muted">{t("console.refund.nothing")}</div> : null}
        {preview.isFetching ? <Spin size="small" /> : null}
        {preview.error ? <ErrorPanel error={preview.error} /> : null}
        {preview.data && lines.length > 0 ? <Consequences answer={preview.data} /> : null}
        <ErrorPanel error={error} />
      </div>
    </Modal>
  );
}

function Consequences({ answer }: { answer: RefundAnswer }) {
  const { t, locale } = usePreferences();
  const words = useProgrammeWords();
  const { refund } = answer;
  const points = (part: { wallet: string; amount: number }) => ({
    wallet: words.wallet(part.wallet),
    points: formatNumber(locale, part.amount),
  });
  return (
    <ul className="effects" aria-label={t("console.refund.consequences")}>
      <li>{t("console.refund.money", { amount: formatMoney(locale, refund.amount, refund.currency) })}</li>
      {refund.clawedBack.map((part) => (
        <li key={`c-${part.wallet}`}>{t("console.refund.clawedBack", points(part))}</li>
      ))}
      {refund.returned.map((part) => (
        <li key={`r-${part.wallet}`}>{t("console.refund.returned", points(part))}</li>
      ))}
      {refund.arrears.map((part) => (
        <li key={`a-${part.wallet}`} className="bad">
          {t("console.refund.arrears", points(part))}
        </li>
      ))}
      {refund.waived.map((part) => (
        <li key={`w-${part.wallet}`}>{t("console.refund.waived", points(part))}</li>
      ))}
    </ul>
  );
}
