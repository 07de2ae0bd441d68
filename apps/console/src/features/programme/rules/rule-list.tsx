import type { Programme, Rule } from "@regulars/engine";
import { Collapse, Pagination } from "antd";
import { useEffect, useMemo, useState } from "react";
import { EmptyState } from "../../../shared/empty-state.tsx";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { useDraft, useDraftCurrency } from "../draft-context.tsx";
import { placeOf } from "../draft-place.ts";
import { replaceAt } from "../quantities.ts";
import { AddRule } from "./add-rule.tsx";
import { newRule, type TriggerChoice } from "./rule-defaults.ts";
import { isFiltering, matchingRules, noFilter, type RuleFilter } from "./rule-filter.ts";
import { RuleFilters } from "./rule-filters.tsx";
import { RuleForm } from "./rule-form.tsx";
import { RuleButtons, RuleHead } from "./rule-head.tsx";
import { PAGE_SIZE, useRuleActions } from "./use-rule-actions.ts";

interface RuleListProps {
  value: Programme;
  onChange: (rules: Rule[]) => void;
  words: (id: string) => string | null;
}

/** Rules a page at a time, so that a thousand of them stay quick; one is unfolded for editing. */
export function RuleList({ value, onChange, words }: RuleListProps) {
  const t = useT();
  const say = useLocalText();
  const { readOnly, open } = useDraft();
  const { digits } = useDraftCurrency();
  const { rules } = value;
  const [filter, setFilter] = useState<RuleFilter>(noFilter);
  const places = useMemo(() => matchingRules(rules, filter, words), [rules, filter, words]);
  const { page, setPage, setOpen } = useRulePage(places, () => setFilter(noFilter));
  const pages = Math.max(1, Math.ceil(places.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  const add = (choice: TriggerChoice) => {
    onChange([...rules, newRule(choice, value, 10 ** digits)]);
    setFilter(noFilter);
    setPage(Math.ceil((rules.length + 1) / PAGE_SIZE));
    setOpen(rules.length);
  };
  const nameIn = (items: readonly { id: string; name: { zh: string; en: string } }[], id: string) => {
    const item = items.find((one) => one.id === id);
    return (item && say(item.name)) || id;
  };
  const addRule = readOnly ? null : <AddRule onAdd={add} />;
  const actions = useRuleActions({ rules, places, onChange, setPage, opened: open.rules ?? null, setOpen });
  if (rules.length === 0) return <EmptyState title={t("console.programme.noRules")} action={addRule} />;
  const first = (shown - 1) * PAGE_SIZE;
  return (
    <div className="stack tight">
      <RuleFilters
        value={filter}
        onChange={(next) => {
          setFilter(next);
          setPage(1);
        }}
      />
      <div className="row between">
        <span className="small muted" role="status">
          {isFiltering(filter)
            ? t("console.rules.filtered", { shown: places.length, count: rules.length })
            : t("console.rules.count", { count: rules.length })}
        </span>
        {addRule}
      </div>
      {places.length === 0 ? <div className="muted">{t("console.rules.noneFits")}</div> : null}
      <Collapse
        accordion
        activeKey={open.rules === null || open.rules === undefined ? [] : [String(open.rules)]}
        onChange={(keys) => setOpen(keys[0] === undefined ? null : Number(keys[0]))}
        destroyOnHidden
        items={places.slice(first, first + PAGE_SIZE).flatMap((index, offset) => {
          const rule = rules[index];
          if (!rule) return [];
          const at = first + offset;
          const set = (next: Rule) => onChange(replaceAt(rules, index, next));
          return {
            key: String(index),
            label: (
              <RuleHead
                rule={rule}
                pointer={`/rules/${index}`}
                note={words(rule.id)}
                wallet={value.wallets.length > 1 ? nameIn(value.wallets, rule.wallet) : null}
                group={rule.group === undefined ? null : nameIn(value.ruleGroups, rule.group)}
              />
            ),
            extra: readOnly ? null : (
              <RuleButtons
                name={say(rule.name) || rule.id}
                enabled={rule.enabled}
                at={at}
                isLast={at === places.length - 1}
                actions={actions}
              />
            ),
            children: <RuleForm value={rule} onChange={set} pointer={`/rules/${index}`} />,
          };
        })}
      />
      {pages > 1 ? (
        <Pagination
          align="end"
          current={shown}
          pageSize={PAGE_SIZE}
          total={places.length}
          showSizeChanger={false}
          onChange={setPage}
          disabled={false}
        />
      ) : null}
    </div>
  );
}

/** The page being shown; being led to a rule shows its page, without a filter that would hide it. */
function useRulePage(places: readonly number[], clearFilter: () => void) {
  const { target, setOpen } = useDraft();
  const [page, setPage] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only being led somewhere turns the page, not what the filter shows meanwhile
  useEffect(() => {
    const place = target ? placeOf(target.pointer) : null;
    if (place?.list !== "rules" || place.index === null) return;
    const at = places.indexOf(place.index);
    if (at < 0) clearFilter();
    setPage(Math.floor((at < 0 ? place.index : at) / PAGE_SIZE) + 1);
  }, [target]);
  return { page, setPage, setOpen: (index: number | null) => setOpen("rules", index) };
}
