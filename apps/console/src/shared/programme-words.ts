import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "./api/index.ts";
import type { LocalText, ProgrammeNow } from "./api/types.ts";
import { useLocalText } from "./preferences.tsx";

/** The published programme; kept, because every screen shows its names. */
export function useProgramme() {
  return useQuery({ queryKey: ["programme"], queryFn: () => api.programme.read(), staleTime: 300_000 });
}

/** How many decimals the points of a wallet are shown with; kept amounts are in the smallest unit. */
export function useWalletDecimals(wallet: string | undefined): number {
  const { data } = useProgramme();
  return data?.programme.wallets.find(({ id }) => id === wallet)?.decimals ?? 0;
}

const tierColors = ["#8a94a0", "#4f86a8", "#a3742c", "#7a5ea8", "#2f7d6b", "#a04a5c"];
const stageColors = ["#9aa5b1", "#2f80c2", "#0f9b8e", "#6b5bd2", "#c2664a", "#b0413e"];

export interface TierWord {
  ladder: string;
  tier: string;
  name: string;
  ladderName: string;
  color: string;
  from: number;
  benefits: string[];
}

function wordsOf(data: ProgrammeNow | undefined, say: (text: LocalText) => string) {
  const programme = data?.programme;
  const named = (items: { id: string; name: LocalText }[] | undefined, id: string) => {
    const found = items?.find((item) => item.id === id);
    return found ? say(found.name) : id;
  };
  const tiers: TierWord[] = (programme?.ladders ?? []).flatMap((ladder) =>
    ladder.tiers.map((tier, index) => ({
      ladder: ladder.id,
      tier: tier.id,
      name: say(tier.name),
      ladderName: say(ladder.name),
      color: tier.color ?? tierColors[index % tierColors.length] ?? "#8a94a0",
      from: tier.from,
      benefits: tier.benefits.map(say),
    })),
  );
  const stages = (programme?.lifecycle.stages ?? []).map((stage, index) => ({
    id: stage.id,
    name: say(stage.name),
    color: stage.color ?? stageColors[index % stageColors.length] ?? "#9aa5b1",
    sentence: data?.words.stages.find((word) => word.id === stage.id),
    isRest: isAlways(stage.when),
  }));
  return {
    version: data?.version ?? null,
    ladders: programme?.ladders ?? [],
    tiers,
    stages,
    wallets: programme?.wallets ?? [],
    tierOffers: programme?.tierOffers ?? [],
    tier: (ladder: string, tier: string): TierWord =>
      tiers.find((word) => word.ladder === ladder && word.tier === tier) ?? {
        ladder,
        tier,
        name: tier,
        ladderName: ladder,
        color: "#8a94a0",
        from: 0,
        benefits: [],
      },
    stage: (id: string) =>
      stages.find((stage) => stage.id === id) ?? { id, name: id, color: "#9aa5b1", sentence: undefined, isRest: false },
    wallet: (id: string) => named(programme?.wallets, id),
    rule: (id: string) => named(programme?.rules, id),
  };
}

/** Names and colours of what the programme defines, in the reader's language; an unknown id shows as itself. */
export function useProgrammeWords() {
  const { data } = useProgramme();
  const say = useLocalText();
  return useMemo(() => wordsOf(data, say), [data, say]);
}

/** The condition that every member meets: the stage of those whom no earlier stage took. */
function isAlways(when: object): boolean {
  return "all" in when && Array.isArray(when.all) && when.all.length === 0;
}
