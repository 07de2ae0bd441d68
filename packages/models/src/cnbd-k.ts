import { type BgParams, bgModel } from "./bg-model.ts";
import type { Customer, CustomerColumns, Fit, FitOptions } from "./customer-data.ts";

export interface CnbdKParams extends BgParams {
  /** Phases of a gap: 1 = no rhythm at all, 12 = like clockwork. */
  k: number;
}

export interface CnbdKOptions extends FitOptions {
  /** Given instead of chosen by likelihood. */
  k?: number;
  /** Largest that is tried; default 12. */
  kMax?: number;
}

/**
 * (M)BG/CNBD-k for customers who buy at a rhythm: gaps are Erlang-k. Reutterer, Platzer & Schröder 2021, IJRM 38(3). Expectations are exact sums over purchases
 * here, where BTYDplus approximates those of k > 1 by a factor.
 */
export function cnbdKModel(atZero: boolean) {
  const modelOf = (k: number) => bgModel({ atZero, k });
  return {
    /** k by likelihood, going up while that grows. Needs `litt`. */
    fit(data: CustomerColumns, options: CnbdKOptions = {}): Fit<CnbdKParams> {
      const { k: wanted, kMax = 12, ...rest } = options;
      const at = (k: number): Fit<CnbdKParams> => {
        const found = modelOf(k).fit(data, rest);
        return {
          ...found,
          params: { k, ...found.params },
          standardErrors: { k: null, ...found.standardErrors },
        };
      };
      if (wanted !== undefined) return at(wanted);
      let best = at(1);
      for (let k = 2; k <= kMax; k += 1) {
        const next = at(k);
        if (next.logLikelihood <= best.logLikelihood) break;
        best = next;
      }
      return best;
    },
    logLikelihood: (params: CnbdKParams, customer: Customer) => modelOf(params.k).logLikelihood(params, customer),
    expectedPurchases: (params: CnbdKParams, t: number) => modelOf(params.k).expectedPurchases(params, t),
    conditionalExpectedPurchases: (params: CnbdKParams, customer: Customer, t: number) =>
      modelOf(params.k).conditionalExpectedPurchases(params, customer, t),
    probabilityAlive: (params: CnbdKParams, customer: Customer) => modelOf(params.k).probabilityAlive(params, customer),
    purchaseCountProbability: (params: CnbdKParams, t: number, n: number) =>
      modelOf(params.k).purchaseCountProbability(params, t, n),
    conditionalPurchaseCountProbability: (params: CnbdKParams, customer: Customer, t: number, n: number) =>
      modelOf(params.k).conditionalPurchaseCountProbability(params, customer, t, n),
    probabilityOfNoPurchase: (params: CnbdKParams, customer: Customer, h: number) =>
      modelOf(params.k).probabilityOfNoPurchase(params, customer, h),
    probabilityAliveAll: (params: CnbdKParams, data: CustomerColumns) =>
      modelOf(params.k).probabilityAliveAll(params, data),
    conditionalExpectedPurchasesAll: (params: CnbdKParams, data: CustomerColumns, t: number) =>
      modelOf(params.k).conditionalExpectedPurchasesAll(params, data, t),
    probabilityOfNoPurchaseAll: (params: CnbdKParams, data: CustomerColumns, h: number) =>
      modelOf(params.k).probabilityOfNoPurchaseAll(params, data, h),
  };
}
