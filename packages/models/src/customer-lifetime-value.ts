import * as bgCnbdK from "./bg-cnbd-k.ts";
import { type BgParams, type BgShape, checkBgParams } from "./bg-likelihood.ts";
import * as bgNbd from "./bg-nbd.ts";
import { type Schedule, scheduledPurchases, scheduledPurchasesAll } from "./bg-schedule.ts";
import {
  type Customer,
  type CustomerColumns,
  checkCustomer,
  checkLengths,
  forEachCustomer,
  type TimeUnit,
} from "./customer-data.ts";
import * as gammaGamma from "./gamma-gamma.ts";
import * as mbgCnbdK from "./mbg-cnbd-k.ts";
import * as mbgNbd from "./mbg-nbd.ts";
import * as paretoNbd from "./pareto-nbd.ts";

/** A fitted purchase process. */
export type PurchaseModel =
  | { model: "bgNbd"; params: bgNbd.Params }
  | { model: "mbgNbd"; params: mbgNbd.Params }
  | { model: "paretoNbd"; params: paretoNbd.Params };

/** A fitted purchase process of buyers with a rhythm; predicting needs no `litt`. */
export type RegularPurchaseModel =
  | { model: "bgCnbdK"; params: bgCnbdK.Params }
  | { model: "mbgCnbdK"; params: mbgCnbdK.Params };

/** A purchase process named by its namespace: `{ model: bgNbd, params }`. */
export interface PurchaseProcess<Params = never> {
  model: { conditionalExpectedPurchases(params: Params, customer: Customer, t: number): number };
  params: Params;
}

/** What else knows how many purchases are to come. */
export interface PurchaseForecast {
  conditionalExpectedPurchases(customer: Customer, t: number): number;
}

export interface ValueModels {
  purchases: PurchaseModel | RegularPurchaseModel | PurchaseProcess | PurchaseForecast;
  /** Gamma-Gamma of the spend per purchase, its parameters or its fit; without it every purchase is worth the customer's own `m`, which is 0 of those who bought once. */
  spend?: gammaGamma.Params | { params: gammaGamma.Params };
}

export interface ValueHorizon {
  /** How many periods ahead, say 12 months. */
  periods: number;
  /** How long a period is in the unit of the customer's x, tx, T: 365.25 / 12 / 7 = 4.348 weeks a month, say. Never guessed. */
  unitsPerPeriod: number;
  /** Discount per period: 0.01 = one percent a month. */
  ratePerPeriod: number;
}

type Process =
  | { kind: "bg"; params: BgParams; shape: BgShape }
  | { kind: "pareto"; params: paretoNbd.Params }
  | { kind: "other"; forecast: PurchaseForecast };

const namespaces = new Map<object, (PurchaseModel | RegularPurchaseModel)["model"]>([
  [bgNbd, "bgNbd"],
  [mbgNbd, "mbgNbd"],
  [paretoNbd, "paretoNbd"],
  [bgCnbdK, "bgCnbdK"],
  [mbgCnbdK, "mbgCnbdK"],
]);

function processOf(purchases: ValueModels["purchases"]): Process {
  if (!("model" in purchases)) {
    if (!("conditionalExpectedPurchases" in purchases))
      throw new RangeError("purchases must name their model: { model, params }, or have conditionalExpectedPurchases");
    return { kind: "other", forecast: purchases };
  }
  if (typeof purchases.model === "object") {
    const { model, params } = purchases;
    const named = namespaces.get(model);
    if (named) return processOf({ model: named, params } as PurchaseModel | RegularPurchaseModel);
    return {
      kind: "other",
      forecast: {
        conditionalExpectedPurchases: (customer, t) => model.conditionalExpectedPurchases(params, customer, t),
      },
    };
  }
  switch (purchases.model) {
    case "bgNbd":
      return { kind: "bg", params: purchases.params, shape: { atZero: false, k: 1 } };
    case "mbgNbd":
      return { kind: "bg", params: purchases.params, shape: { atZero: true, k: 1 } };
    case "bgCnbdK":
      return { kind: "bg", params: purchases.params, shape: { atZero: false, k: purchases.params.k } };
    case "mbgCnbdK":
      return { kind: "bg", params: purchases.params, shape: { atZero: true, k: purchases.params.k } };
    case "paretoNbd":
      return { kind: "pareto", params: purchases.params };
    default:
      throw new RangeError(`no model ${(purchases as { model: string }).model}`);
  }
}

/** A horizon of more periods is a mistake of its unit. */
const mostPeriods = 100_000;

/** Each period's purchases are those until its end less those until its start; gathered by end, purchases until the end of period k count (1 + rate)^-k - (1 + rate)^-(k + 1), those until the last end in full. */
function scheduleOf({ periods, unitsPerPeriod, ratePerPeriod }: ValueHorizon): Schedule {
  const isHorizon = Number.isInteger(periods) && periods > 0 && periods <= mostPeriods;
  const areNumbers = Number.isFinite(periods * unitsPerPeriod) && Number.isFinite(ratePerPeriod);
  if (!(isHorizon && areNumbers && unitsPerPeriod > 0 && ratePerPeriod > -1))
    throw new RangeError(`periods ${periods}, units per period ${unitsPerPeriod}, rate per period ${ratePerPeriod}`);
  const worth = (period: number) => (1 + ratePerPeriod) ** -period;
  const last = periods - 1;
  return {
    times: Float64Array.from({ length: periods }, (_, index) => (index + 1) * unitsPerPeriod),
    weights: Float64Array.from({ length: periods }, (_, index) =>
      index === last ? worth(periods) : worth(index + 1) - worth(index + 2),
    ),
  };
}

const weighed = ({ times, weights }: Schedule, within: (t: number) => number): number =>
  times.reduce((sum, t, index) => sum + (weights[index] as number) * within(t), 0);

/** P(alive) is the costly part and the same for every period. */
function paretoPurchases(params: paretoNbd.Params, customer: Customer, schedule: Schedule): number {
  const survivor = paretoNbd.survivorOf(params, customer);
  return (
    paretoNbd.probabilityAlive(params, customer) * weighed(schedule, (t) => paretoNbd.expectedPurchases(survivor, t))
  );
}

function purchasesOf(process: Process, customer: Customer, schedule: Schedule): number {
  switch (process.kind) {
    case "bg":
      checkBgParams(process.params);
      checkCustomer(customer);
      return scheduledPurchases(process.params, process.shape, customer, schedule);
    case "pareto":
      return paretoPurchases(process.params, customer, schedule);
    case "other":
      return weighed(schedule, (t) => process.forecast.conditionalExpectedPurchases(customer, t));
  }
}

/** Purchases to come within the horizon, each divided by (1 + rate)^period; with a rate of 0 simply how many. Throws RangeError for a horizon, parameters or a past that cannot be. */
export function discountedPurchases(
  { purchases }: Pick<ValueModels, "purchases">,
  customer: Customer,
  horizon: ValueHorizon,
): number {
  return purchasesOf(processOf(purchases), customer, scheduleOf(horizon));
}

/** `discountedPurchases` of each customer, a million in seconds. */
export function discountedPurchasesAll(
  { purchases }: Pick<ValueModels, "purchases">,
  data: CustomerColumns,
  horizon: ValueHorizon,
): Float64Array {
  const process = processOf(purchases);
  const schedule = scheduleOf(horizon);
  if (process.kind === "bg") {
    checkBgParams(process.params);
    return scheduledPurchasesAll(process.params, process.shape, data, schedule);
  }
  return forEachCustomer(data, (customer) => purchasesOf(process, customer, schedule));
}

function spendOf(spend: ValueModels["spend"], x: number, m: number): number {
  if (!(m >= 0 && Number.isFinite(m))) throw new RangeError(`mean spend ${m}`);
  if (!spend) return m;
  return gammaGamma.conditionalMeanSpend("params" in spend ? spend.params : spend, { x, m });
}

/**
 * Value still to come over the horizon, in the money unit of `m`: the purchases of each period, worth the mean spend, divided by (1 + rate)^period. As
 * `customer_lifetime_value` of lifetimes defines it, but with the length of a period in the data's own unit given by the caller: its default silently takes weeks for days.
 * Throws NotEnoughData `spend_has_no_mean` as gammaGamma.conditionalMeanSpend does, RangeError for a negative `m`.
 */
export function customerLifetimeValue(
  models: ValueModels,
  customer: Customer & { m: number },
  horizon: ValueHorizon,
): number {
  return spendOf(models.spend, customer.x, customer.m) * discountedPurchases(models, customer, horizon);
}

/** `customerLifetimeValue` of each customer, a million in seconds. Throws as that does, a past that cannot be with its row. */
export function customerLifetimeValueAll(
  models: ValueModels,
  data: CustomerColumns & { m: Float64Array },
  horizon: ValueHorizon,
): Float64Array {
  checkLengths(data.x, data.m);
  const values = discountedPurchasesAll(models, data, horizon);
  for (let row = 0; row < values.length; row += 1)
    values[row] = (values[row] as number) * spendOf(models.spend, data.x[row] as number, data.m[row] as number);
  return values;
}

export interface HistoricValueInputs {
  /** Mean spend per purchase, minor units. */
  meanSpend: number;
  /** Purchases per `unit`. */
  frequency: number;
  /** Length of the relationship in `unit`. */
  lifetime: number;
  /** Minor units; 0 when unknown. */
  acquisitionCost: number;
  /** What `frequency` and `lifetime` are both counted in. */
  unit?: TimeUnit;
}

/** (mean spend per purchase x frequency x lifetime) - acquisition cost, with its four inputs (register REG-2, formula F2). Throws RangeError when one of them is no number or time runs backwards. */
export function historicLifetimeValue(inputs: HistoricValueInputs): HistoricValueInputs & { value: number } {
  const { meanSpend, frequency, lifetime, acquisitionCost } = inputs;
  const value = meanSpend * frequency * lifetime - acquisitionCost;
  if (!(frequency >= 0 && lifetime >= 0 && Number.isFinite(value)))
    throw new RangeError(`spend ${meanSpend}, frequency ${frequency}, lifetime ${lifetime}, cost ${acquisitionCost}`);
  return { ...inputs, value };
}
