import type { entryExplainResponse } from "@regulars/contracts";
import { type Allocation, type BudgetShare, type CompiledProgramme, describeRule } from "@regulars/engine";
import { sql } from "kysely";
import type { z } from "zod";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { bucketOf, fromPublicId, toPublicId } from "../../../platform/ids.ts";
import { type EntryRow, entryColumns, entryView, factPublicId, type Reader } from "../present.ts";

type Explained = z.output<typeof entryExplainResponse>;

interface FullRow extends EntryRow {
  member_id: string;
  actor: string;
  related_entry_id: string | null;
  allocations: Allocation[] | null;
  per_line: { lineNo: number; amount: number }[] | null;
  budgets: BudgetShare[] | null;
  seq: number | null;
  hash: Buffer | null;
}

const fullColumns = `${entryColumns}, member_id, actor, related_entry_id, allocations, per_line, budgets, seq, hash`;
const mostUses = 200;

export interface ExplainAsk {
  entry: string;
  reader: Reader;
  version: (number: number) => Promise<CompiledProgramme>;
}

/** Why a ledger line is what it is: the rule as it stood, the lots it drew on or opened and where they went, and what answers it. */
export async function entryExplanation(db: Db, ask: ExplainAsk): Promise<Explained> {
  const id = fromPublicId("ent", ask.entry);
  const { rows } = await sql<FullRow>`
    select ${sql.raw(fullColumns)} from entries where bucket = ${bucketOf(id)} and id = ${id}`.execute(db);
  const row = rows[0];
  if (!row) refuse("not_found");
  return {
    entry: entryView(row, ask.reader),
    memberId: toPublicId("mbr", row.member_id),
    actor: row.actor,
    rule: await ruleOf(row, ask.version),
    perLine: row.per_line ?? [],
    budgets: row.budgets ?? [],
    lots: await movesOf(db, row),
    opened: await openedBy(db, row),
    ...(await relativesOf(db, row, ask.reader)),
    chain: row.seq === null || row.hash === null ? null : { seq: row.seq, hash: row.hash.toString("hex") },
  };
}

/** A rule may be gone from the version by the time a late fact names it; then there is nothing to show. */
async function ruleOf(row: FullRow, version: ExplainAsk["version"]): Promise<Explained["rule"]> {
  if (row.rule_id === null) return null;
  const { programme } = await version(row.programme_version);
  const rule = programme.rules.find(({ id }) => id === row.rule_id);
  if (!rule) return null;
  const text = { zh: describeRule(rule, programme, "zh"), en: describeRule(rule, programme, "en") };
  return { id: rule.id, version: row.programme_version, name: rule.name, text, definition: rule };
}

interface MoveRow {
  id: string;
  expires_at: Date | null;
  kind: string | null;
  fact_kind: string | null;
  fact_id: string | null;
  effective_at: Date | null;
}

async function movesOf(db: Db, row: FullRow): Promise<Explained["lots"]> {
  const allocations = row.allocations ?? [];
  if (allocations.length === 0) return [];
  const ids = allocations.map(({ lotId }) => lotId);
  const { rows } = await sql<MoveRow>`
    select l.id, l.expires_at, e.kind, e.fact_kind, e.fact_id, e.effective_at
    from lots l left join entries e on e.bucket = l.bucket and e.member_id = l.member_id and e.id = l.id
    where l.bucket = ${bucketOf(row.member_id)} and l.member_id = ${row.member_id} and l.id = any(${ids}::uuid[])`.execute(
    db,
  );
  const lots = new Map(rows.map((lot) => [lot.id, lot]));
  return allocations.map(({ lotId, amount }) => {
    const lot = lots.get(lotId);
    return {
      lotId: toPublicId("lot", lotId),
      amount,
      openedBy: lot ? openerOf(lot) : null,
      expiresAt: lot?.expires_at?.toISOString() ?? null,
    };
  });
}

function openerOf({ kind, fact_kind, fact_id, effective_at }: MoveRow): Explained["lots"][number]["openedBy"] {
  if (kind === null || fact_kind === null || fact_id === null || effective_at === null) return null;
  return {
    kind,
    factKind: fact_kind,
    factId: factPublicId(fact_kind, fact_id),
    effectiveAt: effective_at.toISOString(),
  };
}

async function openedBy(db: Db, row: FullRow): Promise<Explained["opened"]> {
  if (row.lot_id === null) return null;
  const bucket = bucketOf(row.member_id);
  const lots = await sql<{ amount: number; remaining: number; active_from: Date; expires_at: Date | null }>`
    select amount, remaining, active_from, expires_at from lots
    where bucket = ${bucket} and member_id = ${row.member_id} and id = ${row.lot_id}`.execute(db);
  const lot = lots.rows[0];
  if (!lot) return null;
  const uses = await sql<{ id: string; kind: string; amount: number; effective_at: Date }>`
    select e.id, e.kind, (m.value->>'amount')::bigint * sign(e.amount)::int as amount, e.effective_at
    from entries e cross join lateral json_array_elements(e.allocations) m
    where e.bucket = ${bucket} and e.member_id = ${row.member_id} and e.id > ${row.lot_id} and e.allocations is not null
      and m.value->>'lotId' = ${row.lot_id}
    order by e.id limit ${mostUses}`.execute(db);
  return {
    lotId: toPublicId("lot", row.lot_id),
    amount: lot.amount,
    remaining: lot.remaining,
    activeFrom: lot.active_from.toISOString(),
    expiresAt: lot.expires_at?.toISOString() ?? null,
    paidArrears: paidArrears(row),
    uses: uses.rows.map((use) => ({
      entryId: toPublicId("ent", use.id),
      kind: use.kind,
      amount: use.amount,
      effectiveAt: use.effective_at.toISOString(),
    })),
  };
}

function paidArrears(row: FullRow): number {
  const part = row.explanation.parts?.find(({ code }) => code === "arrears.paid");
  return Number(part?.params.points ?? 0);
}

async function relativesOf(
  db: Db,
  row: FullRow,
  reader: Reader,
): Promise<Pick<Explained, "relatedTo" | "relatedFrom">> {
  const { rows } = await sql<EntryRow>`
    select ${sql.raw(entryColumns)} from entries
    where bucket = ${bucketOf(row.member_id)} and member_id = ${row.member_id} and id = ${row.related_entry_id}
    union all
    (select ${sql.raw(entryColumns)} from entries
    where bucket = ${bucketOf(row.member_id)} and member_id = ${row.member_id} and id > ${row.id} and related_entry_id = ${row.id}
    order by id limit ${mostUses})`.execute(db);
  const views = rows.map((relative) => entryView(relative, reader));
  const [first] = rows;
  const hasOrigin = row.related_entry_id !== null && first?.id === row.related_entry_id;
  return { relatedTo: hasOrigin ? (views[0] ?? null) : null, relatedFrom: hasOrigin ? views.slice(1) : views };
}
