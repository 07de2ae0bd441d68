import { type CompiledProgramme, compileForLens } from "@regulars/engine";
import { conditionTables } from "../../platform/lens/tables.ts";

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

/** The stage of each member as of an instant, as an expression over `from`. */
export function stageSql(programme: CompiledProgramme, asOf: Date, zone: string, paramPrefix = "p") {
  const compiled = compileForLens(
    programme.stages.map((stage) => stage.when),
    {
      asOf: asOf.getTime(),
      zone,
      ladders: programme.ladderTiers,
      segment: programme.directory.segment,
      tables: conditionTables,
      paramPrefix,
    },
  );
  const branches = programme.stages.flatMap((stage, index) => [
    `(${compiled.expressions[index] ?? "0"})`,
    `'${stage.id}'`,
  ]);
  return {
    from: compiled.from,
    params: compiled.params,
    expression: branches.length > 0 ? `multiIf(${[...branches, "''"].join(", ")})` : "''",
  };
}

/** Stage and RFM values of all open members of one zone: one scan of the orders for each of the two. */
export function rawScores(programme: CompiledProgramme, asOf: Date, group: ZoneGroup): Statement {
  const stage = stageSql(programme, asOf, group.zone);
  const ofZone = group.own ? "m.zone = {groupZone:String}" : "(m.zone IS NULL OR m.zone = {groupZone:String})";
  return {
    sql: `INSERT INTO ${scoresTable}_raw
      SELECT m.member_id, ifNull(m.stage, ''), ${stage.expression}, rfm.recency_days, rfm.frequency, rfm.monetary, rfm.first_at, rfm.last_at
      FROM ${stage.from} LEFT JOIN (${rfmScan}) AS rfm ON rfm.member_id = m.member_id
      WHERE m.status NOT IN ('merged', 'erased') AND ${ofZone}`,
    params: { ...stage.params, ...rfmParams(asOf, programme.zone), groupZone: group.zone },
  };
}

/** RFM values per member with an order in the window. */
export const rfmScan = `SELECT member_id,
    dateDiff('day', toDate(max(placed_at), {rfmZone:String}), toDate(fromUnixTimestamp64Milli({rfmAsOf:Int64}, 'UTC'), {rfmZone:String})) AS recency_days,
    count() AS frequency, sum(net - refunded_amount) AS monetary, min(placed_at) AS first_at, max(placed_at) AS last_at
  FROM ${conditionTables.orders}
  WHERE placed_at > fromUnixTimestamp64Milli({rfmFrom:Int64}, 'UTC') AND placed_at <= fromUnixTimestamp64Milli({rfmAsOf:Int64}, 'UTC') AND status != 'refunded'
  GROUP BY member_id`;

export function rfmParams(asOf: Date, zone: string): Record<string, unknown> {
  return { rfmAsOf: asOf.getTime(), rfmFrom: asOf.getTime() - rfmWindowDays * 86_400_000, rfmZone: zone };
}

/** `sorted` holds the n values, worst first; a value beats k fifths of the members when it is better than the one at ceil(k n / 5). */
const bound = (sorted: string) => `arrayMap(k -> (${sorted} AS s)[intDiv(k * count() + 4, 5)], [1, 2, 3, 4])`;
const scoreOf = (value: string, bounds: string) => `if(frequency = 0, 0, 1 + arrayCount(b -> ${value} > b, ${bounds}))`;

/** RFM scores out of the raw values. */
export const scoreMembers = `INSERT INTO ${scoresTable}_next
  WITH bounds AS (
    SELECT ${bound("arraySort(groupArray(-recency_days))").replace(" AS s", " AS sr")} AS by_r, ${bound("arraySort(groupArray(frequency))").replace(" AS s", " AS sf")} AS by_f,
      ${bound("arraySort(groupArray(monetary))").replace(" AS s", " AS sm")} AS by_m
    FROM ${scoresTable}_raw WHERE frequency > 0
  )
  SELECT raw.*, ${scoreOf("-recency_days", "by_r")}, ${scoreOf("frequency", "by_f")}, ${scoreOf("monetary", "by_m")}
  FROM ${scoresTable}_raw AS raw CROSS JOIN bounds`;
