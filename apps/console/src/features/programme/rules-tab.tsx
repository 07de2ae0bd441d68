import type { Rule } from "@regulars/engine";
import { Tag } from "antd";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useDraft } from "./draft-context.tsx";
import { ItemList } from "./item-list.tsx";
import { freeId } from "./quantities.ts";
import { RuleForm } from "./rule-form.tsx";

export function RulesTab({
  value,
  onChange,
  words,
}: {
  value: Rule[];
  onChange: (value: Rule[]) => void;
  words: (id: string) => string | null;
}) {
  const t = useT();
  const say = useLocalText();
  const { programme } = useDraft();
  return (
    <ItemList<Rule>
      tab="rules"
      items={value}
      onChange={onChange}
      pointer="/rules"
      addText={t("console.programme.addRule")}
      emptyText={t("console.programme.noRules")}
      create={() => ({
        id: freeId(
          "rule",
          value.map((rule) => rule.id),
        ),
        name: { zh: "", en: "" },
        enabled: true,
        wallet: programme.wallets[0]?.id ?? "",
        trigger: "order",
        amount: { kind: "fixed", points: 10 },
        rounding: "floor",
        multipliers: [],
        stacking: "highest",
      })}
      head={(rule) => ({
        name: (
          <>
            <strong>{say(rule.name) || rule.id}</strong>
            {rule.enabled ? null : <Tag>{t("console.programme.disabled")}</Tag>}
          </>
        ),
        note: words(rule.id),
      })}
      editor={(rule, set, pointer) => <RuleForm value={rule} onChange={set} pointer={pointer} />}
    />
  );
}
