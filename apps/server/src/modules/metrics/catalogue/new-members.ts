import { defineMetric, joinedWithin } from "../metric.ts";

export default defineMetric({
  id: "newMembers",
  group: "members",
  name: { zh: "新增会员", en: "New members" },
  definition: { zh: "本期入会的在册会员", en: "Members on the books who joined in the period" },
  formula: "count(joinedAt in period)",
  unit: "count",
  better: "more",
  from: "members",
  value: "count()",
  additive: true,
  members: joinedWithin,
});
