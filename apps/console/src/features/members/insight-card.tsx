import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { api } from "../../shared/api/index.ts";
import type { Member } from "../../shared/api/types.ts";
import { Definition } from "../../shared/definition.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatNumber, formatShare } from "../../shared/format.ts";
import { MoneyText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { StageTag } from "../../shared/tier-tag.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { StageReasons } from "./stage-reasons.tsx";

/** Where the member stands in the life cycle and why, and what the RFM scores say. */
export function InsightCard({ member }: { member: Member }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const words = useProgrammeWords();
  const { data, error, refetch, isLoading } = useQuery({
    queryKey: ["member", member.id, "insight"],
    queryFn: () => api.insights.member(member.id),
  });
  const stage = data?.stage?.id ?? member.stage;
  const since = data?.stage?.since ?? member.stageSince;
  const word = stage ? words.stage(stage) : undefined;
  const sentence = word?.sentence;
  return (
    <section className="panel" aria-label={t("console.member.value")}>
      {isLoading ? <Skeleton active paragraph={{ rows: 2 }} /> : null}
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {data ? (
        <div className="insight-grid">
          <div>
            <div className="muted small">{t("console.members.stage")}</div>
            <div className="row" style={{ fontSize: 16, fontWeight: 600, margin: "2px 0 4px" }}>
              <StageTag stage={stage} />
              {since ? (
                <span className="muted small" style={{ fontWeight: 400 }}>
                  {t("console.member.stageSince")} <TimeText at={since} show="date" />
                </span>
              ) : null}
            </div>
            {data.stage?.explanation ? (
              <details className="small" style={{ marginTop: 4 }}>
                <summary>
                  {say(data.stage.explanation.sentence)}{" "}
                  <span className="link-button">{t("console.timeline.why")}</span>
                </summary>
                {data.stage.explanation.children.map((child, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the tree has no ids and never reorders
                  <StageReasons key={index} explanation={child} />
                ))}
              </details>
            ) : sentence ? (
              <div className="small">{say(sentence)}</div>
            ) : null}
          </div>
          {data.rfm ? (
            <div>
              <div className="muted small">
                <Definition meaning={t("console.rfm.meaning")} formula={t("console.rfm.formula")}>
                  {t("console.member.rfm")}
                </Definition>
              </div>
              <RfmScore
                letter="R"
                score={data.rfm.r}
                text={t("console.member.recency", { days: data.rfm.recencyDays })}
              />
              <RfmScore
                letter="F"
                score={data.rfm.f}
                text={t("console.member.frequency", { count: data.rfm.frequency })}
              />
              <RfmScore
                letter="M"
                score={data.rfm.m}
                text={
                  <>
                    <MoneyText amount={data.rfm.monetary} currency={data.currency} /> ·{" "}
                    {t("console.member.percentile", {
                      share: formatShare(locale, Math.floor(data.rfm.percentile * 100 - 1e-9) / 100, 0),
                    })}
                  </>
                }
              />
            </div>
          ) : (
            <div className="muted">{t("console.member.noRfm")}</div>
          )}
          {data.habits ? (
            <dl className="definition-list" style={{ alignContent: "start" }}>
              <dt>{t("console.member.favouriteTime")}</dt>
              <dd>{favouriteTime(data.habits.favouriteWeekday, data.habits.favouriteHour, locale)}</dd>
              <dt>{t("console.member.gap")}</dt>
              <dd>
                {data.habits.averageGapDays === null
                  ? "—"
                  : t("console.member.days", { days: formatNumber(locale, data.habits.averageGapDays, 1) })}
              </dd>
              <dt>{t("console.member.categories")}</dt>
              <dd>{data.habits.topCategories.map((top) => top.category).join(" · ") || "—"}</dd>
            </dl>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

function RfmScore({ letter, score, text }: { letter: string; score: number; text: React.ReactNode }) {
  return (
    <div className="row" style={{ marginTop: 4, flexWrap: "nowrap" }}>
      <strong style={{ width: 14 }}>{letter}</strong>
      <span className="score" role="img" aria-label={`${letter} ${score} / 5`}>
        {[1, 2, 3, 4, 5].map((step) => (
          <i key={step} className={step <= score ? "on" : ""} />
        ))}
      </span>
      <span className="num">{score}</span>
      <span className="muted small">{text}</span>
    </div>
  );
}

/** Monday is 1. */
function favouriteTime(weekday: number | null, hour: number | null, locale: string): string {
  if (weekday === null && hour === null) return "—";
  const day =
    weekday === null
      ? ""
      : new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(
          new Date(Date.UTC(2024, 0, weekday)),
        );
  const time =
    hour === null ? "" : `${String(hour).padStart(2, "0")}:00–${String((hour + 1) % 24).padStart(2, "0")}:00`;
  return `${day} ${time}`.trim();
}
