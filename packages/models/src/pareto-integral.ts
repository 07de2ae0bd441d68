import { gauss8, gauss16 } from "./math/gauss-legendre.ts";

export interface ParetoParams {
  r: number;
  alpha: number;
  s: number;
  beta: number;
}

const negligible = 42;

/**
 * ln of the integral over tau in (from, to) of (alpha + tau)^-p (beta + tau)^-q, the chance of having dropped out at tau (eq. (4) of the derivation note of Fader &
 * Hardie 2005 before it becomes hypergeometric functions). `moments`, when given, gets the means under that integrand of ln(alpha + tau), 1/(alpha + tau), ln(beta + tau) and
 * 1/(beta + tau): the slopes need no other integral.
 *
 * With u = ln(smaller + tau) the integrand is analytic in a strip of half-width pi whatever the parameters are, so panels of 16 Gauss nodes are exact to rounding, and of 8 where it hardly changes.
 */
export function logDropoutIntegral(
  { alpha, beta, p, q }: { alpha: number; beta: number; p: number; q: number },
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
  const gap = Math.abs(alpha - beta);
  // (smaller + tau)^-near (larger + tau)^-far dtau = e^(u (1 - near)) (gap + e^u)^-far du
  const near = isAlphaSmaller ? p : q;
  const far = isAlphaSmaller ? q : p;
  const start = Math.log(smaller + from);
  const end = Math.log(smaller + to);
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
      const here = Math.exp(u);
      const there = gap + here;
      const logThere = Math.log(there);
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
      perNear += mass / here;
      logFar += mass * logThere;
      perFar += mass / there;
    }
    if (panelHigh < high - negligible) break;
    left = right === left ? end : right;
  }
  if (moments) {
    const offset = isAlphaSmaller ? 0 : 2;
    moments[offset] = logNear / sum;
    moments[offset + 1] = perNear / sum;
    moments[2 - offset] = logFar / sum;
    moments[3 - offset] = perFar / sum;
  }
  return high + Math.log(sum);
}
