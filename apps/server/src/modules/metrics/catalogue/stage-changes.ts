import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "stageChanges",
  group: "members",
  name: { zh: "阶段变动", en: "Stage changes" },
  definition: { zh: "本期写下的生命周期阶段变动", en: "Changes of life-cycle stage written in the period" },
  formula: "count(changes)",
  unit: "count",
  better: "neutral",
  from: "stageChanges",
  value: "count()",
  additive: true,
});
