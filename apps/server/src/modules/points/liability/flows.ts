import type { LiabilityFlows } from "@regulars/contracts";
import type { EntryKind } from "@regulars/engine";

/** Kinds that change what is owed; the others move points between pots of one wallet. */
export type FlowKind = Exclude<EntryKind, "activate" | "hold" | "release">;

/** Signed points of a kind in a period; null = before the report begins. */
export interface FlowSum {
  period: string | null;
  kind: FlowKind;
  amount: number;
}

type Flow = Exclude<keyof LiabilityFlows, "opening" | "closing" | "imported">;

/** Where a kind is counted, and whether as it is (1) or turned round (-1): what is spent, expired and taken is told as a positive number. */
const places: Record<FlowKind, { flow: Flow; sign: 1 | -1 }> = {
  earn: { flow: "issued", sign: 1 },
  spend: { flow: "spent", sign: -1 },
  return: { flow: "spent", sign: -1 },
  expire: { flow: "expired", sign: -1 },
  revoke: { flow: "clawedBack", sign: -1 },
  adjust: { flow: "adjusted", sign: 1 },
  import: { flow: "adjusted", sign: 1 },
  transfer_in: { flow: "transferredIn", sign: 1 },
  transfer_out: { flow: "transferredOut", sign: -1 },
};

function none(opening: number): LiabilityFlows {
  return {
    opening,
    issued: 0,
    spent: 0,
    expired: 0,
    clawedBack: 0,
    adjusted: 0,
    imported: 0,
    transferredIn: 0,
    transferredOut: 0,
    closing: opening,
  };
}

/**
 * The sums of one wallet as flows of the given periods, oldest first; each opens with what the one before closed with. For each,
 * opening + issued - spent - expired - clawedBack + adjusted + transferredIn - transferredOut = closing.
 */
export function flowsOf(sums: readonly FlowSum[], periods: readonly string[]): LiabilityFlows[] {
  const byPeriod = Map.groupBy(sums, (sum) => sum.period);
  let opening = (byPeriod.get(null) ?? []).reduce((total, { amount }) => total + amount, 0);
  return periods.map((period) => {
    const flows = none(opening);
    for (const { kind, amount } of byPeriod.get(period) ?? []) {
      const { flow, sign } = places[kind];
      flows[flow] += sign * amount;
      if (kind === "import") flows.imported += amount;
      flows.closing += amount;
    }
    opening = flows.closing;
    return flows;
  });
}

/** Several periods in a row as one. */
export function totalOf(flows: readonly LiabilityFlows[]): LiabilityFlows {
  const total = none(flows[0]?.opening ?? 0);
  for (const one of flows) {
    for (const flow of [...new Set(Object.values(places).map((place) => place.flow))]) total[flow] += one[flow];
    total.imported += one.imported;
    total.closing = one.closing;
  }
  return total;
}
