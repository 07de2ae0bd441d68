import { type Assembled, orderAssembler } from "./assemble-orders.ts";
import { distinctCounter } from "./distinct-counter.ts";
import { interpretRows } from "./interpret-rows.ts";
import type { OrderMapping } from "./mapping.ts";
import { type OpenedFile, openFile } from "./open-file.ts";
import type { PayingWallets } from "./points-paid.ts";
import { type RowReader, readRows } from "./read-rows.ts";

const ordersPerWindow = 1000;
const rowsPerWindow = 15_000;
const mostCustomersCounted = 500_000;

/** A stretch of the file that is settled together. */
export interface Window {
  items: Assembled[];
  /** How many items of the file lie before and in it: the importer resumes by this number. */
  endItem: number;
}

export interface OrdersReader {
  header: string[];
  delimiter: string;
  totalBytes: number;
  bytesRead: () => number;
  encoding: () => string | null;
  rowsRead: () => number;
  /** Different customers seen; null when there are too many to count. */
  customers: () => number | null;
  isCut: () => boolean;
  close: () => void;
  /** Reads the file front to back, leaving out the first `skipItems` items. Windows depend on the file and the mapping alone. */
  windows: (skipItems: number) => AsyncIterable<Window>;
}

/** Opens a file of orders. Throws ImportFileError when its header does not fit the mapping, before anything is read further. */
export async function readOrders(path: string, mapping: OrderMapping, wallets: PayingWallets): Promise<OrdersReader> {
  const file = await openFile(path);
  try {
    const rows = await readRows(file, mapping.file);
    return ordersReader(file, rows, { mapping, wallets });
  } catch (error) {
    file.close();
    throw error;
  }
}

function ordersReader(
  file: OpenedFile,
  rows: RowReader,
  { mapping, wallets }: { mapping: OrderMapping; wallets: PayingWallets },
): OrdersReader {
  const interpret = interpretRows(mapping, rows, wallets);
  const assembler = orderAssembler(mapping.lookBackRows);
  const customers = distinctCounter(mostCustomersCounted);
  let rowsRead = 0;

  async function* items(): AsyncIterable<Assembled[]> {
    for await (const batch of rows.batches) {
      rowsRead += batch.length;
      const assembled: Assembled[] = [];
      for (const raw of batch) for (const item of assembler.push(interpret(raw))) assembled.push(item);
      yield assembled;
    }
    yield assembler.finish({ isCut: rows.isCut() });
  }

  async function* windows(skipItems: number): AsyncIterable<Window> {
    let endItem = 0;
    let window: Assembled[] = [];
    let orders = 0;
    let size = 0;
    for await (const batch of items()) {
      for (const item of batch) {
        endItem++;
        if (item.key !== null && item.customerKey !== null) customers.add(item.customerKey);
        if (endItem <= skipItems) continue;
        window.push(item);
        if (item.key !== null) orders++;
        size += item.key === null ? 1 : item.rows.length;
        if (orders < ordersPerWindow && size < rowsPerWindow) continue;
        yield { items: window, endItem };
        window = [];
        orders = 0;
        size = 0;
      }
    }
    if (window.length > 0) yield { items: window, endItem };
  }

  return {
    header: rows.header,
    delimiter: rows.delimiter,
    totalBytes: file.totalBytes,
    bytesRead: file.bytesRead,
    encoding: rows.encoding,
    rowsRead: () => rowsRead,
    customers: customers.count,
    isCut: rows.isCut,
    close: file.close,
    windows,
  };
}
