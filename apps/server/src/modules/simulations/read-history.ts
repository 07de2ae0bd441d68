import {
  type EntryKind,
  type EventFact,
  type Instant,
  intern,
  type MemberProfile,
  type TierGrantSource,
  type TransferReason,
} from "@regulars/engine";
import pg from "pg";
import { typeParsers } from "../../platform/db.ts";
import type {
  AwaitedLot,
  Happening,
  HoldLine,
  LedgerLine,
  MemberHistory,
  OrderHappening,
  OrderLineRow,
  TierChange,
} from "./history.ts";

/** Which members, and of their past what took effect before `to` and was recorded by `knownAt`. */
export interface HistorySpan {
  from: Instant;
  to: Instant;
  knownAt: Instant;
  readsConsents: boolean;
}

export interface HistoryReader {
  /** Up to `size` members of buckets below `until`, after a place; with everything that is known of them. */
  page(after: Place, until: number, size: number): Promise<MemberHistory[]>;
  close(): Promise<void>;
}

export interface Place {
  bucket: number;
  id: string;
}

/** Before the first member of a range of buckets. */
export function startOf({ from }: { from: number }): Place {
  return { bucket: from, id: "00000000-0000-0000-0000-000000000000" };
}

/** Look-ups by key for a few hundred members: plans that read or hash whole tables are ruled out. */
const options = ["enable_seqscan=off", "enable_hashjoin=off", "enable_mergejoin=off", "jit=off"]
  .map((setting) => `-c ${setting}`)
  .join(" ");

export async function openHistory(connectionString: string, span: HistorySpan): Promise<HistoryReader> {
  const client = new pg.Client({
    connectionString,
    types: typeParsers,
    application_name: "regulars simulation",
    options,
  });
  await client.connect();
  const tables = await filledTables(client);
  return {
    async page(after, until, size) {
      await client.query("begin isolation level repeatable read read only");
      try {
        return await readPage(client, { span, tables, after, until, size });
      } finally {
        await client.query("commit");
      }
    },
    close: () => client.end(),
  };
}

const rareTables = [
  "adjustments",
  "events",
  "spends",
  "holds",
  "transfers",
  "reversals",
  "tier_grants",
  "refunds",
] as const;
type RareTable = (typeof rareTables)[number];

/** Most installs leave some tables empty; those need not be asked for every page. */
async function filledTables(client: pg.Client): Promise<Set<string>> {
  const checks = rareTables.map((table) => `select '${table}' as name where exists (select 1 from ${table})`);
  checks.push("select 'awaited' as name where exists (select 1 from lots where awaits is not null)");
  const { rows } = await client.query<{ name: string }>(checks.join(" union all "));
  return new Set(rows.map((row) => row.name));
}

interface PageRequest {
  span: HistorySpan;
  tables: Set<string>;
  after: Place;
  until: number;
  size: number;
}

type Row = unknown[];
const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)::int8`;

const membersQuery = (withConsents: boolean): string => `
  select m.bucket, m.id, ${ms("m.joined_at")}, m.birthday, m.gender, m.kind, m.zone, m.source, m.attributes, m.tags,
    ${withConsents ? consentsOf : "null"}
  from members m where (m.bucket, m.id) > ($1, $2::uuid) and m.bucket < $3 and m.status <> 'merged'
  order by m.bucket, m.id limit $4`;
const consentsOf = `(select array_agg(c.purpose) from (select distinct on (purpose) purpose, granted from member_consents mc
  where mc.bucket = m.bucket and mc.member_id = m.id order by purpose, at desc, id desc) c where c.granted)`;

async function readPage(client: pg.Client, request: PageRequest): Promise<MemberHistory[]> {
  const { span, tables, after, until, size } = request;
  const found = await client.query<Row>({
    text: membersQuery(span.readsConsents),
    values: [after.bucket, after.id, until, size],
    rowMode: "array",
  });
  const members = found.rows.map(toMember);
  if (members.length === 0) return members;
  const byId = new Map(members.map((member) => [member.profile.id, member]));
  const keys = [members.map((member) => member.bucket), members.map((member) => member.profile.id)];
  const bounds = [new Date(span.to), new Date(span.knownAt)];
  const read = async (text: string, take: (member: MemberHistory, row: Row) => void, more: unknown[] = []) => {
    const { rows } = await client.query<Row>({ text, values: [...keys, ...bounds, ...more], rowMode: "array" });
    for (const row of rows) {
      const member = byId.get(String(row[0]));
      if (member) take(member, row);
    }
  };
  await read(ordersQuery, takeOrder);
  await read(entriesQuery, takeEntry, [new Date(span.from)]);
  await read(tierChangesQuery, takeTierChange);
  const takers = rareTakers(span);
  for (const table of rareTables) if (tables.has(table)) await read(rareQueries[table], takers[table]);
  if (tables.has("awaited")) await read(awaitedQuery, takeAwaited);
  if (tables.has("transfers")) await read(receivedQuery, takeReceived);
  for (const member of members) complete(member);
  return members;
}

const keyed = "unnest($1::smallint[], $2::uuid[]) k(bucket, id)";

const ordersQuery = `
  select o.member_id, o.id, ${ms("least(o.placed_at, o.recorded_at)")}, ${ms("o.recorded_at")}, o.store_id, o.channel, o.source,
    o.currency, o.net, o.lines, o.tenders
  from ${keyed} join orders o on o.bucket = k.bucket and o.member_id = k.id
  where least(o.placed_at, o.recorded_at) < $3 and o.recorded_at <= $4`;

/** Lines of the span itself are only added up, so that most of what they say is left where it is. */
const entriesQuery = `
  select e.member_id, e.id, e.wallet, e.kind, e.amount, e.fact_kind,
    case when e.effective_at < $5 or e.fact_kind not in ('order', 'refund') then e.fact_id end,
    case when e.effective_at < $5 or e.kind in ('spend', 'earn') then e.order_id end, e.rule_id,
    case when e.effective_at < $5 or e.fact_kind not in ('order', 'refund') then e.lot_id end,
    case when e.effective_at < $5 or e.kind = 'transfer_in' then e.related_entry_id end,
    case when e.effective_at < $5 then e.allocations end,
    case when e.effective_at < $5 and e.kind = 'earn' then e.per_line end,
    ${ms("e.effective_at")}, case when e.fact_kind = 'claim' then ${ms("e.recorded_at")} end,
    case when e.effective_at < $5 or e.kind = 'transfer_in' then ${ms("e.available_at")} end,
    case when e.effective_at < $5 or e.kind = 'transfer_in' then ${ms("e.expires_at")} end,
    case when e.kind = 'spend' then e.explanation #>> '{params,hold}' end
  from ${keyed} join entries e on e.bucket = k.bucket and e.member_id = k.id
  where e.effective_at < $3 and e.recorded_at <= $4 order by e.bucket, e.member_id, e.id`;

const tierChangesQuery = `
  select t.member_id, t.ladder, t.to_tier, ${ms("t.since")}, ${ms("t.until")}, t.reason
  from ${keyed} join tier_changes t on t.bucket = k.bucket and t.member_id = k.id
  where t.since < $3 and t.recorded_at <= $4 order by t.bucket, t.member_id, t.id`;

const awaitedQuery = `
  select l.member_id, l.id, l.awaits, l.order_id, l.cancelled_unless_awaited, ${ms("l.expires_at")}
  from ${keyed} join lots l on l.bucket = k.bucket and l.member_id = k.id
  where l.awaits is not null and $3::timestamptz is not null and $4::timestamptz is not null`;

const rareQueries: Record<RareTable, string> = {
  refunds: `
    select r.member_id, r.id, ${ms("least(r.refunded_at, r.recorded_at)")}, ${ms("r.recorded_at")}, r.order_id, r.lines, r.amount,
      (r.outcome ->> 'complete')::boolean, r.reason
    from ${keyed} join refunds r on r.bucket = k.bucket and r.member_id = k.id
    where least(r.refunded_at, r.recorded_at) < $3 and r.recorded_at <= $4`,
  adjustments: `
    select a.member_id, a.id, ${ms("least(a.at, a.recorded_at)")}, ${ms("a.recorded_at")}, a.wallet, a.points, a.reason, a.entry_kind,
      ${ms("a.expires_at")}
    from ${keyed} join adjustments a on a.bucket = k.bucket and a.member_id = k.id
    where least(a.at, a.recorded_at) < $3 and a.recorded_at <= $4`,
  events: `
    select v.member_id, v.id, ${ms("least(v.at, v.recorded_at)")}, ${ms("v.recorded_at")}, v.type, v.source, v.store_id, v.channel,
      v.properties, v.order_id
    from ${keyed} join events v on v.bucket = k.bucket and v.member_id = k.id
    where least(v.at, v.recorded_at) < $3 and v.recorded_at <= $4`,
  spends: `
    select s.member_id, s.id, ${ms("least(s.at, s.recorded_at)")}, ${ms("s.recorded_at")}, s.wallet, s.points, s.reason
    from ${keyed} join spends s on s.bucket = k.bucket and s.member_id = k.id
    where least(s.at, s.recorded_at) < $3 and s.recorded_at <= $4`,
  holds: `
    select h.member_id, h.id, ${ms("least(h.at, h.recorded_at)")}, ${ms("h.recorded_at")}, h.wallet, h.points, ${ms("h.expires_at")},
      h.reference, h.allocations, h.status, h.committed, h.order_id, ${ms("h.closed_at")}
    from ${keyed} join holds h on h.bucket = k.bucket and h.member_id = k.id
    where least(h.at, h.recorded_at) < $3 and h.recorded_at <= $4`,
  transfers: `
    select t.member_id, t.id, ${ms("least(t.at, t.recorded_at)")}, ${ms("t.recorded_at")}, t.wallet, t.points, t.to_member_id, t.reason,
      t.note
    from ${keyed} join transfers t on t.bucket = k.bucket and t.member_id = k.id
    where least(t.at, t.recorded_at) < $3 and t.recorded_at <= $4`,
  reversals: `
    select v.member_id, v.id, ${ms("least(v.at, v.recorded_at)")}, ${ms("v.recorded_at")}, v.entry_id, v.reason
    from ${keyed} join reversals v on v.bucket = k.bucket and v.member_id = k.id
    where least(v.at, v.recorded_at) < $3 and v.recorded_at <= $4`,
  tier_grants: `
    select g.member_id, g.id, ${ms("least(g.at, g.recorded_at)")}, ${ms("g.recorded_at")}, g.ladder, g.tier, ${ms("g.until")}, g.lifetime,
      g.kind, g.reason, g.offer
    from ${keyed} join tier_grants g on g.bucket = k.bucket and g.member_id = k.id
    where least(g.at, g.recorded_at) < $3 and g.recorded_at <= $4`,
};

const receivedQuery = `
  select t.to_member_id, t.id, ${ms("least(t.at, t.recorded_at)")}, ${ms("t.recorded_at")}, t.wallet, t.member_id, t.reason, t.note
  from ${keyed} join transfers t on t.to_bucket = k.bucket and t.to_member_id = k.id
  where least(t.at, t.recorded_at) < $3 and t.recorded_at <= $4`;

const text = (value: unknown): string => String(value);
const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));
const number = (value: unknown): number => Number(value);
const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));

function toMember(row: Row): MemberHistory {
  const profile: MemberProfile = {
    id: text(row[1]),
    joinedAt: number(row[2]),
    birthday: textOrNull(row[3]),
    gender: textOrNull(row[4]),
    kind: text(row[5]),
    zone: textOrNull(row[6]),
    source: row[7] as MemberProfile["source"],
    attributes: row[8] as MemberProfile["attributes"],
    tags: row[9] as string[],
    consents: (row[10] as string[] | null) ?? [],
  };
  return {
    bucket: number(row[0]),
    profile,
    happenings: [],
    entries: [],
    tierChanges: [],
    awaited: new Map(),
    openHolds: [],
  };
}

function takeOrder(member: MemberHistory, row: Row): void {
  member.happenings.push({
    kind: "order",
    id: text(row[1]),
    at: number(row[2]),
    recordedAt: number(row[3]),
    storeId: textOrNull(row[4]),
    channel: textOrNull(row[5]),
    source: text(row[6]),
    currency: text(row[7]),
    net: number(row[8]),
    lines: row[9] as OrderLineRow[],
    tenders: (row[10] as { kind: string; amount: number }[] | null) ?? undefined,
    redeem: [],
    holdIds: [],
  });
}

function takeEntry(member: MemberHistory, row: Row): void {
  member.entries.push({
    id: text(row[1]),
    wallet: intern(text(row[2])),
    kind: row[3] as EntryKind,
    amount: number(row[4]),
    factKind: text(row[5]),
    factId: textOrNull(row[6]),
    orderId: textOrNull(row[7]),
    ruleId: textOrNull(row[8]),
    lotId: textOrNull(row[9]),
    relatedEntryId: textOrNull(row[10]),
    allocations: row[11] as LedgerLine["allocations"],
    perLine: row[12] as LedgerLine["perLine"],
    at: number(row[13]),
    claimedAt: numberOrNull(row[14]),
    availableAt: numberOrNull(row[15]),
    expiresAt: numberOrNull(row[16]),
    holdId: textOrNull(row[17]),
  });
}

function takeTierChange(member: MemberHistory, row: Row): void {
  const change: TierChange = {
    ladder: text(row[1]),
    to: text(row[2]),
    since: number(row[3]),
    until: numberOrNull(row[4]),
    reason: text(row[5]),
  };
  member.tierChanges.push(change);
}

function takeAwaited(member: MemberHistory, row: Row): void {
  const lot: AwaitedLot = {
    awaits: text(row[2]),
    orderId: textOrNull(row[3]),
    isCancelledUnlessAwaited: row[4] === true,
    expiresAt: numberOrNull(row[5]),
  };
  member.awaited.set(text(row[1]), lot);
}

const told = (row: Row): { id: string; at: number; recordedAt: number } => ({
  id: text(row[1]),
  at: number(row[2]),
  recordedAt: number(row[3]),
});

function rareTakers(span: HistorySpan): Record<RareTable, (member: MemberHistory, row: Row) => void> {
  const push = (member: MemberHistory, happening: Happening): void => {
    member.happenings.push(happening);
  };
  return {
    refunds: (member, row) =>
      push(member, {
        kind: "refund",
        ...told(row),
        orderId: text(row[4]),
        lines: row[5] as { lineNo: number; quantity: number; amount: number }[],
        amount: number(row[6]),
        complete: row[7] === true,
        reason: textOrNull(row[8]),
      }),
    adjustments: (member, row) =>
      push(member, {
        kind: "adjust",
        ...told(row),
        wallet: intern(text(row[4])),
        points: number(row[5]),
        reason: text(row[6]),
        entryKind: row[7] === "import" ? "import" : "adjust",
        ...(row[8] === null ? {} : { expiresAt: number(row[8]) }),
      }),
    events: (member, row) =>
      push(member, {
        kind: "event",
        ...told(row),
        type: text(row[4]),
        source: text(row[5]),
        storeId: textOrNull(row[6]),
        channel: textOrNull(row[7]),
        properties: row[8] as EventFact["properties"],
        orderId: textOrNull(row[9]),
      }),
    spends: (member, row) =>
      push(member, {
        kind: "spend",
        ...told(row),
        wallet: intern(text(row[4])),
        points: number(row[5]),
        reason: text(row[6]),
      }),
    holds: (member, row) => takeHold(member, row, span),
    transfers: (member, row) =>
      push(member, {
        kind: "transfer_out",
        ...told(row),
        wallet: intern(text(row[4])),
        points: number(row[5]),
        to: text(row[6]),
        reason: row[7] as TransferReason,
        note: textOrNull(row[8]),
      }),
    reversals: (member, row) =>
      push(member, { kind: "reverse", ...told(row), entryId: text(row[4]), reason: text(row[5]) }),
    tier_grants: (member, row) =>
      push(member, {
        kind: "tier_grant",
        ...told(row),
        ladder: text(row[4]),
        tier: textOrNull(row[5]),
        until: numberOrNull(row[6]),
        isLifetime: row[7] === true,
        source: row[8] as TierGrantSource,
        reason: text(row[9]),
        offer: textOrNull(row[10]),
      }),
  };
}

function takeHold(member: MemberHistory, row: Row, { from, to, knownAt }: HistorySpan): void {
  const begun = told(row);
  const hold: HoldLine = {
    id: begun.id,
    wallet: intern(text(row[4])),
    points: number(row[5]),
    expiresAt: number(row[6]),
    reference: text(row[7]),
    allocations: row[8] as HoldLine["allocations"],
  };
  const closedAt = numberOrNull(row[12]);
  const isTakenBySpan = begun.at >= from;
  if (isTakenBySpan) {
    const { wallet, points, expiresAt, reference } = hold;
    member.happenings.push({ kind: "hold", ...begun, wallet, points, expiresAt, reference });
  } else if (closedAt === null || closedAt >= from) member.openHolds.push(hold);
  const status = text(row[9]);
  // An order that was paid with the hold closes it, and a hold that ran out ends by time.
  const isClosedByCall = (status === "committed" && row[11] === null) || status === "released";
  if (!isClosedByCall || closedAt === null || closedAt < from || closedAt >= to || closedAt > knownAt) return;
  member.happenings.push({
    kind: status === "committed" ? "commit" : "release",
    id: `${begun.id}-end`,
    at: closedAt,
    recordedAt: closedAt,
    holdId: begun.id,
    points: number(row[10]),
  });
}

/** The lots that came with it are told by its entries. */
function takeReceived(member: MemberHistory, row: Row): void {
  const { id, at, recordedAt } = told(row);
  const entries = member.entries.filter((entry) => entry.kind === "transfer_in" && entry.factId === id);
  if (entries.length === 0) return;
  member.happenings.push({
    kind: "transfer_in",
    id,
    at,
    recordedAt,
    wallet: intern(text(row[4])),
    from: text(row[5]),
    reason: row[6] as TransferReason,
    note: textOrNull(row[7]),
    relatedEntryId: entries[0]?.relatedEntryId ?? id,
    lots: entries.map((entry) => ({
      amount: entry.amount,
      activeFrom: entry.availableAt ?? entry.at,
      expiresAt: entry.expiresAt,
    })),
  });
}

/** Points paid and claims are told by the ledger; then everything is put in the order in which it was told. */
function complete(member: MemberHistory): void {
  const orders = new Map<string, OrderHappening>();
  const claimed = new Set<OrderHappening>();
  for (const happening of member.happenings) if (happening.kind === "order") orders.set(happening.id, happening);
  for (const entry of member.entries) {
    const order = entry.orderId === null ? undefined : orders.get(entry.orderId);
    if (!order) continue;
    if (entry.claimedAt !== null) {
      order.recordedAt = entry.claimedAt;
      claimed.add(order);
    }
    if (entry.kind !== "spend" || entry.factKind !== "order") continue;
    if (entry.holdId === null) order.redeem.push({ wallet: entry.wallet, points: -entry.amount });
    else if (!order.holdIds.includes(entry.holdId)) order.holdIds.push(entry.holdId);
  }
  // What a guest order lost before it was claimed is on its lines.
  member.happenings = member.happenings.filter((happening) => {
    const order = happening.kind === "refund" ? orders.get(happening.orderId) : undefined;
    return order === undefined || !claimed.has(order) || happening.recordedAt >= order.recordedAt;
  });
  member.happenings.sort((a, b) => a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
