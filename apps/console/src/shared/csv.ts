type Cell = string | number | boolean | null | undefined;

function escapeCell(cell: Cell): string {
  const text = cell === null || cell === undefined ? "" : String(cell);
  // A spreadsheet runs cells that begin like this as formulas.
  const safe = typeof cell === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One CSV line with its line end. */
export function csvLine(cells: Cell[]): string {
  return `${cells.map(escapeCell).join(",")}\r\n`;
}

/** Hands the text to the browser as a file; the mark in front lets spreadsheets see UTF-8. */
export function saveCsv(fileName: string, lines: string[]): void {
  const url = URL.createObjectURL(new Blob(["\uFEFF", ...lines], { type: "text/csv;charset=utf-8" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const today = new Intl.DateTimeFormat("sv-SE");

/** `members-2026-03-01.csv`: the day it is for who saves it. */
export function datedName(name: string, ending = "csv"): string {
  return `${name}-${today.format(new Date())}.${ending}`;
}
