import type { Rule } from "@regulars/engine";
import { useT } from "../../../shared/preferences.tsx";
import { Field, LocalTextInput } from "../fields.tsx";
import { Fold } from "../fold.tsx";
import { SwitchInput, WalletChoice } from "../quantity-inputs.tsx";
import { AmountFields } from "./amount-fields.tsx";
import { EligibleFields } from "./eligible-fields.tsx";
import { LimitFields } from "./limit-fields.tsx";
import { MultiplierList } from "./multiplier-list.tsx";
import type { RuleFormProps } from "./rule-form-props.ts";
import { useRuleSummary } from "./rule-summary.ts";
import { SharedFields } from "./shared-fields.tsx";
import { TriggerFields } from "./trigger-fields.tsx";
import { ValidityFields } from "./validity-fields.tsx";

/** A rule from what makes it look to what limits it; the rarer parts are folded and say what they hold. */
export function RuleForm({ value, onChange, pointer }: RuleFormProps) {
  const t = useT();
  const summary = useRuleSummary(value);
  const at = (...keys: (keyof Rule)[]) => keys.map((key) => `${pointer}/${key}`);
  const props = { value, onChange, pointer };
  return (
    <div className="stack">
      <NameFields {...props} />
      <TriggerFields {...props} />
      <AmountFields {...props} />
      <div>
        <Fold
          title={t("console.rules.part.eligible")}
          summary={summary.eligible}
          pointers={at("when", "lines", "excludeTenders")}
          defaultOpen={value.when !== undefined || value.lines !== undefined}
        >
          <EligibleFields {...props} />
        </Fold>
        <Fold
          title={t("console.programme.multipliers")}
          summary={summary.multipliers}
          pointers={at("multipliers", "stacking")}
          defaultOpen={value.multipliers.length > 0}
        >
          <MultiplierList {...props} />
        </Fold>
        <Fold title={t("console.rules.part.limits")} summary={summary.limits} pointers={at("caps", "budgets")}>
          <LimitFields {...props} />
        </Fold>
        <Fold title={t("console.rules.part.shared")} summary={summary.shared} pointers={at("group", "priority")}>
          <SharedFields {...props} />
        </Fold>
        <Fold
          title={t("console.rules.part.validity")}
          summary={summary.validity}
          pointers={at("validFrom", "validTo", "id")}
        >
          <ValidityFields {...props} />
        </Fold>
      </div>
    </div>
  );
}

function NameFields({ value, onChange, pointer }: RuleFormProps) {
  const t = useT();
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={400}>
        <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
      </Field>
      <Field label={t("console.programme.wallet")} pointer={`${pointer}/wallet`} width={170}>
        <WalletChoice value={value.wallet} onChange={(wallet) => onChange({ ...value, wallet })} />
      </Field>
      <Field label={t("console.programme.enabled")} pointer={`${pointer}/enabled`} width={80}>
        <SwitchInput value={value.enabled} onChange={(enabled) => onChange({ ...value, enabled })} />
      </Field>
    </div>
  );
}
