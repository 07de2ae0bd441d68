import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitFields } from "./split-fields.ts";

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe("splitting a record", () => {
  it("agrees with csv-parse on every valid record", () => {
    const cell = fc.oneof(
      fc.string().map((text) => quote(text)),
      fc.string().map((text) => text.replace(/[",;\r\n\t\ufeff]/g, "")),
    );
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(",", ";", "\t"),
        (cells, delimiter) => {
          const record = cells.join(delimiter);
          const [expected] = parse(`${record}\n`, {
            delimiter,
            record_delimiter: "\n",
            skip_empty_lines: false,
            bom: false,
          });
          expect(splitFields(record, delimiter)).toEqual(expected ?? [""]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a,"b', "open"],
    ['a,"b""', "open"],
    ['a,"b"c,d', "broken"],
    ['a,6" RULER,c', ["a", '6" RULER', "c"]],
    ['"",x', ["", "x"]],
    ['a,"b",', ["a", "b", ""]],
  ])("%s", (record, expected) => {
    expect(splitFields(record, ",")).toEqual(expected);
  });
});
