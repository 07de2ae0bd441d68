import { bgModel } from "./bg-model.ts";

/** BG/NBD: Fader, Hardie & Lee 2005, "Counting Your Customers the Easy Way", Marketing Science 24(2); equations (6) to (10). */
const model = bgModel({ atZero: false, k: 1 });

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
} = model;
export type { BgParams as Params } from "./bg-model.ts";
