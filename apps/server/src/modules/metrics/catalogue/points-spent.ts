import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "pointsSpent",
  group: "points",
  name: { zh: "使用积分", en: "Points spent" },
  definition: { zh: "本期使用的积分，减去退回", en: "Points spent in the period less those returned" },
  formula: "-sum(spend + return)",
  unit: "points",
  better: "neutral",
  from: "entries",
  value: "-sumIf(o.amount, o.kind IN ('spend', 'return'))",
  additive: true,
});
