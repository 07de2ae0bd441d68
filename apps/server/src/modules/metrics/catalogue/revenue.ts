import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "revenue",
  group: "value",
  name: { zh: "营业额", en: "Revenue" },
  definition: {
    zh: "本期全部订单净额。净额为优惠、积分抵扣和退款之后的金额，含税按订单；全额退款的订单不计。",
    en: "Net amount of all orders of the period. Net of discounts, points and refunds, tax as in the orders; orders given back whole do not count.",
  },
  formula: "sum(net - refunded)",
  unit: "money",
  better: "more",
  from: "orders",
  value: "sum(o.net - o.refunded)",
  additive: true,
  orders: "all",
});
