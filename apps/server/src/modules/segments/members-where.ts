import {
  type CompiledProgramme,
  type Condition,
  compileForLens,
  type LensTables,
  type Stage,
  UnsupportedInLens,
} from "@regulars/engine";
import { AppError } from "../../platform/errors.ts";
import type { Lens } from "../../platform/lens.ts";
import { tablesAt } from "./tables-at.ts";

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

/** Whether an instant is so long ago that the state of then is asked for, not that on the books. */
export function isLongAgo(asOf: Date, now: Date): boolean {
  return asOf.getTime() < now.getTime() - recently;
}

/**
 * Sets of members by condition, as statements of the lens. Members whose own zone differs from the programme's are asked in theirs. For a past `asOf` facts end there, later refunds are put
 * back, tiers, tags, consents and attributes are those then in force, and the stage is worked out anew from what had happened by then.
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
    more: Record<string, unknown> = {},
  ): Promise<MembersWhere> {
    const isPast = isLongAgo(asOf, now);
    const others = (await zones()).filter((zone) => zone !== programme.zone);
    const asOfName = `${paramPrefix}AsOf`;
    const sinceTier = `${paramPrefix}SinceTier`;
    const params: Record<string, unknown> = {
      ...more,
      [asOfName]: asOf.getTime(),
      [sinceTier]: sinceTierLadders(programme),
    };
    const parts = [programme.zone, ...others].map((zone, index) => {
      const prefix = `${paramPrefix}${index}x`;
      const zoneName = `${paramPrefix}${index}zone`;
      const tables = tablesAt({ asOf: isPast ? asOfName : null, sinceTier });
      const compiled = compile(conditions, programme, { asOf, zone, isPast, prefix, tables });
      Object.assign(params, compiled.params, { [zoneName]: zone });
      const ofZone =
        index === 0 ? `(m.zone IS NULL OR m.zone = {${zoneName}:String})` : `m.zone = {${zoneName}:String}`;
      const { columns, where } = shape(compiled.expressions);
      return `SELECT m.member_id AS member_id${columns} FROM ${compiled.from} WHERE m.status NOT IN ('merged', 'erased') AND ${ofZone}
        AND m.joined_at <= fromUnixTimestamp64Milli({${asOfName}:Int64}, 'UTC') AND ${where}`;
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
          columns: `, multiIf(${[...stages.map((_, index) => `${expressions[index] ?? "0"}, {${stagesName(options)}:Array(String)}[${index + 1}]`), "0, '', ''"].join(", ")}) AS stage`,
          where: "1",
        }),
        { [stagesName(options)]: stages.map((stage) => stage.id) },
      ),
  };
}

const stagesName = ({ paramPrefix = "c" }: WhereOptions): string => `${paramPrefix}Stages`;

/** The ladders that count since the tier began. */
export function sinceTierLadders(programme: CompiledProgramme): string[] {
  return programme.ladders.flatMap(({ ladder }) => (ladder.window.kind === "since_tier" ? [ladder.id] : []));
}

function compile(
  conditions: readonly Condition[],
  programme: CompiledProgramme,
  {
    asOf,
    zone,
    isPast,
    prefix,
    tables,
  }: { asOf: Date; zone: string; isPast: boolean; prefix: string; tables: LensTables },
) {
  try {
    return compileForLens(conditions, {
      asOf: asOf.getTime(),
      zone,
      ladders: programme.ladderTiers,
      segment: programme.directory.segment,
      ...(isPast && { stages: programme.stages }),
      tables,
      paramPrefix: prefix,
    });
  } catch (error) {
    if (!(error instanceof UnsupportedInLens)) throw error;
    throw new AppError("condition.invalid", { count: 1 }, [
      { pointer: "/condition", code: "condition.not_in_lens", message: error.message },
    ]);
  }
}
