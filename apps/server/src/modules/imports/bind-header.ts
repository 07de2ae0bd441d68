import { ImportFileError } from "./import-file-error.ts";
import type { ImportMapping } from "./mapping.ts";
import type { Reason } from "./order-rows.ts";
import { applyTransforms } from "./transforms.ts";

/** A row that cannot be taken in; turned into a refused row by the reader of the row. */
export class RowRefusal extends Error {
  readonly reason: Reason;
  constructor(code: string, params: Reason["params"] = {}) {
    super(code);
    this.reason = { code, params };
  }
}

/** Where each column is in a file; -1 = nowhere. Throws ImportFileError naming the columns that are missing and those found. */
export function bindHeader(mapping: ImportMapping, header: readonly string[]): Record<string, number> {
  const names = header.map((name) => name.trim().toLowerCase());
  const places: Record<string, number> = {};
  const missing: string[] = [];
  for (const [key, column] of Object.entries(mapping.columns)) {
    const headers = column.headers ?? [];
    const wanted = new Set(headers.map((name) => name.trim().toLowerCase()));
    const place = names.findIndex((name) => wanted.has(name));
    places[key] = place;
    if (place < 0 && column.required) missing.push(headers.join(" / "));
  }
  if (missing.length > 0) {
    throw new ImportFileError("file.header", {
      missing: missing.join(", "),
      found: header.slice(0, 50).join(", ").slice(0, 1000),
      mapping: mapping.id,
    });
  }
  return places;
}

/** A reader of one column of a row: transformed, replaced, or the fallback. */
export function cellReader(
  column: ImportMapping["columns"][string] | undefined,
  place: number,
): (fields: readonly string[]) => string {
  const fallback = column?.fallback ?? "";
  if (!column || place < 0) return () => fallback;
  const transform = applyTransforms(column.transforms);
  const { values } = column;
  return (fields) => {
    const text = transform(fields[place] ?? "");
    return (values?.[text] ?? text) || fallback;
  };
}
