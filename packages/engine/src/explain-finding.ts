import { type FindingCode, findingText } from "./finding.ts";
import type { Locale } from "./sentence-parts.ts";
import type { ProgrammeFinding, ProgrammeFindingCode } from "./validate.ts";

const texts: Record<Exclude<ProgrammeFindingCode, FindingCode>, Record<Locale, string>> = {
  "programme.duplicate_id": { zh: "编号“{id}”用了两次", en: "The id “{id}” is used twice" },
  "programme.unknown_wallet": { zh: "没有积分账户“{wallet}”", en: "There is no wallet “{wallet}”" },
  "programme.unknown_currency": { zh: "“{currency}”不是货币代码", en: "“{currency}” is not a currency" },
  "wallet.bad_duration": { zh: "时长必须大于零", en: "The duration must be longer than nothing" },
  "wallet.redemption_not_spendable": {
    zh: "积分账户“{wallet}”设了抵扣比例，但不允许消费",
    en: "The wallet “{wallet}” has a redemption rate but cannot be spent",
  },
  "ladder.first_tier_not_zero": {
    zh: "第一个等级“{tier}”的门槛必须是 0",
    en: "The first tier “{tier}” must start at 0",
  },
  "ladder.tiers_not_ascending": {
    zh: "等级“{tier}”的门槛必须高于前一级“{previous}”",
    en: "The tier “{tier}” must start above the tier before it, “{previous}”",
  },
  "ladder.bad_duration": { zh: "时长必须大于零", en: "The duration must be longer than nothing" },
  "rule.never_valid": {
    zh: "规则“{rule}”的结束时间不晚于开始时间，永远不会生效",
    en: "The rule “{rule}” ends before it starts, so it never applies",
  },
  "rule.never_holds": { zh: "规则“{rule}”的条件永远不成立", en: "The condition of the rule “{rule}” can never hold" },
  "rule.no_lines_ever": { zh: "规则“{rule}”没有任何商品能符合", en: "No line can ever fit the rule “{rule}”" },
  "multiplier.never_holds": {
    zh: "倍数“{multiplier}”的条件永远不成立",
    en: "The condition of the multiplier “{multiplier}” can never hold",
  },
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
