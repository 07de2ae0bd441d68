import type { ImportPreview } from "@regulars/contracts";
import { bindHeader } from "./bind-header.ts";
import { ImportFileError } from "./import-file-error.ts";
import type { ImportKind, ImportMapping } from "./mapping.ts";
import { openFile } from "./open-file.ts";
import { readRows } from "./read-rows.ts";

const shownRows = 20;

/** The first rows of a file as they are read, and which mappings its header fits. */
export async function previewFile(path: string, mappings: ImportMapping[]): Promise<Omit<ImportPreview, "fileName">> {
  const file = await openFile(path);
  try {
    const reader = await readRows(file, { delimiter: "auto", encoding: "auto" });
    const rows: string[][] = [];
    for await (const batch of reader.batches) {
      for (const row of batch) if (row.problem === null && rows.length < shownRows) rows.push(row.fields);
      if (rows.length >= shownRows) break;
    }
    const { header, delimiter } = reader;
    return {
      encoding: reader.encoding(),
      delimiter,
      header,
      rows,
      mappings: mappings.map((mapping) => ({
        id: mapping.id,
        kind: mapping.kind,
        name: mapping.name,
        ...checkHeader(mapping, header),
      })),
    };
  } finally {
    file.close();
  }
}

function checkHeader(mapping: ImportMapping, header: string[]): { fits: boolean; missing: string[] } {
  try {
    bindHeader(mapping, header);
    return { fits: true, missing: [] };
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    return { fits: false, missing: String(error.params.missing).split(", ") };
  }
}

/** Our own formats. */
export const ownMappings: Record<ImportKind, string> = { orders: "regulars", points: "regulars-points" };

/** The mapping of a kind whose columns a file has; our own format when none fits, whose missing columns are then named. */
export async function fittingMapping(path: string, mappings: ImportMapping[], kind: ImportKind): Promise<string> {
  const ofKind = mappings.filter((mapping) => mapping.kind === kind);
  const { mappings: verdicts } = await previewFile(path, ofKind);
  return verdicts.find((verdict) => verdict.fits)?.id ?? ownMappings[kind];
}
