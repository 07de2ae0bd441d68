import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "breakage",
  group: "points",
  name: { zh: "积分过期率", en: "Breakage" },
  definition: { zh: "本期过期 ÷ 本期发放", en: "Expired over issued, within the period" },
  formula: "pointsExpired / pointsIssued",
  unit: "share",
  better: "neutral",
  source: "REG-2 F15",
  ratio: { of: "pointsExpired", over: "pointsIssued" },
});
