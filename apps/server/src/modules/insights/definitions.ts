import type { Definition } from "@regulars/contracts";

type Entry = [zhName: string, enName: string, zh: string, en: string, formula: string];

const net = "净额为优惠和积分抵扣之后、并扣除该订单已退款的部分；全额退款的订单不计";
const netEn =
  "Net means after discounts and points and less what was refunded of the order; wholly refunded orders do not count";

const entries = {
  membersTotal: [
    "会员总数",
    "Members",
    "期末在册会员，不含已合并和已注销数据的会员",
    "Members on the books at the end of the period, without merged and erased ones",
    "count(joinedAt < end)",
  ],
  membersJoined: [
    "新增会员",
    "New members",
    "入会时间在本期内的会员",
    "Members who joined within the period",
    "count(start <= joinedAt < end)",
  ],
  membersActive: [
    "活跃会员",
    "Active members",
    "本期内至少有一笔未全额退款订单的会员",
    "Members with at least one order in the period that was not wholly refunded",
    "distinct(memberId of orders in period)",
  ],
  membersLost: [
    "流失会员",
    "Lost members",
    "本期内进入流失阶段且目前仍在该阶段的会员",
    "Members who entered the lost stage within the period and are still in it",
    "count(stage = lost and start <= stageSince < end)",
  ],
  byStage: [
    "生命周期分布",
    "Life-cycle stages",
    "按当前生命周期阶段统计的会员数；阶段按顺序判断，先满足者为准",
    "Members by their present life-cycle stage; stages are tried in order, the first that fits wins",
    "count() by stage",
  ],
  flow: [
    "阶段流转",
    "Stage flow",
    "期初阶段与当前阶段的对照：以期初时刻之前的订单重新判断期初阶段",
    "Stage at the start of the period, worked out from the orders before it, against the stage now",
    "count() by (stage at start, stage now)",
  ],
  byTier: [
    "等级分布",
    "Tiers",
    "按当前等级统计的会员数",
    "Members by their present tier",
    "count() by ladder and tier",
  ],
  revenue: [
    "营业额",
    "Revenue",
    `会员与非会员订单净额之和。${net}`,
    `Net amount of members' and guests' orders. ${netEn}`,
    "sum(net - refunded)",
  ],
  memberRevenue: [
    "会员营业额",
    "Member revenue",
    `会员订单净额。${net}`,
    `Net amount of members' orders. ${netEn}`,
    "sum(net - refunded) of member orders",
  ],
  guestRevenue: [
    "非会员营业额",
    "Guest revenue",
    `未识别会员的订单净额。${net}`,
    `Net amount of orders without a member. ${netEn}`,
    "sum(net - refunded) of guest orders",
  ],
  memberShare: [
    "会员消费占比",
    "Member share",
    "会员营业额占营业额的比例",
    "Share of the revenue that members bring",
    "memberRevenue / revenue",
  ],
  orders: [
    "订单数",
    "Orders",
    "本期下单且未全额退款的订单",
    "Orders placed in the period and not wholly refunded",
    "count(orders)",
  ],
  averageOrder: ["客单价", "Average order value", "每单净额", "Net amount per order", "revenue / orders"],
  repurchaseRate: [
    "复购率",
    "Repurchase rate",
    "本期有两笔及以上订单的会员 ÷ 本期有订单的会员",
    "Members with two or more orders in the period over members with at least one",
    "members(orders >= 2) / members(orders >= 1)",
  ],
  arpu: [
    "人均营业额 ARPU",
    "ARPU",
    "会员营业额 ÷ 期末会员总数（净退款、含税按订单金额）",
    "Member revenue over all members at the end of the period; net of refunds, tax as in the orders",
    "memberRevenue / membersTotal",
  ],
  arpuActive: [
    "活跃会员人均",
    "Revenue per active member",
    "会员营业额 ÷ 活跃会员",
    "Member revenue over active members",
    "memberRevenue / membersActive",
  ],
  refunds: [
    "退款额",
    "Refunds",
    "退款时间在本期内的退款金额，与订单日期无关",
    "Money given back within the period, whenever the order was",
    "sum(refund amount by refundedAt)",
  ],
  rfm: [
    "RFM 分布",
    "RFM",
    "近 365 天未全额退款的订单：R 为距最近一单的自然日数，F 为单数，M 为净额；五分位 1–5 分，同值同分：1 + ⌊5 × 严格更差人数 ÷ 参评人数⌋；无订单者不参评",
    "Orders of the last 365 days that were not wholly refunded: R = local days since the last one, F = how many, M = net amount; quintile scores 1-5, equal values score alike: 1 + floor(5 x strictly worse / scored); without orders no score",
    "1 + floor(5 * worse / scored)",
  ],
  points: [
    "积分收支",
    "Points",
    "期初 + 发放 − 使用 + 退回 − 过期 − 扣回 + 调整 + 转让 = 期末",
    "opening + issued - spent + returned - expired - clawed back + adjusted + transferred = closing",
    "sum(entries)",
  ],
  redemptionRate: [
    "积分兑换率",
    "Redemption rate",
    "本期使用（减去退回）÷ 本期发放",
    "Spent less returned over issued, within the period",
    "(spent - returned) / issued",
  ],
  liability: [
    "积分负债",
    "Points liability",
    "期末未使用积分 × 单位成本；未设成本时按抵扣价值计；未扣除预计不会使用的部分",
    "Outstanding points times their unit cost, else what they buy at the till; nothing is taken off for points that may never be used",
    "outstanding * costPer1000 / 1000, else outstanding * amount / points",
  ],
  expiring: [
    "即将过期积分",
    "Points about to expire",
    "期末后 30 天内到期、尚未使用的积分",
    "Unspent points that die within 30 days of the end of the period",
    "sum(remaining of lots with end < expiresAt <= end + 30d)",
  ],
  topStores: [
    "门店排行",
    "Stores",
    "按本期净额排序的门店",
    "Stores by net amount in the period",
    "sum(net - refunded) by store",
  ],
  slipping: [
    "高价值流失预警",
    "Slipping away",
    "F、M 均 ≥ 4 的会员，距最近一单已超过其平均间隔（至少 7 天）的两倍，且尚未流失",
    "Members with F and M of at least 4 whose last order is more than twice their own average gap ago (a gap counts as 7 days at least) and who are not lost yet",
    "recencyDays > 2 * max(7, averageGapDays)",
  ],
} as const satisfies Record<string, Entry>;

export type DefinitionKey = keyof typeof entries;

/** What every figure means and how it is worked out, in both languages. */
export const definitions: Record<DefinitionKey, Definition> = Object.fromEntries(
  Object.entries(entries).map(([key, [zhName, enName, zh, en, formula]]) => [
    key,
    { name: { zh: zhName, en: enName }, text: { zh, en }, formula },
  ]),
) as Record<DefinitionKey, Definition>;
