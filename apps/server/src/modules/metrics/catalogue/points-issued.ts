import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "pointsIssued",
  group: "points",
  name: { zh: "发放积分", en: "Points issued" },
  definition: { zh: "本期入账的积分", en: "Points booked in as earned in the period" },
  formula: "sum(earn)",
  unit: "points",
  better: "neutral",
  from: "entries",
  value: "sumIf(o.amount, o.kind = 'earn')",
  additive: true,
});
