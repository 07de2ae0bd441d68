import { InputNumber } from "antd";
import { currencyDigits } from "./format.ts";

interface MoneyInputProps {
  id?: string;
  currency: string;
  /** Minor units. */
  value?: number | null | undefined;
  onChange?: (amountMinor: number | undefined) => void;
  label?: string;
  width?: number | string;
}

/** An amount in major units, kept in minor ones. */
export function MoneyInput({ id, currency, value, onChange, label, width = "100%" }: MoneyInputProps) {
  const digits = currencyDigits(currency);
  const scale = 10 ** digits;
  return (
    <InputNumber
      {...(id ? { id } : {})}
      {...(label ? { "aria-label": label } : {})}
      min={0}
      value={value === undefined || value === null ? null : value / scale}
      precision={digits}
      style={{ width }}
      onChange={(shown) => onChange?.(shown === null ? undefined : Math.round(Number(shown) * scale))}
    />
  );
}
