import betainc from "@stdlib/math-base-special-betainc";
import betaln from "@stdlib/math-base-special-betaln";
import digamma from "@stdlib/math-base-special-digamma";
import gammaln from "@stdlib/math-base-special-gammaln";

export { betainc, betaln, digamma, gammaln };

/** ln C(n, k) for whole numbers. */
export function logChoose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

/** From this r on the difference of two gamma functions has lost digits that a sum keeps. */
const largeRate = 100;
const mostSummed = 10_000;

/** ln of r (r + 1) ... (r + x - 1) / r^x. */
export function logRise(r: number, x: number): number {
  if (r < largeRate || x > mostSummed) return gammaln(r + x) - gammaln(r) - x * Math.log(r);
  let sum = 0;
  for (let step = 1; step < x; step += 1) sum += Math.log1p(step / r);
  return sum;
}

/** 1/r + 1/(r + 1) + ... + 1/(r + x - 1). */
export function slopeOfRise(r: number, x: number): number {
  if (r < largeRate || x > mostSummed) return digamma(r + x) - digamma(r);
  let sum = 0;
  for (let step = 0; step < x; step += 1) sum += 1 / (r + step);
  return sum;
}

/** ln of the negative binomial mass: count `n` when the rate is Gamma(r, alpha) over time `t` (Greenwood & Yule). */
export function logNbd(r: number, alpha: number, t: number, n: number): number {
  if (t <= 0) return n === 0 ? 0 : Number.NEGATIVE_INFINITY;
  const spread = -r * Math.log1p(t / alpha);
  if (n === 0) return spread;
  return logRise(r, n) - gammaln(n + 1) + spread + n * Math.log((r / (alpha + t)) * t);
}

/** P(count >= n) of the negative binomial: the regularised incomplete beta I_{t/(alpha+t)}(n, r). */
export function nbdAtLeast(r: number, alpha: number, t: number, n: number): number {
  if (n <= 0) return 1;
  if (t <= 0) return 0;
  return betainc(t / (alpha + t), n, r);
}
