import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "grossSales",
  group: "value",
  name: { zh: "原价金额", en: "Gross sales" },
  definition: { zh: "本期订单优惠前金额", en: "Amount of the period's orders before discounts" },
  formula: "sum(gross)",
  unit: "money",
  better: "more",
  from: "orders",
  value: "sum(o.gross)",
  additive: true,
  orders: "all",
});
