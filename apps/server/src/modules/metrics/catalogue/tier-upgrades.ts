import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "tierUpgrades",
  group: "tiers",
  name: { zh: "升级人次", en: "Upgrades" },
  definition: { zh: "本期等级上升的次数", en: "Rises to a higher tier in the period" },
  formula: "count(reason = upgraded)",
  unit: "count",
  better: "more",
  from: "tierChanges",
  value: "countIf(o.reason = 'upgraded')",
  additive: true,
});
