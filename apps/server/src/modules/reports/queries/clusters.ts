import { Worker } from "node:worker_threads";
import type { ClusterFeature, ClustersRequest, clustersResponse, Locale } from "@regulars/contracts";
import { type Condition, namesOf, sentence } from "@regulars/engine";
import type { z } from "zod";
import { notEnough } from "../../scores/index.ts";
import { readCondition, rowsOf, type Segments } from "../../segments/index.ts";
import { headOf, memberOrders, memberValues, openMembers, type ReportScope, ratio } from "../scope.ts";
import { conditionOf } from "./cluster-conditions.ts";
import type { ClusterAnswer, ClusterTask, FoundClusters } from "./cluster-worker.ts";

type Answer = z.output<typeof clustersResponse>;
type Cluster = Answer["clusters"][number];

/** More say little more about where the centres are. */
const mostSampled = 20_000;
/** A condition that fits worse than this is no stand-in for its cluster. */
const decent = 0.7;

/** Over the orders of a member. */
const featureSql: Record<ClusterFeature, string> = {
  recency: "greatest(0., ({asOf:Int64} - toUnixTimestamp64Milli(toDateTime64(max(o.placed_at), 3))) / 86400000.)",
  frequency: "toFloat64(count())",
  monetary: "toFloat64(sum(o.net - o.refunded))",
  averageOrder: "sum(o.net - o.refunded) / count()",
  tenure: "greatest(0., ({asOf:Int64} - toUnixTimestamp64Milli(toDateTime64(any(m.joined_at), 3))) / 86400000.)",
  categories:
    "toFloat64(uniqExactArray(arrayFilter((category, bought, back) -> bought > back AND category != '', o.lines.category, o.lines.quantity, o.lines.refunded_quantity)))",
  discountShare: "if(sum(o.gross) = 0, 0., sum(o.discount) / sum(o.gross))",
};

/** From the one that spends most to the one that spends least. */
const names: Record<number, [string, string][]> = {
  1: [["全部", "All"]],
  2: [
    ["高端", "High-end"],
    ["经济型", "Economy"],
  ],
  3: [
    ["高端", "High-end"],
    ["中端", "Mid-range"],
    ["经济型", "Economy"],
  ],
  4: [
    ["高端", "High-end"],
    ["中高端", "Upper mid-range"],
    ["中端", "Mid-range"],
    ["经济型", "Economy"],
  ],
  5: [
    ["高端", "High-end"],
    ["中高端", "Upper mid-range"],
    ["中端", "Mid-range"],
    ["中低端", "Lower mid-range"],
    ["经济型", "Economy"],
  ],
  6: [
    ["顶级", "Top"],
    ["高端", "High-end"],
    ["中高端", "Upper mid-range"],
    ["中端", "Mid-range"],
    ["中低端", "Lower mid-range"],
    ["经济型", "Economy"],
  ],
  7: [
    ["顶级", "Top"],
    ["高端", "High-end"],
    ["中高端", "Upper mid-range"],
    ["中端", "Mid-range"],
    ["中低端", "Lower mid-range"],
    ["经济型", "Economy"],
    ["入门", "Entry"],
  ],
  8: [
    ["顶级", "Top"],
    ["高端", "High-end"],
    ["次高端", "Near high-end"],
    ["中高端", "Upper mid-range"],
    ["中端", "Mid-range"],
    ["中低端", "Lower mid-range"],
    ["经济型", "Economy"],
    ["入门", "Entry"],
  ],
};

/**
 * Members who are alike in what they buy, by k-means on standardised logarithms. The centres come from a sample that depends on the members' ids alone, then everybody goes
 * to the nearest: the same data gives the same clusters.
 */
export async function clusters(
  scope: ReportScope,
  request: ClustersRequest,
  locale: Locale,
  segments: Pick<Segments, "where">,
): Promise<Answer> {
  const spendLast = (feature: ClusterFeature) => (feature === "monetary" ? 1 : 0);
  const features = [...request.features].sort((one, other) => spendLast(one) - spendLast(other));
  const people = featuresOf(scope, features);
  const [[all], sample] = await Promise.all([
    scope.lens.query<{ n: number }>(`SELECT count() AS n FROM (${people})`, scope.params),
    sampleOf(scope, people, features),
  ]);
  const common = {
    ...(await headOf(scope, [
      ...features.map((feature) => `cluster_${feature}`),
      "clusters",
      "cluster_fit",
      "clv_mean",
    ])),
    features: request.features,
    isChosen: request.k === undefined,
    members: Number(all?.n ?? 0),
    sampled: sample[0]?.length ?? 0,
  };
  const answer = await inThread({
    columns: sample,
    k: request.k ?? null,
    describable: features.flatMap((feature, place) => (feature === "discountShare" ? [] : [place])),
  });
  if ("refused" in answer) {
    const { reason, details } = answer.refused;
    return { ...common, notEnoughData: notEnough(reason, details), k: 0, silhouette: null, clusters: [] };
  }
  const made = await describe(scope, { request, features, people, found: answer.found, locale, segments });
  return { ...common, notEnoughData: null, k: made.length, silhouette: answer.found.silhouette, clusters: made };
}

/** The answer as a file has it: what members were told apart by in words, and each condition in one cell, to be pasted where one is asked for. */
export function clustersTable({ features, clusters, ...rest }: Answer) {
  const rows = clusters.map(({ condition, ...row }) => ({
    ...row,
    condition: condition ? JSON.stringify(condition) : null,
  }));
  return { ...rest, features: features.join(", "), clusters: rows };
}

/** One row a member with orders: what is asked for, and spend. */
function featuresOf(scope: ReportScope, features: readonly ClusterFeature[]): string {
  const wanted = [...new Set<ClusterFeature>([...features, "monetary"])];
  return `SELECT o.member_id AS id, ${wanted.map((feature) => `${featureSql[feature]} AS ${feature}`).join(", ")}
    FROM ${scope.orders} AS o INNER JOIN members AS m ON m.id = o.member_id
    WHERE ${memberOrders(scope)} AND ${openMembers({ ...scope, storeId: null, ofMembers: () => "1" })} GROUP BY o.member_id`;
}

async function sampleOf(scope: ReportScope, people: string, features: ClusterFeature[]): Promise<Float64Array[]> {
  const [row] = await scope.lens.query<Record<string, number[]>>(
    `SELECT ${features.map((feature) => `groupArray(${feature}) AS ${feature}_values`).join(", ")}
     FROM (SELECT * FROM (${people}) ORDER BY cityHash64(id), id LIMIT ${mostSampled})`,
    scope.params,
  );
  return features.map((feature) => Float64Array.from(row?.[`${feature}_values`] ?? []));
}

/** The arithmetic takes up to a second or two: the till never waits for it. */
function inThread(task: ClusterTask): Promise<ClusterAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./cluster-worker.ts", import.meta.url), { workerData: task });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the clustering thread stopped without an answer")));
  });
}

interface Asked {
  request: ClustersRequest;
  features: ClusterFeature[];
  people: string;
  found: FoundClusters;
  locale: Locale;
  segments: Pick<Segments, "where">;
}

/** Everybody with the nearest centre. */
function assigned({ features, people, found }: Asked): { sql: string; params: Record<string, unknown> } {
  const standard = found.used.map((place) => {
    const feature = features[place] as ClusterFeature;
    return `(sign(${feature}) * log1p(abs(${feature})) - {mean${place}:Float64}) / {deviation${place}:Float64}`;
  });
  const distance = (_: unknown, which: number) =>
    `arraySum((x, c) -> (x - c) * (x - c), z, {centre${which}:Array(Float64)})`;
  return {
    sql: `SELECT f.*, [${standard.join(", ")}] AS z, [${found.centres.map(distance).join(", ")}] AS away, indexOf(away, arrayMin(away)) - 1 AS cluster FROM (${people}) AS f`,
    params: Object.fromEntries([
      ...found.used.flatMap((place) => [
        [`mean${place}`, found.means[place]],
        [`deviation${place}`, found.deviations[place]],
      ]),
      ...found.centres.map((centre, which) => [`centre${which}`, centre]),
    ]),
  };
}

async function describe(scope: ReportScope, asked: Asked): Promise<Cluster[]> {
  const { request, features, found, locale, segments } = asked;
  const everybody = assigned(asked);
  const profiled = [...new Set<ClusterFeature>([...request.features, "monetary"])];
  const filter = request.filter === undefined ? null : readCondition(request.filter, scope.programme, locale);
  const conditions = found.ranges.map((ranges) => conditionOf(ranges, features, { filter, storeId: scope.storeId }));
  const sets = await Promise.all(
    conditions.map((condition, which) =>
      condition ? segments.where(condition, { asOf: scope.asOf, paramPrefix: `w${which}x` }) : null,
    ),
  );
  const params = Object.assign({}, scope.params, everybody.params, ...sets.map((set) => set?.params));
  const finds = sets.map((set) => (set ? `countIf(id IN (${set.sql}))` : "0"));
  const rows = await scope.lens.query<
    Record<string, number> & { cluster: number; n: number; spend: number; predicted: number | null; found: number[] }
  >(
    `SELECT toInt32(p.cluster) AS cluster, count() AS n, sum(p.monetary) AS spend, avg(w.clv_predicted) AS predicted, [${finds.join(", ")}] AS found,
       ${profiled.map((feature) => `quantileExactInclusive(0.5)(p.${feature}) AS median_${feature}`).join(", ")}
     FROM (${everybody.sql}) AS p LEFT JOIN (SELECT member_id, toNullable(toFloat64(clv_predicted)) AS clv_predicted FROM ${memberValues}) AS w ON w.member_id = p.id
     GROUP BY cluster ORDER BY spend / n DESC, cluster`,
    params,
  );
  const members = rows.reduce((sum, row) => sum + Number(row.n), 0);
  const spent = rows.reduce((sum, row) => sum + row.spend, 0);
  return rows.map((row, rank) => {
    const condition = conditions[row.cluster] ?? null;
    const picked = rows.reduce((sum, other) => sum + Number(other.found[row.cluster] ?? 0), 0);
    const own = Number(row.found[row.cluster] ?? 0);
    const fit =
      condition && picked > 0 ? { precision: own / picked, recall: own / Number(row.n), members: picked } : null;
    const [zh, en] = names[rows.length]?.[rank] ?? ["", ""];
    return {
      name: { zh, en },
      members: Number(row.n),
      share: ratio(Number(row.n), members),
      spendShare: ratio(row.spend, spent),
      profile: Object.fromEntries(profiled.map((feature) => [feature, row[`median_${feature}`] ?? 0])),
      meanPredicted: row.predicted,
      condition,
      sentence: condition ? wordsOf(condition, scope) : null,
      fit,
      rows: condition && fit && fit.precision >= decent && fit.recall >= decent ? rowsOf(condition, scope.asOf) : null,
    };
  });
}

function wordsOf(condition: Condition, { programme }: ReportScope) {
  return {
    zh: sentence(condition, "zh", namesOf(programme.programme, "zh")),
    en: sentence(condition, "en", namesOf(programme.programme, "en")),
  };
}
