import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "tierChanges",
  group: "tiers",
  name: { zh: "等级变动", en: "Tier changes" },
  definition: { zh: "本期全部等级变动，含入会定级", en: "All changes of tier in the period, first tiers included" },
  formula: "count(changes)",
  unit: "count",
  better: "neutral",
  from: "tierChanges",
  value: "count()",
  additive: true,
});
