import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type OrderMapping, parseMapping } from "./mapping.ts";
import { createMappings } from "./mappings.ts";
import { type OrdersReader, readOrders } from "./read-orders.ts";
import type { RowOutcome } from "./row-outcomes.ts";
import type { Ledger } from "./settle-window.ts";
import { startOfFile, type TakenIn, takeIn } from "./take-in.ts";
import { rowCounts } from "./totals.ts";

/** A file of its own for one test, removed after it. */
export function testFile(content: string | Buffer, name = "orders.csv"): string {
  const folder = mkdtempSync(join(tmpdir(), "regulars-import-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export const builtInMapping = (id: string) => createMappings("/no/data/dir").find(id, "orders");

export function orderMapping(value: unknown): OrderMapping {
  const mapping = parseMapping(value);
  if (mapping.kind !== "orders") throw new Error("not a mapping of orders");
  return mapping;
}

export const regularsHeader =
  "order_id,placed_at,member_external_id,sku,name,quantity,unit_price,discount,refund_of,refund_amount";

export interface TestImport extends TakenIn {
  reader: OrdersReader;
  refused: RowOutcome[];
  rows: { accepted: number; refused: number; skipped: number };
}

/** The whole import of a file but for job and database. */
export async function importTestFile(
  path: string,
  ledger: Ledger,
  mapping = builtInMapping("regulars"),
  paying: Record<string, number> = {},
): Promise<TestImport> {
  const reader = await readOrders(path, mapping, { paying: new Map(Object.entries(paying)) });
  const refused: RowOutcome[] = [];
  const taken = await takeIn(
    { reader, ledger, writeRefused: async (rows) => refused.push(...rows), save: async () => true },
    startOfFile(),
  );
  return { ...taken, reader, refused, rows: rowCounts(taken.checkpoint.totals) };
}

/** `line: code` of every refused row. */
export const reasonsByLine = (refused: RowOutcome[]): Record<number, string | undefined> =>
  Object.fromEntries(refused.map((row) => [row.line, row.reason?.code]));
