import { type CompiledProgramme, type Condition, compileForLens, UnsupportedInLens } from "@regulars/engine";
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

/**
 * The members of whom a condition holds, as a statement of the lens. Members whose own zone differs from the programme's are asked in theirs. For a past `asOf` facts end there, tiers are those then in force and
 * the stage is worked out anew from what had happened by then; tags, consents and attributes are those of now.
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

  return async function membersWhere(
    condition: Condition,
    programme: CompiledProgramme,
    { asOf, now, paramPrefix = "c" }: WhereOptions,
  ): Promise<MembersWhere> {
    const isPast = asOf.getTime() < now.getTime() - recently;
    const others = (await zones()).filter((zone) => zone !== programme.zone);
    const params: Record<string, unknown> = { [`${paramPrefix}AsOf`]: asOf.getTime() };
    const parts = [programme.zone, ...others].map((zone, index) => {
      const prefix = `${paramPrefix}${index}x`;
      const zoneName = `${paramPrefix}${index}zone`;
      const compiled = compile(condition, programme, { asOf, zone, isPast, prefix, asOfName: `${paramPrefix}AsOf` });
      Object.assign(params, compiled.params, { [zoneName]: zone });
      const ofZone =
        index === 0 ? `(m.zone IS NULL OR m.zone = {${zoneName}:String})` : `m.zone = {${zoneName}:String}`;
      return `SELECT m.member_id AS member_id FROM ${compiled.from} WHERE m.status NOT IN ('merged', 'erased') AND ${ofZone}
        AND m.joined_at <= fromUnixTimestamp64Milli({${paramPrefix}AsOf:Int64}, 'UTC') AND ${compiled.expressions[0] ?? "0"}`;
    });
    return { sql: parts.join(" UNION ALL "), params };
  };
}
export type CreateMembersWhere = ReturnType<typeof createMembersWhere>;

function compile(
  condition: Condition,
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
    return compileForLens([condition], {
      asOf: asOf.getTime(),
      zone,
      ladders: programme.ladderTiers,
      segment: programme.directory.segment,
      ...(isPast && { stages: programme.stages }),
      tables: { ...conditionTables, scores, ...(isPast && { member_tiers: tiersAt(asOfName) }) },
      paramPrefix: prefix,
    });
  } catch (error) {
    if (!(error instanceof UnsupportedInLens)) throw error;
    throw new AppError("condition.invalid", { count: 1 }, [
      { pointer: "/condition", code: "condition.not_in_lens", message: error.message },
    ]);
  }
}
