import type { ScoreSettings } from "@regulars/contracts";
import { DateTime } from "luxon";
import { churnBandOf, lastOutcome, layersAt, layersSince, notEnough, type VersionRow } from "../../scores/index.ts";
import type { MembersWhere } from "../../segments/index.ts";
import { instant, isScored, memberValues, openMembers, type ReportScope, whyNoScores } from "../scope.ts";

interface Standing {
  /** Members with a chance that can be told. */
  scored: number;
  atRisk: number;
  /** Null where it is not known: of a past day only layers are kept. */
  valueAtRisk: number | null;
  due: { members: number | null; value: number | null };
  bands: { band: string; members: number; value: number | null }[];
  weeks: { week: string; members: number; value: number }[];
  tenured: { members: number; atRisk: number };
}

/** The local day of `asOf`, or so many days later. */
export const localDay = (scope: ReportScope, offset = 0) =>
  DateTime.fromJSDate(scope.asOf, { zone: scope.zone }).plus({ days: offset }).toFormat("yyyy-MM-dd");
/** Months of membership (of a member called `m`) that are watched. */
const isWatched = `dateDiff('month', m.joined_at, ${instant("asOf")}) >= {tenureFrom:UInt16} AND dateDiff('month', m.joined_at, ${instant("asOf")}) <= {tenureTo:UInt16}`;
const tenureParams = ({ tenureBand }: ScoreSettings) => ({ tenureFrom: tenureBand.from, tenureTo: tenureBand.to });

/** How members stand by the last scoring. */
async function scoredStanding(scope: ReportScope, settings: ScoreSettings): Promise<Standing> {
  const scored = `(SELECT w.*, ${isWatched} AS watched FROM ${memberValues} AS w INNER JOIN members AS m ON m.id = w.member_id WHERE ${openMembers(scope)} AND isNotNull(w.churn_probability))`;
  const params = {
    ...scope.params,
    ...tenureParams(settings),
    threshold: settings.churnThreshold,
    today: localDay(scope),
    lead: localDay(scope, settings.leadDays),
  };
  const ask = <T>(sql: string) => scope.lens.query<T>(sql, params);
  const isDue = "churn_date > toDate32({today:String}) AND churn_date <= toDate32({lead:String})";
  const [[sums], bands, weeks] = await Promise.all([
    ask<{
      n: number;
      at_risk: number;
      value: number | null;
      due: number;
      due_value: number | null;
      watched: number;
      watched_at_risk: number;
    }>(
      `SELECT count() AS n, countIf(churn_probability >= {threshold:Float64}) AS at_risk, sumOrNull(clv_predicted * churn_probability) AS value,
         countIf(${isDue}) AS due, if(value IS NULL, NULL, toFloat64(sumIf(ifNull(clv_predicted, 0), ${isDue}))) AS due_value, countIf(s.watched) AS watched,
         countIf(s.watched AND churn_probability >= {threshold:Float64}) AS watched_at_risk FROM ${scored} AS s`,
    ),
    ask<{ band: string; members: number; value: number | null }>(
      `SELECT ${churnBandOf("churn_probability")} AS band, count() AS members, toFloat64(sumOrNull(clv_predicted)) AS value FROM ${scored} GROUP BY band`,
    ),
    ask<{ week: string; members: number; value: number }>(
      `SELECT toString(toMonday(churn_date)) AS week, count() AS members, toFloat64(sum(ifNull(clv_predicted, 0))) AS value FROM ${scored}
       WHERE churn_date > toDate32({today:String}) AND churn_date <= toDate32({today:String}) + 84 GROUP BY week ORDER BY week`,
    ),
  ]);
  return {
    scored: sums?.n ?? 0,
    atRisk: sums?.at_risk ?? 0,
    valueAtRisk: sums ? sums.value : 0,
    due: { members: sums?.due ?? 0, value: sums ? sums.due_value : 0 },
    bands,
    weeks,
    tenured: { members: sums?.watched ?? 0, atRisk: sums?.watched_at_risk ?? 0 },
  };
}

/** How members stood on a past day by the layers that were kept of it; null when none were kept by then. */
async function keptStanding(scope: ReportScope, settings: ScoreSettings): Promise<Standing | null> {
  const today = localDay(scope);
  const since = await layersSince(scope.lens);
  if (since === null || today < since) return null;
  const rows = await scope.lens.query<{
    band: string;
    members: number;
    at_risk: number;
    watched: number;
    watched_at_risk: number;
  }>(
    `SELECT l.churn AS band, count() AS members, countIf(l.at_risk) AS at_risk, countIf(${isWatched}) AS watched, countIf(l.at_risk AND ${isWatched}) AS watched_at_risk
     FROM ${layersAt("toDate32({today:String})")} AS l INNER JOIN members AS m ON m.id = l.member_id WHERE ${openMembers(scope)} AND l.churn != '' GROUP BY band`,
    { ...scope.params, ...tenureParams(settings), today },
  );
  const sum = (column: "members" | "at_risk" | "watched" | "watched_at_risk") =>
    rows.reduce((total, row) => total + row[column], 0);
  return {
    scored: sum("members"),
    atRisk: sum("at_risk"),
    valueAtRisk: null,
    due: { members: null, value: null },
    bands: rows.map(({ band, members }) => ({ band, members, value: null })),
    weeks: [],
    tenured: { members: sum("watched"), atRisk: sum("watched_at_risk") },
  };
}

/** By the last scoring, or of an instant before it by the layers kept: `id`, `band`, `at_risk`. Names `threshold` and `today`. */
const standings = `(SELECT w.member_id AS id, ${churnBandOf("w.churn_probability")} AS band, w.churn_probability >= {threshold:Float64} AS at_risk
    FROM ${memberValues} AS w WHERE isNotNull(w.churn_probability)
  UNION ALL SELECT l.member_id AS id, l.churn AS band, l.at_risk AS at_risk FROM ${layersAt("toDate32({today:String})")} AS l WHERE l.churn != '' AND NOT ${isScored})`;

/** The members of a band, at risk or in the months that are watched: those that the board counts, of a past day by what was kept of it. */
export function standingMembers(
  scope: ReportScope,
  settings: ScoreSettings,
  which: { band: string } | "at_risk" | "watched",
): MembersWhere {
  const isMeant = which === "watched" ? isWatched : which === "at_risk" ? "s.at_risk" : "s.band = {band:String}";
  return {
    sql: `SELECT s.id FROM ${standings} AS s INNER JOIN members AS m ON m.id = s.id WHERE ${openMembers(scope)} AND ${isMeant}`,
    params: {
      ...scope.params,
      ...tenureParams(settings),
      threshold: settings.churnThreshold,
      today: localDay(scope),
      band: typeof which === "object" ? which.band : "",
    },
  };
}

const nobody: Standing = {
  scored: 0,
  atRisk: 0,
  valueAtRisk: 0,
  due: { members: 0, value: 0 },
  bands: [],
  weeks: [],
  tenured: { members: 0, atRisk: 0 },
};

/** How members stand, and why it cannot be told or only in part. */
export async function standingOf(scope: ReportScope, settings: ScoreSettings, trained: VersionRow | undefined) {
  const found = await scoredStanding(scope, settings);
  if (found.scored > 0) {
    const outcome = found.valueAtRisk === null ? await lastOutcome(scope.db) : null;
    const unvalued = outcome?.purchases?.notEnoughData ?? outcome?.spend?.notEnoughData ?? null;
    return { standing: found, notEnoughData: null, partly: unvalued };
  }
  const why = whyNoScores(scope, trained, "no_closed_window");
  const kept = why === "scored_later" ? await keptStanding(scope, settings) : null;
  if (kept && kept.scored > 0) return { standing: kept, notEnoughData: null, partly: notEnough("layers_only") };
  return {
    standing: nobody,
    notEnoughData: notEnough(kept && (scope.isFiltered || scope.storeId) ? "nobody_matches" : why),
    partly: null,
  };
}
