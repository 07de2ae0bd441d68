import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "pointsExpired",
  group: "points",
  name: { zh: "过期积分", en: "Points expired" },
  definition: { zh: "本期过期的积分", en: "Points that expired in the period" },
  formula: "-sum(expire)",
  unit: "points",
  better: "neutral",
  from: "entries",
  value: "-sumIf(o.amount, o.kind = 'expire')",
  additive: true,
});
