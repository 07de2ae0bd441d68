import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "refundCount",
  group: "orders",
  name: { zh: "退款笔数", en: "Refund count" },
  definition: { zh: "退款时间在本期内的退款", en: "Refunds made within the period" },
  formula: "count(refunds)",
  unit: "count",
  better: "less",
  from: "refunds",
  value: "count()",
  additive: true,
});
