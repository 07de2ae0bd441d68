import { hash } from "node:crypto";

/** Where a member's chain stands: the number and the hash (hex) of the latest entry in it. */
export interface ChainHead {
  seq: number;
  hash: string;
}

/** Every field of a ledger entry that its hash vouches for. JSON columns are the text as stored, instants epoch milliseconds. */
export interface ChainedEntry {
  memberId: string;
  id: string;
  wallet: string;
  kind: string;
  amount: number;
  balanceAfter: number;
  factKind: string;
  factId: string;
  orderId: string | null;
  ruleId: string | null;
  lotId: string | null;
  relatedEntryId: string | null;
  allocations: string | null;
  perLine: string | null;
  budgets: string | null;
  explanation: string;
  programmeVersion: number;
  actor: string;
  effectiveAt: number;
  recordedAt: number;
  availableAt: number | null;
  expiresAt: number | null;
  demo: boolean;
}

/** The text that is hashed: a JSON array of the fields in a fixed order, so that no value can pass for two. */
export function canonicalEntry(row: ChainedEntry): string {
  return JSON.stringify([
    row.memberId,
    row.id,
    row.wallet,
    row.kind,
    row.amount,
    row.balanceAfter,
    row.factKind,
    row.factId,
    row.orderId,
    row.ruleId,
    row.lotId,
    row.relatedEntryId,
    row.allocations,
    row.perLine,
    row.budgets,
    row.explanation,
    row.programmeVersion,
    row.actor,
    row.effectiveAt,
    row.recordedAt,
    row.availableAt,
    row.expiresAt,
    row.demo,
  ]);
}

/** SHA-256 (hex) over the hash before (empty for the first), the number, and the entry. */
export function linkHash(before: ChainHead | undefined, row: ChainedEntry): string {
  const seq = (before?.seq ?? 0) + 1;
  return hash("sha256", `${before?.hash ?? ""}\n${seq}\n${canonicalEntry(row)}`, "hex");
}

/**
 * Links the new entries of one member, in the order of booking, to what stands already. `seq` counts 1, 2, 3 ...; `hash` is hex.
 * An empty list leaves the head as it was.
 */
export function chainEntries<Row extends ChainedEntry>(
  head: ChainHead | undefined,
  entries: readonly Row[],
): { rows: (Row & ChainHead)[]; head: ChainHead | undefined } {
  const rows: (Row & ChainHead)[] = [];
  let last = head;
  for (const row of entries) {
    last = { seq: (last?.seq ?? 0) + 1, hash: linkHash(last, row) };
    rows.push({ ...row, ...last });
  }
  return { rows, head: last };
}
