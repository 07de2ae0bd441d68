import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "wonBack",
  group: "members",
  name: { zh: "召回会员", en: "Members regained" },
  definition: { zh: "本期从流失阶段回到其他阶段的会员", en: "Members who left a lost stage in the period" },
  formula: "distinct(from stage lost)",
  unit: "count",
  better: "more",
  source: "REG-1 N07",
  from: "stageChanges",
  value:
    "uniqExactIf(o.member_id, match(ifNull(toString(o.from_stage), ''), 'lost|churn') AND NOT match(toString(o.to_stage), 'lost|churn'))",
  additive: false,
});
