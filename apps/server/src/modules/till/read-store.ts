import type { AccountState, Lot, LotNeeds, MemberProfile } from "@regulars/engine";
import { bucketOf } from "../../platform/ids.ts";
import { rows, type TillClient } from "./sql.ts";
import type { LineRecord, OrderLedger, OrderRecord } from "./till-records.ts";

/** Reads of the hot path. Every look-up is a lateral with a limit, so that no plan turns into a hash join over a table that was empty when analysed. */

const identityOwners = {
  name: "till_identity_owners",
  text: `select k.ord::int as ord, o.member_id as id
    from unnest($1::text[], $2::text[]) with ordinality k(kind, value, ord)
    cross join lateral (select i.member_id from member_identities i where i.kind = k.kind and i.value = k.value limit 1) o`,
};

/** The owner of each identity, in the order asked; null where nobody owns it. */
export async function findIdentityOwners(
  client: TillClient,
  identities: { kind: string; value: string }[],
): Promise<(string | null)[]> {
  const owners: (string | null)[] = identities.map(() => null);
  if (identities.length === 0) return owners;
  const found = await rows<{ ord: number; id: string }>(client, identityOwners, [
    identities.map((identity) => identity.kind),
    identities.map((identity) => identity.value),
  ]);
  for (const row of found) owners[row.ord - 1] = row.id;
  return owners;
}

interface MemberRow {
  id: string;
  status: string;
  joined_at: Date;
  birthday: string | null;
  gender: string | null;
  kind: string;
  zone: string | null;
  source: MemberProfile["source"];
  attributes: MemberProfile["attributes"];
  tags: string[];
  merged_into: string | null;
  demo: boolean;
  consents: string[] | null;
  state: AccountState;
}

const memberColumns = `m.id, m.status, m.joined_at, m.birthday, m.gender, m.kind, m.zone, m.source, m.attributes, m.tags, m.merged_into, m.demo,
  case when $3 then (select array_agg(c.purpose) from (
    select distinct on (purpose) purpose, granted from member_consents mc
    where mc.bucket = m.bucket and mc.member_id = m.id order by purpose, at desc, id desc) c where c.granted) end as consents`;

const lockedMembers = {
  name: "till_locked_members",
  text: `select ${memberColumns}, a.state
    from unnest($1::smallint[], $2::uuid[]) k(bucket, id)
    cross join lateral (select * from member_accounts a where a.bucket = k.bucket and a.member_id = k.id limit 1 for update) a
    cross join lateral (select * from members m where m.bucket = k.bucket and m.id = k.id limit 1) m`,
};

const plainMembers = {
  name: "till_plain_members",
  text: lockedMembers.text.replace("limit 1 for update", "limit 1"),
};

export interface LoadedMember {
  id: string;
  status: string;
  mergedInto: string | null;
  demo: boolean;
  profile: MemberProfile;
  account: AccountState;
}

/** Members with their accounts, locked in key order unless `dry`. */
export async function loadMembers(
  client: TillClient,
  ids: string[],
  options: { dry: boolean; withConsents: boolean },
): Promise<LoadedMember[]> {
  if (ids.length === 0) return [];
  const sorted = ids.map((id) => ({ id, bucket: bucketOf(id) }));
  sorted.sort((a, b) => a.bucket - b.bucket || (a.id < b.id ? -1 : 1));
  const found = await rows<MemberRow>(client, options.dry ? plainMembers : lockedMembers, [
    sorted.map((key) => key.bucket),
    sorted.map((key) => key.id),
    options.withConsents,
  ]);
  return found.map((row) => ({
    id: row.id,
    status: row.status,
    mergedInto: row.merged_into,
    demo: row.demo,
    account: row.state,
    profile: {
      id: row.id,
      joinedAt: row.joined_at.getTime(),
      birthday: row.birthday,
      gender: row.gender,
      kind: row.kind,
      zone: row.zone,
      source: row.source,
      attributes: row.attributes,
      tags: row.tags,
      consents: row.consents ?? [],
    },
  }));
}

export interface OrderRow {
  id: string;
  bucket: number;
  member_id: string | null;
  source: string;
  external_id: string;
  content_hash: Buffer;
  store_id: string | null;
  channel: string | null;
  currency: string;
  placed_at: Date;
  recorded_at: Date;
  gross: number;
  discount: number;
  points_paid: number;
  net: number;
  refunded: number;
  complete_refund: boolean;
  lines: LineRecord[];
  outcome: OrderLedger | null;
  programme_version: number;
  actor: string;
  import_id: string | null;
  demo: boolean;
}

export const emptyLedger: OrderLedger = { entryIds: [], earned: [], spent: [], tierChanges: [], wallets: [] };

export function toOrderRecord(row: OrderRow): OrderRecord {
  return {
    id: row.id,
    bucket: row.bucket,
    memberId: row.member_id,
    source: row.source,
    externalId: row.external_id,
    contentHash: row.content_hash,
    storeId: row.store_id,
    channel: row.channel,
    currency: row.currency,
    placedAt: row.placed_at,
    recordedAt: row.recorded_at,
    gross: row.gross,
    discount: row.discount,
    pointsPaid: row.points_paid,
    net: row.net,
    refunded: row.refunded,
    completeRefund: row.complete_refund,
    lines: row.lines,
    ledger: row.outcome ?? emptyLedger,
    programmeVersion: row.programme_version,
    actor: row.actor,
    importId: row.import_id,
    demo: row.demo,
  };
}

const ordersByBusinessKey = {
  name: "till_orders_by_business_key",
  text: `select o.* from unnest($1::text[], $2::text[]) k(source, external_id)
    cross join lateral (select * from orders o where o.source = k.source and o.external_id = k.external_id limit 1) o`,
};

/** Orders that are there already under these business keys. */
export async function findOrdersByBusinessKey(
  client: TillClient,
  keys: { source: string; externalId: string }[],
): Promise<OrderRecord[]> {
  if (keys.length === 0) return [];
  const found = await rows<OrderRow>(client, ordersByBusinessKey, [
    keys.map((key) => key.source),
    keys.map((key) => key.externalId),
  ]);
  return found.map(toOrderRecord);
}

const ordersById = {
  name: "till_orders_by_id",
  text: `select o.* from unnest($1::smallint[], $2::uuid[]) k(bucket, id)
    left join lateral (select to_bucket from order_moves v where v.bucket = k.bucket and v.order_id = k.id limit 1) v on true
    cross join lateral (select * from orders o where o.bucket = coalesce(v.to_bucket, k.bucket) and o.id = k.id limit 1) o`,
};

const lockedOrdersById = {
  name: "till_locked_orders_by_id",
  text: ordersById.text.replace("and o.id = k.id limit 1", "and o.id = k.id limit 1 for update"),
};

/** Orders by id wherever a claim has moved them; `lock` holds them in the order of their ids. */
export async function findOrdersById(client: TillClient, ids: string[], lock: boolean): Promise<OrderRecord[]> {
  if (ids.length === 0) return [];
  const sorted = [...new Set(ids)].sort();
  const found = await rows<OrderRow>(client, lock ? lockedOrdersById : ordersById, [sorted.map(bucketOf), sorted]);
  return found.map(toOrderRecord);
}

interface LotRow {
  member_id: string;
  id: string;
  wallet: string;
  amount: number;
  remaining: number;
  active_from: Date;
  expires_at: Date | null;
  activated: boolean;
  lapsed: number;
  fact_id: string;
}

function toLot(row: LotRow): Lot {
  return {
    id: row.id,
    wallet: row.wallet,
    amount: row.amount,
    remaining: row.remaining,
    activeFrom: row.active_from.getTime(),
    expiresAt: row.expires_at?.getTime() ?? null,
    factId: row.fact_id,
    activated: row.activated,
    ...(row.lapsed > 0 ? { lapsed: row.lapsed } : {}),
  };
}

const lotColumns =
  "l.member_id, l.id, l.wallet, l.amount, l.remaining, l.active_from, l.expires_at, l.activated, l.lapsed, l.fact_id";

const lotsForDebit = {
  name: "till_lots_for_debit",
  text: `select ${lotColumns} from unnest($1::smallint[], $2::uuid[], $3::text[], $4::timestamptz[], $5::int[]) k(bucket, member_id, wallet, after, most)
    cross join lateral (
      select * from lots l
      where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet and l.remaining > 0
        and l.activated and (l.expires_at is null or l.expires_at > k.after)
      order by l.expires_at, l.active_from, l.id limit k.most) l`,
};

const lotsById = {
  name: "till_lots_by_id",
  text: `select ${lotColumns} from unnest($1::smallint[], $2::uuid[], $3::uuid[]) k(bucket, member_id, id)
    cross join lateral (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.id = k.id limit 1) l`,
};

/** What changes by `until`, and beyond that the first to activate and the first to expire. */
const lotsChanging = {
  name: "till_lots_changing",
  text: `select ${lotColumns} from unnest($1::smallint[], $2::uuid[], $3::text[], $4::timestamptz[]) k(bucket, member_id, wallet, until)
    cross join lateral (
      (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet
        and l.remaining > 0 and l.expires_at <= k.until)
      union
      (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet
        and l.remaining > 0 and l.expires_at > k.until order by l.expires_at, l.active_from, l.id limit 1)
      union
      (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet
        and l.remaining > 0 and not l.activated and l.active_from <= k.until)
      union
      (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet
        and l.remaining > 0 and not l.activated and l.active_from > k.until order by l.active_from limit 1)
    ) l`,
};

export interface MemberLotNeeds {
  memberId: string;
  needs: LotNeeds;
}

const firstDebitPage = 64;
const everyLot = 2_000_000_000;

/** The lots the engine asked for, by member. */
export async function loadLots(client: TillClient, wanted: MemberLotNeeds[]): Promise<Map<string, Lot[]>> {
  const byMember = new Map<string, Map<string, Lot>>();
  const keep = (found: LotRow[]): void => {
    for (const row of found) {
      const lots = byMember.get(row.member_id) ?? new Map<string, Lot>();
      lots.set(row.id, toLot(row));
      byMember.set(row.member_id, lots);
    }
  };
  keep(await loadDebitLots(client, wanted));
  const named = wanted.flatMap(({ memberId, needs }) => needs.lotIds.map((id) => ({ memberId, id })));
  if (named.length > 0) {
    keep(
      await rows<LotRow>(client, lotsById, [
        named.map((key) => bucketOf(key.memberId)),
        named.map((key) => key.memberId),
        named.map((key) => key.id),
      ]),
    );
  }
  const changing = wanted.flatMap(({ memberId, needs }) =>
    needs.changes.map((wallet) => ({ memberId, wallet, until: new Date(needs.changesUntil) })),
  );
  if (changing.length > 0) {
    keep(
      await rows<LotRow>(client, lotsChanging, [
        changing.map((key) => bucketOf(key.memberId)),
        changing.map((key) => key.memberId),
        changing.map((key) => key.wallet),
        changing.map((key) => key.until),
      ]),
    );
  }
  return new Map([...byMember].map(([memberId, lots]) => [memberId, [...lots.values()]]));
}

interface DebitNeed {
  memberId: string;
  wallet: string;
  points: number;
  after: Date;
}

async function loadDebitLots(client: TillClient, wanted: MemberLotNeeds[]): Promise<LotRow[]> {
  const needs: DebitNeed[] = wanted.flatMap(({ memberId, needs: { debit, changesUntil } }) =>
    Object.entries(debit).map(([wallet, points]) => ({ memberId, wallet, points, after: new Date(changesUntil) })),
  );
  if (needs.length === 0) return [];
  const first = await readDebitLots(client, needs, firstDebitPage);
  const short = needs.filter((need) => {
    const lots = first.filter((row) => row.member_id === need.memberId && row.wallet === need.wallet);
    return lots.length === firstDebitPage && lots.reduce((sum, row) => sum + row.remaining, 0) < need.points;
  });
  return short.length === 0 ? first : [...first, ...(await readDebitLots(client, short, everyLot))];
}

function readDebitLots(client: TillClient, needs: DebitNeed[], most: number): Promise<LotRow[]> {
  return rows<LotRow>(client, lotsForDebit, [
    needs.map((need) => bucketOf(need.memberId)),
    needs.map((need) => need.memberId),
    needs.map((need) => need.wallet),
    needs.map((need) => need.after),
    needs.map(() => most),
  ]);
}
