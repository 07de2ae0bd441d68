import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "guestRevenue",
  group: "value",
  name: { zh: "非会员营业额", en: "Guest revenue" },
  definition: {
    zh: "本期未识别会员的订单净额。净额为优惠、积分抵扣和退款之后的金额，含税按订单；全额退款的订单不计。",
    en: "Net amount of the period's orders without a member. Net of discounts, points and refunds, tax as in the orders; orders given back whole do not count.",
  },
  formula: "sum(net - refunded) of guest orders",
  unit: "money",
  better: "more",
  from: "orders",
  value: "sumIf(o.net - o.refunded, NOT o.is_member)",
  additive: true,
  orders: "guests",
});
