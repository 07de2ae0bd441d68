function checkP(pValues: readonly number[]): void {
  const odd = pValues.find((p) => !(p >= 0 && p <= 1));
  if (odd !== undefined) throw new RangeError(`p-value ${odd}`);
}

/** p-values of several questions asked at once, in input order: Holm 1979, family-wise error. Leave out what could not be judged: it is no question. */
export function holm(pValues: readonly number[]): number[] {
  checkP(pValues);
  const order = pValues.map((p, index) => ({ p, index })).sort((one, other) => one.p - other.p);
  const adjusted = new Array<number>(pValues.length);
  let highest = 0;
  order.forEach(({ p, index }, rank) => {
    highest = Math.max(highest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = highest;
  });
  return adjusted;
}

/** The same for the false discovery rate: Benjamini & Hochberg 1995. */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  checkP(pValues);
  const order = pValues.map((p, index) => ({ p, index })).sort((one, other) => other.p - one.p);
  const adjusted = new Array<number>(pValues.length);
  let lowest = 1;
  order.forEach(({ p, index }, fromTop) => {
    const rank = pValues.length - fromTop;
    lowest = Math.min(lowest, (p * pValues.length) / rank);
    adjusted[index] = lowest;
  });
  return adjusted;
}
