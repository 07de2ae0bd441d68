import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "discountRate",
  group: "value",
  name: { zh: "优惠率", en: "Discount rate" },
  definition: { zh: "优惠金额 ÷ 原价金额", en: "Discounts over gross sales" },
  formula: "discounts / grossSales",
  unit: "share",
  better: "less",
  ratio: { of: "discounts", over: "grossSales" },
});
