import type { ScoreSettings } from "@regulars/contracts";
import { churn, customerLifetimeValue, gammaGamma, type PurchaseModel, type Summaries } from "@regulars/models";
import { aliveOf, noPurchase, summariesAt } from "./fit-models.ts";

export interface ScoringModels {
  purchases: PurchaseModel | null;
  spend: gammaGamma.Params | null;
  churn: churn.ChurnModel | null;
}

/** By member of a page; NaN = cannot be told. */
export interface PageScores {
  clvHistoric: Float64Array;
  clvPredicted: Float64Array;
  clvLow: Float64Array;
  clvHigh: Float64Array;
  expectedOrders: Float64Array;
  probabilityAlive: Float64Array;
  churnProbability: Float64Array;
  /** Days after `asOf`; NaN = not within two years, or not to be told. */
  churnInDays: Float64Array;
  averageGapDays: Float64Array;
  /** Days after `asOf` by when an order is as likely as not; NaN = not within two years, or not to be told. */
  purchaseInDays: Float64Array;
  rising: Uint8Array;
  recencyScore: Float64Array;
  trendScore: Float64Array;
  returnsScore: Float64Array;
  explanations: string[];
}

const daysPerMonth = 365.25 / 12;
const maxAheadDays = 730;
/** Dates are told by the day. */
const anHour = 1 / 24;

/** Everything about the members of a page that follows from what they bought. */
export function scorePage(
  rows: churn.ActivityColumns,
  members: number,
  asOfDay: number,
  models: ScoringModels,
  settings: ScoreSettings,
): PageScores {
  const unknown = () => new Float64Array(members).fill(Number.NaN);
  const scores: PageScores = {
    clvHistoric: unknown(),
    clvPredicted: unknown(),
    clvLow: unknown(),
    clvHigh: unknown(),
    expectedOrders: unknown(),
    probabilityAlive: unknown(),
    churnProbability: unknown(),
    churnInDays: unknown(),
    averageGapDays: unknown(),
    purchaseInDays: unknown(),
    rising: new Uint8Array(members),
    recencyScore: unknown(),
    trendScore: unknown(),
    returnsScore: unknown(),
    explanations: new Array<string>(members).fill("{}"),
  };
  const known = summariesAt(rows, asOfDay);
  known.customers.forEach((member, row) => {
    scoreValue(scores, member, row, known, models, settings);
  });
  scoreChurnOf(scores, rows, asOfDay, known, models, settings);
  scoreTrends(scores, rows, asOfDay);
  // A date without the chance behind it would say more than is known.
  scores.churnProbability.forEach((chance, member) => {
    if (Number.isNaN(chance)) scores.churnInDays[member] = Number.NaN;
  });
  return scores;
}

function scoreValue(
  scores: PageScores,
  member: number,
  row: number,
  known: Summaries,
  { purchases, spend }: ScoringModels,
  settings: ScoreSettings,
): void {
  const customer = summaryOf(known, row);
  const m = known.monetary[row] as number;
  if (customer.x > 0) scores.averageGapDays[member] = customer.tx / customer.x;
  if (!purchases) return;
  const ratePerPeriod = (1 + settings.discountRate) ** (1 / 12) - 1;
  scores.probabilityAlive[member] = aliveOf(purchases, customer);
  const horizon = { periods: 12, unitsPerPeriod: daysPerMonth, ratePerPeriod };
  const purchasesToCome = customerLifetimeValue({ purchases }, { ...customer, m: 1 }, { ...horizon, ratePerPeriod: 0 });
  scores.expectedOrders[member] = purchasesToCome;
  if (spend && gammaGamma) {
    const meanSpend = Math.max(0, gammaGamma.conditionalMeanSpend(spend, { x: m > 0 ? customer.x : 0, m }));
    const discounted = customerLifetimeValue({ purchases }, { ...customer, m: 1 }, horizon);
    const worth = settings.margin * meanSpend;
    scores.clvPredicted[member] = worth * discounted;
    // 80% of futures: counts vary about their mean like a Poisson number whose rate itself is uncertain (variance mean + mean^2 / (r + x)).
    const shape = ("r" in purchases.params ? purchases.params.r : 1) + customer.x;
    const deviation = Math.sqrt(discounted + discounted ** 2 / shape);
    scores.clvLow[member] = worth * Math.max(0, discounted - 1.2816 * deviation);
    scores.clvHigh[member] = worth * (discounted + 1.2816 * deviation);
  }
  const silent = (who: typeof customer, h: number) => noPurchase(purchases, who, h);
  const days = churn.timeToChurn(silent, customer, {
    horizon: settings.horizonDays,
    threshold: settings.churnThreshold,
    maxAhead: maxAheadDays,
    precision: anHour,
  });
  if (days !== null) scores.churnInDays[member] = days;
  const next = churn.timeToPurchase(silent, customer, { chance: 0.5, maxAhead: maxAheadDays, precision: anHour });
  if (next !== null) scores.purchaseInDays[member] = next;
}

function scoreChurnOf(
  scores: PageScores,
  rows: churn.ActivityColumns,
  asOfDay: number,
  known: Summaries,
  { purchases, churn: model }: ScoringModels,
  { horizonDays }: ScoreSettings,
): void {
  if (!purchases || !model) return;
  const { customers, columns } = churn.churnFeaturesAt(rows, asOfDay, 100_000);
  const places = new Map(known.customers.map((customer, row) => [customer, row]));
  const parametric = Float64Array.from(customers, (member) => {
    return noPurchase(purchases, summaryOf(known, places.get(member) as number), horizonDays);
  });
  const probability = churn.scoreChurn(model, columns, parametric);
  customers.forEach((member, row) => {
    scores.churnProbability[member] = probability[row] as number;
    const reasons = churn.strongest([
      ...churn.churnReasons(model, columns, parametric, row),
      ...processReasons(purchases, summaryOf(known, places.get(member) as number), {
        horizonDays,
        weight: model.blend[1] as number,
      }),
    ]);
    if (reasons.length > 0) scores.explanations[member] = JSON.stringify({ churn: reasons });
  });
}

/**
 * What the purchase process goes by: against somebody who bought once and never again, how often the member bought (were the last time today), then how long ago the last time was. The two add up to the difference of log-odds,
 * times the weight that the process has in the stack.
 */
export function processReasons(
  purchases: PurchaseModel,
  customer: { x: number; tx: number; T: number },
  { horizonDays, weight }: { horizonDays: number; weight: number },
): churn.ChurnReason[] {
  const { x, tx, T } = customer;
  if (weight === 0) return [];
  const odds = (who: typeof customer) => churn.oddsOfChance(noPurchase(purchases, who, horizonDays));
  const own = odds(customer);
  // Who bought once: against a first purchase today.
  const today = odds(x === 0 ? { x, tx: 0, T: 0 } : { x, tx: T, T });
  const often = x === 0 ? 0 : today - odds({ x: 0, tx: 0, T });
  return [
    { feature: "purchaseDays", value: x + 1, effect: weight * often },
    { feature: "recencyDays", value: T - tx, effect: weight * (own - today) },
  ].filter(({ effect }) => Math.abs(effect) > 1e-9);
}

const summaryOf = ({ x, tx, T }: Summaries, row: number) => ({
  x: x[row] as number,
  tx: tx[row] as number,
  T: T[row] as number,
});

/** Health parts out of the past, 0 to 100, and whether order values rise. */
function scoreTrends(scores: PageScores, rows: churn.ActivityColumns, asOfDay: number): void {
  for (let start = 0; start < rows.customer.length; ) {
    let end = start;
    while (end < rows.customer.length && rows.customer[end] === rows.customer[start]) end += 1;
    const member = rows.customer[start] as number;
    const values: number[] = [];
    let last = Number.NEGATIVE_INFINITY;
    let recent = 0;
    let before = 0;
    let returns = 0;
    for (let row = start; row < end; row += 1) {
      const day = rows.day[row] as number;
      if (rows.cancelled[row] === 1) {
        returns += 1;
        continue;
      }
      values.push(rows.value[row] as number);
      last = Math.max(last, day);
      if (asOfDay - day < 90) recent += 1;
      else if (asOfDay - day < 180) before += 1;
    }
    const orders = values.length;
    // One order shows neither a rhythm nor a habit.
    if (orders > 1) {
      const gap = scores.averageGapDays[member] as number;
      const usual = Number.isNaN(gap) ? 60 : Math.max(7, gap);
      scores.recencyScore[member] = 100 * Math.min(1, Math.exp(-Math.max(0, asOfDay - last - usual) / (2 * usual)));
      if (recent + before > 0) scores.trendScore[member] = (100 * recent) / Math.max(recent, before);
      else scores.trendScore[member] = 0;
      scores.returnsScore[member] = 100 * (1 - returns / (orders + returns));
      scores.rising[member] = isRising(values.slice(-6)) ? 1 : 0;
    }
    start = end;
  }
}

/** At least four orders whose median pairwise slope (Theil-Sen) is above zero and whose later half is a tenth above the earlier. */
export function isRising(values: readonly number[]): boolean {
  if (values.length < 4) return false;
  const slopes: number[] = [];
  for (let one = 0; one < values.length; one += 1)
    for (let other = one + 1; other < values.length; other += 1)
      slopes.push(((values[other] as number) - (values[one] as number)) / (other - one));
  slopes.sort((a, b) => a - b);
  const middle = slopes.length / 2;
  const median =
    slopes.length % 2 === 1
      ? (slopes[Math.floor(middle)] as number)
      : ((slopes[middle - 1] as number) + (slopes[middle] as number)) / 2;
  const half = Math.floor(values.length / 2);
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return median > 0 && mean(values.slice(-half)) > 1.1 * mean(values.slice(0, half));
}
