import { useT } from "../../shared/preferences.tsx";

const codes = [
  "entries_differ_from_account",
  "lots_differ_from_available",
  "lots_differ_from_pending",
  "holds_differ_from_held",
  "negative_amount",
  "balance_chain_broken",
  "lot_without_entry",
  "activation_differs",
  "lot_overdrawn",
  "hold_without_lots",
  "hold_without_entry",
  "chain_changed",
  "chain_missing",
  "chain_added",
  "chain_head_differs",
  "budget_differs",
  "liability_differs",
] as const;

/** What a finding says is wrong; one that is not known speaks for itself. */
export function useFindingWords(): (code: string) => string {
  const t = useT();
  return (code) => {
    const known = codes.find((one) => one === code);
    return known ? t(`console.integrity.finding.${known}`) : code;
  };
}
