import type { MemberInsight } from "@regulars/contracts";
import type { AccountState, CompiledProgramme, MemberProfile } from "@regulars/engine";
import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import { AppError } from "../../../platform/errors.ts";
import { bucketOf } from "../../../platform/ids.ts";
import { mostOften } from "../../../platform/lens/sql.ts";
import type { Lens } from "../../../platform/lens.ts";
import { rfmWindowDays, scoresTable } from "../../lifecycle/index.ts";
import { explainStage } from "./stage-explanation.ts";

interface StateRow {
  joined_at: Date;
  birthday: string | null;
  gender: string | null;
  kind: string;
  zone: string | null;
  source: MemberProfile["source"];
  attributes: MemberProfile["attributes"];
  tags: string[];
  stage: string | null;
  stage_since: Date | null;
  state: AccountState | null;
  consents: string[];
}

async function readState(db: Db, id: string): Promise<StateRow> {
  const { rows } = await sql<StateRow>`
    select m.joined_at, m.birthday, m.gender, m.kind, m.zone, m.source, m.attributes, m.tags, m.stage, m.stage_since, a.state,
      array(select latest.purpose from (
        select distinct on (c.purpose) c.purpose, c.granted from member_consents c
        where c.bucket = m.bucket and c.member_id = m.id order by c.purpose, c.at desc, c.id desc) latest where latest.granted) as consents
    from members m left join member_accounts a on a.bucket = m.bucket and a.member_id = m.id
    where m.bucket = ${bucketOf(id)} and m.id = ${id}`.execute(db);
  const row = rows[0];
  if (!row) throw new AppError("not_found");
  return row;
}

function profileOf(id: string, row: StateRow): MemberProfile {
  const { birthday, gender, kind, zone, source, attributes, tags, consents } = row;
  return { id, joinedAt: row.joined_at.getTime(), birthday, gender, kind, zone, source, attributes, tags, consents };
}

interface ScoreRow {
  r: number;
  f: number;
  m: number;
  recency_days: number;
  frequency: number;
  monetary: number;
  percentile: number;
}

async function scoreOf(lens: Lens, id: string): Promise<MemberInsight["rfm"]> {
  const [row] = await lens.query<ScoreRow>(
    `WITH (SELECT any(monetary) FROM ${scoresTable} WHERE member_id = {id:UUID}) AS own
     SELECT r, f, m, recency_days, frequency, monetary,
       (SELECT countIf(monetary < own) / greatest(count(), 1) FROM ${scoresTable} WHERE frequency > 0) AS percentile
     FROM ${scoresTable} WHERE member_id = {id:UUID} AND frequency > 0`,
    { id },
  );
  if (!row) return null;
  const { r, f, m, frequency, monetary, percentile } = row;
  return { r, f, m, recencyDays: row.recency_days, frequency, monetary, percentile, windowDays: rfmWindowDays };
}

interface HabitRow {
  orders: number;
  hour: number;
  weekday: number;
  gap_days: number;
  store: string | null;
}

const own = "member_id = {id:UUID} AND NOT complete_refund";

async function habitsOf(lens: Lens, id: string, zone: string): Promise<MemberInsight["habits"]> {
  const [[habit], categories, products] = await Promise.all([
    lens.query<HabitRow>(
      `SELECT count() AS orders, ${mostOften("toHour(placed_at, {zone:String})", "hours")} AS hour, ${mostOften("toDayOfWeek(toTimeZone(placed_at, {zone:String}))", "weekdays")} AS weekday,
         dateDiff('day', toDate(min(placed_at), {zone:String}), toDate(max(placed_at), {zone:String})) / greatest(count() - 1, 1) AS gap_days,
         nullIf(${mostOften("ifNull(toString(store_id), '')", "stores")}, '') AS store
       FROM orders WHERE ${own}`,
      { id, zone },
    ),
    lens.query<{ category: string; amount: number }>(
      `SELECT category, sum(net - refunded_amount) AS amount FROM order_lines WHERE ${own} AND category != '' GROUP BY category HAVING amount > 0
       ORDER BY amount DESC, category LIMIT 5`,
      { id },
    ),
    lens.query<{ sku: string; name: string; quantity: number }>(
      `SELECT sku, any(name) AS name, sum(quantity - refunded_quantity) AS quantity FROM order_lines WHERE ${own} GROUP BY sku HAVING quantity > 0
       ORDER BY quantity DESC, sku LIMIT 5`,
      { id },
    ),
  ]);
  if (!habit || habit.orders === 0) return null;
  return {
    favouriteHour: habit.hour,
    favouriteWeekday: habit.weekday,
    averageGapDays: habit.orders > 1 ? habit.gap_days : null,
    topCategories: categories,
    topProducts: products.map((product) => ({ ...product, name: product.name === "" ? null : product.name })),
    favouriteStore: habit.store,
  };
}

/** Where the member stands and why, what the scores say, and how they buy. The stage comes from PostgreSQL, the rest from the lens. */
export async function memberInsight(
  deps: { db: Db; lens: Lens },
  given: { id: string; programme: CompiledProgramme; now: Date; asOf: Date | null },
): Promise<MemberInsight> {
  const { id, programme, now } = given;
  const [state, rfm, habits] = await Promise.all([
    readState(deps.db, id),
    scoreOf(deps.lens, id),
    habitsOf(deps.lens, id, programme.zone),
  ]);
  const stageId = state.stage ?? state.state?.stage?.id ?? null;
  return {
    asOf: given.asOf?.toISOString() ?? null,
    currency: programme.programme.currency,
    stage: stageId === null ? null : stageOf(programme, { id, row: state, stageId, now }),
    rfm,
    habits,
  };
}

function stageOf(
  programme: CompiledProgramme,
  given: { id: string; row: StateRow; stageId: string; now: Date },
): MemberInsight["stage"] {
  const { id, row, stageId, now } = given;
  const explanation = row.state
    ? explainStage(programme, { profile: profileOf(id, row), account: row.state }, stageId, now)
    : null;
  return { id: stageId, since: row.stage_since?.toISOString() ?? null, explanation };
}
