/** At least `low`, below `high`. */
export interface Range {
  /** Place of the column. */
  column: number;
  low: number | null;
  high: number | null;
}

export interface RangedColumn {
  values: Float64Array;
  /** Where a range may end, ascending. */
  cuts: number[];
}

const worthwhile = 0.01;
const mostBounds = 6;

interface Bound {
  column: number;
  /** Place among the column's cuts. */
  cut: number;
  side: "low" | "high";
}

/**
 * The ranges of columns that best tell the rows of one cluster from all others: bound after bound the one that raises F1 most, as long as it raises it
 * noticeably; then those that turned out needless are left out. The same rows give the same ranges.
 */
export function rangesOf(columns: readonly RangedColumn[], isOwn: Uint8Array): Range[] {
  const bins = columns.map(binsOf);
  const size = isOwn.reduce((sum, own) => sum + own, 0);
  const bounds: Bound[] = [];
  const inside = new Uint8Array(isOwn.length).fill(1);
  let best = f1Of(inside, isOwn, size);
  while (bounds.length < mostBounds) {
    const found = bestBound({ columns, bins, isOwn, inside, size });
    if (!found || found.f1 < best + worthwhile) break;
    best = found.f1;
    bounds.push(found.bound);
    narrow(inside, bins, found.bound);
  }
  return merged(columns, pruned(bounds, { bins, isOwn, size, best }));
}

/** How many cuts each value has reached. */
function binsOf({ values, cuts }: RangedColumn): Uint8Array {
  return Uint8Array.from(values, (value) => {
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value >= (cuts[middle] as number)) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

interface Search {
  columns: readonly RangedColumn[];
  bins: Uint8Array[];
  isOwn: Uint8Array;
  inside: Uint8Array;
  size: number;
}

function bestBound({ columns, bins, isOwn, inside, size }: Search): { bound: Bound; f1: number } | null {
  let best: { bound: Bound; f1: number } | null = null;
  for (const [column, { cuts }] of columns.entries()) {
    const all = new Float64Array(cuts.length + 1);
    const own = new Float64Array(cuts.length + 1);
    const bin = bins[column] as Uint8Array;
    for (let row = 0; row < bin.length; row += 1) {
      if (!inside[row]) continue;
      const which = bin[row] as number;
      all[which] = (all[which] as number) + 1;
      own[which] = (own[which] as number) + (isOwn[row] as number);
    }
    const [totalAll, totalOwn] = [sumOf(all), sumOf(own)];
    let belowAll = 0;
    let belowOwn = 0;
    for (let cut = 0; cut < cuts.length; cut += 1) {
      belowAll += all[cut] as number;
      belowOwn += own[cut] as number;
      const high = (2 * belowOwn) / (belowAll + size);
      const low = (2 * (totalOwn - belowOwn)) / (totalAll - belowAll + size);
      if (high > (best?.f1 ?? 0)) best = { bound: { column, cut, side: "high" }, f1: high };
      if (low > (best?.f1 ?? 0)) best = { bound: { column, cut, side: "low" }, f1: low };
    }
  }
  return best;
}

function narrow(inside: Uint8Array, bins: Uint8Array[], { column, cut, side }: Bound): void {
  const bin = bins[column] as Uint8Array;
  for (let row = 0; row < inside.length; row += 1)
    if (side === "low" ? (bin[row] as number) <= cut : (bin[row] as number) > cut) inside[row] = 0;
}

function f1Of(inside: Uint8Array, isOwn: Uint8Array, size: number): number {
  let all = 0;
  let own = 0;
  for (let row = 0; row < inside.length; row += 1)
    if (inside[row]) {
      all += 1;
      own += isOwn[row] as number;
    }
  return (2 * own) / (all + size);
}

function pruned(
  bounds: Bound[],
  { bins, isOwn, size, best }: { bins: Uint8Array[]; isOwn: Uint8Array; size: number; best: number },
): Bound[] {
  let kept = bounds;
  for (const bound of bounds) {
    const without = kept.filter((other) => other !== bound);
    const inside = new Uint8Array(isOwn.length).fill(1);
    for (const other of without) narrow(inside, bins, other);
    if (f1Of(inside, isOwn, size) >= best - worthwhile / 2) kept = without;
  }
  return kept;
}

function merged(columns: readonly RangedColumn[], bounds: Bound[]): Range[] {
  return columns.flatMap(({ cuts }, column) => {
    const own = bounds.filter((bound) => bound.column === column);
    const at = (side: Bound["side"]) =>
      own.filter((bound) => bound.side === side).map(({ cut }) => cuts[cut] as number);
    const [lows, highs] = [at("low"), at("high")];
    if (own.length === 0) return [];
    return [
      {
        column,
        low: lows.length === 0 ? null : Math.max(...lows),
        high: highs.length === 0 ? null : Math.min(...highs),
      },
    ];
  });
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

const mostCuts = 60;

/** Ends of ranges that people would write: from the values' quantiles, rounded to whole numbers of at most two digits that count. */
export function cutsOf(values: Float64Array): number[] {
  const sorted = Float64Array.from(values).sort();
  const cuts = new Set<number>();
  for (let step = 1; step < mostCuts; step += 1) {
    const value = sorted[Math.floor((step * sorted.length) / mostCuts)] ?? 0;
    const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 1);
    cuts.add(Math.round(value / scale) * scale);
    cuts.add(Math.round(value / scale + 1) * scale);
  }
  return [...cuts].filter((cut) => cut > 0).sort((one, other) => one - other);
}
