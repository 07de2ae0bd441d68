import type { Programme } from "@regulars/engine";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Progress } from "antd";
import { useState } from "react";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatMoney, formatNumber } from "../../shared/format.ts";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { MovesSankey } from "./moves-sankey.tsx";
import { type PreviewMoves, simulationsApi } from "./simulations-api.ts";

type LadderMoves = PreviewMoves["ladders"][number];

/** Who would change tier if the draft were published now; looked up when asked for, over all members. */
export function MovesPreview({ revision, programme }: { revision: number; programme: Programme | null }) {
  const { t, locale } = usePreferences();
  const [asked, setAsked] = useState(false);
  const preview = useQuery({
    queryKey: ["preview-moves", revision],
    queryFn: () => simulationsApi.previewMoves(),
    enabled: asked,
    staleTime: 60_000,
  });
  return (
    <section aria-label={t("console.moves.title")} className="stack tight">
      <div className="row between">
        <span className="pg-label">{t("console.moves.title")}</span>
        {preview.data ? (
          <span className="small muted">
            {t("console.moves.asOf", { members: formatNumber(locale, preview.data.members) })}{" "}
            <TimeText at={preview.data.asOf} show="relative" />
          </span>
        ) : (
          <Button size="small" loading={preview.isFetching} onClick={() => setAsked(true)}>
            {t("console.moves.look")}
          </Button>
        )}
      </div>
      {preview.isFetching && !preview.data ? (
        <div className="muted small">
          <Progress percent={100} size="small" status="active" showInfo={false} />
          {t("console.moves.looking")}
        </div>
      ) : null}
      {preview.error ? <ErrorPanel error={preview.error} onRetry={() => preview.refetch()} /> : null}
      {preview.data?.ladders.length === 0 ? <div className="muted">{t("console.moves.noLadders")}</div> : null}
      {preview.data?.ladders.map((ladder) => (
        <LadderPreview key={ladder.ladder} moves={ladder} isMoney={countsMoney(programme, ladder.ladder)} />
      ))}
    </section>
  );
}

function countsMoney(programme: Programme | null, id: string): boolean {
  return programme?.ladders.find((ladder) => ladder.id === id)?.metric.kind === "spend";
}

function LadderPreview({ moves, isMoney }: { moves: LadderMoves; isMoney: boolean }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const { currency } = useProgrammeUnits();
  const nameOf = (id: string | null) => {
    if (id === null) return t("console.sim.noTier");
    const tier = moves.tiers.find((one) => one.id === id);
    return (tier && say(tier.name)) || id;
  };
  const moving = moves.moves.filter((move) => move.from !== move.to);
  const atRisk = moves.atRisk.reduce((sum, one) => sum + one.members, 0);
  const metric = (value: number) => (isMoney ? formatMoney(locale, value, currency) : formatNumber(locale, value));
  return (
    <div className="stack tight">
      <div className="row">
        <strong>{say(moves.name)}</strong>
        <span className="good">{t("console.moves.upgraded", { count: moves.upgraded })}</span>
        <span className={moves.downgraded > 0 ? "bad" : "muted"}>
          {t("console.moves.downgraded", { count: moves.downgraded })}
        </span>
        <span className="muted">{t("console.moves.unchanged", { count: moves.unchanged })}</span>
      </div>
      {moving.length === 0 ? (
        <div className="muted">{t("console.moves.nobody")}</div>
      ) : (
        <MovesSankey
          label={t("console.moves.title")}
          ladder={moves.ladder}
          tiers={moves.tiers.map(({ id }) => id)}
          flows={moves.moves}
          nameOf={nameOf}
          height={200}
        />
      )}
      {atRisk > 0 ? (
        <div className="small warn">
          {t("console.moves.atRisk", { count: atRisk })}{" "}
          {moves.atRisk
            .map((one) => `${nameOf(one.tier)} → ${nameOf(one.reaches)} ${formatNumber(locale, one.members)}`)
            .join(" · ")}
        </div>
      ) : null}
      {moves.samples.length > 0 ? (
        <ul className="small" style={{ margin: 0, paddingInlineStart: 18 }} aria-label={t("console.moves.samples")}>
          {moves.samples.slice(0, 8).map((sample) => (
            <li key={sample.memberId}>
              <Link to="/members/$id" params={{ id: sample.memberId }} target="_blank">
                {sample.name ?? sample.memberNo ?? t("console.members.nameless")}
              </Link>{" "}
              {nameOf(sample.from)} → {nameOf(sample.to)}
              {sample.metric === null ? null : <span className="muted"> · {metric(sample.metric)}</span>}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
