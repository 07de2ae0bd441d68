/** Number of a unit, as in "30 days". */
export interface SimpleDuration {
  count: number;
  unit: "H" | "D" | "W" | "M" | "Y";
}

/** `P30D` -> 30 days; null when the duration mixes units or is not one. */
export function parseSimpleDuration(iso: string): SimpleDuration | null {
  const date = /^P(\d+)([DWMY])$/.exec(iso);
  const time = /^PT(\d+)H$/.exec(iso);
  const count = Number(date?.[1] ?? time?.[1]);
  const unit = time ? "H" : date?.[2];
  if (unit !== "H" && unit !== "D" && unit !== "W" && unit !== "M" && unit !== "Y") return null;
  return { count, unit };
}

/** 30 days -> `P30D`. */
export function simpleDuration({ count, unit }: SimpleDuration): string {
  return unit === "H" ? `PT${count}H` : `P${count}${unit}`;
}

/** Major units as typed to minor units, half away from zero, safe against binary fractions such as 1.005. */
export function toMinor(major: number, digits: number): number {
  const minor = Math.round(Number(`${Math.abs(major)}e${digits}`));
  return major < 0 ? -minor : minor;
}

/** Minor units to major units. */
export function toMajor(minor: number, digits: number): number {
  return minor / 10 ** digits;
}

/** An id that none of `taken` has: `rule-2`. */
export function freeId(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

export function replaceAt<T>(list: readonly T[], index: number, item: T): T[] {
  return list.map((old, at) => (at === index ? item : old));
}

export function removeAt<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}

/** The list with one item moved by one place; itself when that leads outside. */
export function moveBy<T>(list: readonly T[], index: number, step: 1 | -1): T[] {
  const moved = list[index];
  const other = list[index + step];
  if (moved === undefined || other === undefined) return [...list];
  return list.map((item, at) => (at === index ? other : at === index + step ? moved : item));
}

/** The object without a key: an optional part that is switched off. */
export function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _gone, ...rest } = value;
  return rest;
}
