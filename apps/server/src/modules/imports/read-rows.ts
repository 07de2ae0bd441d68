import { ImportFileError } from "./import-file-error.ts";
import type { OpenedFile } from "./open-file.ts";
import { splitFields } from "./split-fields.ts";
import { type TextBlock, textBlocks } from "./text-blocks.ts";

/** A quoted field may hold line ends, but not run away with the file when its quote is never closed. */
const longestRecordLines = 100;
const delimiters = [",", ";", "\t", "|"];

export interface RawRow {
  /** Number of its first line in the file; the header is line 1. */
  line: number;
  fields: string[];
  /** As it stands in the file. */
  raw: string;
  /** Why it cannot be read: row.column_count, row.broken_quotes, row.encoding, file.cut. */
  problem: string | null;
}

export interface RowReader {
  header: string[];
  delimiter: string;
  encoding: () => string | null;
  batches: AsyncIterable<RawRow[]>;
  /** After the end: whether the file stops in the middle. */
  isCut: () => boolean;
}

/** Reads the header and hands out the rows after it in batches. Throws ImportFileError when it is no CSV file. */
export async function readRows(file: OpenedFile, options: { delimiter: string; encoding: string }): Promise<RowReader> {
  const { blocks, encoding } = textBlocks(file.bytes, options.encoding);
  const iterator = blocks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) throw new ImportFileError("file.empty", {});
  const { header, delimiter, used } = readHeader(first.value.lines, options.delimiter);
  let isCut = false;

  async function* batches(): AsyncIterable<RawRow[]> {
    const splitter = recordSplitter(delimiter, header.length, used + 1);
    let block: TextBlock | null = { ...first.value, ...dropLines(first.value, used) };
    while (block) {
      const next: IteratorResult<TextBlock> = await iterator.next();
      const isLast = Boolean(next.done);
      const isFileCut = isLast && (await file.isCut());
      const rows = splitter(block, { isLast, isFileCut });
      isCut ||= isFileCut || rows.at(-1)?.problem === "file.cut";
      if (rows.length > 0) yield rows;
      block = next.done ? null : next.value;
    }
  }
  return { header, delimiter, encoding, batches: batches(), isCut: () => isCut };
}

function dropLines(block: TextBlock, count: number): Pick<TextBlock, "lines" | "badLines"> {
  const badLines = block.badLines && new Set([...block.badLines].map((index) => index - count));
  return { lines: block.lines.slice(count), badLines };
}

function readHeader(lines: string[], wanted: string): { header: string[]; delimiter: string; used: number } {
  const skipped = lines.findIndex((line) => line.trim() !== "");
  const text = lines[skipped];
  if (text === undefined) throw new ImportFileError("file.empty", {});
  if (text.startsWith("PK\u0003\u0004")) throw new ImportFileError("file.spreadsheet", {});
  if (text.includes("\u0000")) throw new ImportFileError("file.not_text", {});
  const attempts = (wanted === "auto" ? delimiters : [wanted]).map((delimiter) => {
    const fields = splitFields(text, delimiter);
    return { delimiter, header: Array.isArray(fields) ? fields.map((field) => field.trim()) : [] };
  });
  const best = attempts.reduce((left, right) => (right.header.length > left.header.length ? right : left));
  if (best.header.length === 0) throw new ImportFileError("file.header_quotes", {});
  return { ...best, used: skipped + 1 };
}

type SplitBlock = (block: TextBlock, end: { isLast: boolean; isFileCut: boolean }) => RawRow[];

/** Turns lines into records, over block borders; an unclosed quote costs one row, not the rest of the file. */
function recordSplitter(delimiter: string, width: number, firstLine: number): SplitBlock {
  let line = firstLine;
  let waiting: { lines: string[]; bad: boolean[] } = { lines: [], bad: [] };

  return (block, { isLast, isFileCut }) => {
    const lines = waiting.lines.length > 0 ? [...waiting.lines, ...block.lines] : block.lines;
    const offset = waiting.lines.length;
    const isBad = (index: number) =>
      index < offset ? waiting.bad[index] === true : (block.badLines?.has(index - offset) ?? false);
    const isAnyBad = block.badLines !== null || waiting.bad.some(Boolean);
    const rows: RawRow[] = [];
    let index = 0;
    while (index < lines.length) {
      const record = takeRecord(lines, index, { delimiter, width, isLast });
      if (!record) break;
      const isTail = isLast && !block.isEnded && index + record.used === lines.length;
      const isBadRecord = isAnyBad && hasBadLine(index, record.used, isBad);
      const row = toRow(record, { line, isBad: isBadRecord, isTail, isFileCut, width });
      if (row) rows.push(row);
      index += record.used;
      line += record.used;
    }
    const rest = lines.slice(index);
    waiting = { lines: rest, bad: rest.map((_, step) => isBad(index + step)) };
    return rows;
  };
}

function hasBadLine(from: number, count: number, isBad: (index: number) => boolean): boolean {
  for (let index = from; index < from + count; index++) if (isBad(index)) return true;
  return false;
}

interface TakenRecord {
  raw: string;
  fields: string[] | "broken";
  used: number;
}

function takeRecord(
  lines: string[],
  start: number,
  context: { delimiter: string; width: number; isLast: boolean },
): TakenRecord | null {
  const first = lines[start] ?? "";
  let raw = first;
  for (let used = 1; ; used++) {
    const added = lines[start + used - 1] ?? "";
    const fields = used === 1 || added.includes('"') ? splitFields(raw, context.delimiter) : "open";
    if (Array.isArray(fields) && (used === 1 || fields.length === context.width)) return { raw, fields, used };
    // Closed by a later line's quote with another number of columns: that quote was not meant for this record.
    if (fields !== "open" || used === longestRecordLines) return { raw: first, fields: "broken", used: 1 };
    if (start + used >= lines.length) return context.isLast ? { raw: first, fields: "broken", used: 1 } : null;
    raw += `\n${lines[start + used]}`;
  }
}

function toRow(
  record: TakenRecord,
  context: { line: number; isBad: boolean; isTail: boolean; isFileCut: boolean; width: number },
): RawRow | null {
  const { raw, fields } = record;
  if (raw.trim() === "") return null;
  if (!context.isTail && !context.isBad && Array.isArray(fields) && fields.length === context.width) {
    return { line: context.line, raw, fields, problem: null };
  }
  const row = { line: context.line, raw, fields: Array.isArray(fields) ? fields : [] };
  const isShort = !Array.isArray(fields) || fields.length < context.width;
  if (context.isTail && (isShort || context.isFileCut)) return { ...row, problem: "file.cut" };
  if (context.isBad) return { ...row, problem: "row.encoding" };
  if (!Array.isArray(fields)) return { ...row, problem: "row.broken_quotes" };
  const extra = fields.slice(context.width);
  if (isShort || extra.some((field) => field.trim() !== "")) return { ...row, problem: "row.column_count" };
  return { ...row, problem: null };
}
