/** A result does not fit a safe integer. `decide` turns it into the refusal `amount.too_large`. */
export class AmountTooLargeError extends Error {
  constructor() {
    super("an amount exceeds the largest safe integer");
    this.name = "AmountTooLargeError";
  }
}

export type Rounding = "floor" | "half_up" | "ceil";

/** `value` when it is a safe integer; throws AmountTooLargeError otherwise. */
export function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new AmountTooLargeError();
  return value;
}

function product(factors: readonly number[]): number {
  let result = 1;
  for (const factor of factors) result *= factor;
  return result;
}

/** The product of `factors` over the product of `divisors`, exact, rounded once at the end. All are integers, factors >= 0, divisors > 0. */
export function ratio(factors: readonly number[], divisors: readonly number[], rounding: Rounding = "floor"): number {
  return smallRatio(product(factors), product(divisors), rounding) ?? bigRatio(factors, divisors, rounding);
}

/** The ratio of two products; null when they may be too large to be exact. */
export function smallRatio(numerator: number, divisor: number, rounding: Rounding): number | null {
  if (!Number.isSafeInteger(numerator * 2 + divisor) || !Number.isSafeInteger(divisor * 2)) return null;
  const rest = numerator % divisor;
  const whole = (numerator - rest) / divisor;
  if (rest === 0 || rounding === "floor") return whole;
  return rounding === "ceil" || rest * 2 >= divisor ? whole + 1 : whole;
}

function bigRatio(factors: readonly number[], divisors: readonly number[], rounding: Rounding): number {
  const numerator = factors.reduce((all, factor) => all * BigInt(factor), 1n);
  const divisor = divisors.reduce((all, factor) => all * BigInt(factor), 1n);
  return exactRatio(numerator, divisor, rounding);
}

/** `numerator` over `divisor`, rounded; numerator >= 0, divisor > 0. */
export function exactRatio(numerator: bigint, divisor: bigint, rounding: Rounding): number {
  const whole = numerator / divisor;
  const rest = numerator % divisor;
  const up = rest > 0n && (rounding === "ceil" || (rounding === "half_up" && rest * 2n >= divisor));
  return safe(Number(up ? whole + 1n : whole));
}

/** The sum, which must stay a safe integer; throws AmountTooLargeError otherwise. */
export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total = safe(total + value);
  return total;
}

/**
 * `total` split in proportion to `weights` by largest remainder (ties: the earlier), adding up to `total` exactly.
 * A share never exceeds its weight when `total` does not exceed the weights' sum. All zero weights: everything to the first.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  if (weights.length < 2) return weights.map(() => total);
  const whole = sum(weights);
  if (whole === 0 || total === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const shares: number[] = [];
  let left = total;
  for (const weight of weights) {
    const share = shareOf(total, weight, whole);
    shares.push(share);
    left -= share;
  }
  if (left === 0) return shares;
  const rests = weights.map((weight) => restOf(total, weight, whole));
  if (weights.length <= FEW_WEIGHTS) {
    for (; left > 0; left -= 1) {
      const best = firstOfLargest(rests);
      shares[best] = (shares[best] ?? 0) + 1;
      rests[best] = -1;
    }
    return shares;
  }
  const order = rests.map((_, index) => index).sort((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0) || a - b);
  for (const index of order) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

const FEW_WEIGHTS = 16;

function firstOfLargest(values: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < values.length; index += 1) if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
  return best;
}

function shareOf(total: number, weight: number, whole: number): number {
  const product = total * weight;
  return Number.isSafeInteger(product) ? (product - (product % whole)) / whole : ratio([total, weight], [whole]);
}

function restOf(total: number, weight: number, whole: number): number {
  const product = total * weight;
  return Number.isSafeInteger(product) ? product % whole : Number((BigInt(total) * BigInt(weight)) % BigInt(whole));
}
