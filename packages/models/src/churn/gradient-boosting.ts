import { checkLengths, NotEnoughData } from "../customer-data.ts";
import { randomOf } from "../random.ts";
import { type Columns, checkExamples, logit, sigmoid } from "./logistic.ts";

export interface BoostingOptions {
  trees?: number;
  depth?: number;
  learningRate?: number;
  /** Least sum of second derivatives in a leaf. */
  minChildWeight?: number;
  /** Ridge on leaf values. */
  lambda?: number;
  /** Share of rows per tree. */
  subsample?: number;
  /** Share of columns per tree. */
  columnSample?: number;
  bins?: number;
  seed?: number;
}

/** A tree as flat arrays: `feature` -1 = leaf. Rows with `value <= threshold` go left, missing ones where `missingLeft` says. */
export interface Tree {
  feature: number[];
  threshold: number[];
  missingLeft: boolean[];
  left: number[];
  right: number[];
  /** Leaf values, and at inner nodes what a leaf there would say: reasons are the steps between them. */
  value: number[];
}

export interface BoostedModel {
  base: number;
  trees: Tree[];
  /** Sum of the gains of all splits on a column. */
  importance: number[];
}

const missingBin = 0;

interface Binned {
  /** Bin 0 = missing, then by value. */
  bins: Uint8Array;
  /** Upper edge of each bin from 1. */
  edges: number[];
}

function binColumn(column: Float64Array, most: number): Binned {
  const known = Float64Array.from(column.filter((value) => !Number.isNaN(value))).sort();
  const edges: number[] = [];
  const distinct: number[] = [];
  for (let index = 0; index < known.length && distinct.length <= most; index += 1)
    if (index === 0 || known[index] !== known[index - 1]) distinct.push(known[index] as number);
  if (distinct.length <= most) edges.push(...distinct);
  else
    for (let bin = 1; bin <= most; bin += 1) {
      const edge = known[Math.min(known.length - 1, Math.floor((bin * known.length) / most) - 1)] as number;
      if (edges.length === 0 || edge > (edges.at(-1) as number)) edges.push(edge);
    }
  const bins = new Uint8Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] as number;
    bins[row] = Number.isNaN(value) ? missingBin : 1 + lowerBound(edges, value);
  }
  return { bins, edges };
}

/** First place whose edge is not below the value; the last one for what lies above all. */
function lowerBound(edges: number[], value: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Split {
  feature: number;
  bin: number;
  missingLeft: boolean;
  gain: number;
}

/**
 * Gradient-boosted trees for two classes over histograms (Friedman 2001; second-order leaves as in Chen & Guestrin 2016, eq. (5) to (7)). NaN = missing, sent to the better side.
 * Throws NotEnoughData when `y` holds one class only, RangeError for examples or options that cannot be.
 */
export function fitBoosting(columns: Columns, y: Uint8Array, options: BoostingOptions = {}): BoostedModel {
  const settings = {
    trees: 300,
    depth: 4,
    learningRate: 0.05,
    minChildWeight: 5,
    lambda: 1,
    subsample: 0.8,
    columnSample: 0.8,
    bins: 64,
    seed: 1,
    ...options,
  };
  const n = y.length;
  checkExamples(columns, y);
  checkSettings(settings);
  const positives = y.reduce((sum, value) => sum + value, 0);
  if (positives === 0 || positives === n) throw new NotEnoughData("one_class_only", { rows: n, positives });
  const binned = columns.map((column) => binColumn(column, Math.min(254, settings.bins)));
  const random = randomOf(settings.seed);
  const base = logit(positives / n);
  const score = new Float64Array(n).fill(base);
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n);
  const importance = new Array<number>(columns.length).fill(0);
  const trees: Tree[] = [];
  for (let round = 0; round < settings.trees; round += 1) {
    for (let row = 0; row < n; row += 1) {
      const p = sigmoid(score[row] as number);
      gradient[row] = p - (y[row] as number);
      hessian[row] = Math.max(p * (1 - p), 1e-16);
    }
    const rows: number[] = [];
    for (let row = 0; row < n; row += 1) if (settings.subsample >= 1 || random() < settings.subsample) rows.push(row);
    const features = columns
      .map((_, place) => place)
      .filter(() => settings.columnSample >= 1 || random() < settings.columnSample);
    if (rows.length === 0 || features.length === 0) continue;
    const tree = growTree(binned, { rows: Uint32Array.from(rows), features, gradient, hessian }, settings, importance);
    trees.push(tree);
    for (let row = 0; row < n; row += 1) score[row] = (score[row] as number) + leafOfBins(tree, binned, row);
  }
  return { base, trees, importance };
}

function checkSettings(settings: Settings): void {
  const { trees, depth, learningRate, minChildWeight, lambda, subsample, columnSample, bins } = settings;
  const isWhole = Number.isInteger(trees) && Number.isInteger(depth) && Number.isInteger(bins);
  const isTree = trees >= 1 && depth >= 0 && bins >= 2 && learningRate > 0 && minChildWeight >= 0 && lambda >= 0;
  if (!(isWhole && isTree && subsample > 0 && columnSample > 0))
    throw new RangeError(`options ${JSON.stringify(settings)}`);
}

interface Sample {
  rows: Uint32Array;
  features: number[];
  gradient: Float64Array;
  hessian: Float64Array;
}

type Settings = Required<BoostingOptions>;

function growTree(binned: Binned[], sample: Sample, settings: Settings, importance: number[]): Tree {
  const tree: Tree = { feature: [], threshold: [], missingLeft: [], left: [], right: [], value: [] };
  const grow = (rows: Uint32Array, depth: number): number => {
    let g = 0;
    let h = 0;
    for (const row of rows) {
      g += sample.gradient[row] as number;
      h += sample.hessian[row] as number;
    }
    const node = tree.feature.length;
    tree.feature.push(-1);
    tree.threshold.push(0);
    tree.missingLeft.push(true);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.value.push((-settings.learningRate * g) / (h + settings.lambda));
    if (depth >= settings.depth || rows.length < 2) return node;
    const split = bestSplit(binned, rows, sample, { g, h, settings });
    if (!split) return node;
    const { bins, edges } = binned[split.feature] as Binned;
    const goesLeft = (row: number) => {
      const bin = bins[row] as number;
      return bin === missingBin ? split.missingLeft : bin <= split.bin;
    };
    importance[split.feature] = (importance[split.feature] as number) + split.gain;
    tree.feature[node] = split.feature;
    tree.threshold[node] = edges[split.bin - 1] as number;
    tree.missingLeft[node] = split.missingLeft;
    tree.left[node] = grow(rows.filter(goesLeft), depth + 1);
    tree.right[node] = grow(
      rows.filter((row) => !goesLeft(row)),
      depth + 1,
    );
    return node;
  };
  grow(sample.rows, 0);
  return tree;
}

const histogramG = new Float64Array(256);
const histogramH = new Float64Array(256);

function bestSplit(
  binned: Binned[],
  rows: Uint32Array,
  sample: Sample,
  { g, h, settings }: { g: number; h: number; settings: Settings },
): Split | null {
  const { lambda, minChildWeight } = settings;
  const whole = (g * g) / (h + lambda);
  let best: Split | null = null;
  for (const feature of sample.features) {
    const { bins, edges } = binned[feature] as Binned;
    if (edges.length === 0) continue;
    histogramG.fill(0, 0, edges.length + 1);
    histogramH.fill(0, 0, edges.length + 1);
    for (const row of rows) {
      const bin = bins[row] as number;
      histogramG[bin] = (histogramG[bin] as number) + (sample.gradient[row] as number);
      histogramH[bin] = (histogramH[bin] as number) + (sample.hessian[row] as number);
    }
    const missingG = histogramG[missingBin] as number;
    const missingH = histogramH[missingBin] as number;
    let leftG = 0;
    let leftH = 0;
    for (let bin = 1; bin <= edges.length; bin += 1) {
      leftG += histogramG[bin] as number;
      leftH += histogramH[bin] as number;
      const isLast = bin === edges.length;
      for (const missingLeft of missingH > 0 ? [true, false] : [true]) {
        if (isLast && (missingLeft || missingH === 0)) continue;
        const lg = leftG + (missingLeft ? missingG : 0);
        const lh = leftH + (missingLeft ? missingH : 0);
        const rh = h - lh;
        if (lh < minChildWeight || rh < minChildWeight) continue;
        const rg = g - lg;
        const gain = (lg * lg) / (lh + lambda) + (rg * rg) / (rh + lambda) - whole;
        if (gain > 1e-9 && (!best || gain > best.gain)) best = { feature, bin, missingLeft, gain };
      }
    }
  }
  return best;
}

function leafOfBins(tree: Tree, binned: Binned[], row: number): number {
  let node = 0;
  while ((tree.feature[node] as number) >= 0) {
    const { bins, edges } = binned[tree.feature[node] as number] as Binned;
    const bin = bins[row] as number;
    const left =
      bin === missingBin ? tree.missingLeft[node] : (edges[bin - 1] as number) <= (tree.threshold[node] as number);
    node = (left ? tree.left[node] : tree.right[node]) as number;
  }
  return tree.value[node] as number;
}

function nextNode(tree: Tree, node: number, value: number): number {
  const left = Number.isNaN(value) ? tree.missingLeft[node] : value <= (tree.threshold[node] as number);
  return (left ? tree.left[node] : tree.right[node]) as number;
}

/** Log-odds of the class 1 per row. Throws RangeError for other columns than it learnt from. */
export function boostedScores(model: BoostedModel, columns: Columns): Float64Array {
  const rows = columns[0]?.length ?? 0;
  if (columns.length !== model.importance.length)
    throw new RangeError(`${columns.length} columns, learnt from ${model.importance.length}`);
  checkLengths({ length: rows }, ...columns);
  const out = new Float64Array(rows).fill(model.base);
  for (const tree of model.trees)
    for (let row = 0; row < rows; row += 1) {
      let node = 0;
      while ((tree.feature[node] as number) >= 0)
        node = nextNode(tree, node, (columns[tree.feature[node] as number] as Float64Array)[row] as number);
      out[row] = (out[row] as number) + (tree.value[node] as number);
    }
  return out;
}

/** Chance of the class 1 per row. Throws as `boostedScores`. */
export function predictBoosting(model: BoostedModel, columns: Columns): Float64Array {
  return boostedScores(model, columns).map(sigmoid);
}

/** What each cell of one row adds to its log-odds: the steps between the means of the nodes on its way (Saabas 2014). They and the base add up to the score. */
export function boostedContributions(
  model: BoostedModel,
  cells: readonly number[],
): { base: number; columns: number[] } {
  const parts = new Array<number>(cells.length).fill(0);
  let base = model.base;
  for (const tree of model.trees) {
    let node = 0;
    base += tree.value[0] as number;
    while ((tree.feature[node] as number) >= 0) {
      const feature = tree.feature[node] as number;
      const next = nextNode(tree, node, cells[feature] as number);
      parts[feature] = (parts[feature] as number) + (tree.value[next] as number) - (tree.value[node] as number);
      node = next;
    }
  }
  return { base, columns: parts };
}
