import { type FindingCode, findingText } from "./finding.ts";
import type { Locale } from "./sentence-parts.ts";
import type { ProgrammeFinding, ProgrammeFindingCode } from "./validate.ts";

const texts: Record<Exclude<ProgrammeFindingCode, FindingCode>, Record<Locale, string>> = {
  "programme.duplicate_id": { zh: "编号“{id}”用了两次", en: "The id “{id}” is used twice" },
  "programme.unknown_wallet": { zh: "没有积分账户“{wallet}”", en: "There is no wallet “{wallet}”" },
  "programme.unknown_ladder": { zh: "没有等级体系“{ladder}”", en: "There is no ladder “{ladder}”" },
  "programme.unknown_tier": { zh: "没有等级“{tier}”", en: "There is no tier “{tier}”" },
  "programme.unknown_group": { zh: "没有规则组“{group}”", en: "There is no rule group “{group}”" },
  "programme.unknown_budget": { zh: "没有预算“{budget}”", en: "There is no budget “{budget}”" },
  "programme.unknown_currency": { zh: "“{currency}”不是货币代码", en: "“{currency}” is not a currency" },
  "programme.reserved_event": {
    zh: "“{event}”由系统自己产生，不能当作门店上报的事件使用；下单请用订单触发",
    en: "“{event}” is told by the program itself and cannot stand for an event that the shop reports; for orders use the order trigger",
  },
  "programme.cap_twice": {
    zh: "同一时段设了两个上限，只需保留较小的一个",
    en: "Two caps for the same period: keep the smaller one",
  },
  "wallet.bad_duration": { zh: "时长必须大于零", en: "The duration must be longer than nothing" },
  "wallet.no_such_day": {
    zh: "{month} 月没有 {day} 日，“{wallet}”的积分将在 {last} 日过期",
    en: "There is no day {day} in month {month}; points of “{wallet}” will expire on day {last}",
  },
  "wallet.expires_before_active": {
    zh: "“{wallet}”的积分等待生效的时间不短于不活跃期限，还没能使用就会过期",
    en: "Points of “{wallet}” wait as long as inactivity lets them live, so they expire before they can be spent",
  },
  "wallet.cancel_without_limit": {
    zh: "“{wallet}”没有设最迟期限，等不到事件的积分既不生效也不会作废",
    en: "“{wallet}” has no latest time, so points whose event never comes are neither activated nor cancelled",
  },
  "wallet.redemption_not_spendable": {
    zh: "积分账户“{wallet}”设了抵扣比例，但不允许消费",
    en: "The wallet “{wallet}” has a redemption rate but cannot be spent",
  },
  "wallet.pooling_not_spendable": {
    zh: "积分账户“{wallet}”设了家庭共用，但不允许消费",
    en: "The wallet “{wallet}” is shared in households but cannot be spent",
  },
  "wallet.transfer_not_spendable": {
    zh: "积分账户“{wallet}”可以转赠，但不允许消费",
    en: "Points of “{wallet}” can be given away but not spent",
  },
  "wallet.transfer_impossible": {
    zh: "“{wallet}”每次至少转赠的积分多于每天的上限，永远转不出去",
    en: "A transfer of “{wallet}” needs more points than a day allows, so none is ever possible",
  },
  "wallet.min_not_in_steps": {
    zh: "“{wallet}”最少使用的积分不是步长的整数倍，实际最少要用下一个整数倍",
    en: "The fewest points of “{wallet}” are not a multiple of the step; the next multiple is what really counts",
  },
  "ladder.first_tier_not_zero": {
    zh: "第一个等级“{tier}”的门槛必须是 0",
    en: "The first tier “{tier}” must start at 0",
  },
  "ladder.first_tier_invitation_only": {
    zh: "第一个等级“{tier}”是入会即得的，不能仅限授予",
    en: "The first tier “{tier}” is everybody's, it cannot be by invitation only",
  },
  "ladder.first_tier_conditional": {
    zh: "第一个等级“{tier}”是其余会员的等级，不能有条件",
    en: "The first tier “{tier}” is for everybody else, it cannot have a condition",
  },
  "ladder.tiers_not_ascending": {
    zh: "等级“{tier}”的门槛必须高于前一级“{previous}”",
    en: "The tier “{tier}” must start above the tier before it, “{previous}”",
  },
  "ladder.or_points_not_ascending": {
    zh: "等级“{tier}”的积分门槛不高于前一级“{previous}”，会员会跳过前一级",
    en: "The points threshold of “{tier}” is not above that of “{previous}”, so members skip the lower tier",
  },
  "ladder.keep_above_from": {
    zh: "等级“{tier}”的保级门槛高于升级门槛，刚升级的会员可能立即保不住",
    en: "The tier “{tier}” is harder to keep than to reach",
  },
  "ladder.keep_not_used": {
    zh: "等级“{tier}”的保级门槛不起作用：它不会在期末评定",
    en: "The threshold to keep “{tier}” has no effect: the tier is not judged at the end of a period",
  },
  "ladder.tier_without_condition": {
    zh: "等级“{tier}”没有条件，也没有设为仅限授予，没有会员能达到",
    en: "The tier “{tier}” has no condition and is not by invitation, so nobody can reach it",
  },
  "ladder.tier_never_reached": {
    zh: "等级“{tier}”的条件永远不成立",
    en: "The condition of the tier “{tier}” can never hold",
  },
  "ladder.tier_hides_others": {
    zh: "等级“{tier}”的条件人人符合，比它低的等级都不会出现",
    en: "Everybody fits the condition of “{tier}”, so no lower tier is ever seen",
  },
  "ladder.tiers_same_condition": {
    zh: "等级“{tier}”与“{previous}”的条件相同，“{previous}”永远不会出现",
    en: "The tiers “{tier}” and “{previous}” have the same condition, so “{previous}” is never seen",
  },
  "ladder.when_not_used": {
    zh: "等级“{tier}”的条件不起作用：该等级体系按成绩评定，或该等级仅限授予",
    en: "The condition of “{tier}” has no effect: the ladder goes by its metric, or the tier is by invitation only",
  },
  "ladder.where_not_used": {
    zh: "等级体系“{ladder}”不统计订单，订单筛选不起作用",
    en: "The ladder “{ladder}” does not count orders, so choosing among them has no effect",
  },
  "ladder.invitation_threshold": {
    zh: "等级“{tier}”仅限授予，达到门槛也不会升级",
    en: "The tier “{tier}” is by invitation only: its threshold takes nobody there",
  },
  "ladder.bad_duration": { zh: "时长必须大于零", en: "The duration must be longer than nothing" },
  "ladder.notice_too_long": {
    zh: "提前 {days} 天提醒不短于等级体系“{ladder}”的有效期，等级刚开始就会提醒",
    en: "Telling {days} days before is as long as a period of the ladder “{ladder}”: members are told as soon as it begins",
  },
  "ladder.counts_twice": {
    zh: "成长值既计消费，又计规则“{rule}”按订单发到“{wallet}”的积分，同一笔消费算了两次",
    en: "The growth value counts spend and also points of “{wallet}” that the rule “{rule}” gives for orders, so an order counts twice",
  },
  "rule.never_valid": {
    zh: "规则“{rule}”的结束时间不晚于开始时间，永远不会生效",
    en: "The rule “{rule}” ends before it starts, so it never applies",
  },
  "rule.never_holds": { zh: "规则“{rule}”的条件永远不成立", en: "The condition of the rule “{rule}” can never hold" },
  "rule.no_lines_ever": { zh: "规则“{rule}”没有任何商品能符合", en: "No line can ever fit the rule “{rule}”" },
  "rule.shadowed": {
    zh: "规则“{rule}”轮不到：同组的规则“{other}”排在前面，而且总会生效",
    en: "The rule “{rule}” never has its turn: “{other}” comes before it in the group and always gives",
  },
  "rule.never_stops": {
    zh: "规则“{rule}”由发放积分或等级变化引起的“{event}”触发，会不停地触发自己",
    en: "The rule “{rule}” answers to “{event}”, which giving points brings about: it could never stop",
  },
  "rule.feeds_own_ladder": {
    zh: "规则“{rule}”在升级时发放“{wallet}”，而等级体系“{ladder}”又按它升级，一次升级可能引起下一次",
    en: "The rule “{rule}” gives “{wallet}” for a new tier, and the ladder “{ladder}” counts it: one rise may bring about the next",
  },
  "rule.amount_needs_order": {
    zh: "规则“{rule}”不是由订单触发，没有金额可算，请用固定积分或公式",
    en: "The rule “{rule}” is not about orders, so there is no amount: give fixed points or a formula",
  },
  "rule.lines_need_order": {
    zh: "规则“{rule}”不是由订单触发，不能按商品筛选",
    en: "The rule “{rule}” is not about orders, so it cannot choose items",
  },
  "rule.tenders_need_order": {
    zh: "规则“{rule}”不是由订单触发，支付方式不起作用",
    en: "The rule “{rule}” is not about orders, so tenders have no effect",
  },
  "rule.cap_needs_order": {
    zh: "规则“{rule}”不是由订单触发，每单上限按每次触发计算",
    en: "The rule “{rule}” is not about orders: a cap for an order counts for each time it fires",
  },
  "rule.cap_empty": {
    zh: "规则“{rule}”的上限没有填积分，也没有填次数",
    en: "A cap of the rule “{rule}” limits neither points nor times",
  },
  "rule.bad_formula": {
    zh: "规则“{rule}”的公式有误：{message}",
    en: "The formula of the rule “{rule}” is wrong: {message}",
  },
  "rule.steps_not_ascending": {
    zh: "规则“{rule}”的分档起点必须逐档提高",
    en: "The steps of the rule “{rule}” must go up",
  },
  "rule.step_gives_less": {
    zh: "规则“{rule}”到这一档给的积分反而比上一档少",
    en: "At this step the rule “{rule}” gives fewer points than the step before it would",
  },
  "rule.table_starts_above_zero": {
    zh: "规则“{rule}”分档计算，但第一档以下的金额不给积分",
    en: "The rule “{rule}” counts slices, and the part below the first step gives nothing",
  },
  "rule.gives_nothing": { zh: "规则“{rule}”的每一档都是 0 分", en: "Every step of the rule “{rule}” gives 0 points" },
  "rule.first_tier_entry": {
    zh: "规则“{rule}”里的“{tier}”是第一个等级，入会不算升级",
    en: "“{tier}” in the rule “{rule}” is the first tier, and joining is no rise",
  },
  "multiplier.never_holds": {
    zh: "倍数“{multiplier}”的条件永远不成立",
    en: "The condition of the multiplier “{multiplier}” can never hold",
  },
  "multiplier.never_highest": {
    zh: "倍数“{multiplier}”轮不到：“{other}”总是适用，而且不低于它",
    en: "The multiplier “{multiplier}” never counts: “{other}” always fits and is at least as high",
  },
  "group.unused": { zh: "规则组“{group}”里没有启用的规则", en: "No enabled rule is in the group “{group}”" },
  "budget.no_limit": {
    zh: "预算“{budget}”没有填积分，也没有填金额",
    en: "The budget “{budget}” limits neither points nor money",
  },
  "budget.unused": { zh: "没有启用的规则使用预算“{budget}”", en: "No enabled rule draws on the budget “{budget}”" },
  "budget.money_without_cost": {
    zh: "预算“{budget}”限制金额，但它的积分没有设成本，永远用不完",
    en: "The budget “{budget}” limits money, but its points have no cost, so it is never used up",
  },
  "offer.wallet_not_spendable": {
    zh: "积分账户“{wallet}”不允许消费，升级兑换“{offer}”无法使用",
    en: "The wallet “{wallet}” cannot be spent, so the tier offer “{offer}” cannot be used",
  },
  "offer.wallet_never_filled": {
    zh: "没有启用的规则往“{wallet}”发放，只有手工发放或导入后才能使用升级兑换“{offer}”",
    en: "No rule in use gives into “{wallet}”: the tier offer “{offer}” can only be used with what is given by hand or imported",
  },
  "offer.voucher_pays_money": {
    zh: "升级券“{wallet}”设了抵扣比例，会员可能在收银时把券当钱用掉",
    en: "The vouchers of “{wallet}” can also pay money at the till, where members may use them up",
  },
  "offer.nothing_higher": {
    zh: "等级体系“{ladder}”没有可升的等级，升级兑换“{offer}”永远用不了",
    en: "The ladder “{ladder}” has no tier to rise to, so the tier offer “{offer}” can never be used",
  },
  "offer.first_tier": {
    zh: "“{tier}”是入会即得的等级，升级兑换“{offer}”没有意义",
    en: "“{tier}” is everybody's tier, so the tier offer “{offer}” gives nothing",
  },
  "offer.bad_duration": { zh: "时长必须大于零", en: "The duration must be longer than nothing" },
  "lifecycle.no_catch_all": {
    zh: "最后没有兜底阶段，不符合任何条件的会员会停留在原阶段",
    en: "There is no last stage for everybody else: members who fit none keep the stage they had",
  },
  "lifecycle.stage_unreachable": {
    zh: "没有会员能进入阶段“{stage}”",
    en: "No member can ever be in the stage “{stage}”",
  },
};

function isProgrammeCode(code: ProgrammeFindingCode): code is keyof typeof texts {
  return code in texts;
}

/** A finding about a programme in words, without a final stop. */
export function explainFinding({ pointer, code, params }: ProgrammeFinding, locale: Locale): string {
  if (!isProgrammeCode(code)) return findingText({ pointer, code, params }, locale);
  return texts[code][locale].replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? ""));
}
