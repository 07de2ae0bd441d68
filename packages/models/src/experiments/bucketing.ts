/** FNV-1a, 32 bits (Fowler, Noll & Vo), over UTF-16 code units as the SDKs of GrowthBook do. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** A place in [0, 1) that stays the same for a value and a seed. Version 1 is biased for seeds that share endings; version 2 hashes twice. */
export function bucketOf(seed: string, value: string, version: 1 | 2 = 2): number {
  if (version === 1) return (fnv1a32(value + seed) % 1_000) / 1_000;
  return (fnv1a32(String(fnv1a32(seed + value))) % 10_000) / 10_000;
}

/** Half-open: `from` is inside, `to` is not. */
export type Range = readonly [from: number, to: number];

/** Ranges of places per arm. Coverage is cut to [0, 1]; weights that are negative, do not fit the arms or do not add up to 1 (within 0.01) become equal ones. Throws RangeError for a number of arms or a coverage that is none. */
export function rangesOf(arms: number, coverage = 1, weights?: readonly number[]): Range[] {
  if (!(Number.isInteger(arms) && arms >= 0) || Number.isNaN(coverage))
    throw new RangeError(`${arms} arms, coverage ${coverage}`);
  const covered = Math.min(1, Math.max(0, coverage));
  const sum = weights?.reduce((total, weight) => total + weight, 0) ?? 0;
  const fits = weights?.length === arms && sum >= 0.99 && sum <= 1.01 && weights.every((weight) => weight >= 0);
  const used = fits ? weights : Array.from({ length: arms }, () => 1 / arms);
  let start = 0;
  return used.map((weight) => {
    const from = start;
    start += weight;
    return [from, from + covered * weight] as const;
  });
}

/** The arm whose range holds the place; -1 when none does. */
export function armAt(place: number, ranges: readonly Range[]): number {
  return ranges.findIndex(([from, to]) => place >= from && place < to);
}

/** Whether a member is inside a namespace, which keeps experiments apart: two with ranges that do not meet never share a member. */
export function inNamespace(value: string, name: string, [from, to]: Range): boolean {
  const place = bucketOf(`__${name}`, value, 1);
  return place >= from && place < to;
}

export type HoldoutGroup = "held" | "measured" | "open";

/** The group of a member: a holdout of `share` that sees nothing, a control of the same size that is measured beside it, and everybody else. Throws RangeError for more than a half. */
export function holdoutOf(value: string, { salt, share = 0.05 }: { salt: string; share?: number }): HoldoutGroup {
  if (!(share >= 0 && share <= 0.5)) throw new RangeError(`a holdout of ${share}`);
  const place = bucketOf(salt, value, 2);
  if (place < share) return "held";
  return place >= 1 - share ? "measured" : "open";
}
