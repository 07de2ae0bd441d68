import type { IntegrityReport } from "@regulars/contracts";
import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { bucketOf } from "../../../platform/ids.ts";
import { type FindingRow, findingView, mostFindings } from "./finding.ts";
import { proveBooks } from "./prove-books.ts";
import { type ChainReport, inSnapshot, proveChains } from "./prove-chain.ts";
import { proveSums } from "./prove-sums.ts";

export const buckets = 256;

export interface ProofOptions {
  /** Only this member; absent = everybody, bucket by bucket, and then what concerns no single member. */
  memberId?: string;
  onBucket?: (progress: ProofProgress) => void | Promise<void>;
  signal?: AbortSignal;
}

export interface ProofProgress {
  done: number;
  of: number;
  /** Members and lines so far. */
  checked: number;
  entries: number;
}

export interface ProofReport extends IntegrityReport {
  /** All that were found, listed or not. */
  findingCount: number;
}

/**
 * Proves the books: for each member and wallet the entries add up to what the account, its lots and its holds have, and follow from each
 * other as the chain says; over everybody, budgets and the kept sums agree with the entries.
 */
export async function proveLedger(db: Db, options: ProofOptions = {}): Promise<ProofReport> {
  const { memberId } = options;
  const range = memberId === undefined ? Array.from({ length: buckets }, (_, bucket) => bucket) : [bucketOf(memberId)];
  const total = { checked: 0, entries: 0, unchained: 0 };
  const findings: FindingRow[] = [];
  for (const [index, bucket] of range.entries()) {
    options.signal?.throwIfAborted();
    const part = await inSnapshot(db, (tx) => provePart(tx, memberId === undefined ? { bucket } : { memberId }));
    total.checked += part.checked;
    total.entries += part.entries;
    total.unchained += part.unchained;
    findings.push(...part.findings);
    await options.onBucket?.({ done: index + 1, of: range.length, checked: total.checked, entries: total.entries });
  }
  if (memberId === undefined) findings.push(...(await inSnapshot(db, proveSums)));
  return {
    ok: findings.length === 0,
    ...total,
    findings: findings.slice(0, mostFindings).map(findingView),
    findingCount: findings.length,
    truncated: findings.length > mostFindings,
  };
}

type Part = { bucket: number } | { memberId: string };

/** In one snapshot, so that a fact committed meanwhile is seen whole or not at all. */
async function provePart(tx: Tx, part: Part) {
  const scope =
    "bucket" in part
      ? sql`bucket = ${part.bucket}`
      : sql`bucket = ${bucketOf(part.memberId)} and member_id = ${part.memberId}`;
  const checked = await countAccounts(tx, scope);
  const findings = await proveBooks(tx, scope);
  let entries = 0;
  let unchained = 0;
  for await (const chain of proveChains(tx, part)) {
    entries += chain.entries;
    unchained += chain.unchained;
    const finding = chainFinding(chain);
    if (finding && findings.length <= mostFindings) findings.push(finding);
  }
  return { checked, entries, unchained, findings };
}

function chainFinding({ memberId, brokenAt, entries }: ChainReport): FindingRow | null {
  if (!brokenAt) return null;
  return { member_id: memberId, wallet: "", code: `chain_${brokenAt.code}`, expected: brokenAt.seq, actual: entries };
}

async function countAccounts(tx: Tx, scope: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from member_accounts where ${scope}`.execute(tx);
  return rows[0]?.count ?? 0;
}
