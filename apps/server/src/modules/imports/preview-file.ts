import type { ImportPreview } from "@regulars/contracts";
import { ImportFileError } from "./import-file-error.ts";
import { interpretRows } from "./interpret-rows.ts";
import type { OrderMapping } from "./mapping.ts";
import { openFile } from "./open-file.ts";
import { readRows } from "./read-rows.ts";

const shownRows = 20;

/** The first rows of a file as they are read, and which mappings its header fits. */
export async function previewFile(path: string, mappings: OrderMapping[]): Promise<Omit<ImportPreview, "fileName">> {
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
        name: mapping.name,
        ...checkHeader(mapping, { header, delimiter }),
      })),
    };
  } finally {
    file.close();
  }
}

function checkHeader(
  mapping: OrderMapping,
  file: { header: string[]; delimiter: string },
): { fits: boolean; missing: string[] } {
  try {
    interpretRows(mapping, file);
    return { fits: true, missing: [] };
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    return { fits: false, missing: String(error.params.missing).split(", ") };
  }
}

/** The mapping whose columns a file has; our own format when none fits, whose missing columns are then named. */
export async function fittingMapping(path: string, mappings: OrderMapping[]): Promise<string> {
  const { mappings: verdicts } = await previewFile(path, mappings);
  return verdicts.find((verdict) => verdict.fits)?.id ?? "regulars";
}
