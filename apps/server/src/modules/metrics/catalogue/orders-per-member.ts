import { defineMetric } from "../metric.ts";

export default defineMetric({
  id: "ordersPerMember",
  group: "behaviour",
  name: { zh: "人均订单", en: "Orders per active member" },
  definition: { zh: "会员订单数 ÷ 活跃会员", en: "Member orders over active members" },
  formula: "memberOrders / activeMembers",
  unit: "number",
  better: "more",
  ratio: { of: "memberOrders", over: "activeMembers" },
});
