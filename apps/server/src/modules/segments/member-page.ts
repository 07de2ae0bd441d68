import type { SegmentMember } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { AppError } from "../../platform/errors.ts";
import { bucketOf, toPublicId } from "../../platform/ids.ts";
import type { Lens } from "../../platform/lens.ts";
import { maskPhone } from "../members/index.ts";
import type { MembersWhere } from "./members-where.ts";

export type SegmentSort = "monetary" | "joined" | "lastOrder" | "clv" | "churn" | "churnDate" | "health";

export interface PageQuery {
  sort: SegmentSort;
  direction: "asc" | "desc";
  limit: number;
  cursor?: string | undefined;
}

/** What a list is ordered by, as a number; members without a value come last either way. */
const keys: Record<SegmentSort, string> = {
  monetary: "toNullable(toFloat64(s.monetary))",
  joined: "toNullable(toFloat64(toUnixTimestamp64Milli(p.joined_at)))",
  lastOrder: "if(s.frequency > 0, toNullable(toFloat64(toUnixTimestamp64Milli(s.last_at))), NULL)",
  clv: "toFloat64(w.clv_predicted)",
  churn: "w.churn_probability",
  churnDate: "toFloat64(toRelativeDayNum(w.churn_date))",
  health: "w.health",
};

export interface Row {
  id: string;
  r: number;
  f: number;
  m: number;
  frequency: number;
  monetary: number;
  last_at: number;
  clv: number | null;
  churn: number | null;
  churn_date: string | null;
  health: number | null;
}

const lowest = -1e15;
const cursorPattern = /^(-?[\d.e+-]{1,30}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readCursor(cursor: string): { key: number; id: string } {
  const match = cursorPattern.exec(Buffer.from(cursor, "base64url").toString());
  const key = Number(match?.[1]);
  if (!match?.[2] || !Number.isFinite(key)) throw new AppError("cursor.malformed");
  return { key, id: match[2] };
}

/** What is shown of a member, over `s` (RFM) and `w` (what models say). */
export const shownColumns = `s.r AS r, s.f AS f, s.m AS m, s.frequency AS frequency, s.monetary AS monetary,
  toUnixTimestamp64Milli(s.last_at) AS last_at, w.clv_predicted AS clv, w.churn_probability AS churn, w.churn_date AS churn_date, w.health AS health`;

/** What a list is sorted by, greatest first; members without a value have the lowest. */
export function sortKey({ sort, direction }: Pick<PageQuery, "sort" | "direction">): string {
  return `ifNull(${direction === "desc" ? 1 : -1} * ${keys[sort]}, toFloat64(${lowest}))`;
}

/** The members of a set with what is known of each. */
export const source = (where: MembersWhere) =>
  `(SELECT member_id FROM (${where.sql})) AS q INNER JOIN members AS p ON p.id = q.member_id
   LEFT JOIN member_scores AS s ON s.member_id = q.member_id LEFT JOIN member_values AS w ON w.member_id = q.member_id`;

/** A page of the members a condition holds of. */
export async function segmentPage(
  { lens, db }: { lens: Lens; db: Db },
  where: MembersWhere,
  query: PageQuery,
): Promise<{ items: SegmentMember[]; nextCursor: string | null }> {
  const mark = query.cursor === undefined ? null : readCursor(query.cursor);
  const after = mark ? "WHERE key < {markKey:Float64} OR (key = {markKey:Float64} AND id > {markId:UUID})" : "";
  const rows = await lens.query<Row & { key: number }>(
    `SELECT * FROM (
       SELECT q.member_id AS id, ${sortKey(query)} AS key, ${shownColumns}
       FROM ${source(where)}
     ) ${after} ORDER BY key DESC, id LIMIT ${query.limit + 1}`,
    { ...where.params, ...(mark && { markKey: mark.key, markId: mark.id }) },
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const nextCursor =
    rows.length > shown.length && last ? Buffer.from(`${last.key} ${last.id}`).toString("base64url") : null;
  return { items: await withNames(db, shown), nextCursor };
}

/** How many there are. */
export async function segmentSize(lens: Lens, where: MembersWhere): Promise<number> {
  const [row] = await lens.query<{ n: number }>(`SELECT count() AS n FROM (${where.sql})`, where.params);
  return row?.n ?? 0;
}

interface NameRow {
  id: string;
  member_no: string;
  name: string | null;
  phone: string | null;
  joined_at: Date;
  stage: string | null;
}

/** Rows as they are shown, in their order; who is no longer on the books is left out. */
export async function withNames(db: Db, rows: Row[]): Promise<SegmentMember[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const found = await sql<NameRow>`
    select m.id, m.member_no, m.name, m.phone, m.joined_at, m.stage
    from unnest(${ids.map(bucketOf)}::smallint[], ${ids}::uuid[]) as k (bucket, id)
    join members m on m.bucket = k.bucket and m.id = k.id`.execute(db);
  const names = new Map(found.rows.map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const name = names.get(row.id);
    if (!name) return [];
    return [
      {
        id: toPublicId("mbr", row.id),
        memberNo: name.member_no,
        name: name.name,
        phone: maskPhone(name.phone),
        joinedAt: name.joined_at.toISOString(),
        stage: name.stage,
        rfm: row.frequency > 0 ? { r: row.r, f: row.f, m: row.m } : null,
        frequency: row.frequency,
        monetary: row.monetary,
        lastOrderAt: row.frequency > 0 ? new Date(row.last_at).toISOString() : null,
        clvPredicted: row.clv,
        churnProbability: row.churn,
        churnDate: row.churn_date,
        health: row.health,
      },
    ];
  });
}
