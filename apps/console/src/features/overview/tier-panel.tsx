import type { Overview } from "../../shared/api/insights.ts";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { ShareBars } from "./share-bars.tsx";

export function TierPanel({ ladder }: { ladder: Overview["members"]["byTier"][number] }) {
  const t = useT();
  const say = useLocalText();
  const words = useProgrammeWords();
  return (
    <section className="panel" aria-label={t("console.overview.byTier", { ladder: say(ladder.name) })}>
      <div className="panel-head">
        <h2>{t("console.overview.byTier", { ladder: say(ladder.name) })}</h2>
      </div>
      <ShareBars
        bars={ladder.tiers.map((tier) => ({
          key: tier.tier,
          name: say(tier.name),
          color: tier.color ?? words.tier(ladder.ladder, tier.tier).color,
          members: tier.members,
          share: tier.share,
          rows: tier.rows,
        }))}
      />
    </section>
  );
}
