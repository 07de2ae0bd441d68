import type { MemberListQuery, memberListItemSchema } from "@regulars/contracts";
import type { AccountState } from "@regulars/engine";
import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { bucketOf, toPublicId } from "../../../platform/ids.ts";
import { maskEmail, maskPhone, normaliseIdentity } from "../identity.ts";
import type { MemberDeps } from "../index.ts";
import { countMembers } from "./count-members.ts";
import { type TierRow, tiersNow } from "./tiers-now.ts";

type Item = z.output<typeof memberListItemSchema>;

interface ListRow {
  id: string;
  member_no: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  status: Item["status"];
  tags: string[];
  joined_at: Date;
  joined_text: string;
  stage: string | null;
  stage_since: Date | null;
  state: AccountState;
  tiers: TierRow[];
}

interface Filters {
  where: RawBuilder<unknown>;
  /** Looks for particular members, through an index of its own. */
  isSearch: boolean;
}

interface ListPage {
  items: Item[];
  nextCursor: string | null;
  total: number | null;
  totalIsEstimate: boolean;
}

/** One page of members, newest first, with what a list shows of each. Phones and e-mails are masked. */
export async function memberList(
  deps: Pick<MemberDeps, "db" | "clock" | "country" | "walletTotals">,
  query: MemberListQuery,
): Promise<ListPage> {
  const { db } = deps;
  const filters = await filtersOf(db, query, await deps.country());
  const mark = query.cursor === undefined ? sql`true` : after(query.cursor);
  const rows = await readRows(db, filters, { mark, limit: query.limit + 1 });
  const shown = rows.slice(0, query.limit);
  const wallets = await deps.walletTotals(
    db,
    shown.map((row) => ({ id: row.id, account: row.state })),
    deps.clock.now(),
  );
  const last = shown.at(-1);
  const counted = query.cursor === undefined ? await countMembers(db, filters) : null;
  return {
    items: shown.map((row) => toItem(row, wallets.get(row.id) ?? [])),
    nextCursor: rows.length > shown.length && last ? cursorOf(last) : null,
    total: counted?.total ?? null,
    totalIsEstimate: counted?.isEstimate ?? false,
  };
}

/**
 * The page is cut out of `members` alone before anything is joined to it. What a search finds is collected first, for a
 * planner that guesses it wrong would walk through everybody in the order of joining.
 */
async function readRows(
  db: Db,
  { where, isSearch }: Filters,
  page: { mark: RawBuilder<unknown>; limit: number },
): Promise<ListRow[]> {
  const hits = isSearch
    ? sql`hits as materialized (select bucket, id, joined_at from members m where ${where}),`
    : sql``;
  const from = isSearch ? sql`hits m` : sql`members m`;
  const rest = isSearch ? page.mark : sql`${where} and ${page.mark}`;
  const { rows } = await sql<ListRow>`
    with ${hits} page as (
      select m.bucket, m.id from ${from} where ${rest} order by m.joined_at desc, m.id desc limit ${page.limit}
    )
    select m.id, m.member_no, m.name, m.phone, m.email, m.status, m.tags, m.joined_at, m.joined_at::text as joined_text,
      m.stage, m.stage_since, a.state, t.tiers
    from page p
    cross join lateral (select * from members m where m.bucket = p.bucket and m.id = p.id limit 1) m
    cross join lateral (select state from member_accounts a where a.bucket = p.bucket and a.member_id = p.id limit 1) a
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('ladder', t.ladder, 'tier', t.tier, 'since', t.since, 'until', t.until)
        order by t.ladder), '[]') as tiers
      from member_tiers t where t.bucket = p.bucket and t.member_id = p.id) t
    order by m.joined_at desc, m.id desc`.execute(db);
  return rows;
}

async function filtersOf(db: Db, query: MemberListQuery, country: string): Promise<Filters> {
  const filters = [query.status ? sql`m.status = ${query.status}` : sql`m.status <> 'merged'`];
  if (query.stage) filters.push(sql`m.stage = ${query.stage}`);
  if (query.tag) filters.push(sql`m.tags <> '{}' and m.tags @> array[${query.tag}]::text[]`);
  if (query.joinedFrom) filters.push(sql`m.joined_at >= ${new Date(query.joinedFrom)}`);
  if (query.joinedTo) filters.push(sql`m.joined_at < ${new Date(query.joinedTo)}`);
  if (query.storeId) filters.push(sql`m.source ? 'storeId' and m.source ->> 'storeId' = ${query.storeId}`);
  if (query.phoneTail) filters.push(phoneEndsWith(query.phoneTail));
  if (query.tier) {
    const [ladder, tier] = query.tier.split(":");
    filters.push(sql`exists (select 1 from member_tiers t
      where t.bucket = m.bucket and t.member_id = m.id and t.ladder = ${ladder} and t.tier = ${tier})`);
  }
  if (query.query) filters.push(await search(db, query.query, country));
  return {
    where: sql.join(filters, sql` and `),
    isSearch: query.query !== undefined || query.phoneTail !== undefined,
  };
}

function phoneEndsWith(tail: string): RawBuilder<unknown> {
  return sql`(m.phone is not null and reverse(m.phone) like ${`${[...tail].reverse().join("")}%`})`;
}

const searchedKinds = ["member_no", "card", "external", "phone", "email"] as const;

/** By name, end of the phone, or exactly by any identity. */
async function search(db: Db, text: string, country: string): Promise<RawBuilder<unknown>> {
  const ways: RawBuilder<unknown>[] = [];
  const identities = searchedKinds.flatMap((kind) => normaliseIdentity({ kind, value: text }, country) ?? []);
  const { rows } = await sql<{ id: string }>`
    select distinct o.member_id as id
    from unnest(${identities.map(({ kind }) => kind)}::text[], ${identities.map(({ value }) => value)}::text[]) as k(kind, value)
    cross join lateral (select member_id from member_identities i
      where i.kind = k.kind and i.value = k.value limit 1) o`.execute(db);
  for (const { id } of rows) ways.push(sql`(m.bucket = ${bucketOf(id)} and m.id = ${id})`);
  if (/^\d{3,15}$/.test(text)) ways.push(phoneEndsWith(text));
  ways.push(nameContains(text));
  return sql`(${sql.join(ways, sql` or `)})`;
}

/** The index knows letters and pairs of them; the pattern decides. */
function nameContains(text: string): RawBuilder<unknown> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const grams = [...text].length === 1 ? sql`array[lower(${text}::text)]` : sql`name_pairs(${text}::text)`;
  return sql`(m.name is not null and name_grams(m.name) @> ${grams} and m.name ilike ${pattern})`;
}

/** The instant as text, for a Date would drop the microseconds and with them members. */
function cursorOf(row: { joined_text: string; id: string }): string {
  return Buffer.from(`${row.joined_text} ${row.id}`).toString("base64url");
}

const cursorPattern = /^(\d{4,6}-\d\d-\d\d [\d:.+-]{9,24}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function after(cursor: string): RawBuilder<unknown> {
  const match = cursorPattern.exec(Buffer.from(cursor, "base64url").toString());
  if (!match) refuse("cursor.malformed");
  return sql`(m.joined_at, m.id) < (${match[1]}::timestamptz, ${match[2]}::uuid)`;
}

function toItem(row: ListRow, wallets: Item["wallets"]): Item {
  const { orders } = row.state;
  return {
    id: toPublicId("mbr", row.id),
    memberNo: row.member_no,
    name: row.name,
    phone: maskPhone(row.phone),
    email: maskEmail(row.email),
    status: row.status,
    tags: row.tags,
    joinedAt: row.joined_at.toISOString(),
    stage: row.state.stage?.id ?? row.stage,
    stageSince: row.stage_since?.toISOString() ?? null,
    tiers: tiersNow(row.tiers, row.state),
    wallets,
    orders: {
      count: orders.count,
      net: orders.net,
      lastAt: orders.lastAt === null ? null : new Date(orders.lastAt).toISOString(),
    },
  };
}
