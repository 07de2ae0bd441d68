import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "skuCount",
  group: "orders",
  name: { zh: "在售商品数", en: "Products sold" },
  definition: { zh: "本期卖出过的不同商品", en: "Different products sold in the period" },
  formula: "distinct(sku)",
  unit: "count",
  better: "more",
  source: "REG-1 N19",
  from: "lines",
  value: "uniqExact(o.sku)",
  additive: false,
  orders: "all",
});
