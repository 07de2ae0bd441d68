import { cnbdKModel } from "./cnbd-k.ts";

export const {
  fit,
  logLikelihood,
  expectedPurchases,
  conditionalExpectedPurchases,
  probabilityAlive,
  purchaseCountProbability,
  conditionalPurchaseCountProbability,
  probabilityOfNoPurchase,
  probabilityAliveAll,
  conditionalExpectedPurchasesAll,
  probabilityOfNoPurchaseAll,
} = cnbdKModel(true);
export type { CnbdKOptions as Options, CnbdKParams as Params } from "./cnbd-k.ts";
