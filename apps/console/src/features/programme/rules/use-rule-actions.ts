import type { Rule } from "@regulars/engine";
import { useLayoutEffect, useMemo, useRef } from "react";
import { removeAt } from "../quantities.ts";
import { duplicateRule } from "./rule-defaults.ts";
import { moveTo } from "./rule-filter.ts";
import type { RuleActions } from "./rule-head.tsx";

/** How many rules are shown at a time. */
export const PAGE_SIZE = 20;

interface RuleActionsInput {
  rules: Rule[];
  /** Places of the rules that are shown, in their order. */
  places: readonly number[];
  onChange: (rules: Rule[]) => void;
  setPage: (page: number) => void;
  opened: number | null;
  setOpen: (index: number | null) => void;
}

/** What the buttons of the list do, as one object that stays the same. */
export function useRuleActions({ rules, places, onChange, setPage, opened, setOpen }: RuleActionsInput): RuleActions {
  return useStableActions({
    switchOn(at, enabled) {
      const index = places[at];
      if (index === undefined) return;
      onChange(rules.map((rule, place) => (place === index ? { ...rule, enabled } : rule)));
    },
    move(at, step) {
      const from = places[at];
      const to = places[at + step];
      if (from === undefined || to === undefined) return;
      onChange(moveTo(rules, from, to));
      setPage(Math.floor((at + step) / PAGE_SIZE) + 1);
      if (opened === from) setOpen(to);
    },
    duplicate(at) {
      const index = places[at];
      const rule = index === undefined ? undefined : rules[index];
      if (index === undefined || !rule) return;
      onChange([...rules.slice(0, index + 1), duplicateRule(rule, rules), ...rules.slice(index + 1)]);
      setOpen(index + 1);
    },
    remove(at) {
      const index = places[at];
      if (index === undefined) return;
      onChange(removeAt(rules, index));
      setOpen(null);
    },
  });
}

/** The actions as one object that stays the same and does what the latest of them do. */
function useStableActions(actions: RuleActions): RuleActions {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () => ({
      switchOn: (at, enabled) => latest.current.switchOn(at, enabled),
      move: (at, step) => latest.current.move(at, step),
      duplicate: (at) => latest.current.duplicate(at),
      remove: (at) => latest.current.remove(at),
    }),
    [],
  );
}
