import {
  type CompiledProgramme,
  type Condition,
  compileForLens,
  type Stage,
  UnsupportedInLens,
} from "@regulars/engine";
import { AppError } from "../../platform/errors.ts";
import { conditionTables } from "../../platform/lens/tables.ts";
import type { Lens } from "../../platform/lens.ts";

export interface MembersWhere {
  /** `SELECT member_id ...`, ready for `IN (...)`; every open member at most once. */
  sql: string;
  params: Record<string, unknown>;
}

export interface WhereOptions {
  asOf: Date;
  /** Later than this counts as now: stage and tier are then those on the books. */
  now: Date;
  /** First letters of the parameters' names, when several conditions meet in one statement. */
  paramPrefix?: string;
}

const recently = 60_000;

/** What models say of each member, beside the RFM scores of the last run of the life cycle. */
const scores = `(SELECT s.member_id AS member_id, s.r AS rfm_r, s.f AS rfm_f, s.m AS rfm_m, w.* EXCEPT (member_id)
  FROM member_scores AS s LEFT JOIN member_values AS w ON w.member_id = s.member_id)`;

/** The tier in force at an instant, out of the changes. */
function tiersAt(name: string): string {
  const at = `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
  return `(SELECT member_id, ladder, argMax(to_tier, (since, id)) AS tier, max(since) AS since FROM tier_changes WHERE tier_changes.since <= ${at} GROUP BY member_id, ladder)`;
}

/** What members were at an instant: the state that the first later change ended, else the one of now; consents as given by then. Merged and erased members stay away. */
function membersAt(name: string): string {
  const at = `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
  const was = (column: string) => `if(p.found, p.${column}, m.${column}) AS ${column}`;
  return `(SELECT m.id AS member_id, m.joined_at AS joined_at, ${was("birthday")}, ${was("gender")}, ${was("kind")},
      if(p.found AND m.status NOT IN ('merged', 'erased'), p.status, m.status) AS status, ${was("zone")}, m.source_channel AS channel, m.source_store AS store_id,
      m.source_campaign AS campaign, ${was("attributes")}, ${was("tags")}, c.consents AS consents, m.stage AS stage, m.stage_since AS stage_since
    FROM members AS m
    LEFT JOIN (SELECT member_id, 1 AS found, was.1 AS birthday, was.2 AS gender, was.3 AS kind, was.4 AS status, was.5 AS zone, was.6 AS attributes, was.7 AS tags
      FROM (SELECT member_id, argMin(tuple(birthday, gender, kind, status, zone, attributes, tags), (until, id)) AS was
        FROM member_past_states WHERE until > ${at} GROUP BY member_id)) AS p ON p.member_id = m.id
    LEFT JOIN (SELECT member_id, groupArrayIf(toString(purpose), last) AS consents
      FROM (SELECT member_id, purpose, argMax(granted, (at, id)) AS last FROM member_consents WHERE at <= ${at} GROUP BY member_id, purpose) GROUP BY member_id) AS c ON c.member_id = m.id)`;
}

/**
 * Sets of members by condition, as statements of the lens. Members whose own zone differs from the programme's are asked in theirs. For a past `asOf` facts end there, tiers, tags, consents and attributes are those
 * then in force, and the stage is worked out anew from what had happened by then.
 */
export function createMembersWhere(lens: Lens) {
  let known: { version: number; zones: string[] } | null = null;

  async function zones(): Promise<string[]> {
    const version = lens.version();
    if (known?.version === version) return known.zones;
    const rows = await lens.query<{ zone: string }>(
      "SELECT DISTINCT assumeNotNull(m.zone) AS zone FROM members AS m WHERE m.zone IS NOT NULL",
    );
    known = { version, zones: rows.map((row) => row.zone) };
    return known.zones;
  }

  /** Open members, zone by zone, with what `shape` makes of the conditions' expressions. */
  async function openMembers(
    conditions: readonly Condition[],
    programme: CompiledProgramme,
    { asOf, now, paramPrefix = "c" }: WhereOptions,
    shape: (expressions: readonly string[]) => { columns: string; where: string },
  ): Promise<MembersWhere> {
    const isPast = asOf.getTime() < now.getTime() - recently;
    const others = (await zones()).filter((zone) => zone !== programme.zone);
    const params: Record<string, unknown> = { [`${paramPrefix}AsOf`]: asOf.getTime() };
    const parts = [programme.zone, ...others].map((zone, index) => {
      const prefix = `${paramPrefix}${index}x`;
      const zoneName = `${paramPrefix}${index}zone`;
      const compiled = compile(conditions, programme, { asOf, zone, isPast, prefix, asOfName: `${paramPrefix}AsOf` });
      Object.assign(params, compiled.params, { [zoneName]: zone });
      const ofZone =
        index === 0 ? `(m.zone IS NULL OR m.zone = {${zoneName}:String})` : `m.zone = {${zoneName}:String}`;
      const { columns, where } = shape(compiled.expressions);
      return `SELECT m.member_id AS member_id${columns} FROM ${compiled.from} WHERE m.status NOT IN ('merged', 'erased') AND ${ofZone}
        AND m.joined_at <= fromUnixTimestamp64Milli({${paramPrefix}AsOf:Int64}, 'UTC') AND ${where}`;
    });
    return { sql: parts.join(" UNION ALL "), params };
  }

  return {
    /** Those of whom the condition holds: `SELECT member_id`. */
    where: (condition: Condition, programme: CompiledProgramme, options: WhereOptions): Promise<MembersWhere> =>
      openMembers([condition], programme, options, ([expression = "0"]) => ({ columns: "", where: expression })),
    /** Everybody with the first stage that holds: `SELECT member_id, stage`; '' = none holds. */
    stages: (stages: readonly Stage[], programme: CompiledProgramme, options: WhereOptions): Promise<MembersWhere> =>
      openMembers(
        stages.map((stage) => stage.when),
        programme,
        options,
        (expressions) => ({
          columns: `, multiIf(${stages.map((stage, index) => `${expressions[index] ?? "0"}, '${stage.id}'`).join(", ")}, '') AS stage`,
          where: "1",
        }),
      ),
  };
}
function compile(
  conditions: readonly Condition[],
  programme: CompiledProgramme,
  {
    asOf,
    zone,
    isPast,
    prefix,
    asOfName,
  }: { asOf: Date; zone: string; isPast: boolean; prefix: string; asOfName: string },
) {
  try {
    return compileForLens(conditions, {
      asOf: asOf.getTime(),
      zone,
      ladders: programme.ladderTiers,
      segment: programme.directory.segment,
      ...(isPast && { stages: programme.stages }),
      tables: {
        ...conditionTables,
        scores,
        ...(isPast && { members: membersAt(asOfName), member_tiers: tiersAt(asOfName) }),
      },
      paramPrefix: prefix,
    });
  } catch (error) {
    if (!(error instanceof UnsupportedInLens)) throw error;
    throw new AppError("condition.invalid", { count: 1 }, [
      { pointer: "/condition", code: "condition.not_in_lens", message: error.message },
    ]);
  }
}
