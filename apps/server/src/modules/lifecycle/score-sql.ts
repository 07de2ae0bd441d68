import { type CompiledProgramme, compileForLens, type LensContext } from "@regulars/engine";
import { conditionTables, ordersAt } from "../../platform/lens/tables.ts";

/** One row per member of the last run. `stage` '' = none of the programme's stages holds; frequency 0 = not scored. */
export const scoresTable = "member_scores";

export const rfmWindowDays = 365;

const instant = "DateTime64(6, 'UTC')";
const rawColumns = `member_id UUID, known_stage LowCardinality(String), stage LowCardinality(String), recency_days Int32, frequency UInt32, monetary Int64,
  first_at ${instant}, last_at ${instant}`;

const order = "ENGINE = MergeTree ORDER BY member_id";
const scored = `(${rawColumns}, r UInt8, f UInt8, m UInt8) ${order}`;

/** The tables of a run; `raw` and `next` are filled, then `next` takes the place of the last run's. */
export const scoreTables = [
  { name: `${scoresTable}_raw`, ddl: `(${rawColumns}) ${order}` },
  { name: scoresTable, ddl: scored },
  { name: `${scoresTable}_next`, ddl: scored },
  {
    name: "score_runs",
    ddl: "(computed_at DateTime64(3, 'UTC'), as_of DateTime64(3, 'UTC'), zone String, programme_version UInt32) ENGINE = MergeTree ORDER BY computed_at",
  },
];

export interface Statement {
  sql: string;
  params: Record<string, unknown>;
}

/** Which members a statement is about: those whose conditions follow this zone. */
export interface ZoneGroup {
  zone: string;
  /** Members without a zone of their own follow the programme's. */
  own: boolean;
}

type Also = NonNullable<LensContext["also"]>;

interface StageOptions {
  zone: string;
  /** Aggregates to compute in the same scan. */
  also?: Also;
}

/** The stage of each member as of an instant, as an expression over `from`. */
export function stageSql(programme: CompiledProgramme, asOf: Date, { zone, also = [] }: StageOptions) {
  const {
    from,
    params,
    expressions,
    also: columns,
  } = compileForLens(
    programme.stages.map((stage) => stage.when),
    {
      asOf: asOf.getTime(),
      zone,
      ladders: programme.ladderTiers,
      segment: programme.directory.segment,
      tables: conditionTables,
      also,
    },
  );
  const branches = programme.stages.flatMap((stage, index) => [`(${expressions[index] ?? "0"})`, `'${stage.id}'`]);
  const expression = branches.length > 0 ? `multiIf(${[...branches, "''"].join(", ")})` : "''";
  return { from, params, expression, also: columns };
}

const inWindow = "o.placed_at > fromUnixTimestamp64Milli({rfmFrom:Int64}, 'UTC')";

/** Frequency, monetary, first and last order of the window. Without one the rest means nothing. */
const rfmAggregates: Also = [
  `countIf(${inWindow})`,
  `sumIf(o.net - o.refunded_amount, ${inWindow})`,
  `minIf(o.placed_at, ${inWindow})`,
  "max(o.placed_at)",
].map((sql) => ({ table: "orders", sql }));

/** Stage and RFM values of all open members of one zone, in one scan of the orders. */
export function rawScores(programme: CompiledProgramme, asOf: Date, group: ZoneGroup): Statement {
  const stage = stageSql(programme, asOf, { zone: group.zone, also: rfmAggregates });
  const [frequency, monetary, firstAt, lastAt] = stage.also;
  const ofZone = group.own ? "m.zone = {groupZone:String}" : "(m.zone IS NULL OR m.zone = {groupZone:String})";
  const today = "toDate(fromUnixTimestamp64Milli({rfmAsOf:Int64}, 'UTC'), {rfmZone:String})";
  return {
    sql: `INSERT INTO ${scoresTable}_raw
      SELECT m.member_id, ifNull(m.stage, ''), ${stage.expression}, dateDiff('day', toDate(${lastAt}, {rfmZone:String}), ${today}),
        ${frequency}, ${monetary}, ${firstAt}, ${lastAt}
      FROM ${stage.from} WHERE m.status NOT IN ('merged', 'erased') AND ${ofZone}`,
    params: {
      ...stage.params,
      rfmAsOf: asOf.getTime(),
      rfmFrom: asOf.getTime() - rfmWindowDays * 86_400_000,
      rfmZone: programme.zone,
      groupZone: group.zone,
    },
  };
}

/** A value beats k fifths of the n members when it is better than the one at place ceil(k n / 5), counted from the worst. */
const bounds = (value: string) =>
  `arrayMap(k -> arrayElement(arraySort(groupArray(${value})), intDiv(k * count() + 4, 5)), [1, 2, 3, 4])`;
const scoreOf = (value: string, beaten: string) => `if(frequency = 0, 0, 1 + arrayCount(b -> ${value} > b, ${beaten}))`;

/** What each score has to beat, out of raw values. */
const beatenBy = (raw: string) =>
  `SELECT ${bounds("-recency_days")} AS by_r, ${bounds("frequency")} AS by_f, ${bounds("monetary")} AS by_m FROM ${raw} WHERE frequency > 0`;
const scoredColumns = `${scoreOf("-recency_days", "by_r")} AS r, ${scoreOf("frequency", "by_f")} AS f, ${scoreOf("monetary", "by_m")} AS m`;

/** RFM scores out of the raw values. */
export const scoreMembers = `INSERT INTO ${scoresTable}_next
  WITH beaten AS (${beatenBy(`${scoresTable}_raw`)})
  SELECT raw.*, ${scoredColumns} FROM ${scoresTable}_raw AS raw CROSS JOIN beaten`;

/** RFM scores as of a past instant, of open members with orders in the window before it; to stand behind FROM. */
export function scoresAt(asOf: Date, zone: string): Statement {
  const at = "fromUnixTimestamp64Milli({rfmAsOf:Int64}, 'UTC')";
  const day = (instantOf: string) => `toDate(${instantOf}, {rfmZone:String})`;
  return {
    sql: `(WITH raw AS (
        SELECT o.member_id AS member_id, dateDiff('day', ${day("max(o.placed_at)")}, ${day(at)}) AS recency_days, countIf(${inWindow}) AS frequency,
          sumIf(o.net - o.refunded, ${inWindow}) AS monetary, minIf(o.placed_at, ${inWindow}) AS first_at, max(o.placed_at) AS last_at
        FROM ${ordersAt(at)} AS o WHERE NOT o.complete_refund AND o.placed_at <= ${at}
          AND o.member_id IN (SELECT id FROM members WHERE status NOT IN ('merged', 'erased') AND joined_at <= ${at}) GROUP BY o.member_id
      ), beaten AS (${beatenBy("raw")})
      SELECT raw.*, ${scoredColumns} FROM raw CROSS JOIN beaten)`,
    params: { rfmAsOf: asOf.getTime(), rfmFrom: asOf.getTime() - rfmWindowDays * 86_400_000, rfmZone: zone },
  };
}
