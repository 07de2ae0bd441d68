import { InputNumber } from "antd";
import { useWalletDecimals } from "./programme-words.ts";

interface PointsInputProps {
  id?: string;
  wallet: string | undefined;
  /** In the wallet's smallest unit. */
  value?: number | undefined;
  onChange?: (points: number | undefined) => void;
  /** Whether debits may be given. */
  signed?: boolean;
  min?: number;
  label?: string;
  autoFocus?: boolean;
  width?: number | string;
}

/** Points as the wallet shows them, kept in its smallest unit. */
export function PointsInput({
  id,
  wallet,
  value,
  onChange,
  signed = false,
  min = 1,
  label,
  autoFocus = false,
  width = "100%",
}: PointsInputProps) {
  const scale = 10 ** useWalletDecimals(wallet);
  return (
    <InputNumber
      {...(id ? { id } : {})}
      {...(label ? { "aria-label": label } : {})}
      {...(signed ? {} : { min: min / scale })}
      value={value === undefined ? null : value / scale}
      precision={Math.round(Math.log10(scale))}
      autoFocus={autoFocus}
      style={{ width }}
      onChange={(shown) => onChange?.(shown === null ? undefined : Math.round(Number(shown) * scale))}
    />
  );
}
