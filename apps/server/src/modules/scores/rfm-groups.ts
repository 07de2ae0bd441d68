import type { ScoreSettings } from "@regulars/contracts";
import { scoresAt } from "../lifecycle/index.ts";

/** The group of a member by recency, frequency and monetary of `row`, against three bounds (expressions); '' = without orders. */
export function rfmGroupOf(row: string, bounds: { recency: string; frequency: string; monetary: string }): string {
  const isRecent = `${row}.recency_days <= ${bounds.recency}`;
  const isFrequent = `${row}.frequency >= ${bounds.frequency}`;
  const isRich = `${row}.monetary >= ${bounds.monetary}`;
  return `multiIf(${row}.frequency = 0, '',
    ${isRich} AND ${isFrequent} AND ${isRecent}, 'champions', ${isRich} AND ${isFrequent}, 'keep', ${isRich} AND ${isRecent}, 'develop', ${isRich}, 'winBack',
    ${isFrequent} AND ${isRecent}, 'regular', ${isFrequent}, 'usual', ${isRecent}, 'fresh', 'leaving')`;
}

/** The RFM groups of a past instant, to stand behind FROM: worked out anew from the orders as they stood then, by the bounds of now. */
export function rfmGroupsAt(
  asOf: Date,
  zone: string,
  bounds: ScoreSettings["rfmBounds"],
): { sql: string; params: Record<string, unknown> } {
  const scored = scoresAt(asOf, zone);
  const mean = (value: string) => `avgIf(s.${value}, s.frequency > 0) OVER ()`;
  const group = rfmGroupOf("v", { recency: "v.by_recency", frequency: "v.by_frequency", monetary: "v.by_monetary" });
  return {
    sql: `(SELECT v.member_id AS member_id, ${group} AS rfm_group FROM (
      SELECT s.member_id AS member_id, s.recency_days AS recency_days, s.frequency AS frequency, s.monetary AS monetary,
        ${bounds ? "{rfmRecency:Int64}" : mean("recency_days")} AS by_recency, ${bounds ? "{rfmFrequency:Int64}" : mean("frequency")} AS by_frequency,
        ${bounds ? "{rfmMonetary:Int64}" : mean("monetary")} AS by_monetary
      FROM ${scored.sql} AS s) AS v)`,
    params: {
      ...scored.params,
      ...(bounds && { rfmRecency: bounds.recencyDays, rfmFrequency: bounds.frequency, rfmMonetary: bounds.monetary }),
    },
  };
}
