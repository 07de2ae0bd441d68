import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "totalMembers",
  group: "members",
  name: { zh: "会员总数", en: "Members" },
  definition: {
    zh: "期末在册会员，不含已合并和已注销",
    en: "Members on the books at the end of the period, without merged and erased ones",
  },
  formula: "count(joinedAt < end)",
  unit: "count",
  better: "more",
  from: "members",
  value: "count()",
  additive: true,
  standing: true,
  members: ({ end }) => ({ field: "member.joinedAt", op: "before", value: end.toISOString() }),
});
