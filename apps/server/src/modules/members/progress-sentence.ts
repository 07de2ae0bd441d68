import type { Programme, TierProgress } from "@regulars/engine";

type MetricKind = Programme["ladders"][number]["metric"]["kind"];

const units: Record<
  Exclude<MetricKind, "spend">,
  { zh: (n: string) => string; en: (n: string, one: boolean) => string }
> = {
  orders: { zh: (n) => `${n} 单`, en: (n, one) => `${n} ${one ? "order" : "orders"}` },
  visits: { zh: (n) => `到店 ${n} 天`, en: (n, one) => `${n} ${one ? "visit" : "visits"}` },
  points_earned: { zh: (n) => `${n} 积分`, en: (n, one) => `${n} ${one ? "point" : "points"}` },
};

/** How far it is to the next tier, as a member reads it. Empty for a ladder the programme does not have. */
export function progressSentence(programme: Programme, progress: TierProgress): { zh: string; en: string } {
  const ladder = programme.ladders.find((candidate) => candidate.id === progress.ladder);
  if (!ladder) return { zh: "", en: "" };
  const { next } = progress;
  if (!next) return { zh: "已是最高等级", en: "The highest tier is reached" };
  const tier = ladder.tiers.find((candidate) => candidate.id === next.tier);
  const name = tier?.name ?? { zh: next.tier, en: next.tier };
  const { kind } = ladder.metric;
  if (kind === "spend") {
    return {
      zh: `再消费 ${money(next.missing, programme.currency, "zh-CN")}升级为${name.zh}`,
      en: `${money(next.missing, programme.currency, "en")} more to reach ${name.en}`,
    };
  }
  const unit = units[kind];
  return {
    zh: `还差 ${unit.zh(count(next.missing, "zh-CN"))}升级为${name.zh}`,
    en: `${unit.en(count(next.missing, "en"), next.missing === 1)} more to reach ${name.en}`,
  };
}

function money(minorUnits: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** digits);
}

function count(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}
