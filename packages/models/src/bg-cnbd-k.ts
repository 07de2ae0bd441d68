import { cnbdKModel } from "./cnbd-k.ts";

/** BG/CNBD-k: regular buyers who may leave after each repeat purchase. Reutterer, Platzer & Schröder 2021, IJRM 38(1). What each function returns and throws: `cnbdKModel`. */
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
} = cnbdKModel(false);
export type { CnbdKOptions as Options, CnbdKParams as Params } from "./cnbd-k.ts";
