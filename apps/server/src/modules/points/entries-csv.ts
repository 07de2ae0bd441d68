import { Readable } from "node:stream";
import type { EntryView } from "@regulars/contracts";
import { stringify } from "csv-stringify/sync";

const header = [
  "effectiveAt",
  "recordedAt",
  "wallet",
  "kind",
  "amount",
  "balanceAfter",
  "availableAt",
  "expiresAt",
  "ruleId",
  "orderId",
  "factKind",
  "factId",
  "programmeVersion",
  "text",
  "entryId",
];

/** Ledger lines as CSV with a byte order mark, written as they come. */
export function entriesCsv(entries: AsyncIterable<EntryView>): Readable {
  return Readable.from(lines(entries));
}

async function* lines(entries: AsyncIterable<EntryView>): AsyncGenerator<string> {
  yield `\ufeff${stringify([header])}`;
  for await (const entry of entries) yield stringify([toRow(entry)]);
}

function toRow(entry: EntryView): (string | number | null)[] {
  return [
    entry.effectiveAt,
    entry.recordedAt,
    entry.wallet,
    entry.kind,
    entry.amount,
    entry.balanceAfter,
    entry.availableAt,
    entry.expiresAt,
    entry.ruleId,
    entry.orderId,
    entry.factKind,
    entry.factId,
    entry.programmeVersion,
    plainText(entry.text),
    entry.id,
  ];
}

/** A spreadsheet would take text that begins so for a formula. */
function plainText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
