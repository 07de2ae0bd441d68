import { civilOfDay, type Instant, localDay, startOf } from "@regulars/engine";

/** A local month, `YYYY-MM`; half-open. */
export interface Month {
  name: string;
  from: Instant;
  to: Instant;
}

/** The local months that a span touches. */
export function monthsOf(from: Instant, to: Instant, zone: string): Month[] {
  const months: Month[] = [];
  for (let start = startOf("month", from, zone); start < to; start = startOf("month", start, zone, 1)) {
    const { year, month } = civilOfDay(localDay(start, zone));
    const name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    months.push({ name, from: start, to: startOf("month", start, zone, 1) });
  }
  return months;
}

/** The month around an instant; the first or last when it lies outside. */
export function monthAt(months: readonly Month[], at: Instant): Month {
  let low = 0;
  let high = months.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((months[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const found = months[low];
  if (!found) throw new RangeError("the span touches no month");
  return found;
}
