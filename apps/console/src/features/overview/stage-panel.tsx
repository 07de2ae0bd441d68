import type { Overview } from "../../shared/api/insights.ts";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { ShareBars } from "./share-bars.tsx";

export function StagePanel({ overview }: { overview: Overview }) {
  const t = useT();
  const say = useLocalText();
  const words = useProgrammeWords();
  return (
    <section className="panel" aria-labelledby="stage-title">
      <div className="panel-head">
        <h2 id="stage-title">{t("console.overview.byStage")}</h2>
      </div>
      <ShareBars
        bars={overview.members.byStage.map((stage) => ({
          key: stage.stage ?? "none",
          name: say(stage.name),
          color: stage.color ?? (stage.stage ? words.stage(stage.stage).color : "var(--rg-guest)"),
          members: stage.members,
          share: stage.share,
          rows: stage.rows,
        }))}
      />
    </section>
  );
}
