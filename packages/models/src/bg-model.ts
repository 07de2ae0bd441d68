import { fitBg } from "./bg-fit.ts";
import type { BgParams, BgShape } from "./bg-likelihood.ts";
import {
  conditionalExpectedPurchasesOf,
  conditionalPurchaseCountProbabilityOf,
  customerLogLikelihoodOf,
  expectedPurchasesOf,
  posteriorOf,
  purchaseCountProbabilityOf,
} from "./bg-predict.ts";
import { scheduledPurchasesAll } from "./bg-schedule.ts";
import { type Customer, type CustomerColumns, type FitOptions, forEachCustomer } from "./customer-data.ts";

export type { BgParams } from "./bg-likelihood.ts";

/** The functions of one member of the BG family; times in the unit of the data. */
export function bgModel(shape: BgShape) {
  return {
    /** Maximum likelihood. Throws NotEnoughData when nobody or hardly anybody came back. */
    fit: (data: CustomerColumns, options?: FitOptions) => fitBg(shape, data, options),
    /** ln of the chance of what one customer did. */
    logLikelihood: (params: BgParams, customer: Customer) => customerLogLikelihoodOf(params, shape, customer),
    /** Mean repeat purchases of a new customer within `t` of the first one. */
    expectedPurchases: (params: BgParams, t: number) => expectedPurchasesOf(params, shape, t),
    /** Mean purchases in (T, T + t] of a customer with this past. */
    conditionalExpectedPurchases: (params: BgParams, customer: Customer, t: number) =>
      conditionalExpectedPurchasesOf(params, shape, customer, t),
    /** Chance that the customer has not dropped out by T. */
    probabilityAlive: (params: BgParams, customer: Customer) => posteriorOf(params, shape, customer).alive,
    /** Chance of exactly `n` repeat purchases within `t` of the first one. */
    purchaseCountProbability: (params: BgParams, t: number, n: number) =>
      purchaseCountProbabilityOf(params, shape, t, n),
    /** Chance of exactly `n` purchases in (T, T + t]. */
    conditionalPurchaseCountProbability: (params: BgParams, customer: Customer, t: number, n: number) =>
      conditionalPurchaseCountProbabilityOf(params, shape, customer, t, n),
    /** Chance of no purchase in (T, T + h]: what a churn score is, also of those who bought once, of whom BG/NBD says P(alive) = 1. */
    probabilityOfNoPurchase: (params: BgParams, customer: Customer, h: number) =>
      conditionalPurchaseCountProbabilityOf(params, shape, customer, h, 0),
    probabilityAliveAll: (params: BgParams, data: CustomerColumns): Float64Array =>
      forEachCustomer(data, (customer) => posteriorOf(params, shape, customer).alive),
    conditionalExpectedPurchasesAll: (params: BgParams, data: CustomerColumns, t: number): Float64Array =>
      scheduledPurchasesAll(params, shape, data, { times: Float64Array.of(t), weights: Float64Array.of(1) }),
    probabilityOfNoPurchaseAll: (params: BgParams, data: CustomerColumns, h: number): Float64Array =>
      forEachCustomer(data, (customer) => conditionalPurchaseCountProbabilityOf(params, shape, customer, h, 0)),
  };
}
