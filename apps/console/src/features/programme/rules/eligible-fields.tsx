import { useT } from "../../../shared/preferences.tsx";
import { ConditionEditor } from "../condition/condition-editor.tsx";
import { Field } from "../fields.tsx";
import { without } from "../quantities.ts";
import { NamesInput } from "../quantity-inputs.tsx";
import type { RuleFormProps } from "./rule-form-props.ts";
import { scopeOf } from "./rule-scope.ts";

const tenders = ["gift_card", "stored_value", "voucher"] as const;

/** For which orders or events the rule gives, for which products, and which means of payment earn nothing. */
export function EligibleFields({ value, onChange, pointer }: RuleFormProps) {
  const t = useT();
  const isOrder = value.trigger.kind === "order";
  const known = tenders.map((tender) => ({ value: tender, label: t(`console.rules.tender.${tender}`) }));
  return (
    <>
      <ConditionEditor
        label={t("console.programme.ruleWhen")}
        value={value.when}
        onChange={(when) => onChange(when ? { ...value, when } : without(value, "when"))}
        scope={scopeOf(value.trigger)}
        pointer={`${pointer}/when`}
        absent={t(isOrder ? "console.programme.everyOrder" : "console.rules.everyTime")}
      />
      {isOrder && value.amount.kind !== "fixed" ? (
        <ConditionEditor
          label={t("console.programme.ruleLines")}
          value={value.lines}
          onChange={(lines) => onChange(lines ? { ...value, lines } : without(value, "lines"))}
          scope="line"
          pointer={`${pointer}/lines`}
          absent={t("console.programme.everyLine")}
        />
      ) : null}
      {isOrder ? (
        <Field
          label={t("console.rules.excludeTenders")}
          pointer={`${pointer}/excludeTenders`}
          width={420}
          hint={t("console.rules.excludeTendersHint")}
        >
          <NamesInput
            value={value.excludeTenders}
            known={known}
            placeholder={t("console.rules.noTenders")}
            onChange={(excludeTenders) => onChange({ ...value, excludeTenders })}
          />
        </Field>
      ) : null}
    </>
  );
}
