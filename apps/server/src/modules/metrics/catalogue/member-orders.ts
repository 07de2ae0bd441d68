import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "memberOrders",
  group: "orders",
  name: { zh: "会员订单数", en: "Member orders" },
  definition: { zh: "本期会员的订单", en: "Orders of members in the period" },
  formula: "count(member orders)",
  unit: "count",
  better: "more",
  from: "orders",
  value: "countIf(o.is_member)",
  additive: true,
  orders: "members",
});
