import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "engagedMembers",
  group: "behaviour",
  name: { zh: "互动会员", en: "Engaged members" },
  definition: { zh: "本期至少有一次互动事件的会员", en: "Members with at least one event in the period" },
  formula: "distinct(member of events)",
  unit: "count",
  better: "more",
  from: "events",
  value: "uniqExact(o.member_id)",
  additive: false,
});
