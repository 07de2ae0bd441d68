import type { DemoStore, Moments } from "@regulars/demo";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { bucketOf, newId } from "../../platform/ids.ts";
import { findImport, type ImportRecord } from "./store.ts";

/** What of a demo is in the database. */
export interface DemoTrace {
  stores: number;
  demoImport: ImportRecord | null;
  /** What its file does not hold has been told as well. */
  isTold: boolean;
  isRemoving: boolean;
  wasRemoved: boolean;
}

export async function findDemo(db: Db | Tx): Promise<DemoTrace> {
  const { rows } = await sql<{
    stores: number;
    import_id: string | null;
    told: boolean | null;
    removing: boolean;
    removed: boolean;
  }>`select
    (select count(*)::int from stores where demo) as stores,
    (select id from imports where demo order by created_at desc limit 1) as import_id,
    (select demo_told_at is not null from imports where demo order by created_at desc limit 1) as told,
    exists (select 1 from graphile_worker.jobs where task_identifier = 'demo.remove') as removing,
    exists (select 1 from audit_log where action = 'demo.removed') as removed`.execute(db);
  const found = rows[0];
  return {
    stores: found?.stores ?? 0,
    demoImport: found?.import_id ? await findImport(db, found.import_id) : null,
    isTold: found?.told ?? false,
    isRemoving: found?.removing ?? false,
    wasRemoved: found?.removed ?? false,
  };
}

/** Where the demo's shops are. */
export const demoZone = "Asia/Shanghai";

export async function insertDemoStores(tx: Tx, stores: DemoStore[], at: Date): Promise<void> {
  await tx
    .insertInto("stores")
    .values(
      stores.map(({ id, name, city, latitude, longitude, openedOn }) => ({
        id,
        name,
        city,
        latitude,
        longitude,
        opened_on: openedOn,
        demo: true,
        created_at: at,
      })),
    )
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** What winning the demo's members cost, month by month and channel, so that CAC can be told: the members who joined times a price of the channel. */
export async function insertDemoCosts(
  tx: Tx,
  importId: string,
  { zone, at }: { zone: string; at: Date },
): Promise<void> {
  await sql`insert into acquisition_costs (id, month, channel, type, amount, demo, created_by, created_at, updated_at)
    select gen_random_uuid(), j.month, j.channel, p.type, j.members * p.price, true, 'demo', ${at}, ${at}
    from (
      select date_trunc('month', joined_at at time zone ${zone})::date as month, source ->> 'channel' as channel, count(*)::int as members
      from members where import_id = ${importId} and source ->> 'channel' is not null group by 1, 2
    ) j
    join (values ('pos', 'promotion', 900), ('mini-program', 'channel_fee', 1600), ('campaign', 'ads', 3500)) p (channel, type, price) using (channel)`.execute(
    tx,
  );
}

/** False when it has been told before, or the demo is gone. */
export async function markTold(tx: Tx, importId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("imports")
    .set({ demo_told_at: at })
    .where("id", "=", importId)
    .where("demo_told_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whoever is in a household meanwhile stays in that. */
export async function insertDemoHouseholds(tx: Tx, households: Moments["households"], at: Date): Promise<void> {
  for (const { name, members } of households) {
    const [owner] = members;
    if (!owner) continue;
    const id = newId();
    await sql`insert into households (id, name, owner_bucket, owner_id, created_at)
      select ${id}, ${name}, m.bucket, m.id, ${at} from members m
      where m.bucket = ${bucketOf(owner.id)} and m.id = ${owner.id} and not exists (
        select from household_members h where h.bucket = m.bucket and h.member_id = m.id)`.execute(tx);
    for (const member of members) {
      await sql`insert into household_members (bucket, member_id, household_id, joined_at)
        select m.bucket, m.id, h.id, ${at} from members m, households h
        where m.bucket = ${bucketOf(member.id)} and m.id = ${member.id} and h.id = ${id}
        on conflict (bucket, member_id) do nothing`.execute(tx);
    }
  }
}

/** Tells a running import of the demo to stop. */
export async function markRemoving(tx: Tx, at: Date): Promise<void> {
  await tx
    .updateTable("imports")
    .set({ status: "cancelling", finished_at: null })
    .where("demo", "=", true)
    .where("status", "in", ["waiting", "running"])
    .execute();
  await tx
    .updateTable("imports")
    .set({ status: "cancelled", finished_at: at })
    .where("demo", "=", true)
    .where("status", "=", "failed")
    .execute();
}

const memberTables = [
  "entries",
  "lots",
  "tier_changes",
  "stage_changes",
  "member_past_states",
  "adjustments",
  "refunds",
  "orders",
  "events",
  "holds",
  "spends",
  "transfers",
  "reversals",
  "tier_grants",
] as const;

/**
 * Removes up to `count` demo members with everything that hangs on them; answers how many. Orders that were told for them
 * while the demo was tried out go with them.
 */
export async function deleteDemoMembers(db: Db, importId: string, count: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const members = await sql<{
      bucket: number;
      id: string;
    }>`select bucket, id from members where import_id = ${importId}
      order by bucket, id limit ${count} for update`.execute(tx);
    const buckets = members.rows.map((row) => row.bucket);
    const ids = members.rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    for (const table of memberTables) {
      await sql`delete from ${sql.table(table)} t using unnest(${buckets}::smallint[], ${ids}::uuid[]) k(bucket, id)
        where t.bucket = k.bucket and t.member_id = k.id`.execute(tx);
    }
    // A household in which real people remain goes on with the one who is in it longest.
    await sql`delete from household_members t using unnest(${buckets}::smallint[], ${ids}::uuid[]) k(bucket, id)
      where t.bucket = k.bucket and t.member_id = k.id`.execute(tx);
    await sql`update households h set (owner_bucket, owner_id) = (
        select n.bucket, n.member_id from household_members n where n.household_id = h.id order by n.joined_at, n.member_id limit 1)
      from unnest(${buckets}::smallint[], ${ids}::uuid[]) k(bucket, id)
      where h.owner_bucket = k.bucket and h.owner_id = k.id
        and exists (select from household_members n where n.household_id = h.id)`.execute(tx);
    await sql`delete from members m using unnest(${buckets}::smallint[], ${ids}::uuid[]) k(bucket, id)
      where m.bucket = k.bucket and m.id = k.id`.execute(tx);
    return ids.length;
  });
}

/** Removes up to `count` of the demo's guest orders with their refunds; answers how many. */
export async function deleteDemoOrders(db: Db, importId: string, count: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const orders = await sql<{
      bucket: number;
      id: string;
    }>`select bucket, id from orders where import_id = ${importId} and member_id is null
      limit ${count} for update`.execute(tx);
    const buckets = orders.rows.map((row) => row.bucket);
    const ids = orders.rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    const keys = sql`unnest(${buckets}::smallint[], ${ids}::uuid[]) k(bucket, id)`;
    await sql`delete from refunds r using ${keys} where r.bucket = k.bucket and r.order_id = k.id`.execute(tx);
    await sql`delete from orders o using ${keys} where o.bucket = k.bucket and o.id = k.id`.execute(tx);
    return ids.length;
  });
}

/** The rest: orders of the demo that real members have claimed stay theirs, stores that real orders name become real. */
export async function deleteDemoRest(tx: Tx, at: Date): Promise<void> {
  await sql`update orders set demo = false, import_id = null where demo`.execute(tx);
  await sql`delete from stores where demo and not exists (select 1 from orders where store_id = stores.id)`.execute(tx);
  await sql`update stores set demo = false where demo`.execute(tx);
  await sql`delete from acquisition_costs where demo`.execute(tx);
  await sql`delete from imports where demo`.execute(tx);
  await recountBudgets(tx);
  await openMainStore(tx, at);
}

/** What budgets have given, made anew from the lines that are left. */
async function recountBudgets(tx: Tx): Promise<void> {
  await sql`
    with drawn as (
      select e.id, e.amount, e.budgets, coalesce((
        select -sum(r.amount) from entries r where r.bucket = e.bucket and r.member_id = e.member_id
          and r.related_entry_id = e.id and r.kind = 'revoke'), 0) as taken_back
      from entries e where e.budgets is not null and exists (select from budgets)
    ), used as (
      select b.value ->> 'key' as key,
        sum((b.value ->> 'points')::bigint - floor((b.value ->> 'points')::numeric * taken_back / amount))::bigint as points,
        sum((b.value ->> 'money')::bigint - floor((b.value ->> 'money')::numeric * taken_back / amount))::bigint as money
      from drawn cross join lateral json_array_elements(budgets) b group by 1
    )
    update budgets b set used_points = coalesce(u.points, 0), used_money = coalesce(u.money, 0)
    from budgets o left join used u on u.key = o.budget_id || '@' || o.period
    where b.budget_id = o.budget_id and b.period = o.period`.execute(tx);
  await sql`delete from budgets where used_points = 0 and used_money = 0`.execute(tx);
}

/** The store an install begins with, where there is none. */
export async function openMainStore(tx: Tx, at: Date): Promise<void> {
  await sql`insert into stores (id, name, created_at) select 'sto_main', '总店 Main store', ${at}
    where not exists (select 1 from stores)`.execute(tx);
}
