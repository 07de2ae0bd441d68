import { DownOutlined, PlusOutlined } from "@ant-design/icons";
import type { Multiplier } from "@regulars/engine";
import { Button, Dropdown } from "antd";
import { useT } from "../../../shared/preferences.tsx";
import { ConditionEditor } from "../condition/condition-editor.tsx";
import { useDraft } from "../draft-context.tsx";
import { Choice, Field, LocalTextInput, NumberInput } from "../fields.tsx";
import { ItemButtons } from "../item-list.tsx";
import { moveBy, removeAt, replaceAt, without } from "../quantities.ts";
import { fromTemplate, templatesFor } from "./multiplier-templates.ts";
import type { RuleFormProps } from "./rule-form-props.ts";
import { scopeOf } from "./rule-scope.ts";

/** Factors on a rule's points, each with the case in which it applies. */
export function MultiplierList({ value, onChange, pointer }: RuleFormProps) {
  const t = useT();
  const { readOnly } = useDraft();
  const { multipliers } = value;
  const set = (next: Multiplier[]) => onChange({ ...value, multipliers: next });
  const stackings = (["highest", "multiply", "add"] as const).map((stacking) => ({
    value: stacking,
    label: t(`console.programme.stacking.${stacking}`),
  }));
  return (
    <div className="stack tight" data-pointer={`${pointer}/multipliers`}>
      {multipliers.length === 0 ? <span className="muted">{t("console.programme.noMultipliers")}</span> : null}
      {multipliers.map((multiplier, index) => (
        <MultiplierRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a multiplier is edited in place; its id is not shown
          key={index}
          value={multiplier}
          onChange={(next) => set(replaceAt(multipliers, index, next))}
          trigger={value.trigger}
          pointer={`${pointer}/multipliers/${index}`}
          buttons={
            readOnly ? null : (
              <ItemButtons
                index={index}
                count={multipliers.length}
                canRemove
                onMove={(from, step) => set(moveBy(multipliers, from, step))}
                onRemove={(gone) => set(removeAt(multipliers, gone))}
              />
            )
          }
        />
      ))}
      <div className="row" style={{ gap: 16 }}>
        {readOnly ? null : <AddMultiplier value={value} onChange={onChange} pointer={pointer} />}
        {multipliers.length > 1 ? (
          <Field label={t("console.programme.stacking")} pointer={`${pointer}/stacking`} width={300}>
            <Choice
              value={value.stacking}
              options={stackings}
              onChange={(stacking) => onChange({ ...value, stacking })}
              width={300}
            />
          </Field>
        ) : null}
      </div>
    </div>
  );
}

function AddMultiplier({ value, onChange }: RuleFormProps) {
  const t = useT();
  const { programme } = useDraft();
  const { multipliers, trigger } = value;
  const templates = templatesFor(trigger, programme.ladders.length > 0);
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: templates.map((template) => ({ key: template, label: t(`console.rules.template.${template}`) })),
        onClick: ({ key }) => {
          const template = templates.find((one) => one === key);
          if (!template) return;
          const taken = multipliers.map(({ id }) => id);
          onChange({
            ...value,
            multipliers: [...multipliers, ...fromTemplate(template, programme, taken)].slice(0, 100),
          });
        },
      }}
    >
      <Button size="small" icon={<PlusOutlined />}>
        {t("console.programme.addMultiplier")} <DownOutlined />
      </Button>
    </Dropdown>
  );
}

interface MultiplierRowProps extends Pick<RuleFormProps, "pointer"> {
  value: Multiplier;
  onChange: (value: Multiplier) => void;
  trigger: RuleFormProps["value"]["trigger"];
  buttons: React.ReactNode;
}

function MultiplierRow({ value, onChange, trigger, pointer, buttons }: MultiplierRowProps) {
  const t = useT();
  return (
    <div className="pg-sub" data-pointer={pointer}>
      <div className="pg-fields">
        <Field label={t("console.programme.factor")} pointer={`${pointer}/factorBps`} width={120}>
          <NumberInput
            value={value.factorBps / 10_000}
            min={0}
            max={1000}
            digits={4}
            suffix={t("console.programme.times.suffix")}
            width={110}
            onChange={(factor) => onChange({ ...value, factorBps: Math.round(factor * 10_000) })}
          />
        </Field>
        <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={360}>
          <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
        </Field>
        {buttons ? <div className="pg-tier-side">{buttons}</div> : null}
      </div>
      <ConditionEditor
        label={t("console.programme.multiplierWhen")}
        value={value.when}
        onChange={(when) => onChange({ ...value, when: when ?? { all: [] } })}
        scope={scopeOf(trigger)}
        pointer={`${pointer}/when`}
      />
      {trigger.kind === "order" ? (
        <ConditionEditor
          label={t("console.rules.multiplierLines")}
          value={value.lines}
          onChange={(lines) => onChange(lines ? { ...value, lines } : without(value, "lines"))}
          scope="line"
          pointer={`${pointer}/lines`}
          absent={t("console.rules.everyEligibleLine")}
        />
      ) : null}
    </div>
  );
}
