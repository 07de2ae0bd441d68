import type { Programme, RuleGroup } from "@regulars/engine";
import { Tag } from "antd";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { Choice, Field, IdField, LocalTextInput } from "../fields.tsx";
import { ItemList } from "../item-list.tsx";
import { newGroup } from "./rule-defaults.ts";

interface GroupListProps {
  value: Programme;
  onChange: (value: Programme) => void;
  words: (id: string) => string | null;
}

/** Groups of rules of which one gives. */
export function GroupList({ value, onChange, words }: GroupListProps) {
  const t = useT();
  const say = useLocalText();
  const membersOf = (id: string) => value.rules.filter((rule) => rule.group === id);
  return (
    <div className="stack tight">
      <p className="muted pg-intro">{t("console.rules.groupsIntro")}</p>
      <ItemList<RuleGroup>
        list="ruleGroups"
        items={value.ruleGroups}
        onChange={(ruleGroups) => onChange({ ...value, ruleGroups })}
        pointer="/ruleGroups"
        addText={t("console.rules.addGroup")}
        emptyText={t("console.rules.noGroups")}
        create={() => newGroup(value.ruleGroups)}
        head={(group) => ({
          name: (
            <>
              <strong>{say(group.name) || group.id}</strong>
              <Tag>{t("console.rules.count", { count: membersOf(group.id).length })}</Tag>
            </>
          ),
          note: words(group.id),
        })}
        editor={(group, set, pointer) => (
          <div className="stack tight">
            <div className="pg-fields">
              <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={400}>
                <LocalTextInput value={group.name} onChange={(name) => set({ ...group, name })} />
              </Field>
              <Field label={t("console.rules.pick")} pointer={`${pointer}/pick`} width={300}>
                <Choice
                  value={group.pick}
                  options={(["best", "first"] as const).map((pick) => ({
                    value: pick,
                    label: t(`console.rules.pick.${pick}`),
                  }))}
                  onChange={(pick) => set({ ...group, pick })}
                  width="100%"
                />
              </Field>
              <IdField
                value={group.id}
                path={`ruleGroups/${group.id}`}
                pointer={`${pointer}/id`}
                onChange={(id) => set({ ...group, id })}
              />
            </div>
            <div className="small muted">
              {membersOf(group.id)
                .map((rule) => say(rule.name) || rule.id)
                .join(" · ") || t("console.rules.groupEmpty")}
            </div>
          </div>
        )}
      />
    </div>
  );
}
