import type { Programme } from "@regulars/engine";
import { errorText, hasErrorText } from "@regulars/i18n";

export interface LocalText {
  zh: string;
  en: string;
}

/** What a registered code says, in both languages; a code that is not registered speaks for itself. */
export function errorWords(code: string): LocalText {
  if (!hasErrorText(code)) return { zh: code, en: code };
  return { zh: errorText("zh-CN", code).title, en: errorText("en", code).title };
}

/** What is worked out otherwise than at the till. */
export const notes = {
  "budget.cut_off": {
    zh: "预算按时间先后用尽后即视为关闭：最后一次发放如果超出剩余额度则整笔不发，因此与收银时相比最多相差一次发放。",
    en: "A budget is closed at the instant at which it would have been exceeded: the grant that crosses the limit is left out as a whole, so the figure differs from the till's by one grant at most.",
  },
  "transfer.as_it_was": {
    zh: "会员之间转赠的积分：转入方按当时真实收到的数量计算，转出方按模拟结果扣减。",
    en: "Points that changed hands: the receiver gets what was really received; the sender gives what the simulation leaves.",
  },
  "redemption.left_out": {
    zh: "会员在模拟方案下付不起的积分抵扣，按没有抵扣的订单重放。",
    en: "Redemptions that members could not have afforded are replayed as orders paid with money alone.",
  },
  "profile.now": {
    zh: "会员资料、标签和同意记录按现在的内容使用，没有按当时还原。",
    en: "Profiles, tags and consents are read as they are now, not as they were then.",
  },
  "actual.behind": {
    zh: "部分会员的到期、生日等尚未记账，“实际”一列还不完整；稍后重新模拟即可对齐。",
    en: "For some members expiries, birthdays and ends of tiers are not booked yet, so the actual figures are not complete; simulate again later to compare like with like.",
  },
  "behaviour.same": {
    zh: "假定会员的行为与真实历史相同。",
    en: "Members are taken to do just what they really did.",
  },
} as const satisfies Record<string, LocalText>;

export type NoteCode = keyof typeof notes;

/** The name of a tier of a ladder in any of some programmes; an unknown one is called by its id. */
export function tierNames(programmes: readonly Programme[]): (ladder: string, tier: string) => LocalText {
  return (ladder, tier) => {
    for (const programme of programmes) {
      const tiers = programme.ladders.find((candidate) => candidate.id === ladder)?.tiers;
      const found = tiers?.find((candidate) => candidate.id === tier);
      if (found) return found.name;
    }
    return { zh: tier, en: tier };
  };
}
