import type { Locale } from "@regulars/i18n";

/** 2000 -> `8折`, `20% off`: how each language says a discount. */
export function discountWords(locale: Locale, bps: number): string {
  if (locale === "en") return `${bps / 100}% off`;
  return `${Number(((10_000 - bps) / 1000).toFixed(2))} 折`;
}
