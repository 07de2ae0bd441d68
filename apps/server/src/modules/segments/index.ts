import type { Readable } from "node:stream";
import type {
  Locale,
  SegmentExplanation,
  SegmentExportQuery,
  SegmentMembers,
  SegmentMembersQuery,
  SegmentPreview,
} from "@regulars/contracts";
import { type CompiledProgramme, type Condition, namesOf, type Stage, sentence } from "@regulars/engine";
import type { Module } from "../../module.ts";
import { AppError } from "../../platform/errors.ts";
import { fromPublicId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Programmes } from "../programmes/index.ts";
import { explainMember } from "./explain-member.ts";
import { membersCsv } from "./export-members.ts";
import { segmentPage, segmentSize } from "./member-page.ts";
import { memberWorld } from "./member-world.ts";
import { createMembersWhere, isLongAgo, type MembersWhere } from "./members-where.ts";
import { readCondition, readConditionText } from "./read-condition.ts";
import { segmentRoutes } from "./routes.ts";

export { isLongAgo, type MembersWhere } from "./members-where.ts";
export { readCondition, readConditionText } from "./read-condition.ts";
export { rowsOf } from "./rows.ts";

const sampleSize = 10;
const exportPageSize = 2_000;

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
  platform: Pick<Platform, "db" | "lens" | "clock" | "audit">,
  peers: { programmes: Pick<Programmes, "active"> },
): Segments {
  const sets = createMembersWhere(platform.lens);
  const where: Segments["where"] = (condition, options) =>
    sets.where(condition, peers.programmes.active().programme, { ...options, now: platform.clock.now() });
  const stages: Segments["stages"] = (list, options) =>
    sets.stages(list, peers.programmes.active().programme, { ...options, now: platform.clock.now() });
  const queries = createQueries(platform, peers, where);
  return { name: "segments", where, stages, queries, routes: segmentRoutes(queries, platform) };
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

  /** Only members who joined at the store, if one is asked about. */
  const ofJoiners = (condition: Condition, storeId: string | undefined): Condition =>
    storeId ? { all: [condition, { field: "member.source.storeId", op: "eq", value: storeId }] } : condition;

  /** The condition of an address, with the store that narrows it. */
  function askedOf(
    query: Pick<SegmentMembersQuery, "condition" | "storeId" | "asOf">,
    programme: CompiledProgramme,
    locale: Locale,
  ): { condition: Condition; asOf: Date } {
    const asked = readConditionText(query.condition, programme, locale);
    return { condition: ofJoiners(asked, query.storeId), asOf: query.asOf ? new Date(query.asOf) : clock.now() };
  }

  return {
    async preview(
      request: { condition?: unknown; storeId?: string | undefined; asOf?: string | undefined },
      locale: Locale,
    ): Promise<SegmentPreview> {
      const startedAt = performance.now();
      const { programme } = peers.programmes.active();
      const condition = readCondition(request.condition, programme, locale);
      const asOf = request.asOf ? new Date(request.asOf) : clock.now();
      const [set, everybody] = await Promise.all([
        where(ofJoiners(condition, request.storeId), { asOf }),
        where(ofJoiners({ all: [] }, request.storeId), { asOf }),
      ]);
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
      const { condition, asOf } = askedOf(query, programme, locale);
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
    /** Everybody, as a CSV to be read at the reader's own pace. */
    async exportMembers(query: SegmentExportQuery, locale: Locale, pageSize = exportPageSize): Promise<Readable> {
      const { condition, asOf } = askedOf(query, peers.programmes.active().programme, locale);
      return membersCsv({ lens, db }, await where(condition, { asOf }), { ...query, pageSize });
    },
    async explain(
      request: { condition?: unknown; memberId: string; asOf?: string | undefined },
      locale: Locale,
    ): Promise<SegmentExplanation> {
      const { programme } = peers.programmes.active();
      const condition = readCondition(request.condition, programme, locale);
      const now = clock.now();
      const asOf = request.asOf ? new Date(request.asOf) : now;
      const id = fromPublicId("mbr", request.memberId);
      const world = await memberWorld(lens, programme, { id, asOf, isPast: isLongAgo(asOf, now), condition });
      if (!world) throw new AppError("member.not_found");
      const tree = explainMember(condition, world, programme, asOf);
      const hadJoined = world.profile.joinedAt <= asOf.getTime();
      return {
        asOf: asOf.toISOString(),
        memberId: request.memberId,
        holds: tree.holds && hadJoined,
        hadJoined,
        sentence: words(condition, programme),
        tree,
      };
    },
  };
}
