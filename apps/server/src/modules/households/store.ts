import type { Household } from "@regulars/contracts";
import { sql } from "kysely";
import type pg from "pg";
import type { Db, Tx } from "../../platform/db.ts";
import { bucketOf, toPublicId } from "../../platform/ids.ts";

export interface HouseholdRow {
  id: string;
  name: string;
  owner_id: string;
  created_at: Date;
}

interface MemberRow {
  household_id: string;
  member_id: string;
  member_no: string;
  name: string | null;
  joined_at: Date;
}

const columns = sql.raw("h.id, h.name, h.owner_id, h.created_at");

export async function insertHousehold(tx: Tx, row: HouseholdRow): Promise<void> {
  await sql`insert into households (id, name, owner_bucket, owner_id, created_at)
    values (${row.id}, ${row.name}, ${bucketOf(row.owner_id)}, ${row.owner_id}, ${row.created_at})`.execute(tx);
}

/** Held until the transaction ends, so that joining and leaving go one after another. */
export async function lockHousehold(tx: Tx, id: string): Promise<HouseholdRow | null> {
  const { rows } = await sql<HouseholdRow>`select ${columns} from households h where h.id = ${id} for update`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function updateHousehold(tx: Tx, { id, name, owner_id }: HouseholdRow): Promise<void> {
  await sql`update households set name = ${name}, owner_bucket = ${bucketOf(owner_id)}, owner_id = ${owner_id} where id = ${id}`.execute(
    tx,
  );
}

export async function deleteHousehold(tx: Tx, id: string): Promise<void> {
  await sql`delete from households where id = ${id}`.execute(tx);
}

/** False when the member belongs to a household already. */
export async function insertMember(
  tx: Tx,
  given: { householdId: string; memberId: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`insert into household_members (bucket, member_id, household_id, joined_at)
    values (${bucketOf(given.memberId)}, ${given.memberId}, ${given.householdId}, ${given.at})
    on conflict (bucket, member_id) do nothing returning 1`.execute(tx);
  return rows.length > 0;
}

/** False when the member is not of this household. */
export async function deleteMember(tx: Tx, given: { householdId: string; memberId: string }): Promise<boolean> {
  const { rows } = await sql`delete from household_members
    where bucket = ${bucketOf(given.memberId)} and member_id = ${given.memberId} and household_id = ${given.householdId}
    returning 1`.execute(tx);
  return rows.length > 0;
}

/** Longest in the household first. */
export async function memberIdsOf(db: Db | Tx, householdId: string): Promise<string[]> {
  const { rows } = await sql<{ member_id: string }>`
    select member_id from household_members where household_id = ${householdId} order by joined_at, member_id`.execute(
    db,
  );
  return rows.map((row) => row.member_id);
}

export async function statusOfMember(db: Db | Tx, memberId: string): Promise<string | null> {
  const { rows } = await sql<{ status: string }>`
    select status from members where bucket = ${bucketOf(memberId)} and id = ${memberId}`.execute(db);
  return rows[0]?.status ?? null;
}

export async function findHousehold(db: Db | Tx, id: string): Promise<Household | null> {
  const { rows } = await sql<HouseholdRow>`select ${columns} from households h where h.id = ${id}`.execute(db);
  const [household] = await withMembers(db, rows);
  return household ?? null;
}

/** The household a member belongs to, or null. */
export async function householdOf(db: Db | Tx, memberId: string): Promise<Household | null> {
  const { rows } =
    await sql<HouseholdRow>`select ${columns} from household_members m join households h on h.id = m.household_id
    where m.bucket = ${bucketOf(memberId)} and m.member_id = ${memberId}`.execute(db);
  const [household] = await withMembers(db, rows);
  return household ?? null;
}

/** Newest first, from before `before`. */
export async function listHouseholds(
  db: Db,
  page: { query: string | undefined; before: string | null; limit: number },
): Promise<{ id: string; household: Household }[]> {
  const named = page.query === undefined ? sql`` : sql`and strpos(lower(h.name), lower(${page.query})) > 0`;
  const { rows } = await sql<HouseholdRow>`select ${columns} from households h
    where (${page.before}::uuid is null or h.id < ${page.before}::uuid) ${named} order by h.id desc limit ${page.limit}`.execute(
    db,
  );
  const households = await withMembers(db, rows);
  return households.flatMap((household, index) => {
    const row = rows[index];
    return row ? [{ id: row.id, household }] : [];
  });
}

async function withMembers(db: Db | Tx, households: HouseholdRow[]): Promise<Household[]> {
  if (households.length === 0) return [];
  const ids = households.map((row) => row.id);
  const { rows } = await sql<MemberRow>`
    select hm.household_id, hm.member_id, m.member_no, m.name, hm.joined_at
    from household_members hm join members m on m.bucket = hm.bucket and m.id = hm.member_id
    where hm.household_id = any(${ids}::uuid[]) order by hm.joined_at, hm.member_id`.execute(db);
  const byHousehold = Map.groupBy(rows, (row) => row.household_id);
  return households.map((row) => ({
    id: toPublicId("hsh", row.id),
    name: row.name,
    ownerId: toPublicId("mbr", row.owner_id),
    createdAt: row.created_at.toISOString(),
    members: (byHousehold.get(row.id) ?? []).map((member) => ({
      memberId: toPublicId("mbr", member.member_id),
      memberNo: member.member_no,
      name: member.name,
      isOwner: member.member_id === row.owner_id,
      joinedAt: member.joined_at.toISOString(),
    })),
  }));
}

interface StatementClient {
  query<Row extends pg.QueryResultRow>(statement: {
    name: string;
    text: string;
    values: unknown[];
  }): Promise<{ rows: Row[] }>;
}

const othersStatement = {
  name: "household_others",
  text: `select k.id as member_id, o.member_id as other_id
    from unnest($1::smallint[], $2::uuid[]) k(bucket, id)
    join household_members m on m.bucket = k.bucket and m.member_id = k.id
    join household_members o on o.household_id = m.household_id and o.member_id <> m.member_id
    join members p on p.bucket = o.bucket and p.id = o.member_id and p.status = 'active'
    order by k.id, o.joined_at, o.member_id`,
};

/** The other active members of each member's household; those without any are absent. */
export async function membersOf(client: StatementClient, memberIds: readonly string[]): Promise<Map<string, string[]>> {
  const values = [memberIds.map(bucketOf), memberIds];
  const { rows } = await client.query<{ member_id: string; other_id: string }>({ ...othersStatement, values });
  const others = new Map<string, string[]>();
  for (const row of rows) {
    const list = others.get(row.member_id);
    if (list) list.push(row.other_id);
    else others.set(row.member_id, [row.other_id]);
  }
  return others;
}
