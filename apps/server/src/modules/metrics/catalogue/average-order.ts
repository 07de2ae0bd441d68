import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "averageOrder",
  group: "orders",
  name: { zh: "客单价 AOV", en: "Average order value" },
  definition: { zh: "营业额 ÷ 订单数", en: "Revenue over orders" },
  formula: "revenue / orders",
  unit: "money",
  better: "more",
  source: "REG-2 F6",
  ratio: { of: "revenue", over: "orders" },
});
