import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { Choice, Field, NumberInput } from "../fields.tsx";
import { without } from "../quantities.ts";
import type { RuleFormProps } from "./rule-form-props.ts";

/** Which of several rules gives: the group and the order of precedence. */
export function SharedFields({ value, onChange, pointer }: RuleFormProps) {
  const t = useT();
  const say = useLocalText();
  const { programme } = useDraft();
  const { group = "" } = value;
  const known = programme.ruleGroups.map((one) => ({ value: one.id, label: say(one.name) || one.id }));
  const options = [
    { value: "", label: t("console.rules.noGroup") },
    ...known,
    ...(group === "" || known.some((one) => one.value === group) ? [] : [{ value: group, label: group }]),
  ];
  const chosen = programme.ruleGroups.find(({ id }) => id === group);
  return (
    <div className="pg-fields">
      <Field
        label={t("console.rules.group")}
        pointer={`${pointer}/group`}
        width={280}
        hint={t(chosen ? `console.rules.pickHint.${chosen.pick}` : "console.rules.groupHint")}
      >
        <Choice
          value={group}
          options={options}
          onChange={(id) => onChange(id === "" ? without(value, "group") : { ...value, group: id })}
          width="100%"
        />
      </Field>
      <Field
        label={t("console.rules.priority")}
        pointer={`${pointer}/priority`}
        width={280}
        hint={t("console.rules.priorityHint")}
      >
        <NumberInput
          value={value.priority}
          min={-1000}
          max={1000}
          width={110}
          onChange={(priority) => onChange({ ...value, priority })}
        />
      </Field>
    </div>
  );
}
