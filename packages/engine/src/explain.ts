import { english } from "./explain-en.ts";
import { chinese } from "./explain-zh.ts";
import type { Explanation } from "./facts.ts";
import { countText, moneyText } from "./money-text.ts";
import type { Locale } from "./sentence-parts.ts";

/** The parameters of an explanation in one language. */
export interface Words {
  has: (name: string) => boolean;
  /** A name in the language asked for, or text as it is; empty when absent. */
  text: (name: string) => string;
  number: (name: string) => number;
  /** `1,234`. */
  count: (name: string) => string;
  /** Minor units as money. */
  money: (name: string) => string;
  /** The value of a ladder's metric, in its own unit. */
  metric: (name: string) => string;
  /** The word for a point. */
  unit: string;
  /** Whether minor units are fen of yuan, which have short words of their own in Chinese. */
  isYuan: boolean;
  parts: readonly Explanation[];
}

export type Phrases = Record<string, (words: Words, part: (explanation: Explanation) => string) => string>;

const books: Record<Locale, { phrases: Phrases; unit: string; metric: (kind: string, value: string) => string }> = {
  zh: chinese,
  en: english,
};

function wordsOf({ params, parts }: Explanation, locale: Locale, currency: string): Words {
  const book = books[locale];
  const number = (name: string): number => Number(params[name] ?? 0);
  const text = (name: string): string => {
    const value = params[name];
    if (value === null || value === undefined) return "";
    return typeof value === "object" ? value[locale] : String(value);
  };
  const count = (name: string): string => countText(number(name));
  const money = (name: string): string => moneyText(number(name), locale, currency);
  const kind = text("metricKind");
  return {
    has: (name) => params[name] !== undefined && params[name] !== null,
    text,
    number,
    count,
    money,
    metric: (name) => book.metric(kind, kind === "spend" ? money(name) : count(name)),
    unit: text("unit") || book.unit,
    isYuan: currency === "CNY",
    parts: parts ?? [],
  };
}

/**
 * The sentence for an explanation of an entry or a tier change, without a final stop, e.g.
 * `本单 129.90 元 × 1 分/元 × 金卡 1.5 = 194 分（规则「消费得积分」，v3）`. A code that is not known comes back as it is.
 */
export function explain(explanation: Explanation, locale: Locale, { currency }: { currency: string }): string {
  const phrase = books[locale].phrases[explanation.code];
  if (!phrase) return explanation.code;
  return phrase(wordsOf(explanation, locale, currency), (part) => explain(part, locale, { currency }));
}
