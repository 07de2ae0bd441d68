import { bgModel } from "./bg-model.ts";

/** MBG/NBD: a customer may also leave right after the first purchase. Batislam, Denizel & Filiztekin 2007, IJRM 24(3); Wagner & Hoppe 2008. */
const model = bgModel({ atZero: true, k: 1 });

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
