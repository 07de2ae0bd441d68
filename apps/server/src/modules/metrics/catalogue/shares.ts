import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "shares",
  group: "behaviour",
  name: { zh: "分享次数", en: "Shares" },
  definition: { zh: "本期的分享事件", en: "Share events in the period" },
  formula: "count(type contains share)",
  unit: "count",
  better: "more",
  source: "EV-11",
  from: "events",
  value: "countIf(positionCaseInsensitive(o.type, 'share') > 0)",
  additive: true,
});
