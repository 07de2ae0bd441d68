import * as bgNbd from "./bg-nbd.ts";
import type { Customer, CustomerColumns } from "./customer-data.ts";
import { customerAt } from "./customer-data.ts";
import * as gammaGamma from "./gamma-gamma.ts";
import * as mbgNbd from "./mbg-nbd.ts";
import * as paretoNbd from "./pareto-nbd.ts";

/** A fitted purchase process. */
export type PurchaseModel =
  | { model: "bgNbd"; params: bgNbd.Params }
  | { model: "mbgNbd"; params: mbgNbd.Params }
  | { model: "paretoNbd"; params: paretoNbd.Params };

/** What else knows how many purchases are to come. */
export interface PurchaseForecast {
  conditionalExpectedPurchases(customer: Customer, t: number): number;
}

export interface ValueModels {
  purchases: PurchaseModel | PurchaseForecast;
  /** Gamma-Gamma of the spend per purchase; without it every purchase is worth the customer's own `m`. */
  spend?: gammaGamma.Params;
}

export interface ValueHorizon {
  /** How many periods ahead, say 12 months. */
  periods: number;
  /** How long a period is in the unit of the customer's x, tx, T: 365.25 / 12 / 7 = 4.348 weeks a month, say. Never guessed. */
  unitsPerPeriod: number;
  /** Discount per period: 0.01 = one percent a month. */
  ratePerPeriod: number;
}

/** Purchases to come within `t` of T. */
export function purchasesToCome({ purchases }: Pick<ValueModels, "purchases">, customer: Customer, t: number): number {
  if (!("model" in purchases)) return purchases.conditionalExpectedPurchases(customer, t);
  switch (purchases.model) {
    case "bgNbd":
      return bgNbd.conditionalExpectedPurchases(purchases.params, customer, t);
    case "mbgNbd":
      return mbgNbd.conditionalExpectedPurchases(purchases.params, customer, t);
    case "paretoNbd":
      return paretoNbd.conditionalExpectedPurchases(purchases.params, customer, t);
  }
}

/**
 * Value still to come over the horizon, in the money unit of `m`: the purchases of each period, worth the mean spend, divided by (1 + rate)^period. As
 * `customer_lifetime_value` of lifetimes defines it, but with the length of a period in the data's own unit given by the caller: its default silently takes weeks for days.
 */
export function customerLifetimeValue(
  models: ValueModels,
  customer: Customer & { m: number },
  { periods, unitsPerPeriod, ratePerPeriod }: ValueHorizon,
): number {
  if (!(periods > 0 && unitsPerPeriod > 0 && ratePerPeriod > -1))
    throw new RangeError("periods, units per period and rate");
  const spend = models.spend ? gammaGamma.conditionalMeanSpend(models.spend, customer) : customer.m;
  let value = 0;
  let before = 0;
  for (let period = 1; period <= periods; period += 1) {
    const until = purchasesToCome(models, customer, period * unitsPerPeriod);
    value += (until - before) / (1 + ratePerPeriod) ** period;
    before = until;
  }
  return spend * value;
}

export function customerLifetimeValueAll(
  models: ValueModels,
  data: CustomerColumns & { m: Float64Array },
  horizon: ValueHorizon,
): Float64Array {
  const out = new Float64Array(data.x.length);
  for (let row = 0; row < out.length; row += 1)
    out[row] = customerLifetimeValue(models, { ...customerAt(data, row), m: data.m[row] as number }, horizon);
  return out;
}

export interface HistoricValueInputs {
  /** Mean spend per purchase, minor units. */
  meanSpend: number;
  /** Purchases per unit of time. */
  frequency: number;
  /** In the same unit of time. */
  lifetime: number;
  /** Minor units; 0 when unknown. */
  acquisitionCost: number;
}

/** (mean spend per purchase x frequency x lifetime) - acquisition cost, with its four inputs. */
export function historicLifetimeValue(inputs: HistoricValueInputs): HistoricValueInputs & { value: number } {
  return { ...inputs, value: inputs.meanSpend * inputs.frequency * inputs.lifetime - inputs.acquisitionCost };
}
