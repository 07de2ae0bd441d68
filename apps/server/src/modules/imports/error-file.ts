import { open } from "node:fs/promises";
import { stringify } from "csv-stringify/sync";
import type { ImportMapping } from "./mapping.ts";
import type { RowOutcome } from "./row-outcomes.ts";
import { reasonText } from "./row-reasons.ts";

const header = ["line", "code", "原因", "reason", "row"];

export interface ErrorFile {
  /** Answers the length of the file afterwards. */
  append: (rows: RowOutcome[]) => Promise<number>;
  close: () => Promise<void>;
}

/** The refused rows as a CSV that spreadsheets open: line, code, reason in both languages, the row as it was. Goes on after `bytes`. */
export async function openErrorFile(path: string, bytes: number, mapping: ImportMapping): Promise<ErrorFile> {
  const file = await open(path, bytes === 0 ? "w" : "r+");
  await file.truncate(bytes);
  let length = bytes;
  return {
    append: async (rows) => {
      if (rows.length === 0) return length;
      const lines = rows.map((row) => {
        const reason = row.reason ?? { code: "", params: {} };
        const text = reasonText(reason, mapping);
        return [row.line, reason.code, text.zh, text.en, row.raw];
      });
      const content = Buffer.from(`${length === 0 ? `\ufeff${stringify([header])}` : ""}${stringify(lines)}`);
      await file.write(content, 0, content.length, length);
      length += content.length;
      return length;
    },
    close: () => file.close(),
  };
}
