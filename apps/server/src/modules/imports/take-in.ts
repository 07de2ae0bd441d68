import type { OrdersReader, Window } from "./read-orders.ts";
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

export interface TakeInDeps {
  reader: OrdersReader;
  ledger: Ledger;
  /** Appends rows that were refused; answers the length of the error file. */
  writeRefused: (rows: RowOutcome[]) => Promise<number>;
  /** Keeps the checkpoint; answers whether to go on. */
  save: (checkpoint: Checkpoint) => Promise<boolean>;
}

export interface TakenIn {
  checkpoint: Checkpoint;
  /** False when `save` said to stop. */
  isComplete: boolean;
}

/**
 * Takes a file of orders to the till, window by window, from a checkpoint on. Whatever happened between the last checkpoint
 * and a crash is told to the till again, which answers that it has it already: nothing is lost and nothing is double.
 */
export async function takeIn(deps: TakeInDeps, from: Checkpoint): Promise<TakenIn> {
  const { reader, ledger } = deps;
  const checkpoint = structuredClone(from);
  const windows = reader.windows(from.items)[Symbol.asyncIterator]();
  let reading = windows.next();
  for (;;) {
    const next: IteratorResult<Window> = await reading;
    if (next.done) break;
    // The next window is read while the database works on this one.
    reading = windows.next();
    reading.catch(() => undefined);
    const { items, endItem } = next.value;
    const result = await settleWindow(items, ledger);
    addWindow(checkpoint.totals, items, result);
    checkpoint.items = endItem;
    checkpoint.errorBytes = await deps.writeRefused(result.outcomes.filter((outcome) => outcome.status === "refused"));
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
