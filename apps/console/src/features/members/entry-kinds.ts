import { useT } from "../../shared/preferences.tsx";

export const entryKinds = [
  "earn",
  "activate",
  "spend",
  "expire",
  "revoke",
  "return",
  "adjust",
  "transfer_in",
  "transfer_out",
  "hold",
  "release",
  "import",
] as const;

/** What a kind of line is called; one that is not known speaks for itself. */
export function useEntryKindName(): (kind: string) => string {
  const t = useT();
  return (kind) => {
    const known = entryKinds.find((one) => one === kind);
    return known ? t(`console.entries.kind.${known}`) : kind;
  };
}

/** Lines that can be taken back by hand; what an order did is taken back with its refund. */
export function isReversible({
  kind,
  amount,
  orderId,
}: {
  kind: string;
  amount: number;
  orderId: string | null;
}): boolean {
  if (orderId !== null || amount === 0) return false;
  return (amount > 0 ? ["earn", "adjust", "import", "transfer_in"] : ["spend", "adjust", "transfer_out"]).includes(
    kind,
  );
}
