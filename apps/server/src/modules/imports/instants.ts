import { DateTime } from "luxon";

/**
 * A reader of instants: tries the formats in turn (`iso` = ISO 8601 or SQL) in the given zone and answers epoch milliseconds, or null.
 * Zone arithmetic is slow and files repeat instants over the lines of an order, so recent answers (of local ISO instants: by hour) are kept.
 */
export function instantReader(formats: readonly string[], zone: string): (text: string) => number | null {
  const recall = remember((text) => readInstant(text, formats, zone));
  if (formats[0] !== "iso") return recall;
  const hourStart = remember((hour) => readIso(`${hour}:00`, zone)?.toMillis() ?? null);
  return (text) => {
    const local = /^(\d{4}-\d\d-\d\d[ T]\d\d):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
    if (!local) return recall(text);
    const start = hourStart(local[1] ?? "");
    return start === null || Number.isNaN(start)
      ? null
      : start + (Number(local[2]) * 60 + Number(local[3] ?? 0)) * 1000;
  };
}

function remember(read: (text: string) => number | null): (text: string) => number | null {
  const known = new Map<string, number | null>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const instant = read(text);
    if (known.size >= 1000) known.clear();
    known.set(text, instant);
    return instant;
  };
}

function readInstant(text: string, formats: readonly string[], zone: string): number | null {
  for (const format of formats) {
    const parsed = format === "iso" ? readIso(text, zone) : DateTime.fromFormat(text, format, { zone, locale: "en" });
    if (parsed?.isValid) return parsed.toMillis();
  }
  return null;
}

function readIso(text: string, zone: string): DateTime | null {
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return null;
  return DateTime.fromISO(text.replace(" ", "T"), { zone });
}
