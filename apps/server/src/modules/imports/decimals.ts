/** Decimal places kept of unit prices: enough for petrol and screws. */
const priceScale = 4;
const priceFactor = 10 ** priceScale;

export type DecimalSign = "." | ",";

/** Reads "1,234.565" exactly, as an integer of ten-thousandths; null when it is no decimal, has more than four places, or is beyond exact integers. */
export function parseScaled(text: string, sign: DecimalSign): number | null {
  if (/^\d{1,11}$/.test(text)) return Number(text) * priceFactor;
  const plain = sign === "." ? withoutGroups(text, ",") : withoutGroups(text, ".").replace(",", ".");
  const match = /^([+-]?)(\d{1,13})(?:\.(\d*))?$/.exec(plain);
  if (!match) return null;
  const [, minus, whole = "", fraction = ""] = match;
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > priceScale) return null;
  const magnitude = Number(whole) * priceFactor + Number(kept.padEnd(priceScale, "0") || 0);
  if (!Number.isSafeInteger(magnitude)) return null;
  return minus === "-" && magnitude !== 0 ? -magnitude : magnitude;
}

function withoutGroups(text: string, separator: string): string {
  return text.includes(separator) ? text.replaceAll(separator, "") : text;
}

/** Reads a whole number; null when it has a fraction or is none. "6.0" is 6. */
export function parseWhole(text: string, sign: DecimalSign): number | null {
  const scaled = parseScaled(text, sign);
  if (scaled === null || scaled % priceFactor !== 0) return null;
  return scaled / priceFactor;
}

/** Text of ten-thousandths without trailing zeros, for totals: 97477479340 is "9747747.934". */
export function formatScaled(scaled: number): string {
  const magnitude = Math.abs(scaled);
  const whole = Math.floor(magnitude / priceFactor);
  const fraction = String(magnitude % priceFactor)
    .padStart(priceScale, "0")
    .replace(/0+$/, "");
  return `${scaled < 0 ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}

/** Decimal places of a currency: 2 for CNY, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export interface LineMoney {
  /** Minor units, rounded up when the price has more places than the currency. */
  unitPrice: number;
  /** Minor units the rounded-up price takes too much: quantity x unitPrice - discount is the exact amount, rounded half up. */
  discount: number;
}

/**
 * Integer unit price and discount whose line amount is quantity x price rounded half up to minor units.
 * `scaledPrice` is in ten-thousandths of a major unit, not negative. Null beyond exact integers.
 */
export function lineMoney(quantity: number, scaledPrice: number, digits: number): LineMoney | null {
  const perMinor = 10 ** (priceScale - digits);
  const exact = quantity * scaledPrice;
  if (!Number.isSafeInteger(exact)) return null;
  const unitPrice = Math.ceil(scaledPrice / perMinor);
  const amount = Math.floor((2 * exact + perMinor) / (2 * perMinor));
  return { unitPrice, discount: quantity * unitPrice - amount };
}

/** Minor units of a money cell, rounded half up; null when it is none or negative. */
export function parseMinor(
  text: string,
  options: { sign: DecimalSign; digits: number; money: "major" | "minor" },
): number | null {
  const scaled = parseScaled(text, options.sign);
  if (scaled === null || scaled < 0) return null;
  const perMinor = options.money === "minor" ? priceFactor : 10 ** (priceScale - options.digits);
  return Math.floor((2 * scaled + perMinor) / (2 * perMinor));
}
