import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "refundAmount",
  group: "value",
  name: { zh: "退款金额", en: "Refunds" },
  definition: {
    zh: "退款时间在本期内的金额，与下单日期无关",
    en: "Money given back within the period, whenever the order was",
  },
  formula: "sum(refund amount)",
  unit: "money",
  better: "less",
  from: "refunds",
  value: "sum(o.amount)",
  additive: true,
});
