import { type CustomerColumns, NotEnoughData } from "./customer-data.ts";
import type { KnownOptimum, Minimum } from "./math/minimise.ts";

/** From this many rows on a search begins where the search over a sample ended. */
const rowsWorthSampling = 60_000;
const sampledRows = 20_000;

/** A search over the logarithms of the parameters, times measured in `scale`. */
export interface Search {
  found: Minimum;
  scale: number;
}

type Take = (column: Float64Array) => Float64Array;

/**
 * Optimum and second derivatives of every n-th row, as a start for a search over all rows that saves most of its passes; null when there are too few rows
 * to gain by it or the sample alone says nothing. It decides where the search begins, not where it ends. `times` are the coordinates
 * that are logarithms of a time.
 */
export function searchOfSample(
  data: CustomerColumns,
  { scale, times }: { scale: number; times: readonly number[] },
  search: (sample: CustomerColumns, take: Take) => Search,
): KnownOptimum | null {
  const rows = data.x.length;
  if (rows < rowsWorthSampling) return null;
  const step = Math.floor(rows / sampledRows);
  const take: Take = (column) =>
    Float64Array.from({ length: Math.ceil(column.length / step) }, (_, row) => column[row * step] as number);
  const { x, tx, T, litt, weight } = data;
  const sample = {
    x: take(x),
    tx: take(tx),
    T: take(T),
    ...(litt && { litt: take(litt) }),
    ...(weight && { weight: take(weight) }),
  };
  try {
    const { found, scale: own } = search(sample, take);
    if (!found.converged || found.atLimit.includes(true)) return null;
    const at = Float64Array.from(found.at);
    for (const place of times) at[place] = (at[place] as number) + Math.log(own / scale);
    const more = copiesIn(data) / copiesIn(sample);
    return { at, curvature: found.hessian.map((second) => second * more) };
  } catch (error) {
    if (error instanceof NotEnoughData) return null;
    throw error;
  }
}

function copiesIn({ x, weight }: CustomerColumns): number {
  return weight ? weight.reduce((sum, copies) => sum + copies, 0) : x.length;
}
