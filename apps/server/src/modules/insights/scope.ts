import type { CompiledProgramme, Condition } from "@regulars/engine";
import { noMember, ordersAt } from "../../platform/lens/tables.ts";
import type { Lens } from "../../platform/lens.ts";
import { scoresAt, scoresTable } from "../lifecycle/index.ts";
import { type MembersWhere, rowsOf, type Segments } from "../segments/index.ts";
import type { Period } from "./period.ts";

/** What a page of figures is about. */
export interface Scope {
  lens: Lens;
  programme: CompiledProgramme;
  period: Period;
  storeId: string | null;
  /** The past instant that facts and states are asked of; null = as they are now. */
  past: Date | null;
  /** Of members; null = everybody. */
  filter: Condition | null;
  /** `column IN (members of the filter)`, or `1`. */
  ofMembers(column: string): string;
  /** To stand behind FROM: orders as they stood, members with `stage` and `stage_since`, scores. */
  orders: string;
  members: string;
  scores: string;
  /** Everybody's stage at the start of the period before, of this one, and at its end, worked out anew; null = now, when the books say it. */
  stages: { earlier: MembersWhere; before: MembersWhere; after: MembersWhere } | null;
  /** Parameters of the filter and of the past. */
  params: Record<string, unknown>;
}

export const guest = `toUUID('${noMember}')`;

/** An instant given as a parameter in epoch milliseconds. */
export function instant(name: string): string {
  return `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
}

export const localDay = (column: string): string => `toString(toDate(${column}, {zone:String}))`;

type Asked = Pick<Scope, "lens" | "programme" | "period" | "storeId" | "past" | "filter">;

/** Where the facts of a page come from. */
export async function scopeFrom(asked: Asked, segments: Pick<Segments, "where" | "stages">, now: Date): Promise<Scope> {
  const { programme, period, past, filter } = asked;
  const where = filter ? await segments.where(filter, { asOf: past ?? now, paramPrefix: "f" }) : null;
  const ofMembers = (column: string) => (where ? `${column} IN (${where.sql})` : "1");
  if (!past)
    return {
      ...asked,
      ofMembers,
      orders: "orders",
      members: "members",
      scores: scoresTable,
      stages: null,
      params: where?.params ?? {},
    };
  const stagesAt = (at: number, paramPrefix: string) =>
    segments.stages(programme.stages, { asOf: new Date(at), paramPrefix });
  const [earlier, before, after] = await Promise.all([
    stagesAt(period.previousStart, "p"),
    stagesAt(period.start, "b"),
    stagesAt(period.end - 1, "e"),
  ]);
  const scores = scoresAt(past, programme.zone);
  return {
    ...asked,
    ofMembers,
    orders: ordersAt(instant("pastAt")),
    members: `(SELECT k.id AS id, k.status AS status, k.joined_at AS joined_at, nullIf(s.stage, '') AS stage, c.since AS stage_since FROM members AS k
      INNER JOIN (${after.sql}) AS s ON s.member_id = k.id
      LEFT JOIN (SELECT member_id, toNullable(max(since)) AS since FROM stage_changes WHERE stage_changes.since <= ${instant("pastAt")} GROUP BY member_id) AS c ON c.member_id = k.id)`,
    scores: `(SELECT v.*, ifNull(s.stage, '') AS stage FROM ${scores.sql} AS v LEFT JOIN (${after.sql}) AS s ON s.member_id = v.member_id)`,
    stages: { earlier, before, after },
    params: { ...where?.params, ...scores.params, ...after.params, pastAt: past.getTime() },
  };
}

/** Parameters that every statement may name. */
export function scopeParams({ programme, period, storeId, params }: Scope): Record<string, unknown> {
  const { start, end, previousStart, zone } = period;
  return { start, end, previousStart, zone, currency: programme.programme.currency, storeId: storeId ?? "", ...params };
}

/** Orders that stand, of the programme's currency, of the store and the members asked for; guests are members of no filter. */
export function standingOrders({ storeId, ofMembers }: Scope): string {
  return `NOT complete_refund AND currency = {currency:String}${storeId ? " AND store_id = {storeId:String}" : ""} AND ${ofMembers("member_id")}`;
}

export const openMembers = "status NOT IN ('merged', 'erased')";

/** Members on the books by the end of what is asked about, of the filter. */
export function countedMembers({ past, ofMembers }: Scope, alias = "members"): string {
  return `${alias}.${openMembers}${past ? ` AND ${alias}.joined_at <= ${instant("pastAt")}` : ""} AND ${ofMembers(`${alias}.id`)}`;
}

/** What narrows the lists behind the numbers. */
export function narrowing({ past, filter }: Scope): { asOf?: string; filter?: string } {
  return {
    ...(past && { asOf: past.toISOString() }),
    ...(filter && { filter: JSON.stringify(filter) }),
  };
}

/** Address of the members of the scope of whom a condition holds. */
export function membersOf({ past, filter }: Scope, condition: Condition): string {
  return rowsOf(filter ? { all: [filter, condition] } : condition, past ?? undefined);
}

/** The stage that means a member is gone; null when the life cycle has none. */
export function lostStage(programme: CompiledProgramme): string | null {
  return programme.stages.find((stage) => /lost|churn/.test(stage.id))?.id ?? null;
}
