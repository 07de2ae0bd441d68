import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "discounts",
  group: "value",
  name: { zh: "优惠金额", en: "Discounts" },
  definition: { zh: "本期订单的优惠金额（不含积分）", en: "Discounts of the period's orders, points not counted" },
  formula: "sum(discount)",
  unit: "money",
  better: "neutral",
  from: "orders",
  value: "sum(o.discount)",
  additive: true,
  orders: "all",
});
