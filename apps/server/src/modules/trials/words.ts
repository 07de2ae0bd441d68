import type { RuleStatus } from "@regulars/engine";

/** What a rule came to, where nothing more is known to say. */
export const statusWords: Record<RuleStatus, { zh: string; en: string }> = {
  fired: { zh: "已生效", en: "It gave points" },
  not_in_force: { zh: "不在有效期内", en: "It is not in force at that time" },
  disabled: { zh: "已停用", en: "It is switched off" },
  wrong_trigger: { zh: "触发方式不同，没有参与", en: "It answers to something else" },
  condition_failed: { zh: "条件不符合", en: "Its condition does not hold" },
  no_eligible_lines: { zh: "没有符合的商品", en: "None of the items counts" },
  lost_in_group: { zh: "同组的另一条规则生效", en: "Another rule of its group gave instead" },
  capped_to_zero: { zh: "已达上限", en: "A cap was reached already" },
  budget_exhausted: { zh: "预算已用完", en: "Its budget is used up" },
  zero_points: { zh: "算出来是 0 分", en: "It comes to 0 points" },
};

export const unmetWords = {
  zh: (condition: string, seen: string | null) => `条件不符合：${condition}${seen === null ? "" : `（实际：${seen}）`}`,
  en: (condition: string, seen: string | null) =>
    `Its condition does not hold: ${condition}${seen === null ? "" : ` (found: ${seen})`}`,
} as const;
