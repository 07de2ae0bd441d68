import type { Wallet } from "@regulars/engine";

/** What every part of the form needs. */
export interface WalletFormProps {
  value: Wallet;
  onChange: (value: Wallet) => void;
  pointer: string;
}
