import type { Customer } from "../customer-data.ts";

/** A fitted process: chance of no purchase within `h` of T. */
export type NoPurchase = (customer: Customer, h: number) => number;

/**
 * How long after T, without a purchase until then, the chance of none in the next `horizon` passes `threshold`, in the unit of the data: 0 when it has already, null when it will not within `maxAhead`.
 * Silence only ever raises that chance, so bisection finds the one crossing. Throws RangeError for a threshold that is no chance or times that are no number.
 */
export function timeToChurn(
  noPurchase: NoPurchase,
  customer: Customer,
  {
    horizon,
    threshold,
    maxAhead,
    precision,
  }: { horizon: number; threshold: number; maxAhead: number; precision?: number },
): number | null {
  checkSearch(threshold, maxAhead);
  const isLost = (silence: number) => noPurchase({ ...customer, T: customer.T + silence }, horizon) >= threshold;
  if (isLost(0)) return 0;
  return isLost(maxAhead) ? firstTime(isLost, maxAhead, precision) : null;
}

/** How long after T a purchase is as likely as `chance`, in the unit of the data; null when it will not be within `maxAhead`. Throws RangeError for a chance or a time that is none. */
export function timeToPurchase(
  noPurchase: NoPurchase,
  customer: Customer,
  { chance, maxAhead, precision }: { chance: number; maxAhead: number; precision?: number },
): number | null {
  checkSearch(chance, maxAhead);
  const isLikely = (ahead: number) => 1 - noPurchase(customer, ahead) >= chance;
  return isLikely(maxAhead) ? firstTime(isLikely, maxAhead, precision) : null;
}

function checkSearch(chance: number, maxAhead: number): void {
  if (!(chance >= 0 && chance <= 1)) throw new RangeError(`chance ${chance}`);
  if (!(maxAhead > 0 && Number.isFinite(maxAhead))) throw new RangeError(`${maxAhead} ahead`);
}

/** Where something that stays true once it is becomes so, at most `precision` later: false at 0, true at `most`. */
function firstTime(isTrue: (at: number) => boolean, most: number, precision = most * 1e-12): number {
  let low = 0;
  let high = most;
  while (high - low > precision) {
    const middle = (low + high) / 2;
    if (isTrue(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Per step ahead: the chance that the silence has lasted until then, and the chance of a purchase in the step if it has (the hazard, of a week with a step of 7 days). Throws RangeError for steps that are no number. */
export function silenceTable(
  noPurchase: NoPurchase,
  customer: Customer,
  { step, steps }: { step: number; steps: number },
): { ahead: number; silent: number; purchase: number }[] {
  if (!(Number.isInteger(steps) && steps >= 0 && step > 0)) throw new RangeError(`${steps} steps of ${step}`);
  const rows: { ahead: number; silent: number; purchase: number }[] = [];
  let silent = 1;
  for (let index = 1; index <= steps; index += 1) {
    const next = noPurchase(customer, index * step);
    rows.push({ ahead: index * step, silent: next, purchase: silent > 0 ? 1 - next / silent : 0 });
    silent = next;
  }
  return rows;
}
