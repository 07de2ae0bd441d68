import betainc from "@stdlib/math-base-special-betainc";
import betaln from "@stdlib/math-base-special-betaln";
import digamma from "@stdlib/math-base-special-digamma";
import gammaln from "@stdlib/math-base-special-gammaln";

export { betainc, betaln, digamma, gammaln };

/** ln C(n, k) for whole numbers. */
export function logChoose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

/** ln of the negative binomial mass: count `n` when the rate is Gamma(r, alpha) over time `t` (Greenwood & Yule). */
export function logNbd(r: number, alpha: number, t: number, n: number): number {
  if (t <= 0) return n === 0 ? 0 : Number.NEGATIVE_INFINITY;
  const spread = r * Math.log(alpha / (alpha + t));
  if (n === 0) return spread;
  return gammaln(r + n) - gammaln(r) - gammaln(n + 1) + spread + n * Math.log(t / (alpha + t));
}

/** P(count >= n) of the negative binomial: the regularised incomplete beta I_{t/(alpha+t)}(n, r). */
export function nbdAtLeast(r: number, alpha: number, t: number, n: number): number {
  if (n <= 0) return 1;
  if (t <= 0) return 0;
  return betainc(t / (alpha + t), n, r);
}
