import type { Assembled } from "./assemble-orders.ts";
import type { OrdersReader } from "./read-orders.ts";
import type { RowOutcome } from "./row-outcomes.ts";
import { type Ledger, settleWindow } from "./settle-window.ts";
import { addWindow, noTotals, rowCounts, type Totals } from "./totals.ts";

/** Where an import goes on after a stop. */
export interface Checkpoint {
  items: number;
  /** Length of the error file when the checkpoint was made; what was written later is written again. */
  errorBytes: number;
  totals: Totals;
}

export const startOfFile = (): Checkpoint => ({ items: 0, errorBytes: 0, totals: noTotals() });

interface Stretch<Item> {
  items: Item[];
  /** How many items of the file lie before and in it. */
  endItem: number;
}

export interface TakeInParts {
  /** Appends rows that were refused; answers the length of the error file. */
  writeRefused: (rows: RowOutcome[]) => Promise<number>;
  /** Keeps the checkpoint; answers whether to go on. */
  save: (checkpoint: Checkpoint) => Promise<boolean>;
}

export interface TakeInDeps<Item> extends TakeInParts {
  reader: { windows: (skipItems: number) => AsyncIterable<Stretch<Item>>; rowsRead: () => number };
  /** Tells the till, adds to the totals, and answers what became of each row. */
  settle: (items: Item[], totals: Totals) => Promise<RowOutcome[]>;
}

export interface TakenIn {
  checkpoint: Checkpoint;
  /** False when `save` said to stop. */
  isComplete: boolean;
}

/** Takes a file of orders to the till; see `takeInWindows`. */
export function takeIn(
  { ledger, ...deps }: TakeInParts & { reader: OrdersReader; ledger: Ledger },
  from: Checkpoint,
): Promise<TakenIn> {
  const settle = async (items: Assembled[], totals: Totals) => {
    const result = await settleWindow(items, ledger);
    addWindow(totals, items, result);
    return result.outcomes;
  };
  return takeInWindows({ ...deps, settle }, from);
}

/**
 * Takes a file to the till, window by window, from a checkpoint on. Whatever happened between the last checkpoint
 * and a crash is told to the till again, which answers that it has it already: nothing is lost and nothing is double.
 */
export async function takeInWindows<Item>(deps: TakeInDeps<Item>, from: Checkpoint): Promise<TakenIn> {
  const { reader } = deps;
  const checkpoint = structuredClone(from);
  const windows = reader.windows(from.items)[Symbol.asyncIterator]();
  let reading = windows.next();
  for (;;) {
    const next: IteratorResult<Stretch<Item>> = await reading;
    if (next.done) break;
    // The next window is read while the database works on this one.
    reading = windows.next();
    reading.catch(() => undefined);
    const { items, endItem } = next.value;
    const outcomes = await deps.settle(items, checkpoint.totals);
    checkpoint.items = endItem;
    checkpoint.errorBytes = await deps.writeRefused(outcomes.filter((outcome) => outcome.status === "refused"));
    if (!(await deps.save(checkpoint))) {
      await reading.catch(() => undefined);
      await windows.return?.();
      return { checkpoint, isComplete: false };
    }
  }
  const counts = rowCounts(checkpoint.totals);
  const settledRows = counts.accepted + counts.refused + counts.skipped;
  if (settledRows !== reader.rowsRead()) {
    throw new Error(`${reader.rowsRead()} rows were read, but ${settledRows} are accounted for`);
  }
  return { checkpoint, isComplete: true };
}
