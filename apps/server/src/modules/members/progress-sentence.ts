import { countText, localDate, moneyText, namesOf, type Programme, type TierProgress } from "@regulars/engine";

interface LocalText {
  zh: string;
  en: string;
}

type Ladder = Programme["ladders"][number];
type Need = NonNullable<TierProgress["next"]> | NonNullable<TierProgress["keep"]>;
type Grant = NonNullable<TierProgress["grant"]>;

/** Where a member stands on a ladder, as the member reads it. */
export interface ProgressWords {
  next: LocalText | null;
  keep: LocalText | null;
  grant: LocalText | null;
  /** Parts of a condition that do not hold, of the next tier and of the present one. */
  unmet: { next: LocalText[]; keep: LocalText[] };
  /** All of it in one line. */
  sentence: LocalText;
}

interface Words {
  programme: Programme;
  ladder: Ladder;
  zone: string;
}

/** How far it is to the next tier, what keeps the present one, and who gave it. Empty for a ladder the programme does not have. */
export function progressWords(programme: Programme, progress: TierProgress, zone: string): ProgressWords {
  const ladder = programme.ladders.find((candidate) => candidate.id === progress.ladder);
  const none = { next: [], keep: [] };
  if (!ladder) return { next: null, keep: null, grant: null, unmet: none, sentence: { zh: "", en: "" } };
  const words = { programme, ladder, zone };
  const { tier, next, keep, grant } = progress;
  const nextText = next && nextWords(words, next);
  const keepText = keep && keepWords(words, keep);
  const grantText = grant && grantWords(words, tier, grant);
  const parts = [grantText, keepText, nextText ?? topWords(ladder, tier)].filter((part) => part !== null);
  return {
    next: nextText,
    keep: keepText,
    grant: grantText,
    unmet: { next: next ? unmetWords(programme, next) : [], keep: keep ? unmetWords(programme, keep) : [] },
    sentence: { zh: parts.map(({ zh }) => zh).join("；"), en: parts.map(({ en }) => en).join(". ") },
  };
}

function nameOf(ladder: Ladder, tier: string): LocalText {
  return ladder.tiers.find((candidate) => candidate.id === tier)?.name ?? { zh: tier, en: tier };
}

/** There is no next tier that could be earned. */
function topWords(ladder: Ladder, tier: string): LocalText {
  if (ladder.tiers.at(-1)?.id === tier) return { zh: "已是最高等级", en: "The highest tier is reached" };
  return { zh: "更高等级仅限邀请", en: "Higher tiers are by invitation only" };
}

function nextWords(words: Words, next: NonNullable<TierProgress["next"]>): LocalText {
  const name = nameOf(words.ladder, next.tier);
  if (next.missing === 0 || next.unmet?.length === 0) {
    return { zh: `已达到${name.zh}的条件`, en: `What ${name.en} needs is reached` };
  }
  return needWords(words, next, next.by, { zh: `升${name.zh}`, en: `to reach ${name.en}` });
}

function keepWords(words: Words, keep: NonNullable<TierProgress["keep"]>): LocalText {
  const name = nameOf(words.ladder, keep.tier);
  return needWords(words, keep, keep.until, { zh: `可保级${name.zh}`, en: `to keep ${name.en}` });
}

/** `再消费 320.00 元升金卡，或再得 200 分，2026-12-31 前` / `Spend ¥320.00 more, or earn 200 points, by 2026-12-31 to reach Gold`. */
function needWords(words: Words, need: Need, by: number | null, goal: LocalText): LocalText {
  const { programme, ladder, zone } = words;
  const last = by === null ? null : localDate(by - 1, zone);
  const date = last === null ? { zh: "", en: "" } : { zh: `，${last} 前`, en: ` by ${last}` };
  const orPoints = orPointsWords(words, need);
  const unmet = shortened(unmetWords(programme, need));
  if (need.missing === null) {
    const points = orPoints === null ? { zh: "", en: "" } : { zh: `，或${orPoints.zh}`, en: `, or ${orPoints.en}` };
    const head = `${goal.en.charAt(0).toUpperCase()}${goal.en.slice(1)}`;
    return {
      zh: `符合以下条件${goal.zh}${date.zh}：${unmet.zh}${points.zh}`,
      en: `${head}${date.en}: ${unmet.en}${points.en}`,
    };
  }
  const amount = missingWords(programme, ladder, need.missing);
  const or = orPoints === null ? { zh: "", en: "" } : { zh: `，或${orPoints.zh}`, en: `, or ${orPoints.en},` };
  return { zh: `${amount.zh}${goal.zh}${or.zh}${date.zh}`, en: `${amount.en}${or.en}${date.en} ${goal.en}` };
}

function orPointsWords({ programme, ladder }: Words, need: Need): LocalText | null {
  const wallet = ladder.tiers.find((tier) => tier.id === need.tier)?.orPoints?.wallet;
  if (need.orPointsMissing === undefined || wallet === undefined) return null;
  return pointsWords(programme, wallet, need.orPointsMissing);
}

function pointsWords(programme: Programme, wallet: string, points: number): LocalText {
  const unit = programme.wallets.find((candidate) => candidate.id === wallet)?.unit;
  const count = countText(points);
  return { zh: `再得 ${count} ${unit?.zh ?? "分"}`, en: `earn ${count} ${unit?.en ?? plural(points, "point")}` };
}

function missingWords(programme: Programme, { metric }: Ladder, missing: number): LocalText {
  const n = countText(missing);
  switch (metric.kind) {
    case "spend": {
      const { currency } = programme;
      return {
        zh: `再消费 ${moneyText(missing, "zh", currency)}`,
        en: `Spend ${moneyText(missing, "en", currency)} more`,
      };
    }
    case "orders":
      return { zh: `再下 ${n} 单`, en: `${n} more ${plural(missing, "order")}` };
    case "visits":
      return { zh: `再到店 ${n} 天`, en: `${n} more ${plural(missing, "day")} with a visit` };
    case "points_earned": {
      const { zh, en } = pointsWords(programme, metric.wallet, missing);
      return { zh, en: `E${en.slice(1)} more` };
    }
    case "events":
      return { zh: `再完成 ${n} 次「${metric.event}」`, en: `${n} more ${plural(missing, "time")} “${metric.event}”` };
    case "growth":
    case "condition":
      return { zh: `还差 ${n} 成长值`, en: `${n} more growth value` };
  }
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}

function unmetWords(programme: Programme, { unmet }: Need): LocalText[] {
  return (unmet ?? []).map((node) => ({
    zh: node.sentence("zh", namesOf(programme, "zh")),
    en: node.sentence("en", namesOf(programme, "en")),
  }));
}

const mostParts = 3;

function shortened(parts: LocalText[]): LocalText {
  const shown = parts.slice(0, mostParts);
  const rest = parts.length - shown.length;
  const text = { zh: shown.map(({ zh }) => zh).join("；"), en: shown.map(({ en }) => en).join("; ") };
  if (rest === 0) return text;
  return { zh: `${text.zh}；另有 ${rest} 项`, en: `${text.en}; and ${rest} more` };
}

const sources: Record<Grant["source"], LocalText> = {
  manual: { zh: "手工", en: "by hand" },
  invitation: { zh: "邀请", en: "by invitation" },
  voucher: { zh: "升级券", en: "by voucher" },
  points: { zh: "积分兑换", en: "for points" },
};

function grantWords({ ladder, zone }: Words, tier: string, grant: Grant): LocalText {
  const name = nameOf(ladder, tier);
  if (grant.isLifetime) return { zh: `${name.zh}终身有效`, en: `${name.en} for life` };
  const source = sources[grant.source];
  if (grant.until === null) return { zh: `${name.zh}由${source.zh}授予`, en: `${name.en} given ${source.en}` };
  const last = localDate(grant.until - 1, zone);
  return { zh: `${name.zh}由${source.zh}授予，有效至 ${last}`, en: `${name.en} given ${source.en} until ${last}` };
}
