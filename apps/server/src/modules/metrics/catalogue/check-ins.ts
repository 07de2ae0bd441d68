import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "checkIns",
  group: "behaviour",
  name: { zh: "签到次数", en: "Check-ins" },
  definition: { zh: "本期的签到事件", en: "Check-in events in the period" },
  formula: "count(type contains check)",
  unit: "count",
  better: "more",
  from: "events",
  value: "countIf(positionCaseInsensitive(o.type, 'check') > 0)",
  additive: true,
});
