import type { Programme } from "@regulars/engine";
import { Segmented } from "antd";
import { useEffect, useState } from "react";
import { useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { placeOf } from "../draft-place.ts";
import { BudgetList } from "./budget-list.tsx";
import { GroupList } from "./group-list.tsx";
import { RuleList } from "./rule-list.tsx";

type Part = "rules" | "ruleGroups" | "budgets";

interface RulesTabProps {
  value: Programme;
  onChange: (value: Programme) => void;
  words: (kind: "rules" | "ruleGroups" | "budgets") => (id: string) => string | null;
}

/** The earning rules with the groups and budgets that they share. */
export function RulesTab({ value, onChange, words }: RulesTabProps) {
  const t = useT();
  const { target } = useDraft();
  const [part, setPart] = useState<Part>("rules");
  useEffect(() => {
    const list = target ? placeOf(target.pointer).list : null;
    if (list === "rules" || list === "ruleGroups" || list === "budgets") setPart(list);
  }, [target]);
  const counts = { rules: value.rules.length, ruleGroups: value.ruleGroups.length, budgets: value.budgets.length };
  const parts = (["rules", "ruleGroups", "budgets"] as const).map((one) => ({
    value: one,
    label: `${t(`console.rules.part.${one}`)} ${counts[one]}`,
  }));
  return (
    <div className="stack tight">
      <div>
        <Segmented<Part> value={part} options={parts} onChange={setPart} aria-label={t("console.programme.rules")} />
      </div>
      {part === "rules" ? (
        <RuleList value={value} onChange={(rules) => onChange({ ...value, rules })} words={words("rules")} />
      ) : null}
      {part === "ruleGroups" ? <GroupList value={value} onChange={onChange} words={words("ruleGroups")} /> : null}
      {part === "budgets" ? <BudgetList value={value} onChange={onChange} words={words("budgets")} /> : null}
    </div>
  );
}
