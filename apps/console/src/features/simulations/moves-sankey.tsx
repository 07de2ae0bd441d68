import { useCallback, useMemo } from "react";
import { FlowSankey } from "../../shared/flow-sankey.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";

interface MovesSankeyProps {
  label: string;
  ladder: string;
  /** Lowest first. */
  tiers: string[];
  flows: { from: string | null; to: string | null; members: number }[];
  nameOf: (tier: string | null) => string;
  height?: number;
}

/** Members by the tier they come from and the tier they end in, the highest on top, those without a tier at the bottom. */
export function MovesSankey({ label, ladder, tiers, flows, nameOf, height = 280 }: MovesSankeyProps) {
  const words = useProgrammeWords();
  const order = useMemo(() => [...tiers].reverse(), [tiers]);
  const look = useCallback(
    (tier: string | null) => ({
      name: nameOf(tier),
      color: tier === null ? undefined : words.tier(ladder, tier).color,
    }),
    [ladder, nameOf, words],
  );
  return <FlowSankey label={label} flows={flows} look={look} order={order} height={height} />;
}
