import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "pointsPaid",
  group: "points",
  name: { zh: "积分抵扣金额", en: "Paid with points" },
  definition: { zh: "本期订单用积分抵扣的金额", en: "What points paid for in the period's orders" },
  formula: "sum(pointsPaid)",
  unit: "money",
  better: "neutral",
  from: "orders",
  value: "sum(o.points_paid)",
  additive: true,
  orders: "members",
});
