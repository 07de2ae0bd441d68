export { type Calibration, calibrate, fitIsotonic, fitPlatt } from "./calibration.ts";
export * from "./churn-date.ts";
export * from "./evaluation.ts";
export * from "./features.ts";
export * from "./gradient-boosting.ts";
export * from "./logistic.ts";
export { type ChurnReason, churnReasons, strongest } from "./reasons.ts";
export { type ChurnModel, type Cut, oddsOfChance, scoreChurn } from "./stack.ts";
export * from "./train.ts";
