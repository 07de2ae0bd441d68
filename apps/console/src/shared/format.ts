import type { Locale } from "@regulars/i18n";

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const found = cache.get(key);
  if (found) return found as T;
  const made = make();
  cache.set(key, made);
  return made;
}

function currencyFormat(locale: Locale, currency: string): Intl.NumberFormat {
  return cached(
    `money ${locale} ${currency}`,
    () => new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }),
  );
}

/** How many decimals the currency has: 2 for CNY, 0 for JPY. */
export function currencyDigits(currency: string): number {
  return currencyFormat("en", currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units to major units. */
export function majorUnits(amountMinor: number, currency: string): number {
  return amountMinor / 10 ** currencyDigits(currency);
}

/** `12990, CNY` -> `¥129.90`. */
export function formatMoney(locale: Locale, amountMinor: number, currency: string): string {
  return currencyFormat(locale, currency).format(majorUnits(amountMinor, currency)).replace(/^-/, "−");
}

export function formatNumber(locale: Locale, value: number, digits = 0): string {
  const format = cached(
    `number ${locale} ${digits}`,
    () => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }),
  );
  return format.format(value).replace(/^-/, "−");
}

/** Signed, for changes: `+12`, `−3`. */
export function formatSigned(locale: Locale, value: number, digits = 0): string {
  return value > 0 ? `+${formatNumber(locale, value, digits)}` : formatNumber(locale, value, digits);
}

/** A share, 0.123 -> `12.3%`; one that would round to nothing keeps two figures, `0.023%`, or is `<0.01%`. */
export function formatShare(locale: Locale, share: number, digits = 1): string {
  if (digits > 0 && share > 0 && share < 0.0001) return "<0.01%";
  const isTiny = digits > 0 && share !== 0 && Math.abs(share) < 0.005 * 10 ** -digits;
  const format = cached(
    `share ${locale} ${isTiny ? "tiny" : digits}`,
    () =>
      new Intl.NumberFormat(locale, {
        style: "percent",
        ...(isTiny ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: digits }),
      }),
  );
  return format.format(share).replace(/^-/, "−");
}

/** 万 / 亿 in Chinese, k / M / B in English; below 10,000 the exact number. */
export function formatCompact(locale: Locale, value: number): string {
  const size = Math.abs(value);
  if (size < 10_000) return formatNumber(locale, value, Number.isInteger(value) ? 0 : 2);
  const steps: [number, string][] =
    locale === "en"
      ? [
          [1e9, "B"],
          [1e6, "M"],
          [1e3, "k"],
        ]
      : [
          [1e8, "亿"],
          [1e4, "万"],
        ];
  for (const [step, unit] of steps) {
    if (size >= step)
      return `${formatNumber(locale, value / step, size / step >= 100 ? 0 : size / step >= 10 ? 1 : 2)}${locale === "en" ? "" : " "}${unit}`;
  }
  return formatNumber(locale, value);
}

/** Compact money with the sign of the currency in front. */
export function formatCompactMoney(locale: Locale, amountMinor: number, currency: string): string {
  const major = majorUnits(amountMinor, currency);
  if (Math.abs(major) < 10_000) return formatMoney(locale, amountMinor, currency);
  const symbol =
    currencyFormat(locale, currency)
      .formatToParts(1)
      .find((part) => part.type === "currency")?.value ?? currency;
  return `${major < 0 ? "−" : ""}${symbol}${formatCompact(locale, Math.abs(major))}`;
}

/** Money on an axis: compact and without decimals. */
export function formatAxisMoney(locale: Locale, amountMinor: number, currency: string): string {
  const major = majorUnits(amountMinor, currency);
  if (Math.abs(major) >= 10_000) return formatCompactMoney(locale, amountMinor, currency);
  const format = cached(
    `axis ${locale} ${currency}`,
    () =>
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
        maximumFractionDigits: 0,
      }),
  );
  return format.format(major).replace(/^-/, "−");
}

/** Words in a row: `a, b`, in Chinese `a、b`. */
export function formatList(locale: Locale, words: string[]): string {
  return words.join(locale === "en" ? ", " : "、");
}

/** `2026-03-01 10:15` in the zone. */
export function formatInstant(instant: string | Date, zone: string, withSeconds = false): string {
  const format = cached(
    `instant ${zone} ${withSeconds}`,
    () =>
      new Intl.DateTimeFormat("sv-SE", {
        timeZone: zone,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        ...(withSeconds ? { second: "2-digit" } : {}),
      }),
  );
  return format.format(new Date(instant));
}

/** `2026-03-01` in the zone. */
export function formatDate(instant: string | Date, zone: string): string {
  return formatInstant(instant, zone).slice(0, 10);
}

const relativeSteps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** `3 days ago`, `in 2 months`. Months and years only from two on: "last month" may be yesterday or sixty days ago. */
export function formatRelative(locale: Locale, instant: string | Date, now: Date = new Date()): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
  const format = cached(`relative ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  for (const [unit, size] of relativeSteps) {
    const least = unit === "month" || unit === "year" ? 2 * size : size;
    if (Math.abs(seconds) >= least) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "minute");
}

/** `1 h 05 min`, `40 s`: for time left. */
export function formatDuration(locale: Locale, seconds: number): string {
  const unit = (value: number, name: "hour" | "minute" | "second") =>
    cached(
      `unit ${locale} ${name}`,
      () => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }),
    ).format(value);
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return unit(total, "second");
  if (total < 3600) return `${unit(Math.floor(total / 60), "minute")} ${unit(total % 60, "second")}`;
  return `${unit(Math.floor(total / 3600), "hour")} ${unit(Math.floor((total % 3600) / 60), "minute")}`;
}

/** `12.3 MB`. */
export function formatBytes(locale: Locale, bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${formatNumber(locale, value, value < 10 && step > 0 ? 1 : 0)} ${units[step] ?? "B"}`;
}
