import type { NotEnoughDataAnswer } from "@regulars/contracts";
import { churn, NotEnoughData } from "@regulars/models";

interface Text {
  zh: string;
  en: string;
}

const reasons: Record<string, (details: Record<string, number>) => Text> = {
  too_few_customers: ({ customers = 0, needed = 10 }) => ({
    zh: `数据不足：只有 ${customers} 位有订单的会员，至少需要 ${needed} 位`,
    en: `Not enough data: only ${customers} members with orders, ${needed} are needed`,
  }),
  no_repeat_purchases: () => ({
    zh: "数据不足：还没有会员买过第二次",
    en: "Not enough data: no member has come back for a second purchase yet",
  }),
  too_few_repeaters: ({ repeaters = 0, needed = 3 }) => ({
    zh: `数据不足：只有 ${repeaters} 位会员复购过，至少需要 ${needed} 位`,
    en: `Not enough data: only ${repeaters} members came back, ${needed} are needed`,
  }),
  too_few_repeaters_with_spend: ({ repeaters = 0, needed = 10 }) => ({
    zh: `数据不足：只有 ${repeaters} 位复购会员有消费金额，至少需要 ${needed} 位`,
    en: `Not enough data: only ${repeaters} returning members with spend, ${needed} are needed`,
  }),
  everybody_spends_the_same: () => ({
    zh: "数据不足：所有会员的消费金额都一样，无法区分",
    en: "Not enough data: all members spend the same, nothing tells them apart",
  }),
  one_class_only: () => ({
    zh: "数据不足：历史中所有会员要么都流失、要么都留存，无法学习差别",
    en: "Not enough data: in the past either all members left or all stayed, there is no difference to learn",
  }),
  no_closed_window: () => ({
    zh: "数据不足：历史还不够长，没有一个已经结束的观察期；或购买早已停止",
    en: "Not enough data: the history is too short for an observation window to have closed, or purchases ended long ago",
  }),
  series_too_short: ({ values = 0, needed = 0 }) => ({
    zh: `数据不足：只有 ${values} 期，预测至少需要 ${needed} 期`,
    en: `Not enough data: ${values} periods, a forecast needs at least ${needed}`,
  }),
  no_recent_purchases: () => ({
    zh: "数据不足：近两年没有会员购买记录",
    en: "Not enough data: no purchases of members in the last two years",
  }),
  no_time_between_purchases: () => ({
    zh: "数据不足：所有复购都在首次购买的同一时刻，看不出购买节奏",
    en: "Not enough data: every repeat purchase came at the time of the first, so no rhythm shows",
  }),
  everybody_alike: () => ({
    zh: "数据不足：所选特征在会员之间没有足够差别，分不出群体",
    en: "Not enough data: members differ too little in what was chosen to form groups",
  }),
  no_target: () => ({
    zh: "没有可对照的数：未设目标，没有参考值，上期也没有数",
    en: "Nothing to hold it against: no goal, no reference value, nothing in the period before",
  }),
  no_value: () => ({ zh: "本期没有数据，无法计算", en: "There is nothing in the period to work it out from" }),
  no_nps: () => ({
    zh: "尚无净推荐值（NPS）：还没有收集问卷回答",
    en: "No net promoter score yet: no survey answers have been collected",
  }),
  no_indicators: () => ({
    zh: "该维度没有可计算得分的指标",
    en: "No indicator of this dimension can be told",
  }),
  no_purchases: () => ({ zh: "数据不足：还没有会员的购买记录", en: "Not enough data: no purchases of members yet" }),
  too_few_items: () => ({
    zh: "数据不足：会员买过的商品太少，无法推荐",
    en: "Not enough data: members bought too few different products to recommend any",
  }),
  no_costs: () => ({
    zh: "尚未录入近十二个月的获客成本，无法给出上限",
    en: "No acquisition costs of the last twelve months were entered, so there is no cap",
  }),
  no_costs_of_member: () => ({
    zh: "尚未录入该会员入会渠道的获客成本，也没有公共成本",
    en: "No acquisition costs were entered for the member's joining channel, nor shared ones",
  }),
  too_few_regained: ({ regained = 0, ordinary = 0, needed = 10 }) => ({
    zh: `数据不足：一至两年前召回 ${regained} 位、对照 ${ordinary} 位，两边至少各需要 ${needed} 位`,
    en: `Not enough data: ${regained} regained one to two years ago, ${ordinary} to compare with; ${needed} of each are needed`,
  }),
  nobody_matches: () => ({
    zh: "数据不足：所选范围内没有已评分的会员",
    en: "Not enough data: no scored member is in what was chosen",
  }),
  scored_later: () => ({
    zh: "分数只保留最近一次评分的结果；所选时刻早于它，无法还原",
    en: "Scores are kept of the last scoring only; the instant asked about is before it",
  }),
  layers_only: () => ({
    zh: "这一天只保存了会员所在的层级：人数是当天看到的；预测价值、流失日期和名单没有保存，不可知",
    en: "Of this day only the layers of members are kept: the counts are those shown then; values to come, churn dates and the lists behind were not kept",
  }),
  values_not_kept: () => ({
    zh: "这一天的预测价值没有保存，无法说出召回哪些流失会员划算",
    en: "The values to come of this day were not kept, so it cannot be told which lost members are worth regaining",
  }),
  not_run: () => ({ zh: "还没有评分：尚未运行过", en: "Not scored yet: no scoring has run" }),
  no_orders: () => ({ zh: "该会员还没有订单", en: "The member has no orders yet" }),
};

/** A reason in words, by its code. */
export function notEnough(code: string, details: Record<string, number> = {}): NotEnoughDataAnswer {
  const text = reasons[code]?.(details) ?? { zh: `数据不足：${code}`, en: `Not enough data: ${code}` };
  return { code, text };
}

/** The reason of a model that refused; anything else is thrown on. */
export function reasonOf(error: unknown): NotEnoughDataAnswer {
  if (error instanceof NotEnoughData) return notEnough(error.reason, error.details);
  throw error;
}

const features = new Map(churn.churnFeatures.map(({ id, zh, en }) => [id, { zh, en }]));

export function featureName(id: string): Text {
  return features.get(id) ?? { zh: id, en: id };
}

/** The eight cells of recency, frequency and spend above or below the mean, as Chinese operators name them. */
export const rfmGroups: Record<string, Text> = {
  champions: { zh: "重要价值客户", en: "Champions" },
  keep: { zh: "重要保持客户", en: "Cannot lose them" },
  develop: { zh: "重要发展客户", en: "Big spenders to develop" },
  winBack: { zh: "重要挽留客户", en: "Valuable, slipping away" },
  regular: { zh: "一般价值客户", en: "Regulars" },
  usual: { zh: "一般保持客户", en: "Were regulars" },
  fresh: { zh: "一般发展客户", en: "Newcomers" },
  leaving: { zh: "一般挽留客户", en: "Leaving" },
};

export const methodNames: Record<string, Text> = {
  bgNbd: { zh: "BG/NBD", en: "BG/NBD" },
  mbgNbd: { zh: "MBG/NBD", en: "MBG/NBD" },
  paretoNbd: { zh: "Pareto/NBD", en: "Pareto/NBD" },
  gammaGamma: { zh: "Gamma-Gamma", en: "Gamma-Gamma" },
  stack: {
    zh: "概率模型、逻辑回归与梯度提升树的组合",
    en: "Stack of the purchase process, a logistic regression and boosted trees",
  },
  parametric: { zh: "购买过程概率模型", en: "The purchase process alone" },
  item_knn: { zh: "商品近邻（余弦相似度）", en: "Nearest products by cosine" },
};

export const kindNames: Record<string, Text> = {
  purchases: { zh: "购买次数与存活", en: "Purchases and survival" },
  spend: { zh: "每次消费金额", en: "Spend per purchase" },
  churn: { zh: "流失", en: "Churn" },
  recommendation: { zh: "商品推荐", en: "Recommendation" },
};
