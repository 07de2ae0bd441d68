import { distinctCounter } from "./distinct-counter.ts";
import { interpretPoints, type PointsContext } from "./interpret-points.ts";
import type { PointsMapping } from "./mapping.ts";
import { openFile } from "./open-file.ts";
import type { PointsRow } from "./points-rows.ts";
import { readRows } from "./read-rows.ts";

const rowsPerWindow = 2000;
const mostCustomersCounted = 500_000;

/** Opens a file of points. Throws ImportFileError when its header does not fit the mapping, before anything is read further. */
export async function readPoints(path: string, mapping: PointsMapping, context: PointsContext) {
  const file = await openFile(path);
  try {
    const rows = await readRows(file, mapping.file);
    const interpret = interpretPoints(mapping, rows.header, context);
    const customers = distinctCounter(mostCustomersCounted);
    let rowsRead = 0;

    async function* windows(skipItems: number): AsyncIterable<{ items: PointsRow[]; endItem: number }> {
      let items: PointsRow[] = [];
      for await (const batch of rows.batches) {
        for (const raw of batch) {
          rowsRead += 1;
          const row = interpret(raw);
          if (row.kind === "points") customers.add(`${row.customer.kind}:${row.customer.value}`);
          if (rowsRead <= skipItems) continue;
          items.push(row);
          if (items.length < rowsPerWindow) continue;
          yield { items, endItem: rowsRead };
          items = [];
        }
      }
      if (items.length > 0) yield { items, endItem: rowsRead };
    }

    return {
      header: rows.header,
      totalBytes: file.totalBytes,
      bytesRead: file.bytesRead,
      encoding: rows.encoding,
      rowsRead: () => rowsRead,
      customers: customers.count,
      isCut: rows.isCut,
      close: file.close,
      windows,
    };
  } catch (error) {
    file.close();
    throw error;
  }
}
