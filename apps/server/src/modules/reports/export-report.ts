import type { Locale } from "@regulars/contracts";
import { stringify } from "csv-stringify/sync";
import writeXlsxFile from "write-excel-file/node";

type Cell = string | number | null;
type Fields = Record<string, unknown>;

/** A table of a report. Money stays in minor units of the currency that the first table names. */
export interface Sheet {
  name: string;
  head: string[];
  rows: Cell[][];
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is { zh: string; en: string } =>
  isFields(value) && typeof value.zh === "string" && typeof value.en === "string";
const isTable = (value: unknown): value is Fields[] => Array.isArray(value) && value.some(isFields);

const words = {
  zh: { about: "说明", figures: "数据", figure: "指标", value: "数值", previous: "上期", formula: "公式" },
  en: { about: "About", figures: "Figures", figure: "Figure", value: "Value", previous: "Before", formula: "Formula" },
};

type Language = keyof typeof words;

function cellOf(value: unknown, language: Language): Cell | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return isText(value) ? value[language] : undefined;
}

/** One row, or one for each row of the tables within it; addresses are left out. */
function rowsOf(fields: Fields, language: Language, prefix = ""): Record<string, Cell>[] {
  const own: Record<string, Cell> = {};
  let inner: Record<string, Cell>[] = [{}];
  for (const [key, value] of Object.entries(fields)) {
    const name = `${prefix}${key}`;
    if (key === "rows" || key === "spark") continue;
    const cell = cellOf(value, language);
    if (cell !== undefined) own[name] = cell;
    else if (isTable(value)) inner = value.flatMap((row, index) => rowsOf({ no: index, ...row }, language, `${name}.`));
    else if (Array.isArray(value))
      for (const [index, part] of value.entries()) own[`${name}.${index}`] = cellOf(part, language) ?? null;
    else if (isFields(value)) Object.assign(own, rowsOf(value, language, `${name}.`)[0]);
  }
  return inner.map((row) => ({ ...own, ...row }));
}

function tableOf(name: string, rows: Record<string, Cell>[]): Sheet {
  const head = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { name, head, rows: rows.map((row) => head.map((column) => row[column] ?? null)) };
}

const headKeys = new Set(["asOf", "currency", "zone", "period", "definitions", "references"]);

/** A report as tables: what it is about, its figures with their formulas, and each of its lists. */
export function sheetsOf(answer: Fields, locale: Locale): Sheet[] {
  const language = locale === "en" ? "en" : "zh";
  const named = words[language];
  const definitions = (answer.definitions ?? {}) as Record<
    string,
    { name: { zh: string; en: string }; formula: string }
  >;
  const about: Cell[][] = [];
  const figures: Cell[][] = [];
  const tables: Sheet[] = [];
  for (const [key, value] of Object.entries(answer)) {
    if (key === "period" && isFields(value))
      about.push(...Object.entries(value).map(([name, day]): Cell[] => [name, String(day)]));
    else if (isTable(value) && !headKeys.has(key))
      tables.push(
        tableOf(
          key,
          value.flatMap((row) => rowsOf(row, language)),
        ),
      );
    else if (isFields(value) && typeof value.definition === "string" && "value" in value) {
      const definition = definitions[value.definition];
      const [shown, before] = [value.value, value.previous].map((part) => cellOf(part, language) ?? null);
      figures.push([definition?.name[language] ?? key, shown ?? null, before ?? null, definition?.formula ?? ""]);
    } else if (isFields(value) && !headKeys.has(key) && !isText(value)) {
      const lists = Object.entries(value).filter(([, part]) => isTable(part));
      for (const [name, rows] of lists)
        tables.push(
          tableOf(
            `${key}.${name}`,
            (rows as Fields[]).flatMap((row) => rowsOf(row, language)),
          ),
        );
      const rest = Object.fromEntries(Object.entries(value).filter(([, part]) => !isTable(part)));
      for (const [name, cell] of Object.entries(rowsOf(rest, language)[0] ?? {}))
        figures.push([`${key}.${name}`, cell, null, ""]);
    } else if (!Array.isArray(value) && !isFields(value)) about.push([key, cellOf(value, language) ?? null]);
  }
  return [
    { name: named.about, head: [named.figure, named.value], rows: about },
    { name: named.figures, head: [named.figure, named.value, named.previous, named.formula], rows: figures },
    ...tables,
  ].filter(({ rows }) => rows.length > 0);
}

/** All tables below one another, each under its name. */
export function csvOf(sheets: readonly Sheet[]): string {
  const lines = sheets.flatMap(({ name, head, rows }): Cell[][] => [[`# ${name}`], head, ...rows, []]);
  return `\ufeff${stringify(lines, { escape_formulas: true })}`;
}

/** A sheet each. */
export function xlsxOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const bold = (value: string) => ({ value, fontWeight: "bold" as const });
  return writeXlsxFile(
    sheets.map(({ name, head, rows }) => ({
      sheet: name.slice(0, 31),
      data: [head.map(bold), ...rows.map((row) => row.map((value) => (value === null ? null : { value })))],
    })),
  ).toBuffer();
}
