import type { InsightMember } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import { AppError } from "../../../platform/errors.ts";
import { bucketOf, toPublicId } from "../../../platform/ids.ts";
import { scoresAt, scoresTable } from "../../lifecycle/index.ts";
import { maskPhone } from "../../members/index.ts";
import type { MembersWhere } from "../../segments/index.ts";
import { countedMembers, guest, instant, lostStage, type Scope, scopeParams, standingOrders } from "../scope.ts";
import { slippingCondition, slippingParams } from "./alerts.ts";
import { expiringMembers } from "./points.ts";

export type MemberListName = "all" | "scored" | "joined" | "active" | "repeat" | "lost" | "slipping" | "expiring";

export interface MemberListQuery {
  list: MemberListName;
  r?: number | undefined;
  f?: number | undefined;
  m?: number | undefined;
  stage?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

interface ScoreRow {
  id: string;
  /** Of a past instant; what stands on the books comes with the name. */
  stage: string | null;
  r: number;
  f: number;
  m: number;
  recency_days: number;
  frequency: number;
  monetary: number;
  last_at: string;
}

interface Filter {
  conditions: string[];
  params: Record<string, unknown>;
}

function inList(scope: Scope, list: MemberListName): Filter {
  const params = scopeParams(scope);
  const within = (column: string) => `${column} >= ${instant("start")} AND ${column} < ${instant("end")}`;
  const buyers = (atLeast: number) =>
    `m.id IN (SELECT member_id FROM ${scope.orders} AS o WHERE member_id != ${guest} AND ${within("placed_at")} AND ${standingOrders(scope)} GROUP BY member_id HAVING count() >= ${atLeast})`;
  switch (list) {
    case "all":
      return { conditions: [], params };
    case "scored":
      return { conditions: ["s.frequency > 0"], params };
    case "joined":
      return { conditions: [within("m.joined_at")], params };
    case "active":
      return { conditions: [buyers(1)], params };
    case "repeat":
      return { conditions: [buyers(2)], params };
    case "lost":
      if (scope.stages)
        return {
          conditions: [
            "m.stage = {lost:String}",
            `m.id NOT IN (SELECT b.member_id FROM (${scope.stages.before.sql}) AS b WHERE b.stage = {lost:String})`,
          ],
          params: { ...params, ...scope.stages.before.params, lost: lostStage(scope.programme) ?? "lost" },
        };
      return {
        conditions: ["m.stage = {lost:String}", within("m.stage_since")],
        params: { ...params, lost: lostStage(scope.programme) ?? "" },
      };
    case "slipping":
      return { conditions: [slippingCondition], params: { ...params, ...slippingParams(scope) } };
    case "expiring": {
      const expiring = expiringMembers(scope.period.end);
      return { conditions: [`m.id IN (${expiring.sql})`], params: { ...params, ...expiring.params } };
    }
  }
}

function filterOf(scope: Scope, query: MemberListQuery): Filter {
  const { conditions, params } = inList(scope, query.list);
  const all = [countedMembers(scope, "m"), ...conditions];
  const wanted: Record<string, unknown> = { ...params };
  for (const score of ["r", "f", "m"] as const) {
    if (query[score] === undefined) continue;
    all.push(`s.${score} = {${score}Score:UInt8}`);
    wanted[`${score}Score`] = query[score];
  }
  if (query.stage !== undefined) {
    all.push("m.stage = {stage:String}");
    wanted.stage = query.stage;
  }
  return { conditions: all, params: wanted };
}

const cursorPattern = /^(-?\d{1,16}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function after(cursor: string): { monetary: number; id: string } {
  const match = cursorPattern.exec(Buffer.from(cursor, "base64url").toString());
  if (!match?.[1] || !match[2]) throw new AppError("cursor.malformed");
  return { monetary: Number(match[1]), id: match[2] };
}

/** A page of the members behind a number, biggest spenders first, and how many there are in all. */
export function memberList(scope: Scope, db: Db, query: MemberListQuery) {
  const { conditions, params } = filterOf(scope, query);
  return pageOf({ ...scope, currency: scope.programme.programme.currency }, db, {
    ...query,
    condition: conditions.join(" AND "),
    params,
  });
}

interface MembersInSource extends Pick<Scope, "lens" | "past"> {
  currency: string;
  /** Everybody's stage as of `past`, as a statement. */
  stages(past: Date): Promise<MembersWhere>;
  zone: string;
}

/** The same of members given as a statement that selects their ids; as of a past instant with the stage and the scores of then, else with those of the last scoring. */
export async function membersIn(
  { lens, currency, past, stages, zone }: MembersInSource,
  db: Db,
  query: Pick<MemberListQuery, "limit" | "cursor"> & { set: MembersWhere },
) {
  const { set, ...page } = query;
  const { params, ...people } = past
    ? peopleThen(await stages(past), scoresAt(past, zone))
    : { members: "members", scores: scoresTable, params: {} };
  return pageOf({ lens, currency, past, ...people }, db, {
    ...page,
    condition: `m.status NOT IN ('merged', 'erased') AND m.id IN (${set.sql})`,
    params: { ...set.params, ...params },
  });
}

/** Members with their stage, and scores, of one instant. Who is in the set but had not joined then keeps their row. */
function peopleThen(stages: MembersWhere, scores: MembersWhere) {
  return {
    members: `(SELECT k.id AS id, k.status AS status, nullIf(s.stage, '') AS stage FROM members AS k LEFT JOIN (${stages.sql}) AS s ON s.member_id = k.id)`,
    scores: scores.sql,
    params: { ...stages.params, ...scores.params },
  };
}

type Source = Pick<Scope, "lens" | "members" | "scores" | "past"> & { currency: string };
interface PageQuery extends Pick<MemberListQuery, "limit" | "cursor"> {
  condition: string;
  params: Record<string, unknown>;
}

async function pageOf(from: Source, db: Db, { limit, cursor, condition, params }: PageQuery) {
  const mark = cursor === undefined ? null : after(cursor);
  const source = `${from.members} AS m LEFT JOIN ${from.scores} AS s ON s.member_id = m.id`;
  const page = mark
    ? ` AND (s.monetary < {markMonetary:Int64} OR (s.monetary = {markMonetary:Int64} AND m.id > {markId:UUID}))`
    : "";
  const [rows, totals] = await Promise.all([
    from.lens.query<ScoreRow>(
      `SELECT m.id AS id, ${from.past ? "m.stage" : "NULL"} AS stage, s.r AS r, s.f AS f, s.m AS m, s.recency_days AS recency_days, s.frequency AS frequency, s.monetary AS monetary,
         formatDateTime(s.last_at, '%Y-%m-%dT%H:%i:%SZ') AS last_at
       FROM ${source} WHERE ${condition}${page} ORDER BY s.monetary DESC, m.id LIMIT ${limit + 1}`,
      { ...params, ...(mark && { markMonetary: mark.monetary, markId: mark.id }) },
    ),
    from.lens.query<{ n: number }>(`SELECT count() AS n FROM ${source} WHERE ${condition}`, params),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor =
    rows.length > shown.length && last ? Buffer.from(`${last.monetary} ${last.id}`).toString("base64url") : null;
  return {
    items: await withNames(db, shown, from.past !== null),
    nextCursor,
    total: totals[0]?.n ?? 0,
    currency: from.currency,
  };
}

interface NameRow {
  id: string;
  member_no: string;
  name: string | null;
  phone: string | null;
  joined_at: Date;
  stage: string | null;
  stage_since: Date | null;
}

async function withNames(db: Db, scores: ScoreRow[], isPast: boolean): Promise<InsightMember[]> {
  const ids = scores.map((row) => row.id);
  const { rows } = await sql<NameRow>`
    select m.id, m.member_no, m.name, m.phone, m.joined_at, m.stage, m.stage_since
    from unnest(${ids.map(bucketOf)}::smallint[], ${ids}::uuid[]) as k (bucket, id)
    join members m on m.bucket = k.bucket and m.id = k.id`.execute(db);
  const names = new Map(rows.map((row) => [row.id, row]));
  return scores.flatMap((score) => {
    const row = names.get(score.id);
    if (!row) return [];
    const isScored = score.frequency > 0;
    return [
      {
        id: toPublicId("mbr", row.id),
        memberNo: row.member_no,
        name: row.name,
        phone: maskPhone(row.phone),
        joinedAt: row.joined_at.toISOString(),
        stage: isPast ? score.stage : row.stage,
        stageSince: isPast ? null : (row.stage_since?.toISOString() ?? null),
        rfm: isScored ? { r: score.r, f: score.f, m: score.m } : null,
        recencyDays: isScored ? score.recency_days : null,
        frequency: score.frequency,
        monetary: score.monetary,
        lastOrderAt: isScored ? new Date(score.last_at).toISOString() : null,
      },
    ];
  });
}
