import type { ExploreAnswer, Locale } from "@regulars/contracts";
import { stringify } from "csv-stringify/sync";
import writeXlsxFile from "write-excel-file/node";

type Cell = string | number | null;

/** What the answer cannot tell; dimensions of one kind say the same. */
const notesOf = ({ dimensions }: ExploreAnswer, language: "zh" | "en"): string[] => [
  ...new Set(dimensions.flatMap(({ note }) => note?.[language] ?? [])),
];

/** Money in whole units of the currency, everything else as it is; below the total, what the limit left out and what cannot be told. */
function cells(answer: ExploreAnswer, locale: Locale): { head: string[]; rows: Cell[][] } {
  const language = locale === "en" ? "en" : "zh";
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency: answer.currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  const shown = (value: number | null, index: number): Cell =>
    value !== null && answer.measures[index]?.unit === "money" ? value / 10 ** digits : value;
  const head = [
    ...answer.dimensions.map((dimension) => dimension.name[language]),
    ...answer.measures.map((measure) => measure.name[language]),
  ];
  const rows = answer.rows.map((row) => [...row.labels.map((label) => label[language]), ...row.values.map(shown)]);
  const total: Cell[] = [
    ...answer.dimensions.map((_, index) => (index === 0 ? (language === "en" ? "Total" : "合计") : "")),
    ...answer.totals.map(shown),
  ];
  const left = answer.rowCount - answer.rows.length;
  const cut: Cell[][] =
    left > 0
      ? [
          [
            language === "en" ? `${left} more rows are not in this file` : `另有 ${left} 行未列入本文件`,
            ...head.slice(1).map(() => ""),
          ],
        ]
      : [];
  const notes = notesOf(answer, language).map((note): Cell[] => [note, ...head.slice(1).map(() => "")]);
  return { head, rows: [...rows, total, ...cut, ...notes] };
}

export function exploreCsv(answer: ExploreAnswer, locale: Locale): string {
  const { head, rows } = cells(answer, locale);
  return `\ufeff${stringify([head, ...rows], { escape_formulas: true })}`;
}

/** Two sheets: the figures, and what they mean. */
export async function exploreXlsx(answer: ExploreAnswer, locale: Locale): Promise<Buffer> {
  const language = locale === "en" ? "en" : "zh";
  const { head, rows } = cells(answer, locale);
  const bold = (value: string) => ({ value, fontWeight: "bold" as const });
  const figures = [head.map(bold), ...rows.map((row) => row.map((value) => (value === null ? null : { value })))];
  const meanings = [
    (language === "en" ? ["Metric", "Meaning", "Formula"] : ["指标", "含义", "公式"]).map(bold),
    ...answer.measures.map((measure) => [
      { value: measure.name[language] },
      { value: measure.definition[language] },
      { value: measure.formula },
    ]),
    ...answer.dimensions.map((dimension) => [
      { value: dimension.name[language] },
      { value: dimension.definition[language] },
      null,
    ]),
    ...notesOf(answer, language).map((note) => [{ value: note }]),
    [{ value: answer.period.from }, { value: answer.period.to }, { value: answer.zone }],
  ];
  return writeXlsxFile([
    { sheet: language === "en" ? "Figures" : "数据", data: figures },
    { sheet: language === "en" ? "Definitions" : "定义", data: meanings },
  ]).toBuffer();
}
