import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "arpuActive",
  group: "value",
  name: { zh: "活跃会员人均", en: "Revenue per active member" },
  definition: { zh: "会员营业额 ÷ 活跃会员", en: "Member revenue over active members" },
  formula: "memberRevenue / activeMembers",
  unit: "money",
  better: "more",
  source: "REG-2 F1",
  ratio: { of: "memberRevenue", over: "activeMembers" },
});
