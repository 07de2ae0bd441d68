import { useQuery } from "@tanstack/react-query";
import { Progress, Skeleton, Tooltip } from "antd";
import type { ReactNode } from "react";
import { api } from "../../shared/api/index.ts";
import type { MemberScores } from "../../shared/api/reports.ts";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatMoney, formatNumber, formatShare } from "../../shared/format.ts";
import { MoneyText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";

/** What models say of a member, with what they go by. */
export function ScoresTab({ memberId }: { memberId: string }) {
  const { t } = usePreferences();
  const say = useLocalText();
  const scores = useQuery({
    queryKey: ["member", memberId, "scores"],
    queryFn: () => api.reports.memberScores(memberId),
  });
  if (scores.error) return <ErrorPanel error={scores.error} onRetry={() => scores.refetch()} />;
  if (!scores.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { data } = scores;
  if (data.notScored) return <EmptyState title={say(data.notScored.text)} hint={t("console.scores.emptyHint")} />;
  return (
    <div className="grid halves">
      <Value data={data} />
      <ChurnRisk data={data} />
      <Health data={data} />
      <Habits data={data} />
      <Needs data={data} />
      <Offers memberId={memberId} data={data} />
      <p className="small muted" style={{ gridColumn: "1 / -1", margin: 0 }}>
        {t("console.overview.asOf")} <TimeText at={data.asOf} /> ·{" "}
        {Object.entries(data.versions)
          .map(([kind, version]) => `${isKind(kind) ? t(`console.scores.kind.${kind}`) : kind} v${version}`)
          .join(" · ")}
      </p>
    </div>
  );
}

const kinds = ["purchases", "spend", "churn", "recommendation"] as const;
const isKind = (text: string): text is (typeof kinds)[number] => kinds.some((kind) => kind === text);

type Fact = [name: string, value: ReactNode, meaning?: string];

function Facts({ title, facts, children }: { title: string; facts: Fact[]; children?: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 style={{ fontSize: 14, margin: "0 0 8px" }}>{title}</h3>
      <dl className="definition-list">
        {facts.map(([name, value, meaning], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two reasons may bear the same name, and facts never reorder
          <div key={index} style={{ display: "contents" }}>
            <dt>{meaning ? <Definition meaning={meaning}>{name}</Definition> : name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}

function Value({ data }: { data: MemberScores }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const { value } = data;
  const money = (amount: number | null) =>
    amount === null ? "—" : <MoneyText amount={Math.round(amount)} currency={data.currency} />;
  return (
    <Facts
      title={t("console.scores.value")}
      facts={[
        [t("console.value.predicted"), money(value.predicted), t("console.scores.about.predicted")],
        [
          t("console.scores.range"),
          value.low === null || value.high === null ? (
            "—"
          ) : (
            <>
              {money(value.low)} – {money(value.high)}
            </>
          ),
          t("console.scores.about.range"),
        ],
        [
          t("console.scores.expectedOrders"),
          value.expectedOrders === null ? "—" : formatNumber(locale, value.expectedOrders, 1),
        ],
        [
          t("console.scores.alive"),
          value.probabilityAlive === null ? "—" : formatShare(locale, value.probabilityAlive),
          t("console.scores.about.alive"),
        ],
        [t("console.value.historic"), money(value.historic), t("console.scores.about.historic")],
        ...(value.inputs
          ? ([
              [t("console.scores.meanSpend"), money(value.inputs.meanSpend)],
              [t("console.scores.perMonth"), formatNumber(locale, value.inputs.ordersPerMonth, 2)],
              [t("console.scores.months"), formatNumber(locale, value.inputs.months, 1)],
              [t("console.scores.margin"), formatShare(locale, value.inputs.margin)],
              [
                t("console.scores.cac"),
                value.inputs.acquisitionCostReason
                  ? say(value.inputs.acquisitionCostReason.text)
                  : money(value.inputs.acquisitionCost),
              ],
            ] as Fact[])
          : []),
        ...(data.rfm ? ([[t("console.scores.group"), say(data.rfm.groupName)]] as Fact[]) : []),
      ]}
    >
      {value.notEnoughData ? <p className="small muted">{say(value.notEnoughData.text)}</p> : null}
    </Facts>
  );
}

/** Features of the churn model that are money, and those whose number tells people nothing. */
const moneyFeatures = new Set(["totalSpend", "meanSpend", "spend30", "spend90", "spend365"]);
const seasonFeatures = new Set(["season", "seasonSine"]);

function ChurnRisk({ data }: { data: MemberScores }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const toldValue = (feature: string, value: number) =>
    moneyFeatures.has(feature) ? formatMoney(locale, Math.round(value), data.currency) : formatNumber(locale, value, 1);
  const { churn } = data;
  return (
    <Facts
      title={t("console.scores.churn")}
      facts={[
        [t("console.segment.churn"), churn.probability === null ? "—" : formatShare(locale, churn.probability)],
        [t("console.segment.churnDate"), churn.date ?? "—"],
        [
          t("console.scores.threshold"),
          t("console.scores.thresholdText", {
            days: churn.horizonDays,
            share: formatShare(locale, churn.threshold, 0),
          }),
        ],
        ...churn.reasons.map(
          (reason): Fact => [
            t(reason.raises ? "console.scores.raises" : "console.scores.lowers"),
            reason.value === null || seasonFeatures.has(reason.feature)
              ? say(reason.name)
              : t("console.scores.reason", { name: say(reason.name), value: toldValue(reason.feature, reason.value) }),
          ],
        ),
      ]}
    >
      {churn.notEnoughData ? <p className="small muted">{say(churn.notEnoughData.text)}</p> : null}
      <Silence weeks={churn.weeks.slice(0, 26)} />
    </Facts>
  );
}

/** The chance that no order comes until each of the coming weeks, the first and the last in words. */
function Silence({ weeks }: { weeks: MemberScores["churn"]["weeks"] }) {
  const { t, locale } = usePreferences();
  const words = (week: (typeof weeks)[number]) =>
    t("console.scores.week", { week: week.week, share: formatShare(locale, week.silent) });
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return null;
  return (
    <figure style={{ margin: "8px 0 0", maxWidth: 280 }}>
      <figcaption className="small muted">{t("console.scores.silence")}</figcaption>
      <div
        className="row"
        style={{ alignItems: "flex-end", gap: 2, height: 56, marginTop: 8, flexWrap: "nowrap" }}
        role="img"
        aria-label={`${t("console.scores.silence")}: ${words(first)}, ${words(last)}`}
      >
        {weeks.map((week) => (
          <Tooltip key={week.week} title={words(week)}>
            <span
              style={{
                flex: 1,
                height: `${Math.max(2, 100 * week.silent)}%`,
                background: "var(--rg-accent)",
                borderRadius: 2,
              }}
            />
          </Tooltip>
        ))}
      </div>
      <div className="row between small muted">
        <span>{words(first)}</span>
        <span>{words(last)}</span>
      </div>
    </figure>
  );
}

function Health({ data }: { data: MemberScores }) {
  const { t, locale } = usePreferences();
  const value = data.health.value === null ? "—" : formatNumber(locale, data.health.value);
  return (
    <Bars
      title={`${t("console.segment.health")} ${value}`}
      meaning={t("console.scores.about.health")}
      parts={data.health.parts.map((part) => ({ ...part, key: part.part }))}
    />
  );
}

interface Part {
  key: string;
  name: { zh: string; en: string };
  value: number | null;
  reason: { zh: string; en: string } | null;
}

/** Numbers from 0 to 100, or why there is none. */
function Bars({ title, meaning, parts }: { title: string; meaning: string; parts: Part[] }) {
  const { locale } = usePreferences();
  const say = useLocalText();
  return (
    <section aria-label={title}>
      <h3 style={{ fontSize: 14, margin: "0 0 8px" }}>
        <Definition meaning={meaning}>{title}</Definition>
      </h3>
      {parts.map((part) => (
        <div key={part.key} style={{ marginBottom: 4 }}>
          <div className="row between small">
            <span>{say(part.name)}</span>
            <span className="muted">
              {part.value === null ? (part.reason ? say(part.reason) : "—") : formatNumber(locale, part.value)}
            </span>
          </div>
          {part.value === null ? null : (
            <Progress
              percent={Math.round(part.value)}
              showInfo={false}
              size="small"
              strokeColor="var(--rg-accent)"
              aria-label={say(part.name)}
            />
          )}
        </div>
      ))}
    </section>
  );
}

function Needs({ data }: { data: MemberScores }) {
  const { t } = usePreferences();
  return (
    <Bars
      title={t("console.scores.needs")}
      meaning={t("console.scores.about.needs")}
      parts={data.needs.map((need) => ({ ...need, key: need.need }))}
    />
  );
}

function Habits({ data }: { data: MemberScores }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const { habits } = data;
  const word = (group: "type" | "potential", value: string | null) =>
    value === null ? "—" : t(`console.scores.${group}.${value}` as "console.scores.type.saver");
  return (
    <Facts
      title={t("console.scores.habits")}
      facts={[
        [
          t("console.scores.category"),
          habits.topCategory === null
            ? "—"
            : habits.topCategoryShare === null
              ? habits.topCategory
              : t("console.scores.categoryShare", {
                  category: habits.topCategory,
                  share: formatShare(locale, habits.topCategoryShare, 0),
                }),
        ],
        [
          t("console.scores.coreFit"),
          habits.coreFit === null ? "—" : formatShare(locale, habits.coreFit, 0),
          t("console.scores.about.coreFit"),
        ],
        [t("console.scores.hour"), habits.hour === null ? "—" : `${habits.hour}:00`],
        [
          t("console.scores.weekday"),
          habits.weekday === null ? "—" : t(`console.times.day${habits.weekday}` as "console.times.day1"),
        ],
        [
          t("console.scores.gap"),
          habits.gapDays === null ? "—" : t("console.report.days", { count: Math.round(habits.gapDays) }),
        ],
        [t("console.scores.nextPurchase"), data.nextPurchaseDate ?? "—", t("console.scores.about.nextPurchase")],
        [t("console.scores.channel"), habits.channel ?? "—"],
        [t("console.scores.type"), word("type", data.consumptionType), t("console.scores.about.type")],
        [
          t("console.scores.price"),
          data.priceSensitivity === null ? "—" : formatShare(locale, data.priceSensitivity, 0),
          t("console.scores.about.price"),
        ],
        [t("console.scores.potential"), word("potential", data.potential), t("console.scores.about.potential")],
        [
          t("console.scores.rising"),
          data.rising === null ? "—" : t(data.rising ? "console.programme.yes" : "console.programme.no"),
          t("console.scores.about.rising"),
        ],
        [t("console.scores.loyalty"), data.emotionalLoyalty.reason ? say(data.emotionalLoyalty.reason) : "—"],
      ]}
    />
  );
}

function Offers({ memberId, data: { nextOffer } }: { memberId: string; data: MemberScores }) {
  const { t } = usePreferences();
  const say = useLocalText();
  const offers = useQuery({
    queryKey: ["member", memberId, "recommendations"],
    queryFn: () => api.reports.recommendations(memberId),
  });
  if (offers.error) return <ErrorPanel error={offers.error} onRetry={() => offers.refetch()} />;
  if (!offers.data) return <Skeleton active paragraph={{ rows: 3 }} />;
  const { method, items, notEnoughData } = offers.data;
  return (
    <section aria-label={t("console.scores.offers")}>
      <h3 style={{ fontSize: 14, margin: "0 0 8px" }}>{t("console.scores.offers")}</h3>
      {method === "personalisation_off" ? <p className="muted">{t("console.scores.off")}</p> : null}
      {notEnoughData ? <p className="muted">{say(notEnoughData.text)}</p> : null}
      {nextOffer ? (
        <p style={{ margin: "0 0 8px" }}>
          {nextOffer.because
            ? t("console.scores.nextOffer", {
                product: nextOffer.name ?? nextOffer.sku,
                because: nextOffer.because.name ?? nextOffer.because.sku,
              })
            : t("console.scores.nextOfferAgain", { product: nextOffer.name ?? nextOffer.sku })}
        </p>
      ) : null}
      <ol style={{ margin: 0, paddingInlineStart: 20 }}>
        {items.map((item) => (
          <li key={item.sku}>
            {item.name ?? item.sku} <span className="small muted">{say(item.reason)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
