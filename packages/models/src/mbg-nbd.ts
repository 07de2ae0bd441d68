import { bgModel } from "./bg-model.ts";

/**
 * MBG/NBD: a customer may also leave right after the first purchase. Batislam, Denizel & Filiztekin 2007, IJRM 24(3), with the expectation corrected by Wagner & Hoppe 2008, IJRM 25(3). What each function
 * returns and throws: `bgModel`.
 */
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
} = bgModel({ atZero: true, k: 1 });
export type { BgParams as Params } from "./bg-model.ts";
