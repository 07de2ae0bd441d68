import type { IntegrityReport } from "@regulars/contracts";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { bucketOf, toPublicId } from "../../platform/ids.ts";

const buckets = 256;
const mostFindings = 200;

export interface ProofOptions {
  /** Only this member; absent = everybody, bucket by bucket. */
  memberId?: string;
  onBucket?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

interface FindingRow {
  member_id: string;
  wallet: string;
  code: string;
  expected: number | null;
  actual: number | null;
}

/**
 * Proves the books: for each member and wallet the entries add up to what the account holds and to what the lots hold
 * less arrears, each line continues the balance of the line before, and no lot holds more than its own lines leave.
 */
export async function proveLedger(db: Db, options: ProofOptions = {}): Promise<IntegrityReport> {
  const { memberId } = options;
  const range = memberId === undefined ? Array.from({ length: buckets }, (_, bucket) => bucket) : [bucketOf(memberId)];
  const findings: FindingRow[] = [];
  let checked = 0;
  for (const [index, bucket] of range.entries()) {
    options.signal?.throwIfAborted();
    const scope =
      memberId === undefined ? sql`bucket = ${bucket}` : sql`bucket = ${bucket} and member_id = ${memberId}`;
    checked += await countAccounts(db, scope);
    // One statement sees one snapshot, so that a fact committed meanwhile is seen whole or not at all.
    findings.push(...(await proveBucket(db, scope)));
    options.onBucket?.(index + 1, range.length);
  }
  return {
    ok: findings.length === 0,
    checked,
    findings: findings.slice(0, mostFindings).map((row) => ({
      memberId: toPublicId("mbr", row.member_id),
      wallet: row.wallet,
      code: row.code,
      expected: row.expected,
      actual: row.actual,
    })),
    truncated: findings.length > mostFindings,
  };
}

async function countAccounts(db: Db, scope: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from member_accounts where ${scope}`.execute(db);
  return rows[0]?.count ?? 0;
}

async function proveBucket(db: Db, scope: RawBuilder<unknown>): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    with lines as (
      select member_id, wallet, id, kind, balance_after, allocations,
        case when kind = 'activate' then 0 else amount end as change
      from entries where ${scope}
    ), running as (
      select member_id, wallet, balance_after,
        sum(change) over (partition by member_id, wallet order by id)::bigint as expected
      from lines
    ), totals as (
      select member_id, wallet, sum(change)::bigint as total from lines group by member_id, wallet
    ), own_lots as (
      select member_id, id, wallet, amount, remaining, activated from lots where ${scope}
    ), held as (
      select member_id, wallet, coalesce(sum(remaining) filter (where activated), 0)::bigint as active,
        coalesce(sum(remaining) filter (where not activated), 0)::bigint as waiting
      from own_lots group by member_id, wallet
    ), accounts as (
      select member_id, w.key as wallet, (w.value->>'available')::bigint as available,
        (w.value->>'pending')::bigint as pending, (w.value->>'held')::bigint as held,
        (w.value->>'arrears')::bigint as arrears
      from member_accounts cross join lateral json_each(state->'wallets') w where ${scope}
    ), books as (
      select member_id, wallet, coalesce(t.total, 0) as total, coalesce(h.active, 0) as active,
        coalesce(h.waiting, 0) as waiting, coalesce(a.available, 0) as available, coalesce(a.pending, 0) as pending,
        coalesce(a.held, 0) as held, coalesce(a.arrears, 0) as arrears
      from totals t full join held h using (member_id, wallet) full join accounts a using (member_id, wallet)
    ), moved as (
      select member_id, (m.value->>'lotId')::uuid as lot_id,
        sum(case when kind = 'return' then (m.value->>'amount')::bigint else -(m.value->>'amount')::bigint end)::bigint as change
      from lines cross join lateral json_array_elements(allocations) m
      where allocations is not null and kind <> 'activate' group by 1, 2
    )
    select member_id, wallet, 'entries_differ_from_account' as code, total as expected,
      available + pending + held - arrears as actual
    from books where total <> available + pending + held - arrears
    union all
    select member_id, wallet, 'lots_differ_from_available', active, available + held from books where active <> available + held
    union all
    select member_id, wallet, 'lots_differ_from_pending', waiting, pending from books where waiting <> pending
    union all
    select member_id, wallet, 'negative_amount', 0, least(available, pending, held, arrears)
    from books where least(available, pending, held, arrears) < 0
    union all
    select member_id, wallet, 'balance_chain_broken', expected, balance_after from running where expected <> balance_after
    union all
    select l.member_id, l.wallet, 'lot_without_entry', null, l.amount
    from own_lots l left join lines e on e.member_id = l.member_id and e.id = l.id
    where e.id is null or e.change <> l.amount
    union all
    select l.member_id, l.wallet, 'lot_overdrawn', l.amount + coalesce(m.change, 0), l.remaining
    from own_lots l left join moved m on m.member_id = l.member_id and m.lot_id = l.id
    where l.remaining > l.amount + coalesce(m.change, 0)
    limit ${mostFindings + 1}`.execute(db);
  return rows;
}
