import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "units",
  group: "orders",
  name: { zh: "销售件数", en: "Units sold" },
  definition: { zh: "本期卖出、未退的件数", en: "Pieces sold in the period and not given back" },
  formula: "sum(quantity - refundedQuantity)",
  unit: "count",
  better: "more",
  from: "lines",
  value: "sum(o.quantity - o.refunded_quantity)",
  additive: true,
  orders: "all",
});
