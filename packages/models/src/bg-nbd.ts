import { bgModel } from "./bg-model.ts";

/** BG/NBD: Fader, Hardie & Lee 2005, "Counting Your Customers the Easy Way", Marketing Science 24(2); equations (6) to (10). What each function returns and throws: `bgModel`. */
export const {
  fit,
  logLikelihood,
  expectedPurchases,
  conditionalExpectedPurchases,
  probabilityAlive,
  purchaseCountProbability,
  conditionalPurchaseCountProbability,
  probabilityOfNoPurchase,
  logLikelihoodAll,
  expectedPurchasesAll,
  conditionalExpectedPurchasesAll,
  probabilityAliveAll,
  purchaseCountProbabilityAll,
  conditionalPurchaseCountProbabilityAll,
  probabilityOfNoPurchaseAll,
} = bgModel({ atZero: false, k: 1 });
export type { BgParams as Params } from "./bg-model.ts";
