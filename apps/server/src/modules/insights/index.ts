import type { ClosestMembers, ClosestMembersQuery, Locale, MemberInsight, Overview } from "@regulars/contracts";
import type { Module } from "../../module.ts";
import type { Lens } from "../../platform/lens.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Lifecycle } from "../lifecycle/index.ts";
import type { Members } from "../members/index.ts";
import type { Programmes } from "../programmes/index.ts";
import { isLongAgo, type Segments } from "../segments/index.ts";
import { createAnswerCache } from "./cache.ts";
import { lensCli } from "./cli.ts";
import { definitions } from "./definitions.ts";
import { periodOf } from "./period.ts";
import { closestMembers } from "./queries/closest-members.ts";
import { lifecyclePage } from "./queries/lifecycle-page.ts";
import { memberInsight } from "./queries/member-insight.ts";
import { type MemberListQuery, memberList } from "./queries/member-list.ts";
import { overview } from "./queries/overview.ts";
import { rfmMap } from "./queries/rfm.ts";
import { readFilter } from "./read-filter.ts";
import { insightRoutes } from "./routes.ts";
import { type Scope, scopeFrom } from "./scope.ts";

export { createAnswerCache } from "./cache.ts";
export { membersIn } from "./queries/member-list.ts";
export { readFilter } from "./read-filter.ts";

interface PeriodQuery {
  from?: string | undefined;
  to?: string | undefined;
  storeId?: string | undefined;
  filter?: string | undefined;
  asOf?: string | undefined;
}

export interface InsightPeers {
  programmes: Pick<Programmes, "active">;
  lifecycle: Pick<Lifecycle, "lastRun">;
  members: Pick<Members, "find">;
  segments: Pick<Segments, "where" | "stages">;
}

export type InsightQueries = ReturnType<typeof createQueries>;

/** What the figures say. Everything is read from the lens in set-based SQL; only names and the stage of one member come from PostgreSQL. */
export function createInsights(
  platform: Pick<Platform, "db" | "pool" | "lens" | "clock" | "audit">,
  peers: InsightPeers,
): Module & { queries: InsightQueries } {
  const queries = createQueries(platform, peers);
  return {
    name: "insights",
    queries,
    routes: insightRoutes(queries, platform),
    cli: (program) => lensCli(program, platform.pool),
  };
}

function tableSizes(lens: Lens): Promise<{ name: string; rows: number; bytes: number }[]> {
  return lens.query(
    `SELECT p.table AS name, toInt64(sum(p.rows)) AS rows, toInt64(sum(p.bytes_on_disk)) AS bytes FROM system.parts AS p
     WHERE p.active AND p.database = currentDatabase() AND NOT startsWith(p.table, 'incoming_') GROUP BY name HAVING rows > 0 ORDER BY bytes DESC, name`,
  );
}

function createQueries(platform: Pick<Platform, "db" | "lens" | "clock">, peers: InsightPeers) {
  const { db, lens, clock } = platform;
  const cache = createAnswerCache();

  function scopeOf(query: PeriodQuery, locale: Locale): Promise<Scope> {
    const { programme } = peers.programmes.active();
    const now = clock.now();
    const asOf = query.asOf ? new Date(query.asOf) : now;
    const past = isLongAgo(asOf, now) ? asOf : null;
    const filter = query.filter ? readFilter(query.filter, programme, locale) : null;
    const period = periodOf(query, { zone: programme.zone, now: past ?? now, locale, until: past });
    return scopeFrom({ lens, programme, period, storeId: query.storeId ?? null, past, filter }, peers.segments, now);
  }

  /** For what is counted of members, a store means those who joined there. */
  function memberScopeOf({ storeId, ...query }: PeriodQuery, locale: Locale): Promise<Scope> {
    if (!storeId) return scopeOf(query, locale);
    const ofStore = { field: "member.source.storeId", op: "eq" as const, value: storeId };
    const { programme } = peers.programmes.active();
    const filter = query.filter ? { all: [readFilter(query.filter, programme, locale), ofStore] } : ofStore;
    return scopeOf({ ...query, filter: JSON.stringify(filter) }, locale);
  }

  /** Answers stay right until rows come in, scores are worked out, the programme or the day changes. */
  async function cached<T>(name: string, scope: Scope, compute: (scoredAsOf: Date | null) => Promise<T>): Promise<T> {
    const run = await peers.lifecycle.lastRun();
    const { period, storeId, past, filter } = scope;
    const state = [peers.programmes.active().version, lens.version(), run?.at.getTime() ?? 0];
    const key = [name, period.from, period.to, storeId, past?.getTime(), JSON.stringify(filter), ...state].join(" ");
    return cache.get(key, () => compute(past ?? run?.asOf ?? null));
  }

  return {
    async overview(query: PeriodQuery, locale: Locale = "en"): Promise<Overview> {
      const [scope, ofMembers] = await Promise.all([scopeOf(query, locale), memberScopeOf(query, locale)]);
      const answer = await cached("overview", scope, (scoredAsOf) => overview({ scope, ofMembers }, db, scoredAsOf));
      return { ...answer, asOf: (scope.past ?? lens.status().asOf ?? clock.now()).toISOString() };
    },
    async lifecycle(query: PeriodQuery, locale: Locale = "en") {
      const scope = await memberScopeOf(query, locale);
      return cached("lifecycle", scope, (scoredAsOf) => lifecyclePage(scope, scoredAsOf));
    },
    async rfm(query: Omit<PeriodQuery, "from" | "to"> = {}, locale: Locale = "en") {
      const scope = await memberScopeOf(query, locale);
      const { currency } = scope.programme.programme;
      return cached("rfm", scope, async (scoredAsOf) => ({
        ...(await rfmMap(scope, scoredAsOf)),
        currency,
        definitions,
      }));
    },
    async closest(query: ClosestMembersQuery): Promise<ClosestMembers> {
      const { programme } = peers.programmes.active();
      const found = await closestMembers({ db, lens, programme, now: clock.now() }, query);
      return { ...found, asOf: lens.status().asOf?.toISOString() ?? null };
    },
    async members(query: MemberListQuery & PeriodQuery, locale: Locale = "en") {
      const isOfMembers = query.list === "all" || query.list === "scored";
      return memberList(await (isOfMembers ? memberScopeOf : scopeOf)(query, locale), db, query);
    },
    async member(reference: string): Promise<MemberInsight> {
      const id = await peers.members.find(reference);
      const { programme } = peers.programmes.active();
      return memberInsight({ db, lens }, { id, programme, now: clock.now(), asOf: lens.status().asOf });
    },
    async status() {
      const { state, asOf, lagSeconds, progress } = lens.status();
      const isReady = state === "ready";
      const run = isReady ? await peers.lifecycle.lastRun() : null;
      return {
        state,
        asOf: asOf?.toISOString() ?? null,
        rows: isReady ? await lens.rows() : 0,
        lagSeconds,
        rebuilding: state === "rebuilding",
        progress,
        scoredAt: run?.at.toISOString() ?? null,
        tables: isReady ? await tableSizes(lens) : [],
      };
    },
  };
}
