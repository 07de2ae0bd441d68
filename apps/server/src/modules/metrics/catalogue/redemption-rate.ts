import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "redemptionRate",
  group: "points",
  name: { zh: "积分兑换率", en: "Redemption rate" },
  definition: { zh: "本期使用 ÷ 本期发放", en: "Spent over issued, within the period" },
  formula: "pointsSpent / pointsIssued",
  unit: "share",
  better: "more",
  source: "REG-2 F15",
  ratio: { of: "pointsSpent", over: "pointsIssued" },
});
