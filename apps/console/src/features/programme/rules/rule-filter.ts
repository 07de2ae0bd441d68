import type { Rule } from "@regulars/engine";
import { choiceOf, type TriggerChoice } from "./rule-defaults.ts";

export interface RuleFilter {
  /** Words that name, id or sentence hold, in any order. */
  text: string;
  trigger: TriggerChoice | null;
  wallet: string | null;
  group: string | null;
  enabled: boolean | null;
}

export const noFilter: RuleFilter = { text: "", trigger: null, wallet: null, group: null, enabled: null };

export function isFiltering(filter: RuleFilter): boolean {
  return (
    filter.text.trim() !== "" ||
    filter.trigger !== null ||
    filter.wallet !== null ||
    filter.group !== null ||
    filter.enabled !== null
  );
}

/** Places of the rules that fit, in their order. */
export function matchingRules(
  rules: readonly Rule[],
  filter: RuleFilter,
  words: (id: string) => string | null,
): number[] {
  const wanted = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.flatMap((rule, index) => {
    const fits =
      (filter.trigger === null || choiceOf(rule.trigger) === filter.trigger) &&
      (filter.wallet === null || rule.wallet === filter.wallet) &&
      (filter.group === null || rule.group === filter.group) &&
      (filter.enabled === null || rule.enabled === filter.enabled);
    if (!fits) return [];
    if (wanted.length === 0) return [index];
    const text = `${rule.name.zh} ${rule.name.en} ${rule.id} ${words(rule.id) ?? ""}`.toLowerCase();
    return wanted.every((word) => text.includes(word)) ? [index] : [];
  });
}

/** The list with one item taken out and put where another stands; for moving past what a filter hides. */
export function moveTo<T>(list: readonly T[], from: number, to: number): T[] {
  const moved = list[from];
  if (moved === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}
