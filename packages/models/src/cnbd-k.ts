import { type BgParams, bgModel } from "./bg-model.ts";
import type { CustomerColumns, Fit, FitOptions } from "./customer-data.ts";

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
 * (M)BG/CNBD-k for customers who buy at a rhythm: gaps are Erlang-k. Reutterer, Platzer & Schröder 2021, IJRM 38(1). Expectations are exact sums over purchases
 * here, where BTYDplus approximates those of k > 1 by a factor. The functions are those of `bgModel`, and throw as those do, also for a k that is no whole number from 1 on.
 */
export function cnbdKModel(atZero: boolean) {
  const models = new Map<number, ReturnType<typeof bgModel>>();
  const modelOf = (k: number) => {
    if (!(Number.isInteger(k) && k >= 1 && k <= mostPhases)) throw new RangeError(`k ${k}`);
    const known = models.get(k);
    if (known) return known;
    const model = bgModel({ atZero, k });
    models.set(k, model);
    return model;
  };
  /** The function of the model of this k, for the parameters without it. */
  const of = <Rest extends unknown[], Value>(
    choose: (model: ReturnType<typeof bgModel>) => (params: BgParams, ...rest: Rest) => Value,
  ) => {
    return ({ k, r, alpha, a, b }: CnbdKParams, ...rest: Rest): Value =>
      choose(modelOf(k))({ r, alpha, a, b }, ...rest);
  };
  return {
    /** k by likelihood, going up while that grows. Needs `litt` to tell k: `summarizeOrders` makes it. Throws as `fitBg` does, RangeError without `litt`. */
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
    logLikelihood: of((model) => model.logLikelihood),
    expectedPurchases: of((model) => model.expectedPurchases),
    conditionalExpectedPurchases: of((model) => model.conditionalExpectedPurchases),
    probabilityAlive: of((model) => model.probabilityAlive),
    purchaseCountProbability: of((model) => model.purchaseCountProbability),
    conditionalPurchaseCountProbability: of((model) => model.conditionalPurchaseCountProbability),
    probabilityOfNoPurchase: of((model) => model.probabilityOfNoPurchase),
    logLikelihoodAll: of((model) => model.logLikelihoodAll),
    expectedPurchasesAll: of((model) => model.expectedPurchasesAll),
    conditionalExpectedPurchasesAll: of((model) => model.conditionalExpectedPurchasesAll),
    probabilityAliveAll: of((model) => model.probabilityAliveAll),
    purchaseCountProbabilityAll: of((model) => model.purchaseCountProbabilityAll),
    conditionalPurchaseCountProbabilityAll: of((model) => model.conditionalPurchaseCountProbabilityAll),
    probabilityOfNoPurchaseAll: of((model) => model.probabilityOfNoPurchaseAll),
  };
}

/** More phases than any rhythm of people has. */
const mostPhases = 1_000;
