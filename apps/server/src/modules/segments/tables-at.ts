import type { LensTables } from "@regulars/engine";
import { conditionTables, linesAsConditionsSee, ordersAsConditionsSee, ordersAt } from "../../platform/lens/tables.ts";

/** What models say of each member, beside the RFM scores of the last run of the life cycle. */
export const scores = `(SELECT s.member_id AS member_id, s.r AS rfm_r, s.f AS rfm_f, s.m AS rfm_m, w.* EXCEPT (member_id)
  FROM member_scores AS s LEFT JOIN member_values AS w ON w.member_id = s.member_id)`;

/** The tier in force at an instant, out of the changes. */
function tiersAt(name: string): string {
  const at = `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
  return `(SELECT member_id, ladder, argMax(to_tier, (since, id)) AS tier, max(since) AS since FROM tier_changes WHERE tier_changes.since <= ${at} GROUP BY member_id, ladder)`;
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

/** The tables that conditions are compiled for: those of now, or those of the instant that the parameter names. What models say is always the last that they said. */
export function tablesAt(asOfName: string | null): Partial<LensTables> {
  if (asOfName === null) return { ...conditionTables, scores };
  const orders = ordersAt(`fromUnixTimestamp64Milli({${asOfName}:Int64}, 'UTC')`);
  return {
    ...conditionTables,
    scores,
    members: membersAt(asOfName),
    member_tiers: tiersAt(asOfName),
    orders: `(${ordersAsConditionsSee(orders)})`,
    order_lines: `(${linesAsConditionsSee(orders)})`,
  };
}
