import { fitBg } from "./bg-fit.ts";
import { type BgParams, type BgShape, checkBgParams } from "./bg-likelihood.ts";
import {
  conditionalExpectedPurchasesOf,
  conditionalPurchaseCountProbabilityOf,
  customerLogLikelihoodOf,
  expectedPurchasesOf,
  posteriorOf,
  purchaseCountProbabilityOf,
} from "./bg-predict.ts";
import { expectedPurchasesAllOf, scheduledPurchasesAll } from "./bg-schedule.ts";
import {
  type Customer,
  type CustomerColumns,
  checkCount,
  checkCustomer,
  checkTime,
  type FitOptions,
  forEachCustomer,
  forEachTime,
} from "./customer-data.ts";

export type { BgParams } from "./bg-likelihood.ts";

/**
 * The functions of one member of the BG family; x, tx, T and every `t` in the unit of the data, alpha in it too. Equations are those of Fader, Hardie & Lee 2005 (BG/NBD); the modified and the regular-buyer
 * members have them with the chance of leaving after the first purchase, and Erlang-k gaps. All throw RangeError for parameters, a past, a time or a number of purchases that cannot be.
 */
export function bgModel(shape: BgShape) {
  /** A function of a customer, checked: the parameters once however many customers follow. */
  const ofParams = (params: BgParams) => {
    checkBgParams(params);
    return params;
  };
  const ofCustomer = (params: BgParams, customer: Customer) => {
    checkCustomer(customer);
    return ofParams(params);
  };
  const countChance = (params: BgParams, customer: Customer, t: number, n: number) => {
    checkTime(t);
    checkCount(n);
    return n < 0 ? 0 : conditionalPurchaseCountProbabilityOf(params, shape, customer, t, n);
  };
  const freshChance = (params: BgParams, t: number, n: number) => {
    checkTime(t);
    checkCount(n);
    return n < 0 ? 0 : purchaseCountProbabilityOf(params, shape, t, n);
  };
  const expected = (params: BgParams, t: number) => {
    checkTime(t);
    return expectedPurchasesOf(params, shape, t);
  };
  return {
    /** Maximum likelihood, eq. (7), by `fitBg`. Throws NotEnoughData when nobody or hardly anybody came back. */
    fit: (data: CustomerColumns, options?: FitOptions) => fitBg(shape, data, options),
    /** ln of the chance of what one customer did, eq. (6); its times are densities, so it changes with the unit. Regular buyers (k > 1) need `litt`. */
    logLikelihood: (params: BgParams, customer: Customer) =>
      customerLogLikelihoodOf(ofCustomer(params, customer), shape, customer),
    /** Mean repeat purchases of a new customer within `t` of the first one, eq. (9). */
    expectedPurchases: (params: BgParams, t: number) => expected(ofParams(params), t),
    /** Mean purchases in (T, T + t] of a customer with this past, eq. (10). */
    conditionalExpectedPurchases: (params: BgParams, customer: Customer, t: number) => {
      checkTime(t);
      return conditionalExpectedPurchasesOf(ofCustomer(params, customer), shape, customer, t);
    },
    /** Chance that the customer has not dropped out by T: Fader, Hardie & Lee 2008, note 021, "Computing P(alive) Using the BG/NBD Model". */
    probabilityAlive: (params: BgParams, customer: Customer) =>
      posteriorOf(ofCustomer(params, customer), shape, customer).alive,
    /** Chance of exactly `n` repeat purchases within `t` of the first one, eq. (8). */
    purchaseCountProbability: (params: BgParams, t: number, n: number) => freshChance(ofParams(params), t, n),
    /** Chance of exactly `n` purchases in (T, T + t]: eq. (8) of who is still there after this past, with their rates and chances of leaving as they now are. */
    conditionalPurchaseCountProbability: (params: BgParams, customer: Customer, t: number, n: number) =>
      countChance(ofCustomer(params, customer), customer, t, n),
    /** Chance of no purchase in (T, T + h]: what a churn score is, also of those who bought once, of whom BG/NBD says P(alive) = 1. */
    probabilityOfNoPurchase: (params: BgParams, customer: Customer, h: number) =>
      countChance(ofCustomer(params, customer), customer, h, 0),
    /** `logLikelihood` of each customer. */
    logLikelihoodAll: (params: BgParams, data: CustomerColumns): Float64Array => {
      ofParams(params);
      return forEachCustomer(data, (customer) => customerLogLikelihoodOf(params, shape, customer));
    },
    /** `expectedPurchases` within each time, to a relative 1e-9. */
    expectedPurchasesAll: (params: BgParams, times: Float64Array): Float64Array => {
      times.forEach(checkTime);
      return expectedPurchasesAllOf(ofParams(params), shape, times);
    },
    /** `conditionalExpectedPurchases` of each customer, to a relative 1e-9. */
    conditionalExpectedPurchasesAll: (params: BgParams, data: CustomerColumns, t: number): Float64Array => {
      checkTime(t);
      return scheduledPurchasesAll(ofParams(params), shape, data, {
        times: Float64Array.of(t),
        weights: Float64Array.of(1),
      });
    },
    /** `probabilityAlive` of each customer. */
    probabilityAliveAll: (params: BgParams, data: CustomerColumns): Float64Array => {
      ofParams(params);
      return forEachCustomer(data, (customer) => posteriorOf(params, shape, customer).alive);
    },
    /** `purchaseCountProbability` of the same `n` within each time. */
    purchaseCountProbabilityAll: (params: BgParams, times: Float64Array, n: number): Float64Array => {
      ofParams(params);
      return forEachTime(times, (t) => freshChance(params, t, n));
    },
    /** `conditionalPurchaseCountProbability` of each customer. */
    conditionalPurchaseCountProbabilityAll: (
      params: BgParams,
      data: CustomerColumns,
      t: number,
      n: number,
    ): Float64Array => {
      ofParams(params);
      return forEachCustomer(data, (customer) => countChance(params, customer, t, n));
    },
    /** `probabilityOfNoPurchase` of each customer. */
    probabilityOfNoPurchaseAll: (params: BgParams, data: CustomerColumns, h: number): Float64Array => {
      ofParams(params);
      return forEachCustomer(data, (customer) => countChance(params, customer, h, 0));
    },
  };
}
