import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "categoriesBought",
  group: "behaviour",
  name: { zh: "会员购买品类数", en: "Categories bought" },
  definition: {
    zh: "本期会员买过的不同品类（会员×品类）",
    en: "Different categories that members bought in the period, summed over members",
  },
  formula: "distinct(member, category)",
  unit: "count",
  better: "more",
  from: "lines",
  value: "uniqExactIf((o.member_id, o.category), o.is_member)",
  additive: false,
});
