import { PlusOutlined } from "@ant-design/icons";
import type { Multiplier, Rule } from "@regulars/engine";
import { Button } from "antd";
import { useT } from "../../shared/preferences.tsx";
import { ConditionEditor } from "./condition/condition-editor.tsx";
import { useDraft } from "./draft-context.tsx";
import { Choice, Field, LocalTextInput, NumberInput } from "./fields.tsx";
import { ItemButtons } from "./item-list.tsx";
import { freeId, moveBy, removeAt, replaceAt } from "./quantities.ts";

interface MultiplierListProps {
  value: Rule;
  onChange: (value: Rule) => void;
  pointer: string;
}

/** Factors on a rule's points, each with the case in which it applies. */
export function MultiplierList({ value, onChange, pointer }: MultiplierListProps) {
  const t = useT();
  const { readOnly, programme } = useDraft();
  const { multipliers } = value;
  const set = (next: Multiplier[]) => onChange({ ...value, multipliers: next });
  const stackings = (["highest", "multiply"] as const).map((stacking) => ({
    value: stacking,
    label: t(`console.programme.stacking.${stacking}`),
  }));
  const ladder = programme.ladders[0];
  const tier = ladder?.tiers.at(-1);
  const add = () =>
    set([
      ...multipliers,
      {
        id: freeId(
          "multiplier",
          multipliers.map((multiplier) => multiplier.id),
        ),
        name: tier?.name ?? { zh: "", en: "" },
        factorBps: 20_000,
        when:
          ladder && tier
            ? { tier: { ladder: ladder.id, is: "at_least", tier: tier.id } }
            : { schedule: { days: [6, 7] } },
      },
    ]);
  return (
    <section
      className="stack tight"
      aria-label={t("console.programme.multipliers")}
      data-pointer={`${pointer}/multipliers`}
    >
      <div className="row between">
        <span className="pg-label">{t("console.programme.multipliers")}</span>
        {multipliers.length > 1 ? (
          <Choice
            value={value.stacking}
            options={stackings}
            onChange={(stacking) => onChange({ ...value, stacking })}
            label={t("console.programme.stacking")}
            width={220}
          />
        ) : null}
      </div>
      {multipliers.length === 0 ? <span className="muted">{t("console.programme.noMultipliers")}</span> : null}
      {multipliers.map((multiplier, index) => {
        const at = `${pointer}/multipliers/${index}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a multiplier is edited in place; its id is not shown
          <div key={index} className="pg-sub" data-pointer={at}>
            <div className="pg-fields">
              <Field label={t("console.programme.factor")} pointer={`${at}/factorBps`} width={120}>
                <NumberInput
                  value={multiplier.factorBps / 10_000}
                  min={0}
                  max={1000}
                  digits={4}
                  suffix={t("console.programme.times.suffix")}
                  width={110}
                  onChange={(factor) =>
                    set(replaceAt(multipliers, index, { ...multiplier, factorBps: Math.round(factor * 10_000) }))
                  }
                />
              </Field>
              <Field label={t("console.programme.name")} pointer={`${at}/name`} width={360}>
                <LocalTextInput
                  value={multiplier.name}
                  onChange={(name) => set(replaceAt(multipliers, index, { ...multiplier, name }))}
                />
              </Field>
              {readOnly ? null : (
                <div className="pg-tier-side">
                  <ItemButtons
                    index={index}
                    count={multipliers.length}
                    canRemove
                    onMove={(from, step) => set(moveBy(multipliers, from, step))}
                    onRemove={(gone) => set(removeAt(multipliers, gone))}
                  />
                </div>
              )}
            </div>
            <ConditionEditor
              label={t("console.programme.multiplierWhen")}
              value={multiplier.when}
              onChange={(when) => set(replaceAt(multipliers, index, { ...multiplier, when: when ?? { all: [] } }))}
              scope="order"
              pointer={`${at}/when`}
            />
          </div>
        );
      })}
      {readOnly ? null : (
        <div>
          <Button size="small" icon={<PlusOutlined />} onClick={add}>
            {t("console.programme.addMultiplier")}
          </Button>
        </div>
      )}
    </section>
  );
}
