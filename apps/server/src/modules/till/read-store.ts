import type { AccountState, MemberProfile } from "@regulars/engine";
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
  tenders: OrderRecord["tenders"];
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
    tenders: row.tenders,
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
