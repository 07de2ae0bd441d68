import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "lineRevenue",
  group: "value",
  name: { zh: "商品销售额", en: "Product revenue" },
  definition: {
    zh: "本期商品行净额，退款后；可按品类和商品分组",
    en: "Net amount of the period's lines after refunds; groups by category and product",
  },
  formula: "sum(line net - refunded)",
  unit: "money",
  better: "more",
  from: "lines",
  value: "sum(o.net - o.refunded_amount)",
  additive: true,
  orders: "all",
});
