import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "repurchaseRate",
  group: "behaviour",
  name: { zh: "复购率", en: "Repurchase rate" },
  definition: {
    zh: "本期两单及以上的会员 ÷ 本期有单的会员",
    en: "Members with two or more orders in the period over members with at least one",
  },
  formula: "repeatMembers / activeMembers",
  unit: "share",
  better: "more",
  source: "REG-2 F6",
  ratio: { of: "repeatMembers", over: "activeMembers" },
});
