import { defineMetric, orderWithin } from "../metric.ts";

export default defineMetric({
  id: "repeatMembers",
  group: "members",
  name: { zh: "复购会员", en: "Repeat buyers" },
  definition: {
    zh: "本期有两笔及以上有效订单的会员",
    en: "Members with two or more orders of the period that were not given back whole",
  },
  formula: "members(orders >= 2)",
  unit: "count",
  better: "more",
  from: "orders",
  value: "countIf(o.n > 1)",
  perMember: true,
  additive: false,
  members: (period) => orderWithin(period, 2),
});
