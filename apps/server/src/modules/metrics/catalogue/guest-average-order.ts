import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "guestAverageOrder",
  group: "orders",
  name: { zh: "非会员客单价", en: "Guest order value" },
  definition: { zh: "非会员营业额 ÷ 非会员订单数", en: "Guest revenue over guest orders" },
  formula: "guestRevenue / guestOrders",
  unit: "money",
  better: "neutral",
  ratio: { of: "guestRevenue", over: "guestOrders" },
});
