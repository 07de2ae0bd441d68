import { checkLengths, NotEnoughData } from "../customer-data.ts";

export interface ReliabilityRow {
  predicted: number;
  actual: number;
  members: number;
}

export interface Evaluation {
  n: number;
  positives: number;
  rate: number;
  auc: number | null;
  prAuc: number | null;
  /** Rate among the tenth with the highest scores over the rate of all. */
  lift: number | null;
  /** No score can lift more than this: min(10, 1 / rate). */
  liftCap: number | null;
  brier: number;
  logLoss: number;
  /** Expected calibration error over ten bins of equal width. */
  ece: number;
  reliability: ReliabilityRow[];
}

/** Throws RangeError for another number of scores than of labels, or a score that is no number and so has no place. */
function checkScores(score: Float64Array, y: Uint8Array): void {
  checkLengths(score, y);
  const row = score.findIndex(Number.isNaN);
  if (row >= 0) throw new RangeError(`row ${row}: score NaN`);
}

/** Area under the ROC curve as the Mann-Whitney statistic (Hanley & McNeil 1982), ties counting half; null when one class is missing. Throws RangeError for a score that is no number. */
export function auc(score: Float64Array, y: Uint8Array): number | null {
  checkScores(score, y);
  const order = Array.from(score.keys()).sort((one, other) => (score[one] as number) - (score[other] as number));
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && score[order[end] as number] === score[order[start] as number]) end += 1;
    const rank = (start + end + 1) / 2;
    for (let place = start; place < end; place += 1)
      if (y[order[place] as number] === 1) {
        positives += 1;
        rankSum += rank;
      }
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Average precision, the area under precision and recall: mean of precision at each positive, ties taken together; null without positives. Throws RangeError for a score that is no number. */
export function averagePrecision(score: Float64Array, y: Uint8Array): number | null {
  checkScores(score, y);
  const order = Array.from(score.keys()).sort((one, other) => (score[other] as number) - (score[one] as number));
  const total = y.reduce((sum, value) => sum + value, 0);
  if (total === 0) return null;
  let seen = 0;
  let hits = 0;
  let sum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let here = 0;
    while (end < order.length && score[order[end] as number] === score[order[start] as number]) {
      here += y[order[end] as number] as number;
      end += 1;
    }
    seen = end;
    hits += here;
    sum += (here / total) * (hits / seen);
    start = end;
  }
  return sum;
}

/**
 * Rate among the tenth of rows with the highest scores over the rate of all, and the cap min(10, 1 / rate) that no score can pass; null without positives. Of rows with one score that the tenth cuts through each counts in
 * part, so the order of the rows decides nothing. Throws RangeError for a score that is no number.
 */
export function liftAtTenth(score: Float64Array, y: Uint8Array): { lift: number | null; cap: number | null } {
  checkScores(score, y);
  const rate = y.reduce((sum, value) => sum + value, 0) / y.length;
  if (!(rate > 0)) return { lift: null, cap: null };
  const order = Array.from(score.keys()).sort((one, other) => (score[other] as number) - (score[one] as number));
  const top = Math.max(1, Math.round(y.length / 10));
  const least = score[order[top - 1] as number] as number;
  const above = { rows: 0, hits: 0 };
  const even = { rows: 0, hits: 0 };
  for (let row = 0; row < y.length; row += 1) {
    const own = score[row] as number;
    const part = own > least ? above : even;
    if (own < least) continue;
    part.rows += 1;
    part.hits += y[row] as number;
  }
  const hits = above.hits + (even.hits * (top - above.rows)) / even.rows;
  return { lift: hits / top / rate, cap: Math.min(10, 1 / rate) };
}

/** Mean prediction beside what came, in bins of equal width; empty bins are left out. */
export function reliabilityOf(p: Float64Array, y: Uint8Array, bins = 10): ReliabilityRow[] {
  const rows = Array.from({ length: bins }, () => ({ predicted: 0, actual: 0, members: 0 }));
  for (let row = 0; row < p.length; row += 1) {
    const bin = rows[Math.min(bins - 1, Math.floor((p[row] as number) * bins))] as ReliabilityRow;
    bin.predicted += p[row] as number;
    bin.actual += y[row] as number;
    bin.members += 1;
  }
  return rows
    .filter((row) => row.members > 0)
    .map((row) => ({ predicted: row.predicted / row.members, actual: row.actual / row.members, members: row.members }));
}

/** Everything that says how good predictions are (calibration error as in Naeini, Cooper & Hauskrecht 2015). Throws RangeError for what is no chance, NotEnoughData without rows: of none nothing is said. */
export function evaluate(p: Float64Array, y: Uint8Array): Evaluation {
  const n = y.length;
  if (n === 0 && p.length === 0) throw new NotEnoughData("too_few_rows", { rows: 0, needed: 1 });
  checkLengths(p, y);
  const odd = p.findIndex((chance) => !(chance >= 0 && chance <= 1));
  if (odd >= 0) throw new RangeError(`row ${odd}: chance ${p[odd]}`);
  const positives = y.reduce((sum, value) => sum + value, 0);
  let brier = 0;
  let logLoss = 0;
  for (let row = 0; row < n; row += 1) {
    const chance = Math.min(1 - 1e-12, Math.max(1e-12, p[row] as number));
    const label = y[row] as number;
    brier += (chance - label) ** 2;
    logLoss -= label === 1 ? Math.log(chance) : Math.log(1 - chance);
  }
  const reliability = reliabilityOf(p, y);
  const { lift, cap } = liftAtTenth(p, y);
  return {
    n,
    positives,
    rate: positives / n,
    auc: auc(p, y),
    prAuc: averagePrecision(p, y),
    lift,
    liftCap: cap,
    brier: brier / n,
    logLoss: logLoss / n,
    ece: reliability.reduce((sum, row) => sum + (row.members / n) * Math.abs(row.predicted - row.actual), 0),
    reliability,
  };
}

export interface GroupEvaluation extends Evaluation {
  group: string;
  /** Mean prediction; `rate` beside it is what came. */
  predicted: number;
}

/** How good predictions are within each group of rows (tier, channel, bought once or more), by name of the group: a model right on average may be wrong about all of one kind. */
export function evaluateByGroup(p: Float64Array, y: Uint8Array, groups: readonly string[]): GroupEvaluation[] {
  const rows = new Map<string, number[]>();
  groups.forEach((group, row) => {
    const known = rows.get(group);
    if (known) known.push(row);
    else rows.set(group, [row]);
  });
  return [...rows]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([group, places]) => {
      const chances = Float64Array.from(places, (row) => p[row] as number);
      const labels = Uint8Array.from(places, (row) => y[row] as number);
      const predicted = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
      return { group, predicted, ...evaluate(chances, labels) };
    });
}
