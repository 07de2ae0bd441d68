import { Readable } from "node:stream";
import type { SegmentMember } from "@regulars/contracts";
import { stringify } from "csv-stringify/sync";
import type { Db } from "../../platform/db.ts";
import type { Lens } from "../../platform/lens.ts";
import { type PageQuery, type Row, shownColumns, sortKey, source, withNames } from "./member-page.ts";
import type { MembersWhere } from "./members-where.ts";

const idBytes = 16;
const head = [
  "memberNo",
  "name",
  "phone",
  "joinedAt",
  "stage",
  "rfm",
  "orders",
  "net",
  "lastOrderAt",
  "clvPredicted",
  "churnProbability",
  "churnDate",
  "health",
];

/**
 * The members of a set as CSV with a byte order mark, written as it is read. Who is in it and in which order is settled once, at 16 bytes a member, so that nobody is told twice or left out while
 * the lens moves on; the rest is read page by page, when the reader is ready for more. Nothing is held in between but the list, which goes when the stream ends or is destroyed.
 */
export async function membersCsv(
  { lens, db }: { lens: Lens; db: Db },
  set: MembersWhere,
  { sort, direction, pageSize }: Pick<PageQuery, "sort" | "direction"> & { pageSize: number },
): Promise<Readable> {
  const ids = await sortedIds(lens, set, { sort, direction });
  async function* pages(): AsyncGenerator<string> {
    yield `\ufeff${stringify([head])}`;
    for (let at = 0; at < ids.length; at += pageSize * idBytes) {
      const members = await pageOf({ lens, db }, textIds(ids.subarray(at, at + pageSize * idBytes)));
      if (members.length > 0) yield stringify(members.map(toRow), { escape_formulas: true });
    }
  }
  // One page at a time: the next is read when this one has left.
  return Readable.from(pages(), { highWaterMark: 1 });
}

async function sortedIds(lens: Lens, set: MembersWhere, query: Pick<PageQuery, "sort" | "direction">): Promise<Buffer> {
  const [row] = await lens.query<{ ids: string }>(
    `SELECT base64Encode(arrayStringConcat(arrayMap(one -> unhex(replaceAll(toString(one.2), '-', '')), sorted))) AS ids
     FROM (SELECT arraySort(one -> (-one.1, one.2), groupArray((${sortKey(query)}, q.member_id))) AS sorted FROM ${source(set)})`,
    set.params,
  );
  return Buffer.from(row?.ids ?? "", "base64");
}

function textIds(bytes: Buffer): string[] {
  const found: string[] = [];
  for (let at = 0; at < bytes.length; at += idBytes) {
    const hex = bytes.toString("hex", at, at + idBytes);
    found.push(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
  }
  return found;
}

async function pageOf({ lens, db }: { lens: Lens; db: Db }, ids: string[]): Promise<SegmentMember[]> {
  const of = (table: string) => `(SELECT * FROM ${table} WHERE member_id IN {ids:Array(UUID)})`;
  const rows = await lens.query<Row>(
    `SELECT q.id AS id, ${shownColumns} FROM (SELECT arrayJoin({ids:Array(UUID)}) AS id) AS q
     LEFT JOIN ${of("member_scores")} AS s ON s.member_id = q.id LEFT JOIN ${of("member_values")} AS w ON w.member_id = q.id`,
    { ids },
  );
  const place = new Map(ids.map((id, index) => [id, index]));
  rows.sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
  return withNames(db, rows);
}

function toRow(member: SegmentMember): (string | number | null)[] {
  return [
    member.memberNo,
    member.name,
    member.phone,
    member.joinedAt,
    member.stage,
    member.rfm ? `${member.rfm.r}${member.rfm.f}${member.rfm.m}` : null,
    member.frequency,
    member.monetary,
    member.lastOrderAt,
    member.clvPredicted,
    member.churnProbability,
    member.churnDate,
    member.health,
  ];
}
