import type { Programme } from "@regulars/engine";
import { useMemo } from "react";
import { formatNumber } from "../../shared/format.ts";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";

/** Names and units of the programme under trial, which may differ from the published one. */
export function useTrialNames(programme: Programme | null) {
  const say = useLocalText();
  const { locale } = usePreferences();
  return useMemo(() => {
    const wallets = programme?.wallets ?? [];
    const ladders = programme?.ladders ?? [];
    const nameOf = (items: readonly { id: string; name: { zh: string; en: string } }[], id: string) => {
      const found = items.find((item) => item.id === id);
      return (found && say(found.name)) || id;
    };
    const tiers = ladders.flatMap((ladder) => ladder.tiers);
    return {
      wallets,
      ladders,
      wallet: (id: string) => nameOf(wallets, id),
      ladder: (id: string) => nameOf(ladders, id),
      tier: (ladder: string, id: string) => nameOf(ladders.find((one) => one.id === ladder)?.tiers ?? [], id),
      /** Where only the tier is told. */
      anyTier: (id: string) => nameOf(tiers, id),
      stage: (id: string) => nameOf(programme?.lifecycle.stages ?? [], id),
      points: (wallet: string, amount: number) => {
        const decimals = wallets.find((one) => one.id === wallet)?.decimals ?? 0;
        return formatNumber(locale, amount / 10 ** decimals, decimals);
      },
    };
  }, [programme, say, locale]);
}

export type TrialNames = ReturnType<typeof useTrialNames>;
