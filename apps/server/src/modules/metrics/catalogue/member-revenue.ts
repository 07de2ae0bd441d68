import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "memberRevenue",
  group: "value",
  name: { zh: "会员营业额", en: "Member revenue" },
  definition: {
    zh: "本期会员订单净额。净额为优惠、积分抵扣和退款之后的金额，含税按订单；全额退款的订单不计。",
    en: "Net amount of members' orders of the period. Net of discounts, points and refunds, tax as in the orders; orders given back whole do not count.",
  },
  formula: "sum(net - refunded) of member orders",
  unit: "money",
  better: "more",
  from: "orders",
  value: "sumIf(o.net - o.refunded, o.is_member)",
  additive: true,
  orders: "members",
});
