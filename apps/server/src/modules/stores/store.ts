import type { Store } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";

export interface StoreRow {
  id: string;
  name: string;
  city: string | null;
  latitude: number | null;
  longitude: number | null;
  zone: string | null;
  opened_on: string | null;
  closed_on: string | null;
  demo: boolean;
  created_at: Date;
}

const columns = sql.raw("id, name, city, latitude, longitude, zone, opened_on, closed_on, demo, created_at");

export function toStore(row: StoreRow): Store {
  return {
    id: row.id,
    name: row.name,
    city: row.city,
    latitude: row.latitude,
    longitude: row.longitude,
    zone: row.zone,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    demo: row.demo,
    createdAt: row.created_at.toISOString(),
  };
}

/** By id, from after `after`. */
export async function listStores(db: Db, page: { after: string | null; limit: number }): Promise<StoreRow[]> {
  const { rows } = await sql<StoreRow>`
    select ${columns} from stores where ${page.after}::text is null or id > ${page.after}::text
    order by id limit ${page.limit}`.execute(db);
  return rows;
}

export async function lockStore(tx: Tx, id: string): Promise<StoreRow | null> {
  const { rows } = await sql<StoreRow>`select ${columns} from stores where id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

/** False when the id is taken. */
export async function insertStore(tx: Tx, row: StoreRow): Promise<boolean> {
  const { rows } = await sql`
    insert into stores (id, name, city, latitude, longitude, zone, opened_on, closed_on, demo, created_at)
    values (${row.id}, ${row.name}, ${row.city}, ${row.latitude}, ${row.longitude}, ${row.zone},
      ${row.opened_on}::date, ${row.closed_on}::date, ${row.demo}, ${row.created_at})
    on conflict (id) do nothing returning 1`.execute(tx);
  return rows.length > 0;
}

export async function updateStore(tx: Tx, row: StoreRow): Promise<void> {
  await sql`
    update stores set name = ${row.name}, city = ${row.city}, latitude = ${row.latitude}, longitude = ${row.longitude},
      zone = ${row.zone}, opened_on = ${row.opened_on}::date, closed_on = ${row.closed_on}::date
    where id = ${row.id}`.execute(tx);
}
