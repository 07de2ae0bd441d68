import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "memberAverageOrder",
  group: "orders",
  name: { zh: "会员客单价", en: "Member order value" },
  definition: { zh: "会员营业额 ÷ 会员订单数", en: "Member revenue over member orders" },
  formula: "memberRevenue / memberOrders",
  unit: "money",
  better: "more",
  ratio: { of: "memberRevenue", over: "memberOrders" },
});
