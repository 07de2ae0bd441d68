import { gauss8, gauss16 } from "./math/gauss-legendre.ts";

export interface ParetoParams {
  r: number;
  alpha: number;
  s: number;
  beta: number;
}

interface Exponents {
  alpha: number;
  beta: number;
  p: number;
  q: number;
}

const negligible = 42;

/**
 * ln of the integral over tau in (from, to) of (alpha + tau)^-p (beta + tau)^-q, the chance of having dropped out at tau (eq. (4) of the derivation note of Fader &
 * Hardie 2005 before it becomes hypergeometric functions).
 */
export function logDropoutIntegral(exponents: Exponents, from: number, to: number): number {
  const { alpha, beta, p, q } = exponents;
  return logRelativeDropoutIntegral(exponents, from, to) - p * Math.log(alpha) - q * Math.log(beta);
}

/**
 * The same times alpha^p beta^q, the integral of (1 + tau/alpha)^-p (1 + tau/beta)^-q: it keeps its digits when alpha, beta, p and q are all huge.
 * `moments`, when given, gets the means under that integrand of ln(1 + tau/alpha), 1/(alpha + tau), ln(1 + tau/beta) and 1/(beta + tau): the slopes need no other integral.
 *
 * With u = ln(1 + tau/smaller) the integrand is analytic in a strip of half-width pi whatever the parameters are, so panels of 16 Gauss nodes are exact to rounding, and of 8 where it hardly changes.
 */
export function logRelativeDropoutIntegral(
  { alpha, beta, p, q }: Exponents,
  from: number,
  to: number,
  moments?: Float64Array,
): number {
  if (to <= from) {
    moments?.fill(0);
    return Number.NEGATIVE_INFINITY;
  }
  const isAlphaSmaller = alpha <= beta;
  const smaller = isAlphaSmaller ? alpha : beta;
  const larger = isAlphaSmaller ? beta : alpha;
  const ratio = smaller / larger;
  const gap = (larger - smaller) / smaller;
  // (1 + tau/smaller)^-near (1 + tau/larger)^-far dtau = smaller e^(u (1 - near)) (1 + ratio (e^u - 1))^-far du
  const near = isAlphaSmaller ? p : q;
  const far = isAlphaSmaller ? q : p;
  const start = Math.log1p(from / smaller);
  const end = Math.log1p(to / smaller);
  if (end <= start) {
    // Too short to be told apart on the scale of u: the integrand does not change within it.
    const [logAlpha, logBeta] = [Math.log1p(from / alpha), Math.log1p(from / beta)];
    moments?.set([logAlpha, 1 / (alpha + from), logBeta, 1 / (beta + from)]);
    return Math.log(to - from) - p * logAlpha - q * logBeta;
  }
  const steepest = (u: number) => Math.abs(1 - near) + far / (1 + gap * Math.exp(-u));
  let high = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let logNear = 0;
  let perNear = 0;
  let logFar = 0;
  let perFar = 0;
  let left = start;
  while (left < end) {
    // The integrand's logarithm may change by 18 within a panel: its slope grows with u, so the right end decides.
    let width = Math.min(2, end - left);
    let change = width * steepest(left + width);
    while (change > 18) {
      width /= 2;
      change = width * steepest(left + width);
    }
    const { nodes, weights } = change <= 3 && width <= 0.75 ? gauss8 : gauss16;
    const right = left + width;
    const half = (right - left) / 2;
    const middle = (right + left) / 2;
    let panelHigh = Number.NEGATIVE_INFINITY;
    for (let node = 0; node < nodes.length; node += 1) {
      const u = middle + half * (nodes[node] as number);
      const lived = Math.expm1(u);
      const logThere = Math.log1p(ratio * lived);
      const height = u * (1 - near) - far * logThere;
      if (height > panelHigh) panelHigh = height;
      if (height > high) {
        const shrink = high === Number.NEGATIVE_INFINITY ? 0 : Math.exp(high - height);
        sum *= shrink;
        logNear *= shrink;
        perNear *= shrink;
        logFar *= shrink;
        perFar *= shrink;
        high = height;
      }
      const mass = half * (weights[node] as number) * Math.exp(height - high);
      sum += mass;
      if (!moments) continue;
      logNear += mass * u;
      perNear += mass / (1 + lived);
      logFar += mass * logThere;
      perFar += mass / (1 + ratio * lived);
    }
    if (panelHigh < high - negligible) break;
    left = right === left ? end : right;
  }
  if (moments) {
    const offset = isAlphaSmaller ? 0 : 2;
    moments[offset] = logNear / sum;
    moments[offset + 1] = perNear / sum / smaller;
    moments[2 - offset] = logFar / sum;
    moments[3 - offset] = perFar / sum / larger;
  }
  return high + Math.log(sum) + Math.log(smaller);
}
