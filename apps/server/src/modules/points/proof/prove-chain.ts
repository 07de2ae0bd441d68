import { sql } from "kysely";
import { type ChainedEntry, type ChainHead, linkHash } from "../../../platform/chain.ts";
import type { Db, Tx } from "../../../platform/db.ts";
import { bucketOf } from "../../../platform/ids.ts";

const rowsPerFetch = 5000;

export interface ChainBreak {
  seq: number;
  /** The line that does not follow; null when it is not there. */
  entryId: string | null;
  code: "changed" | "missing" | "added" | "head_differs";
}

export interface ChainReport {
  memberId: string;
  /** Lines in the chain. */
  entries: number;
  /** Lines from before the chain was kept. */
  unchained: number;
  /** The first break; null = none. */
  brokenAt: ChainBreak | null;
}

interface LinkedRow extends Omit<ChainedEntry, "memberId"> {
  member_id: string;
  seq: number | null;
  hash: Buffer | null;
}

type Range = { bucket: number } | { memberId: string };

/**
 * Walks the chains of a member, or of everybody in a bucket, line by line: a line that was changed, taken out, put in or moved shows,
 * and so does a chain whose end was cut off. Must run in one snapshot; memory stays flat.
 */
export async function* proveChains(tx: Tx, range: Range): AsyncGenerator<ChainReport> {
  const heads = await readHeads(tx, range);
  let walk = null as Walk | null;
  for await (const row of linkedRows(tx, range)) {
    if (walk?.report.memberId !== row.member_id) {
      if (walk) yield finish(walk, heads);
      walk = {
        report: { memberId: row.member_id, entries: 0, unchained: 0, brokenAt: null },
        last: undefined,
        firstId: null,
      };
    }
    step(walk, row);
  }
  if (walk) yield finish(walk, heads);
  // Whoever is left has a head and not one line.
  for (const [memberId, head] of heads) {
    yield { memberId, entries: 0, unchained: 0, brokenAt: head ? { seq: 1, entryId: null, code: "missing" } : null };
  }
}

interface Walk {
  report: ChainReport;
  last: ChainHead | undefined;
  /** Of the chain; nothing that is not in it may come later. */
  firstId: string | null;
}

function step(walk: Walk, row: LinkedRow): void {
  const { report, last } = walk;
  if (row.seq === null || row.hash === null) {
    report.unchained += 1;
    if (walk.firstId !== null && row.id > walk.firstId)
      breakAt(walk, { seq: (last?.seq ?? 0) + 1, entryId: row.id, code: "added" });
    return;
  }
  report.entries += 1;
  walk.firstId ??= row.id;
  const seq = (last?.seq ?? 0) + 1;
  const hash = row.hash.toString("hex");
  if (row.seq > seq) breakAt(walk, { seq, entryId: null, code: "missing" });
  else if (row.seq < seq) breakAt(walk, { seq: row.seq, entryId: row.id, code: "added" });
  else if (hash !== linkHash(last, { ...row, memberId: row.member_id }))
    breakAt(walk, { seq, entryId: row.id, code: "changed" });
  walk.last = { seq: row.seq, hash };
}

function breakAt(walk: Walk, place: ChainBreak): void {
  walk.report.brokenAt ??= place;
}

function finish(walk: Walk, heads: Map<string, ChainHead | null>): ChainReport {
  const { report, last } = walk;
  const head = heads.get(report.memberId) ?? undefined;
  heads.delete(report.memberId);
  const stands = last?.seq ?? 0;
  const told = head?.seq ?? 0;
  if (told > stands) breakAt(walk, { seq: stands + 1, entryId: null, code: "missing" });
  else if (told < stands) breakAt(walk, { seq: told + 1, entryId: null, code: "added" });
  else if (head?.hash !== last?.hash) breakAt(walk, { seq: stands, entryId: null, code: "head_differs" });
  return report;
}

function scopeOf(range: Range) {
  if ("bucket" in range) return sql`bucket = ${range.bucket}`;
  return sql`bucket = ${bucketOf(range.memberId)} and member_id = ${range.memberId}`;
}

async function readHeads(tx: Tx, range: Range): Promise<Map<string, ChainHead | null>> {
  const { rows } = await sql<{ member_id: string; chain: ChainHead | null }>`
    select member_id, state->'chain' as chain from member_accounts where ${scopeOf(range)}`.execute(tx);
  return new Map(rows.map((row) => [row.member_id, row.chain]));
}

/** In the order of the chain, the lines that are not in it last. */
async function* linkedRows(tx: Tx, range: Range): AsyncGenerator<LinkedRow> {
  await sql`declare chained_lines no scroll cursor for
    select member_id, seq, hash, id, wallet, kind, amount, balance_after as "balanceAfter", fact_kind as "factKind", fact_id as "factId",
      order_id as "orderId", rule_id as "ruleId", lot_id as "lotId", related_entry_id as "relatedEntryId",
      allocations::text as allocations, per_line::text as "perLine", budgets::text as budgets, explanation::text as explanation,
      programme_version as "programmeVersion", actor, (extract(epoch from effective_at) * 1000)::float8 as "effectiveAt",
      (extract(epoch from recorded_at) * 1000)::float8 as "recordedAt", (extract(epoch from available_at) * 1000)::float8 as "availableAt",
      (extract(epoch from expires_at) * 1000)::float8 as "expiresAt", demo
    from entries where ${scopeOf(range)}
    order by member_id, seq, id`.execute(tx);
  for (;;) {
    const { rows } = await sql<LinkedRow>`fetch ${sql.raw(String(rowsPerFetch))} from chained_lines`.execute(tx);
    yield* rows;
    if (rows.length < rowsPerFetch) break;
  }
  await sql`close chained_lines`.execute(tx);
}

/** The chain of one member. */
export async function verifyMember(db: Db, memberId: string): Promise<ChainReport> {
  return inSnapshot(db, async (tx) => {
    for await (const report of proveChains(tx, { memberId })) return report;
    return { memberId, entries: 0, unchained: 0, brokenAt: null };
  });
}

/** Reads that must agree with each other: one snapshot, nothing written. */
export async function inSnapshot<T>(db: Db, read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read);
}
