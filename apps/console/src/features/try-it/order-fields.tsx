import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { MoneyInput } from "../../shared/money-input.tsx";
import { PointsInput } from "../../shared/points-input.tsx";
import { useT } from "../../shared/preferences.tsx";
import { newKey, newLine, type TrialForm } from "./trial-form.ts";
import type { TrialNames } from "./trial-names.ts";

export interface TrialFieldsProps {
  form: TrialForm;
  onChange: (change: Partial<TrialForm>) => void;
  currency: string;
  names: TrialNames;
}

const tenderKinds = ["cash", "card", "gift_card", "stored_value", "coupon"] as const;

/** The items of an order that might be, and how it is paid. */
export function OrderFields({ form, onChange, currency, names }: TrialFieldsProps) {
  const t = useT();
  const { lines, redeem, tenders } = form;
  const setLine = (key: string, change: Partial<TrialForm["lines"][number]>) =>
    onChange({ lines: lines.map((line) => (line.key === key ? { ...line, ...change } : line)) });
  const last = lines.at(-1);
  return (
    <>
      <div className="try-lines">
        <div className="try-line small muted" aria-hidden="true">
          <span>{t("console.try.sku")}</span>
          <span>{t("console.try.category")}</span>
          <span>{t("console.order.quantity")}</span>
          <span>{t("console.order.price")}</span>
          <span>{t("console.order.discount")}</span>
          <span />
        </div>
        {lines.map((line, index) => (
          <div key={line.key} className="try-line">
            <Input
              value={line.sku}
              placeholder={t("console.try.sku")}
              aria-label={t("console.try.lineField", { line: index + 1, field: t("console.try.sku") })}
              maxLength={120}
              onChange={(event) => setLine(line.key, { sku: event.target.value })}
            />
            <Input
              value={line.category}
              placeholder={t("console.try.category")}
              aria-label={t("console.try.lineField", { line: index + 1, field: t("console.try.category") })}
              maxLength={120}
              onChange={(event) => setLine(line.key, { category: event.target.value })}
            />
            <InputNumber
              value={line.quantity}
              min={1}
              precision={0}
              controls={false}
              style={{ width: "100%" }}
              aria-label={t("console.try.lineField", { line: index + 1, field: t("console.order.quantity") })}
              onChange={(quantity) => setLine(line.key, { quantity: quantity ?? 1 })}
            />
            <MoneyInput
              currency={currency}
              value={line.unitPrice}
              label={t("console.try.lineField", { line: index + 1, field: t("console.order.price") })}
              onChange={(unitPrice) => setLine(line.key, { unitPrice: unitPrice ?? 0 })}
            />
            <MoneyInput
              currency={currency}
              value={line.discount}
              label={t("console.try.lineField", { line: index + 1, field: t("console.order.discount") })}
              onChange={(discount) => setLine(line.key, { discount: discount ?? 0 })}
            />
            <RemoveButton
              disabled={lines.length === 1}
              label={t("console.try.removeLine", { line: index + 1 })}
              onClick={() => onChange({ lines: lines.filter((one) => one.key !== line.key) })}
            />
          </div>
        ))}
        <AddButton onClick={() => onChange({ lines: [...lines, newLine(last?.unitPrice ?? 0)] })}>
          {t("console.try.addLine")}
        </AddButton>
      </div>
      <div className="row" style={{ alignItems: "flex-start", gap: 16 }}>
        <Keyed
          title={t("console.try.redeem")}
          rows={redeem}
          add={() => onChange({ redeem: [...redeem, { key: newKey(), of: names.wallets[0]?.id ?? "", amount: 100 }] })}
          remove={(key) => onChange({ redeem: redeem.filter((one) => one.key !== key) })}
        >
          {(row) => (
            <>
              <Select
                value={row.of}
                aria-label={t("console.member.wallet")}
                options={names.wallets.map(({ id }) => ({ value: id, label: names.wallet(id) }))}
                style={{ width: 130 }}
                onChange={(of) => onChange({ redeem: changed(redeem, row.key, { of }) })}
              />
              <PointsInput
                wallet={row.of}
                value={row.amount}
                width={100}
                label={t("console.try.redeem")}
                onChange={(amount) => onChange({ redeem: changed(redeem, row.key, { amount: amount ?? 0 }) })}
              />
            </>
          )}
        </Keyed>
        <Keyed
          title={t("console.try.tenders")}
          rows={tenders}
          add={() => onChange({ tenders: [...tenders, { key: newKey(), of: "gift_card", amount: 0 }] })}
          remove={(key) => onChange({ tenders: tenders.filter((one) => one.key !== key) })}
        >
          {(row) => (
            <>
              <AutoComplete
                value={row.of}
                aria-label={t("console.try.tenderKind")}
                options={tenderKinds.map((kind) => ({ value: kind, label: t(`console.try.tender.${kind}`) }))}
                style={{ width: 130 }}
                onChange={(of) => onChange({ tenders: changed(tenders, row.key, { of }) })}
              />
              <MoneyInput
                currency={currency}
                value={row.amount}
                width={100}
                label={t("console.try.tenders")}
                onChange={(amount) => onChange({ tenders: changed(tenders, row.key, { amount: amount ?? 0 }) })}
              />
            </>
          )}
        </Keyed>
      </div>
    </>
  );
}

function changed<Row extends { key: string }>(rows: Row[], key: string, change: Partial<Row>): Row[] {
  return rows.map((row) => (row.key === key ? { ...row, ...change } : row));
}

function Keyed<Row extends { key: string }>({
  title,
  rows,
  add,
  remove,
  children,
}: {
  title: string;
  rows: Row[];
  add: () => void;
  remove: (key: string) => void;
  children: (row: Row) => ReactNode;
}) {
  const t = useT();
  return (
    <fieldset className="try-keyed" aria-label={title}>
      {rows.map((row) => (
        <div key={row.key} className="row" style={{ gap: 6, flexWrap: "nowrap" }}>
          {children(row)}
          <RemoveButton label={t("console.try.remove", { what: title })} onClick={() => remove(row.key)} />
        </div>
      ))}
      <AddButton onClick={add}>{title}</AddButton>
    </fieldset>
  );
}

export function AddButton({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  return (
    <div>
      <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={onClick}>
        {children}
      </Button>
    </div>
  );
}

export function RemoveButton({
  label,
  disabled = false,
  onClick,
}: {
  label: string;
  disabled?: boolean;
  onClick: () => void;
}) {
  return <Button type="text" icon={<DeleteOutlined />} aria-label={label} disabled={disabled} onClick={onClick} />;
}
