import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "memberShare",
  group: "value",
  name: { zh: "会员消费占比", en: "Member share of revenue" },
  definition: { zh: "会员营业额占营业额的比例", en: "Member revenue over revenue" },
  formula: "memberRevenue / revenue",
  unit: "share",
  better: "more",
  source: "EV-07",
  ratio: { of: "memberRevenue", over: "revenue" },
});
