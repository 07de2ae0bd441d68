import { checkParams } from "./customer-data.ts";
import { gauss8, gauss16 } from "./math/gauss-legendre.ts";

export interface ParetoParams {
  r: number;
  alpha: number;
  s: number;
  beta: number;
}

const paretoNames = ["r", "alpha", "s", "beta"] as const;

/** Throws RangeError unless all four are positive numbers. */
export const checkParetoParams = (params: ParetoParams): void => checkParams(params, paretoNames);

interface Exponents {
  alpha: number;
  beta: number;
  p: number;
  q: number;
}

const negligible = 42;

/**
 * ln of the integral over tau in (from, to) of (alpha + tau)^-p (beta + tau)^-q, the chance of having dropped out at tau (Fader & Hardie 2005, note 009, where eq. (18) has it as hypergeometric functions).
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

/**
 * ln of the integral over tau in (0, t) of tau^n (1 + tau/alpha)^-p (1 + tau/beta)^-q, n >= 1: dropped out at tau after n purchases (Fader & Hardie 2006, note 012).
 *
 * With v = ln tau the integrand is analytic in a strip of half-width pi and its logarithm concave: panels of 16 Gauss nodes, within which that changes by no more than 18, go from its highest place to
 * both sides until what is left is nothing beside the sum.
 */
export function logCountIntegral({ alpha, beta, p, q }: Exponents, t: number, n: number): number {
  const heightAt = (v: number) => {
    const tau = Math.exp(v);
    return (n + 1) * v - p * Math.log1p(tau / alpha) - q * Math.log1p(tau / beta);
  };
  const slopeAt = (v: number) => {
    const tau = Math.exp(v);
    return n + 1 - (p * tau) / (alpha + tau) - (q * tau) / (beta + tau);
  };
  const end = Math.log(t);
  const peak = peakOf(slopeAt, end);
  const high = heightAt(peak);
  let sum = 0;
  for (const side of [-1, 1]) {
    for (let from = peak; side < 0 || from < end; ) {
      let width = side < 0 ? 3 : Math.min(3, end - from);
      while (width * Math.max(Math.abs(slopeAt(from)), Math.abs(slopeAt(from + side * width))) > 18) width /= 2;
      for (let node = 0; node < gauss16.nodes.length; node += 1) {
        const v = from + ((side * width) / 2) * (1 + (gauss16.nodes[node] as number));
        sum += (width / 2) * (gauss16.weights[node] as number) * Math.exp(heightAt(v) - high);
      }
      from = side > 0 && from + width >= end ? end : from + side * width;
      if (heightAt(from) < high - negligible) break;
    }
  }
  return high + Math.log(sum);
}

/** Where a slope that only falls is zero, before `end`; `end` when it is still positive there. */
function peakOf(slopeAt: (v: number) => number, end: number): number {
  if (slopeAt(end) >= 0) return end;
  let low = end - 1;
  while (slopeAt(low) < 0) low -= end - low;
  let high = end;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (slopeAt(middle) < 0) high = middle;
    else low = middle;
  }
  return low;
}
