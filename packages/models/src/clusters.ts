import { kmeans } from "ml-kmeans";
import { NotEnoughData } from "./customer-data.ts";
import { randomOf } from "./random.ts";

/** What a cluster is called: the one that spends most, the one that spends least, and all between. */
export type SpendLevel = "high" | "mid" | "economy";

export interface Clusters {
  k: number;
  /** Cluster of each row; 0 has the highest mean of the last column, and so on down. */
  cluster: Int32Array;
  /** Mean silhouette of a sample, -1 to 1. */
  silhouette: number;
  members: number[];
  /** Name of each cluster. */
  levels: SpendLevel[];
}

/**
 * k-means (Lloyd 1982 with k-means++ starts, Arthur & Vassilvitskii 2007) on standardised logarithms. With no `k`, the one from 2 to 6 with the best mean silhouette (Rousseeuw 1987) of a sample. Columns are features; the last orders the clusters, spend say.
 * Throws NotEnoughData below 30 rows, when no column varies or when fewer than k rows differ; RangeError for what is no finite number.
 */
export function clusterMembers(
  columns: readonly Float64Array[],
  options: { k?: number; seed?: number } = {},
): Clusters {
  const { seed = 1 } = options;
  const n = columns[0]?.length ?? 0;
  if (n < 30) throw new NotEnoughData("too_few_customers", { customers: n, needed: 30 });
  for (const column of columns)
    if (column.length !== n || !column.every(Number.isFinite))
      throw new RangeError("columns of one length, of finite numbers");
  const choices = options.k === undefined ? [2, 3, 4, 5, 6] : [options.k];
  if (choices.some((k) => !(Number.isInteger(k) && k >= 2))) throw new RangeError(`k ${options.k}`);
  const standard = columns.map(standardLog).filter((column) => column !== null);
  if (standard.length === 0) throw new NotEnoughData("everybody_alike", { customers: n });
  const rows = Array.from({ length: n }, (_, row) => standard.map((column) => column[row] as number));
  const sample = sampleOf(n, 2_000, seed);
  const distinct = countDistinct(rows, Math.max(...choices));
  let best: { k: number; cluster: Int32Array; silhouette: number } | null = null;
  for (const k of choices) {
    if (k > distinct) continue;
    const cluster = assign(rows, k, seed);
    const silhouette = silhouetteOf(rows, cluster, k, sample);
    if (!best || silhouette > best.silhouette) best = { k, cluster, silhouette };
  }
  if (!best) throw new NotEnoughData("everybody_alike", { customers: n });
  const { k, silhouette } = best;
  const cluster = ordered(best.cluster, k, columns.at(-1) as Float64Array);
  const members = new Array<number>(k).fill(0);
  for (const which of cluster) members[which] = (members[which] as number) + 1;
  const levels = members.map((_, which) => (which === 0 ? "high" : which === k - 1 ? "economy" : "mid"));
  return { k, cluster, silhouette, members, levels };
}

/** How many rows differ, counted up to `most`. */
function countDistinct(rows: number[][], most: number): number {
  const seen = new Set<string>();
  for (const row of rows) {
    seen.add(row.map((value) => value.toFixed(9)).join(" "));
    if (seen.size >= most) break;
  }
  return seen.size;
}

function standardLog(column: Float64Array): Float64Array | null {
  const logs = column.map((value) => Math.sign(value) * Math.log1p(Math.abs(value)));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const deviation = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
  return deviation > 1e-12 ? logs.map((value) => (value - mean) / deviation) : null;
}

function sampleOf(n: number, most: number, seed: number): number[] {
  const rows = Array.from({ length: n }, (_, row) => row);
  if (n <= most) return rows;
  const random = randomOf(seed);
  for (let index = 0; index < most; index += 1) {
    const other = index + Math.floor(random() * (n - index));
    [rows[index], rows[other]] = [rows[other] as number, rows[index] as number];
  }
  return rows.slice(0, most);
}

/** Centres from a sample of at most 20,000 rows, then everybody to the nearest. */
function assign(rows: number[][], k: number, seed: number): Int32Array {
  const sample = sampleOf(rows.length, 20_000, seed).map((row) => rows[row] as number[]);
  const { centroids } = kmeans(sample, k, { seed, initialization: "kmeans++", maxIterations: 100 });
  return Int32Array.from(rows, (row) => nearest(row, centroids));
}

function nearest(row: number[], centroids: number[][]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  centroids.forEach((centroid, index) => {
    const distance = distanceOf(row, centroid);
    if (distance < least) {
      least = distance;
      best = index;
    }
  });
  return best;
}

function distanceOf(one: number[], other: number[]): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += ((one[index] as number) - (other[index] as number)) ** 2;
  return Math.sqrt(sum);
}

function silhouetteOf(rows: number[][], cluster: Int32Array, k: number, sample: number[]): number {
  let total = 0;
  for (const row of sample) {
    const sums = new Array<number>(k).fill(0);
    const counts = new Array<number>(k).fill(0);
    for (const other of sample) {
      if (other === row) continue;
      const which = cluster[other] as number;
      sums[which] = (sums[which] as number) + distanceOf(rows[row] as number[], rows[other] as number[]);
      counts[which] = (counts[which] as number) + 1;
    }
    const own = cluster[row] as number;
    if ((counts[own] as number) === 0) continue;
    const within = (sums[own] as number) / (counts[own] as number);
    let beside = Number.POSITIVE_INFINITY;
    for (let which = 0; which < k; which += 1)
      if (which !== own && (counts[which] as number) > 0)
        beside = Math.min(beside, (sums[which] as number) / (counts[which] as number));
    if (Number.isFinite(beside)) total += (beside - within) / Math.max(beside, within, 1e-300);
  }
  return total / sample.length;
}

function ordered(cluster: Int32Array, k: number, by: Float64Array): Int32Array {
  const sums = new Array<number>(k).fill(0);
  const counts = new Array<number>(k).fill(0);
  cluster.forEach((which, row) => {
    sums[which] = (sums[which] as number) + (by[row] as number);
    counts[which] = (counts[which] as number) + 1;
  });
  const meanOf = (which: number) =>
    (counts[which] as number) === 0 ? Number.NEGATIVE_INFINITY : (sums[which] as number) / (counts[which] as number);
  const order = Array.from({ length: k }, (_, which) => which).sort((one, other) => meanOf(other) - meanOf(one));
  const place = new Array<number>(k);
  order.forEach((which, rank) => {
    place[which] = rank;
  });
  return cluster.map((which) => place[which] as number);
}
