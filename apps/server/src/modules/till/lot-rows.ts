import type { Lot, LotNeeds } from "@regulars/engine";
import { bucketOf } from "../../platform/ids.ts";
import { rows, type Statement, type TillClient } from "./sql.ts";

const firstDebitPage = 64;
const everyLot = 2_000_000_000;

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
  awaits: string | null;
  order_id: string | null;
  cancelled_unless_awaited: boolean;
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
    ...(row.awaits === null ? {} : { awaits: row.awaits }),
    ...(row.order_id === null ? {} : { orderId: row.order_id }),
    ...(row.cancelled_unless_awaited ? { isCancelledUnlessAwaited: true } : {}),
  };
}

const lotColumns = `l.member_id, l.id, l.wallet, l.amount, l.remaining, l.active_from, l.expires_at, l.activated, l.lapsed, l.fact_id,
  l.awaits, l.order_id, l.cancelled_unless_awaited`;

const lotsForDebit = {
  name: "till_lots_for_debit",
  text: `select ${lotColumns} from unnest($1::smallint[], $2::uuid[], $3::text[], $4::timestamptz[], $5::int[]) k(bucket, member_id, wallet, after, most)
    cross join lateral (
      select * from lots l
      where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet and l.remaining > 0
        and l.activated and (l.expires_at is null or l.expires_at > k.after)
      order by l.expires_at, l.active_from, l.id limit k.most) l`,
};

/** As above for wallets that spend their oldest points first. */
const oldestLotsForDebit = {
  name: "till_oldest_lots_for_debit",
  text: lotsForDebit.text.replace("order by l.expires_at, l.active_from, l.id", "order by l.active_from, l.id"),
};

const lotsById = {
  name: "till_lots_by_id",
  text: `select ${lotColumns} from unnest($1::smallint[], $2::uuid[], $3::uuid[]) k(bucket, member_id, id)
    cross join lateral (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.id = k.id limit 1) l`,
};

/**
 * What changes by `until`, and beyond that the first to activate and the first to expire. The orders, though nobody needs them, keep
 * the plan on the indexes of open lots: those that are used up may be many more.
 */
const lotsChanging = {
  name: "till_lots_changing",
  text: `select ${lotColumns} from unnest($1::smallint[], $2::uuid[], $3::text[], $4::timestamptz[]) k(bucket, member_id, wallet, until)
    cross join lateral (
      (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet
        and l.remaining > 0 and l.expires_at <= k.until order by l.expires_at, l.active_from, l.id limit ${everyLot})
      union
      (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet
        and l.remaining > 0 and l.expires_at > k.until order by l.expires_at, l.active_from, l.id limit 1)
      union
      (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet
        and l.remaining > 0 and not l.activated and l.active_from <= k.until order by l.active_from limit ${everyLot})
      union
      (select * from lots l where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet
        and l.remaining > 0 and not l.activated and l.active_from > k.until order by l.active_from limit 1)
    ) l`,
};

/** All open lots of wallets that may expire by inactivity. */
const openLots = {
  name: "till_open_lots",
  text: `select ${lotColumns} from unnest($1::smallint[], $2::uuid[], $3::text[]) k(bucket, member_id, wallet)
    cross join lateral (select * from lots l
      where l.bucket = k.bucket and l.member_id = k.member_id and l.wallet = k.wallet and l.remaining > 0
      order by l.expires_at, l.active_from, l.id limit ${everyLot}) l`,
};

const awaitingLots = {
  name: "till_awaiting_lots",
  text: `select ${lotColumns} from unnest($1::smallint[], $2::uuid[], $3::text[], $4::uuid[]) k(bucket, member_id, event, order_id)
    cross join lateral (select * from lots l
      where l.bucket = k.bucket and l.member_id = k.member_id and not l.activated and l.remaining > 0 and l.awaits = k.event
        and (k.order_id is null or l.order_id = k.order_id) order by l.active_from limit ${everyLot}) l`,
};

export interface MemberLotNeeds {
  memberId: string;
  needs: LotNeeds;
}

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
  keep(await loadOpenLots(client, wanted));
  keep(await loadAwaitingLots(client, wanted));
  return new Map([...byMember].map(([memberId, lots]) => [memberId, [...lots.values()]]));
}

async function loadOpenLots(client: TillClient, wanted: MemberLotNeeds[]): Promise<LotRow[]> {
  const open = wanted.flatMap(({ memberId, needs }) => (needs.everyLot ?? []).map((wallet) => ({ memberId, wallet })));
  if (open.length === 0) return [];
  return rows<LotRow>(client, openLots, [
    open.map((key) => bucketOf(key.memberId)),
    open.map((key) => key.memberId),
    open.map((key) => key.wallet),
  ]);
}

async function loadAwaitingLots(client: TillClient, wanted: MemberLotNeeds[]): Promise<LotRow[]> {
  const awaiting = wanted.flatMap(({ memberId, needs }) => (needs.awaiting ?? []).map((one) => ({ memberId, ...one })));
  if (awaiting.length === 0) return [];
  return rows<LotRow>(client, awaitingLots, [
    awaiting.map((key) => bucketOf(key.memberId)),
    awaiting.map((key) => key.memberId),
    awaiting.map((key) => key.event),
    awaiting.map((key) => key.orderId),
  ]);
}

interface DebitNeed {
  memberId: string;
  isOldestFirst: boolean;
  wallet: string;
  points: number;
  after: Date;
}

async function loadDebitLots(client: TillClient, wanted: MemberLotNeeds[]): Promise<LotRow[]> {
  const needs: DebitNeed[] = wanted.flatMap(({ memberId, needs: { debit, changesUntil, oldestFirst } }) =>
    Object.entries(debit).map(([wallet, points]) => ({
      memberId,
      wallet,
      points,
      after: new Date(changesUntil),
      isOldestFirst: oldestFirst?.includes(wallet) ?? false,
    })),
  );
  const oldest = needs.filter(({ isOldestFirst }) => isOldestFirst);
  const soonest = oldest.length === 0 ? needs : needs.filter(({ isOldestFirst }) => !isOldestFirst);
  return [
    ...(await loadPages(client, lotsForDebit, soonest)),
    ...(await loadPages(client, oldestLotsForDebit, oldest)),
  ];
}

async function loadPages(client: TillClient, statement: Statement, needs: DebitNeed[]): Promise<LotRow[]> {
  if (needs.length === 0) return [];
  const first = await readDebitLots(client, statement, { needs, most: firstDebitPage });
  const short = needs.filter((need) => {
    const lots = first.filter((row) => row.member_id === need.memberId && row.wallet === need.wallet);
    return lots.length === firstDebitPage && lots.reduce((sum, row) => sum + row.remaining, 0) < need.points;
  });
  return short.length === 0
    ? first
    : [...first, ...(await readDebitLots(client, statement, { needs: short, most: everyLot }))];
}

function readDebitLots(
  client: TillClient,
  statement: Statement,
  { needs, most }: { needs: DebitNeed[]; most: number },
): Promise<LotRow[]> {
  return rows<LotRow>(client, statement, [
    needs.map((need) => bucketOf(need.memberId)),
    needs.map((need) => need.memberId),
    needs.map((need) => need.wallet),
    needs.map((need) => need.after),
    needs.map(() => most),
  ]);
}
