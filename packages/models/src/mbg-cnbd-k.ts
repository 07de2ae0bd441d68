import { cnbdKModel } from "./cnbd-k.ts";

/** MBG/CNBD-k: regular buyers who may also leave right after the first purchase. Reutterer, Platzer & Schröder 2021, IJRM 38(1). What each function returns and throws: `cnbdKModel`. */
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
} = cnbdKModel(true);
export type { CnbdKOptions as Options, CnbdKParams as Params } from "./cnbd-k.ts";
