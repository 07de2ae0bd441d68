import type { ExploreAnswer, ExploreRequest, Locale, MetricList } from "@regulars/contracts";
import { DateTime } from "luxon";
import type { Module } from "../../module.ts";
import type { Platform } from "../../platform/platform.ts";
import { createAnswerCache } from "../insights/index.ts";
import type { Programmes } from "../programmes/index.ts";
import { layersSince } from "../scores/index.ts";
import { isLongAgo, readCondition, rowsOf, type Segments } from "../segments/index.ts";
import { checkNames, refuseSpan } from "./check-question.ts";
import { dimensions, isScored } from "./dimensions.ts";
import { type Answer, answer, hasStore, type Question } from "./explore.ts";
import { labelsOf } from "./labels.ts";
import { membersThen, noteOf } from "./members-then.ts";
import { metrics } from "./registry.ts";
import { metricRoutes } from "./routes.ts";

export { costsBetween } from "./costs.ts";
export { dimensions } from "./dimensions.ts";
export { answer, hasStore } from "./explore.ts";
export { labelsOf } from "./labels.ts";
export { membersThen } from "./members-then.ts";
export type { Metric } from "./metric.ts";
export { referenceLabel, referenceLines } from "./references.ts";
export { definitionsOf, metrics } from "./registry.ts";

export interface MetricPeers {
  programmes: Pick<Programmes, "active">;
  segments: Pick<Segments, "where" | "stages">;
}

export interface MetricsDeps extends Pick<Platform, "db" | "lens" | "clock" | "audit">, MetricPeers {}

export type MetricQueries = ReturnType<typeof createQueries>;

/** The registry of metrics, questions asked of them, what winning members cost, and the numbers of trade articles. */
export function createMetrics(
  platform: Omit<MetricsDeps, keyof MetricPeers>,
  peers: MetricPeers,
): Module & { queries: MetricQueries } {
  const deps: MetricsDeps = { ...platform, ...peers };
  const queries = createQueries(deps);
  return { name: "metrics", queries, routes: (app) => metricRoutes(app, deps, queries) };
}

const longestDays = 3_660;

function createQueries(deps: MetricsDeps) {
  const { db, lens, clock, programmes, segments } = deps;
  const cache = createAnswerCache();

  /** The days asked for and those to compare with, as half-open instants. */
  function spans(request: ExploreRequest, zone: string, now: Date, locale: Locale) {
    const today = DateTime.fromJSDate(now, { zone }).startOf("day");
    const to = request.to ? DateTime.fromISO(request.to, { zone }) : today;
    const from = request.from ? DateTime.fromISO(request.from, { zone }) : to.minus({ days: 29 });
    const days = Math.round(to.diff(from, "days").days) + 1;
    if (days < 1 || days > longestDays) refuseSpan(longestDays, locale);
    // Where a day has no midnight, its hour of beginning must not travel to other days.
    const span = (start: DateTime, end: DateTime) => ({
      from: start.toFormat("yyyy-MM-dd"),
      to: end.toFormat("yyyy-MM-dd"),
      start: start.startOf("day").toMillis(),
      end: end.plus({ days: 1 }).startOf("day").toMillis(),
    });
    const compared =
      request.compare === "none"
        ? null
        : request.compare === "lastYear"
          ? span(from.minus({ years: 1 }), to.minus({ years: 1 }))
          : span(from.minus({ days }), from.minus({ days: 1 }));
    return { asked: span(from, to), compared };
  }

  /** When stages and RFM scores, and when values were worked out last; null while they are not, or are being swapped. */
  async function scoredAt(): Promise<[number, number] | null> {
    const [row] = await lens.query<{ scored: number | null; valued: number | null }>(
      `SELECT (SELECT maxOrNull(toUnixTimestamp64Milli(computed_at)) FROM score_runs) AS scored,
        (SELECT maxOrNull(toUnixTimestamp64Milli(computed_at)) FROM value_runs) AS valued`,
    );
    return !row || row.scored === null || row.valued === null ? null : [row.scored, row.valued];
  }

  /** Answers are remembered until rows come in, members are scored anew or the programme changes. */
  async function ask(question: Question): Promise<Answer> {
    const { version, programme } = programmes.active();
    const runs = await scoredAt();
    const key = JSON.stringify([question, version, lens.version(), runs]);
    const asked = () => answer(lens, programme, question);
    return runs ? cache.get(key, asked) : asked();
  }

  return {
    list(): MetricList {
      return {
        metrics: [...metrics.values()].map((metric) => {
          const parts = "ratio" in metric ? [metric.ratio.of, metric.ratio.over] : [metric.id];
          const sources = parts.flatMap((id) => {
            const part = metrics.get(id);
            return part && "from" in part ? [part.from] : [];
          });
          return {
            id: metric.id,
            group: metric.group,
            name: metric.name,
            definition: metric.definition,
            formula: metric.formula,
            unit: metric.unit,
            better: metric.better,
            source: metric.source ?? null,
            dimensions: [...dimensions.values()]
              .filter((dimension) => sources.every((source) => dimension.sql(source) !== null))
              .map((dimension) => dimension.id),
          };
        }),
        dimensions: [...dimensions.values()].map(({ id, name, definition, values }) => ({
          id,
          name,
          definition,
          values,
        })),
      };
    },
    /** One metric over a span of days, up to now: its value and where its rows are. Null = cannot be told, also of a store where the metric knows none. */
    async total(
      id: string,
      { start, end, storeId, channel }: { start: number; end: number; storeId: string | null; channel: string | null },
    ): Promise<{ value: number | null; rows: string | null }> {
      if (!metrics.has(id) || (storeId && !hasStore(id))) return { value: null, rows: null };
      const question: Question = {
        measures: [id],
        dimensions: [],
        start,
        end,
        asOf: end,
        storeId,
        channel,
        members: null,
        ladder: programmes.active().programme.ladders[0]?.ladder.id ?? "",
      };
      const { totals } = await ask(question);
      const asked = { ...(storeId && { storeId }), ...(channel && { channel }) };
      return { value: totals[0] ?? null, rows: drillOf(id, { start, end }, asked, { isFiltered: false, asOf: null }) };
    },
    async explore(request: ExploreRequest, locale: Locale): Promise<ExploreAnswer> {
      const startedAt = performance.now();
      const { programme } = programmes.active();
      checkNames(request, programme, locale);
      const now = clock.now();
      const asOf = request.asOf ? new Date(request.asOf) : now;
      const isPast = isLongAgo(asOf, now);
      const span = spans(request, programme.zone, asOf, locale);
      const filter = request.filter === undefined ? null : readCondition(request.filter, programme, locale, "/filter");
      const ladder = request.ladder ?? programme.ladders[0]?.ladder.id ?? "";
      const question: Question = {
        measures: request.measures,
        dimensions: request.dimensions,
        start: span.asked.start,
        end: span.asked.end,
        asOf: asOf.getTime(),
        isPast,
        upTo: DateTime.fromJSDate(asOf, { zone: programme.zone }).endOf("day").toMillis() + 1,
        storeId: request.storeId ?? null,
        channel: request.channel ?? null,
        members: filter ? await segments.where(filter, { asOf, paramPrefix: "f" }) : null,
        ladder,
      };
      // Without a given instant the answer stands until rows come in or the day changes.
      if (!request.asOf) question.asOf = Math.max(question.end, span.compared?.end ?? 0);
      const asked = request.dimensions.flatMap((id) => dimensions.get(id) ?? []);
      const peers = { db, segments, programme, now };
      const [then, thenBefore] = await Promise.all([
        membersThen(peers, asked, Math.min(question.end - 1, asOf.getTime())),
        span.compared ? membersThen(peers, asked, Math.min(span.compared.end - 1, asOf.getTime())) : null,
      ]);
      const since = asked.some(isScored) && (then ?? thenBefore) ? await layersSince(lens) : null;
      const [found, compared] = await Promise.all([
        ask({ ...question, membersThen: then }),
        span.compared
          ? ask({ ...question, start: span.compared.start, end: span.compared.end, membersThen: thenBefore })
          : null,
      ]);
      const labels = await Promise.all(asked.map((dimension) => labelsOf(dimension, { db, lens, programme, ladder })));
      const sorted = sortRows(
        found,
        request,
        asked.some(({ values }) => inOrder.has(values)),
      );
      const before = new Map(compared?.rows.map((row) => [JSON.stringify(row.keys), row.values]));
      const isTime = asked.some(({ values }) => values === "time");
      return {
        asOf: (request.asOf ? asOf : (lens.status().asOf ?? asOf)).toISOString(),
        currency: programme.programme.currency,
        zone: programme.zone,
        period: { from: span.asked.from, to: span.asked.to },
        comparedPeriod: span.compared ? { from: span.compared.from, to: span.compared.to } : null,
        measures: request.measures.flatMap((id) => {
          const metric = metrics.get(id);
          return metric
            ? [
                {
                  id,
                  name: metric.name,
                  definition: metric.definition,
                  formula: metric.formula,
                  unit: metric.unit,
                  better: metric.better,
                },
              ]
            : [];
        }),
        dimensions: asked.map((dimension) => ({
          id: dimension.id,
          name: dimension.name,
          definition: dimension.definition,
          values: dimension.values,
          note: isScored(dimension) ? noteOf({ asked: then, compared: thenBefore }, since) : null,
        })),
        rows: sorted.slice(0, request.limit).map((row) => ({
          keys: row.keys,
          labels: row.keys.map((value, index) => labels[index]?.(value) ?? { zh: value, en: value }),
          values: row.values,
          compared:
            compared && !isTime ? (before.get(JSON.stringify(row.keys)) ?? request.measures.map(() => null)) : null,
        })),
        totals: found.totals,
        comparedTotals: compared?.totals ?? null,
        rowCount: found.rows.length,
        drill: request.measures.map((id) =>
          drillOf(id, span.asked, request, { isFiltered: filter !== null, asOf: isPast ? asOf : null }),
        ),
        tookMs: Math.round(performance.now() - startedAt),
      };
    },
  };
}

/** Values that come one after another, so that they are told in their order and not by size. */
const inOrder = new Set(["time", "hour", "weekday", "dayOfMonth"]);

function sortRows(found: Answer, request: ExploreRequest, isOrdered: boolean) {
  const place = request.sort ? request.measures.indexOf(request.sort) : isOrdered ? -1 : 0;
  const sign = request.direction === "asc" ? 1 : -1;
  const byKeys = (one: Answer["rows"][number], other: Answer["rows"][number]) =>
    one.keys.join("\u0000") < other.keys.join("\u0000") ? -1 : 1;
  if (place < 0) {
    const turned = request.sort === "dimension" ? sign : 1;
    return [...found.rows].sort((one, other) => turned * byKeys(one, other));
  }
  const value = (row: Answer["rows"][number]) => row.values[place] ?? Number.NEGATIVE_INFINITY;
  return [...found.rows].sort((one, other) => sign * (value(one) - value(other)) || byKeys(one, other));
}

/** Where the rows behind a total are: members by condition, or orders by days. Null when a filter, or a past day of orders, makes that address say something else. */
function drillOf(
  id: string,
  span: { start: number; end: number },
  request: Pick<ExploreRequest, "storeId" | "channel">,
  { isFiltered, asOf }: { isFiltered: boolean; asOf: Date | null },
): string | null {
  const metric = metrics.get(id);
  if (!metric || "ratio" in metric || isFiltered || request.channel) return null;
  const period = { start: new Date(span.start), end: new Date(span.end) };
  if (metric.members && !request.storeId) return rowsOf(metric.members(period), asOf ?? undefined);
  if (!metric.orders || asOf) return null;
  const search = new URLSearchParams({
    from: period.start.toISOString(),
    to: period.end.toISOString(),
    standing: "true",
  });
  if (request.storeId) search.set("storeId", request.storeId);
  if (metric.orders !== "all") search.set("guest", String(metric.orders === "guests"));
  return `/v1/orders?${search}`;
}
