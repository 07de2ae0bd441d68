import type { Condition } from "./condition.ts";
import { namesOf } from "./describe.ts";
import type { LocalText, Programme } from "./programme.ts";
import { type Locale, sentence } from "./sentence.ts";

/** One thing about an entity that may change, how it is called and how its value is said. */
export interface Facet<T> {
  key: string;
  label: LocalText;
  value: (item: T) => unknown;
  say: (item: T, programme: Programme, locale: Locale) => string;
}

export interface Kind<T> {
  label: LocalText;
  facets: Facet<T>[];
  describe: (item: T, programme: Programme, locale: Locale) => string;
}

export function facet<T>(
  key: string,
  [zh, en]: readonly [string, string],
  value: Facet<T>["value"],
  say: Facet<T>["say"],
): Facet<T> {
  return { key, label: { zh, en }, value, say };
}

export function yesNo(value: boolean, locale: Locale): string {
  return locale === "zh" ? (value ? "是" : "否") : value ? "yes" : "no";
}

export function none(locale: Locale): string {
  return locale === "zh" ? "无" : "none";
}

export function listWords(words: readonly string[], locale: Locale): string {
  return words.length === 0 ? none(locale) : words.join(locale === "zh" ? "、" : ", ");
}

export function conditionWords(condition: Condition | undefined, programme: Programme, locale: Locale): string {
  return condition ? sentence(condition, locale, namesOf(programme, locale)) : none(locale);
}

export function nameFacet<T extends { name: LocalText }>(): Facet<T> {
  return facet<T>(
    "name",
    ["名称", "name"],
    (item) => item.name,
    (item, _, locale) => item.name[locale],
  );
}
