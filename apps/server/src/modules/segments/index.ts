import type { Locale, SegmentMembers, SegmentMembersQuery, SegmentPreview } from "@regulars/contracts";
import { type CompiledProgramme, type Condition, namesOf, type Stage, sentence } from "@regulars/engine";
import type { Module } from "../../module.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Programmes } from "../programmes/index.ts";
import { segmentPage, segmentSize } from "./member-page.ts";
import { createMembersWhere, type MembersWhere } from "./members-where.ts";
import { readCondition, readConditionText } from "./read-condition.ts";
import { segmentRoutes } from "./routes.ts";

export type { MembersWhere } from "./members-where.ts";
export { readCondition, readConditionText } from "./read-condition.ts";
export { rowsOf } from "./rows.ts";

const sampleSize = 10;

export interface Segments extends Module {
  /** The members a condition holds of as of an instant, as a statement of the lens for `IN (...)`. */
  where(condition: Condition, options: { asOf: Date; paramPrefix?: string }): Promise<MembersWhere>;
  /** Every open member with the first of the stages that holds as of an instant ('' = none), as a statement of the lens. */
  stages(stages: readonly Stage[], options: { asOf: Date; paramPrefix?: string }): Promise<MembersWhere>;
  queries: SegmentQueries;
}

export type SegmentQueries = ReturnType<typeof createQueries>;

/** Sets of members by condition: how many, who, in words. Everything is asked of the lens. */
export function createSegments(
  platform: Pick<Platform, "db" | "lens" | "clock">,
  peers: { programmes: Pick<Programmes, "active"> },
): Segments {
  const sets = createMembersWhere(platform.lens);
  const where: Segments["where"] = (condition, options) =>
    sets.where(condition, peers.programmes.active().programme, { ...options, now: platform.clock.now() });
  const stages: Segments["stages"] = (list, options) =>
    sets.stages(list, peers.programmes.active().programme, { ...options, now: platform.clock.now() });
  const queries = createQueries(platform, peers, where);
  return { name: "segments", where, stages, queries, routes: segmentRoutes(queries) };
}

function createQueries(
  { db, lens, clock }: Pick<Platform, "db" | "lens" | "clock">,
  peers: { programmes: Pick<Programmes, "active"> },
  where: Segments["where"],
) {
  const words = (condition: Condition, programme: CompiledProgramme) => ({
    zh: sentence(condition, "zh", namesOf(programme.programme, "zh")),
    en: sentence(condition, "en", namesOf(programme.programme, "en")),
  });

  return {
    async preview(
      request: { condition?: unknown; asOf?: string | undefined },
      locale: Locale,
    ): Promise<SegmentPreview> {
      const startedAt = performance.now();
      const { programme } = peers.programmes.active();
      const condition = readCondition(request.condition, programme, locale);
      const asOf = request.asOf ? new Date(request.asOf) : clock.now();
      const [set, everybody] = await Promise.all([where(condition, { asOf }), where({ all: [] }, { asOf })]);
      const [size, total, sample] = await Promise.all([
        segmentSize(lens, set),
        segmentSize(lens, everybody),
        segmentPage({ lens, db }, set, { sort: "monetary", direction: "desc", limit: sampleSize }),
      ]);
      return {
        asOf: asOf.toISOString(),
        size,
        total,
        share: total === 0 ? null : size / total,
        sentence: words(condition, programme),
        sample: sample.items,
        tookMs: Math.round(performance.now() - startedAt),
      };
    },
    async members(query: SegmentMembersQuery, locale: Locale): Promise<SegmentMembers> {
      const { programme } = peers.programmes.active();
      const asked = readConditionText(query.condition, programme, locale);
      const condition: Condition = query.storeId
        ? { all: [asked, { field: "member.source.storeId", op: "eq", value: query.storeId }] }
        : asked;
      const asOf = query.asOf ? new Date(query.asOf) : clock.now();
      const set = await where(condition, { asOf });
      const [page, total] = await Promise.all([segmentPage({ lens, db }, set, query), segmentSize(lens, set)]);
      return {
        ...page,
        asOf: asOf.toISOString(),
        currency: programme.programme.currency,
        total,
        sentence: words(condition, programme),
      };
    },
  };
}
