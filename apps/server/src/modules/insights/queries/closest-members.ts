import type { ClosestMembers, ClosestMembersQuery } from "@regulars/contracts";
import { type CompiledLadder, type CompiledProgramme, compileForLens, UnsupportedInLens } from "@regulars/engine";
import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { bucketOf, toPublicId } from "../../../platform/ids.ts";
import { conditionTables } from "../../../platform/lens/tables.ts";
import type { Lens } from "../../../platform/lens.ts";
import { maskPhone } from "../../members/index.ts";

interface Ranked {
  id: string;
  metric: number;
}

interface Step {
  ladder: CompiledLadder;
  tier: string;
  next: { id: string; from: number };
}

/**
 * Members of a tier who are nearest to the next one that can be earned, and what each still lacks. One scan of the orders, in the programme's
 * zone; ladders that count points or events, by condition, or since the tier began cannot be ranked by it and are refused.
 */
export async function closestMembers(
  { db, lens, programme, now }: { db: Db; lens: Lens; programme: CompiledProgramme; now: Date },
  query: ClosestMembersQuery,
): Promise<Omit<ClosestMembers, "asOf">> {
  const { ladder, tier, next } = stepOf(programme, query);
  const { from, params, value, isHere } = measureOf(programme, ladder, { tier, now });
  const threshold = next.from + (ladder.ladder.boundary === "gt" ? 1 : 0);
  const rows = await lens.query<Ranked>(
    `SELECT toString(m.member_id) AS id, toInt64(${value}) AS metric FROM ${from}
      WHERE m.status = 'active' AND ${isHere} AND metric < {threshold:Int64} ORDER BY metric DESC, m.member_id LIMIT ${query.limit}`,
    { ...params, threshold },
  );
  return {
    ladder: ladder.ladder.id,
    tier,
    next,
    currency: programme.programme.currency,
    items: await withNames(
      db,
      rows.map((row) => ({ ...row, missing: threshold - row.metric })),
    ),
  };
}

function stepOf(programme: CompiledProgramme, query: ClosestMembersQuery): Step {
  const ladder = programme.ladders.find((candidate) => candidate.ladder.id === query.ladder);
  if (!ladder) refuse("tier.unknown_ladder", { ladder: query.ladder });
  const { tiers } = ladder.ladder;
  const tier = query.tier ?? tiers[0]?.id ?? "";
  const index = ladder.tierIds.indexOf(tier);
  if (index < 0) refuse("tier.unknown_tier", { ladder: query.ladder, tier });
  const next = tiers.find((candidate, position) => position > index && !candidate.invitationOnly);
  if (!next) refuse("tier.no_next", { tier });
  return { ladder, tier, next: { id: next.id, from: next.from } };
}

function measureOf(
  programme: CompiledProgramme,
  { ladder, metrics }: CompiledLadder,
  { tier, now }: { tier: string; now: Date },
) {
  const isCountedInOrders = metrics.length > 0 && metrics.every(({ leaf }) => leaf.event === "order");
  if (!isCountedInOrders) refuse("tier.not_ranked", { ladder: ladder.id });
  // Each leaf is one aggregate, in the order given; equal leaves share theirs.
  const keys = [...new Set(metrics.map(({ key }) => key))];
  const leaves = keys.flatMap((key) => metrics.find((metric) => metric.key === key)?.leaf ?? []);
  try {
    const compiled = compileForLens([...leaves, { tier: { ladder: ladder.id, is: "exactly", tier } }], {
      asOf: now.getTime(),
      zone: programme.zone,
      ladders: programme.ladderTiers,
      tables: conditionTables,
    });
    const counted = metrics.map(({ key }) => `ifNull(${compiled.aggregates[keys.indexOf(key)]?.alias ?? "0"}, 0)`);
    const value = ladder.metric.kind === "growth" ? growthSql(ladder.metric.parts, counted) : (counted[0] ?? "0");
    return { from: compiled.from, params: compiled.params, value, isHere: compiled.expressions.at(-1) ?? "0" };
  } catch (error) {
    if (error instanceof UnsupportedInLens) refuse("tier.not_ranked", { ladder: ladder.id });
    throw error;
  }
}

/** As the engine adds it up: each part rounded down, and no more than the largest safe integer. */
function growthSql(parts: readonly { points: number; per: number }[], counted: readonly string[]): string {
  const terms = parts.map(
    ({ points, per }, part) => `intDiv(toInt128(greatest(${counted[part] ?? "0"}, 0)) * ${points}, ${per})`,
  );
  return `least(${terms.join(" + ")}, toInt128(${Number.MAX_SAFE_INTEGER}))`;
}

interface NameRow {
  id: string;
  member_no: string;
  name: string | null;
  phone: string | null;
}

async function withNames(db: Db, ranked: (Ranked & { missing: number })[]): Promise<ClosestMembers["items"]> {
  const ids = ranked.map((row) => row.id);
  const { rows } = await sql<NameRow>`
    select m.id, m.member_no, m.name, m.phone
    from unnest(${ids.map(bucketOf)}::smallint[], ${ids}::uuid[]) as k (bucket, id)
    join members m on m.bucket = k.bucket and m.id = k.id`.execute(db);
  const names = new Map(rows.map((row) => [row.id, row]));
  return ranked.flatMap(({ id, metric, missing }) => {
    const row = names.get(id);
    if (!row) return [];
    return [
      {
        id: toPublicId("mbr", id),
        memberNo: row.member_no,
        name: row.name,
        phone: maskPhone(row.phone),
        metric,
        missing,
      },
    ];
  });
}
