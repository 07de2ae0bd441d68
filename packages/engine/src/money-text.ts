import { currencyDigits } from "./currency.ts";
import { type Locale, money } from "./sentence-parts.ts";

const digitsOf = new Map<string, number>();
const formats = new Map<number, Intl.NumberFormat>();

function digits(currency: string): number {
  const known = digitsOf.get(currency) ?? currencyDigits(currency);
  digitsOf.set(currency, known);
  return known;
}

/** `5,000.00`: minor units with the currency's decimals and no symbol. */
export function plainMoney(minor: number, currency: string): string {
  const places = digits(currency);
  const format =
    formats.get(places) ??
    new Intl.NumberFormat("en", { minimumFractionDigits: places, maximumFractionDigits: places });
  formats.set(places, format);
  return format.format(minor / 10 ** places);
}

/** `129.90 元` in Chinese for yuan, otherwise with the currency's sign: `£129.90`. */
export function moneyText(minor: number, locale: Locale, currency: string): string {
  if (locale === "zh" && currency === "CNY") return `${plainMoney(minor, currency)} 元`;
  return money(minor, locale, currency);
}

/** `12,345`. */
export function countText(value: number): string {
  return value.toLocaleString("en");
}

/** `1.5` for 15000 basis points. */
export function factorText(bps: number): string {
  return String(bps / 10_000);
}

/** `1,234`, or `12.34` for a wallet of two decimals. */
export function pointsText(points: number, decimals: number): string {
  if (decimals === 0) return countText(points);
  return (points / 10 ** decimals).toLocaleString("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
