import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "arpu",
  group: "value",
  name: { zh: "人均营业额 ARPU", en: "ARPU" },
  definition: { zh: "会员营业额 ÷ 期末会员总数", en: "Member revenue over all members at the end of the period" },
  formula: "memberRevenue / totalMembers",
  unit: "money",
  better: "more",
  source: "REG-2 F1",
  ratio: { of: "memberRevenue", over: "totalMembers" },
});
