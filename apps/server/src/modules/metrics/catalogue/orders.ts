import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "orders",
  group: "orders",
  name: { zh: "订单数", en: "Orders" },
  definition: { zh: "本期下单且未全额退款的订单", en: "Orders placed in the period that were not given back whole" },
  formula: "count(orders)",
  unit: "count",
  better: "more",
  from: "orders",
  value: "count()",
  additive: true,
  orders: "all",
});
