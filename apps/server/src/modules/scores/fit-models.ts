import type { NotEnoughDataAnswer, ScoreSettings } from "@regulars/contracts";
import {
  bgNbd,
  bootstrapLifetimeValue,
  type CustomerColumns,
  churn,
  daysPerUnit,
  distinctSummaries,
  gammaGamma,
  mbgNbd,
  type PurchaseModel,
  paretoNbd,
  type Summaries,
  summarizeOrders,
} from "@regulars/models";
import { reasonOf } from "./words.ts";

export interface FittedPurchases {
  model: PurchaseModel;
  card: Record<string, unknown>;
  rows: number;
}

export interface FittedSpend {
  params: gammaGamma.Params;
  card: Record<string, unknown>;
  rows: number;
}

export interface FittedChurn {
  model: churn.ChurnModel;
  card: churn.ChurnCard;
}

export type Outcome<T> = { fitted: T; refused: null } | { fitted: null; refused: NotEnoughDataAnswer };

export interface FittedModels {
  purchases: Outcome<FittedPurchases>;
  spend: Outcome<FittedSpend>;
  churn: Outcome<FittedChurn>;
}

function attempt<T>(work: () => T): Outcome<T> {
  try {
    return { fitted: work(), refused: null };
  } catch (error) {
    return { fitted: null, refused: reasonOf(error) };
  }
}

/** Purchase days up to a day; orders given back whole are none. */
export function summariesAt(rows: churn.ActivityColumns, asOfDay: number, calibrationEnd?: number): Summaries {
  const kept: number[] = [];
  for (let row = 0; row < rows.day.length; row += 1) if (rows.cancelled[row] === 0) kept.push(row);
  return summarizeOrders(
    {
      customer: Int32Array.from(kept, (row) => rows.customer[row] as number),
      day: Int32Array.from(kept, (row) => rows.day[row] as number),
      value: Float64Array.from(kept, (row) => rows.value[row] as number),
    },
    { unit: "day", asOf: asOfDay, ...(calibrationEnd !== undefined && { calibrationEnd }) },
  );
}

/** Pareto/NBD is fitted where that takes seconds. */
const paretoLimit = 30_000;

function candidates(data: CustomerColumns): PurchaseModel[] {
  const distinct = distinctSummaries({ unit: "day", x: data.x, tx: data.tx, T: data.T });
  const found: PurchaseModel[] = [
    { model: "mbgNbd", params: mbgNbd.fit(distinct).params },
    { model: "bgNbd", params: bgNbd.fit(distinct).params },
  ];
  if (distinct.x.length <= paretoLimit) found.push({ model: "paretoNbd", params: paretoNbd.fit(distinct).params });
  return found;
}

/** Expected purchases of everybody in the next `t` days. */
export function expectedAll(purchases: PurchaseModel, data: CustomerColumns, t: number): Float64Array {
  switch (purchases.model) {
    case "bgNbd":
      return bgNbd.conditionalExpectedPurchasesAll(purchases.params, data, t);
    case "mbgNbd":
      return mbgNbd.conditionalExpectedPurchasesAll(purchases.params, data, t);
    case "paretoNbd":
      return paretoNbd.conditionalExpectedPurchasesAll(purchases.params, data, t);
  }
}

/** Chance of no purchase within `h` days of T. */
export function noPurchase(
  purchases: PurchaseModel,
  customer: { x: number; tx: number; T: number },
  h: number,
): number {
  switch (purchases.model) {
    case "bgNbd":
      return bgNbd.probabilityOfNoPurchase(purchases.params, customer, h);
    case "mbgNbd":
      return mbgNbd.probabilityOfNoPurchase(purchases.params, customer, h);
    case "paretoNbd":
      return paretoNbd.probabilityOfNoPurchase(purchases.params, customer, h);
  }
}

export function aliveOf(purchases: PurchaseModel, customer: { x: number; tx: number; T: number }): number {
  switch (purchases.model) {
    case "bgNbd":
      return bgNbd.probabilityAlive(purchases.params, customer);
    case "mbgNbd":
      return mbgNbd.probabilityAlive(purchases.params, customer);
    case "paretoNbd":
      return paretoNbd.probabilityAlive(purchases.params, customer);
  }
}

interface Tested {
  model: PurchaseModel["model"];
  mae: number;
  predicted: number;
  actual: number;
}

/** The model whose predictions of the held-out last quarter came closest; with too short a past the first that fits. */
function choosePurchases(rows: churn.ActivityColumns, asOfDay: number): FittedPurchases {
  const whole = summariesAt(rows, asOfDay);
  const longest = whole.T.reduce((most, T) => Math.max(most, T), 0);
  const holdout = Math.min(90, Math.floor(longest / 4));
  let tested: Tested[] = [];
  try {
    const before = summariesAt(rows, asOfDay, asOfDay - holdout);
    const held = before.holdoutFrequency as Float64Array;
    tested = candidates(before).map((candidate) => {
      const expected = expectedAll(candidate, before, holdout);
      const errors = expected.map((value, row) => Math.abs(value - (held[row] as number)));
      return {
        model: candidate.model,
        mae: errors.reduce((sum, error) => sum + error, 0) / errors.length,
        predicted: expected.reduce((sum, value) => sum + value, 0),
        actual: held.reduce((sum, value) => sum + value, 0),
      };
    });
  } catch (error) {
    reasonOf(error);
  }
  const best = [...tested].sort((one, other) => one.mae - other.mae)[0]?.model ?? "mbgNbd";
  const models = candidates(whole);
  const model = models.find((candidate) => candidate.model === best) ?? (models[0] as PurchaseModel);
  return {
    model,
    rows: whole.x.length,
    card: { holdoutDays: tested.length > 0 ? holdout : null, tested, unit: "day" },
  };
}

function fitSpend(rows: churn.ActivityColumns, asOfDay: number): FittedSpend {
  const whole = summariesAt(rows, asOfDay);
  const { params, correlation, repeaters, warnings, logLikelihood, converged } = gammaGamma.fit({
    x: whole.x,
    m: whole.monetary,
  });
  return { params, rows: repeaters, card: { correlation, warnings, logLikelihood, converged } };
}

const bootstrapOptions = { rounds: 60, mostRows: 2_000 };

/** 95% interval of what all members are worth over a year, over its estimate, by refitting both models on resampled members; null when that cannot be told. */
function totalSpread(
  rows: churn.ActivityColumns,
  asOfDay: number,
  { model }: PurchaseModel,
): { low: number; high: number; level: number; rounds: number } | null {
  const { x, tx, T, monetary: m } = summariesAt(rows, asOfDay);
  const spenders = { x, tx, T, m: m.map((mean) => Math.max(0, mean)) };
  const refit = (data: Parameters<Parameters<typeof bootstrapLifetimeValue>[1]>[0]) => ({
    purchases: purchasesBy(model, data),
    spend: gammaGamma.fit(data).params,
  });
  const horizon = { periods: 12, unitsPerPeriod: daysPerUnit.month, ratePerPeriod: 0 };
  const { fitted } = attempt(() => bootstrapLifetimeValue(spenders, refit, horizon, bootstrapOptions));
  if (!fitted || !(fitted.estimate > 0)) return null;
  const { estimate, low, high, level, rounds } = fitted;
  return { low: low / estimate, high: high / estimate, level, rounds };
}

function purchasesBy(model: PurchaseModel["model"], data: CustomerColumns): PurchaseModel {
  switch (model) {
    case "bgNbd":
      return { model, params: bgNbd.fit(data).params };
    case "mbgNbd":
      return { model, params: mbgNbd.fit(data).params };
    case "paretoNbd":
      return { model, params: paretoNbd.fit(data).params };
  }
}

const cutCount = 5;

function fitChurn(rows: churn.ActivityColumns, asOfDay: number, { horizonDays }: ScoreSettings): FittedChurn {
  const firstDay = rows.day.reduce((least, day) => Math.min(least, day), asOfDay);
  const step = Math.max(14, Math.round(horizonDays / 2));
  const cuts: churn.Cut[] = [];
  for (let index = 0; index < cutCount; index += 1) {
    const cutDay = asOfDay - horizonDays - index * step;
    if (cutDay - firstDay < Math.max(60, horizonDays)) break;
    const cut = cutAt(rows, cutDay, horizonDays);
    if (cut) cuts.push(cut);
  }
  return churn.trainChurnModel(cuts, { horizonDays });
}

function cutAt(rows: churn.ActivityColumns, cutDay: number, horizonDays: number): churn.Cut | null {
  const { customers, columns } = churn.churnFeaturesAt(rows, cutDay);
  if (customers.length === 0) return null;
  const known = summariesAt(rows, cutDay);
  let params: mbgNbd.Params;
  try {
    params = mbgNbd.fit(distinctSummaries({ unit: "day", x: known.x, tx: known.tx, T: known.T })).params;
  } catch (error) {
    reasonOf(error);
    return null;
  }
  const places = new Map(known.customers.map((customer, row) => [customer, row]));
  const parametric = Float64Array.from(customers, (customer) => {
    const row = places.get(customer) as number;
    return mbgNbd.probabilityOfNoPurchase(
      params,
      { x: known.x[row] as number, tx: known.tx[row] as number, T: known.T[row] as number },
      horizonDays,
    );
  });
  return { cutDay, columns, labels: churn.churnLabelsAt(rows, customers, cutDay, horizonDays), parametric };
}

/** All models on what a sample of members bought. Each says by itself what it lacks. */
export function fitModels(rows: churn.ActivityColumns, asOfDay: number, settings: ScoreSettings): FittedModels {
  const purchases = attempt(() => choosePurchases(rows, asOfDay));
  const spend = attempt(() => fitSpend(rows, asOfDay));
  if (purchases.fitted && spend.fitted)
    purchases.fitted.card.total = totalSpread(rows, asOfDay, purchases.fitted.model);
  return {
    purchases,
    spend,
    churn: attempt(() => fitChurn(rows, asOfDay, settings)),
  };
}
