import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "events",
  group: "behaviour",
  name: { zh: "互动次数", en: "Interactions" },
  definition: { zh: "本期会员的互动事件（订单之外）", en: "Events of members in the period, orders not counted" },
  formula: "count(events)",
  unit: "count",
  better: "more",
  from: "events",
  value: "count()",
  additive: true,
});
