export * from "./calibration.ts";
export * from "./churn-date.ts";
export * from "./evaluation.ts";
export * from "./features.ts";
export * from "./gradient-boosting.ts";
export * from "./logistic.ts";
export * from "./train.ts";
