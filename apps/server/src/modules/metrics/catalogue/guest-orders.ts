import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "guestOrders",
  group: "orders",
  name: { zh: "非会员订单数", en: "Guest orders" },
  definition: { zh: "本期未识别会员的订单", en: "Orders without a member in the period" },
  formula: "count(guest orders)",
  unit: "count",
  better: "neutral",
  from: "orders",
  value: "countIf(NOT o.is_member)",
  additive: true,
  orders: "guests",
});
