import { civilOfDay, type Instant, localDay, startOf } from "@regulars/engine";

/** Local months that a span touches, with the name of each. */
export interface Months {
  names: string[];
  nameAt(at: Instant): string;
}

export function monthsOf(from: Instant, to: Instant, zone: string): Months {
  const starts: Instant[] = [];
  const names: string[] = [];
  for (let start = startOf("month", from, zone); start < to; start = startOf("month", start, zone, 1)) {
    const { year, month } = civilOfDay(localDay(start, zone));
    starts.push(start);
    names.push(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`);
  }
  return {
    names,
    nameAt(at) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return names[low] ?? "";
    },
  };
}
