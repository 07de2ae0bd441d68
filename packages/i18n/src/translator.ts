import { IntlMessageFormat } from "intl-messageformat";
import { type Catalogue, catalogues, type ErrorTexts, errorTexts, type MessageKey } from "./catalogues.ts";
import type { Locale } from "./locales.ts";

export type MessageParams = Record<string, string | number | boolean | Date | null | undefined>;

/** Text of `key` in one language; `params` fill the ICU placeholders of the message. */
export type Translate = (key: MessageKey, params?: MessageParams) => string;

export interface Translator {
  locale: Locale;
  t: Translate;
}

const formatters = new Map<string, IntlMessageFormat>();

function format(locale: Locale, pattern: string, params: MessageParams): string {
  const cacheKey = `${locale}\n${pattern}`;
  let formatter = formatters.get(cacheKey);
  if (!formatter) {
    formatter = new IntlMessageFormat(pattern, locale);
    formatters.set(cacheKey, formatter);
  }
  return String(formatter.format(params));
}

/** A translator for one locale. `t` throws when a placeholder of the message has no value. */
export function createTranslator(locale: Locale): Translator {
  const catalogue: Catalogue = catalogues[locale];
  return {
    locale,
    t: (key, params) => (params ? format(locale, catalogue[key], params) : plain(locale, catalogue[key])),
  };
}

/** Most messages have no placeholder; they need no formatter. */
function plain(locale: Locale, pattern: string): string {
  return /[{'<]/.test(pattern) ? format(locale, pattern, {}) : pattern;
}

/**
 * Title and detail of a registered error code. A code without a text, or a detail whose placeholders are not all given,
 * still yields a readable title, so that a refusal can always be told.
 */
export function errorText(locale: Locale, code: string, params: MessageParams = {}): { title: string; detail: string } {
  const texts: ErrorTexts = errorTexts[locale];
  const text = code in texts ? texts[code as keyof ErrorTexts] : texts["server.internal"];
  const title = tryFormat(locale, text.title, params) ?? code;
  return { title, detail: tryFormat(locale, text.detail, params) ?? title };
}

/** Whether `errors.<code>` exists in the catalogues. */
export function hasErrorText(code: string): boolean {
  return code in errorTexts.en;
}

function tryFormat(locale: Locale, pattern: string, params: MessageParams): string | null {
  try {
    return format(locale, pattern, params);
  } catch {
    return null;
  }
}
