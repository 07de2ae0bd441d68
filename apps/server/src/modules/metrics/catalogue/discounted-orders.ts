import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "discountedOrders",
  group: "orders",
  name: { zh: "优惠订单数", en: "Discounted orders" },
  definition: { zh: "本期有优惠或积分抵扣的订单", en: "Orders of the period with a discount or points" },
  formula: "count(discount > 0 or pointsPaid > 0)",
  unit: "count",
  better: "neutral",
  from: "orders",
  value: "countIf(o.discount > 0 OR o.points_paid > 0)",
  additive: true,
  orders: "all",
});
