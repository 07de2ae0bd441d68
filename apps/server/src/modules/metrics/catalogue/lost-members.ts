import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "lostMembers",
  group: "members",
  name: { zh: "流失人次", en: "Members lost" },
  definition: { zh: "本期进入流失阶段的会员", en: "Members who entered a lost stage in the period" },
  formula: "count(to stage lost)",
  unit: "count",
  better: "less",
  source: "REG-2 F10",
  from: "stageChanges",
  value: "uniqExactIf(o.member_id, match(toString(o.to_stage), 'lost|churn') AND o.from_stage IS NOT NULL)",
  additive: false,
});
