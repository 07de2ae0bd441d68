import type { LensTables } from "@regulars/engine";
import { conditionTables, linesAsConditionsSee, ordersAsConditionsSee, ordersAt } from "../../platform/lens/tables.ts";
import { pointsEarned } from "./points-earned.ts";

/** What models say of each member, beside the RFM scores of the last run of the life cycle. Nothing is offered to who has switched personalisation off since the last scoring. */
export const scores = `(SELECT s.member_id AS member_id, s.r AS rfm_r, s.f AS rfm_f, s.m AS rfm_m,
    w.* EXCEPT (member_id) REPLACE (if(w.member_id IN (SELECT id FROM members WHERE has(refusals, 'personalisation')), '', w.next_offer) AS next_offer)
  FROM member_scores AS s LEFT JOIN member_values AS w ON w.member_id = s.member_id)`;

/** The tier in force at an instant, out of the changes. */
function tiersAt(name: string): string {
  const at = `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
  return `(SELECT x.member_id AS member_id, x.ladder AS ladder, argMax(x.to_tier, (x.since, x.id)) AS tier, max(x.since) AS since
    FROM tier_changes AS x WHERE x.since <= ${at} GROUP BY member_id, ladder)`;
}

/** What members were at an instant: the state that the first later change ended, else the one of now; consents as given and the stage as begun by then. Merged and erased members stay away. */
function membersAt(name: string): string {
  const at = `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
  const was = (column: string) => `if(p.found, p.${column}, m.${column}) AS ${column}`;
  return `(SELECT m.id AS member_id, m.joined_at AS joined_at, ${was("birthday")}, ${was("gender")}, ${was("kind")},
      if(p.found AND m.status NOT IN ('merged', 'erased'), p.status, m.status) AS status, ${was("zone")}, m.source_channel AS channel, m.source_store AS store_id,
      m.source_campaign AS campaign, ${was("attributes")}, ${was("tags")}, c.consents AS consents, m.stage AS stage, if(g.changed, toNullable(g.since), m.stage_since) AS stage_since
    FROM members AS m
    LEFT JOIN (SELECT member_id, 1 AS found, was.1 AS birthday, was.2 AS gender, was.3 AS kind, was.4 AS status, was.5 AS zone, was.6 AS attributes, was.7 AS tags
      FROM (SELECT member_id, argMin(tuple(birthday, gender, kind, status, zone, attributes, tags), (until, id)) AS was
        FROM member_past_states WHERE until > ${at} GROUP BY member_id)) AS p ON p.member_id = m.id
    LEFT JOIN (SELECT member_id, groupArrayIf(toString(purpose), last) AS consents
      FROM (SELECT member_id, purpose, argMax(granted, (at, id)) AS last FROM member_consents WHERE at <= ${at} GROUP BY member_id, purpose) GROUP BY member_id) AS c ON c.member_id = m.id
    LEFT JOIN (SELECT member_id, 1 AS changed, max(since) AS since FROM stage_changes WHERE stage_changes.since <= ${at} GROUP BY member_id) AS g ON g.member_id = m.id)`;
}

/**
 * From when each ladder counts: since its tier was earned, whatever was given above it. Ladders that count since the tier began (the parameter `sinceTier` names them) begin just after what
 * earned the tier, and anew with each renewal, where the period before it ended.
 */
function tierCounts(tiers: string, sinceTier: string, at: string | null): string {
  const untilThen = at === null ? "" : ` AND x.since <= ${at}`;
  return `(SELECT t.member_id AS member_id, t.ladder AS ladder, if(x.found, x.counts_from, t.since) AS counts_from FROM ${tiers} AS t
    LEFT JOIN (SELECT member_id, ladder, 1 AS found,
        arraySort(row -> (row.1, row.2), groupArray((x.recorded_at, x.id, toString(x.to_tier), toString(x.reason), x.since, x.until))) AS changes,
        arrayLastIndex(row -> row.4 NOT IN ('granted', 'refund', 'grant_ended') AND row.3 = arrayLast(one -> one.4 NOT IN ('granted', 'grant_ended'), changes).3, changes) AS place,
        changes[place] AS decided,
        if(NOT has({${sinceTier}:Array(String)}, ladder), arrayLast(row -> row.4 != 'granted', changes).5,
          multiIf(decided.4 = 'upgraded', addMilliseconds(decided.5, 1),
            decided.4 = 'renewed', ifNull(changes[place - 1].6, decided.1),
            place = 0, arrayLast(row -> row.4 != 'granted', changes).5, decided.5)) AS counts_from
      FROM tier_changes AS x WHERE 1${untilThen} GROUP BY member_id, ladder) AS x ON x.member_id = t.member_id AND x.ladder = t.ladder)`;
}

/** Names of the parameters that the tables mention. */
export interface TableParams {
  /** Epoch milliseconds; null = the tables of now. */
  asOf: string | null;
  /** The ladders that count since the tier began. */
  sinceTier: string;
}

/** The tables that conditions are compiled for: those of now, or those of the instant that the parameter names. What models say is always the last that they said. */
export function tablesAt({ asOf, sinceTier }: TableParams): LensTables {
  const plain = { ...conditionTables, scores };
  if (asOf === null)
    return {
      ...plain,
      tier_counts: tierCounts(plain.member_tiers, sinceTier, null),
      points_earned: pointsEarned(plain.orders, null),
    };
  const at = `fromUnixTimestamp64Milli({${asOf}:Int64}, 'UTC')`;
  const orders = ordersAt(at);
  const seen = `(${ordersAsConditionsSee(orders)})`;
  const tiers = tiersAt(asOf);
  return {
    ...plain,
    members: membersAt(asOf),
    member_tiers: tiers,
    orders: seen,
    order_lines: `(${linesAsConditionsSee(orders)})`,
    tier_counts: tierCounts(tiers, sinceTier, at),
    points_earned: pointsEarned(seen, at),
  };
}
