import { defineMetric, orderWithin } from "../metric.ts";

export default defineMetric({
  id: "activeMembers",
  group: "members",
  name: { zh: "活跃会员", en: "Active members" },
  definition: {
    zh: "本期至少有一笔有效订单的会员",
    en: "Members with at least one order of the period that was not given back whole",
  },
  formula: "distinct(member of orders)",
  unit: "count",
  better: "more",
  source: "REG-2 F6",
  from: "orders",
  value: "uniqExactIf(o.member_id, o.is_member)",
  additive: false,
  members: (period) => orderWithin(period),
});
