import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Rule } from "@regulars/engine";
import { Button } from "antd";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { findingsAt, useDraft } from "../draft-context.tsx";
import { Choice, Field, FindingLines, NumberInput } from "../fields.tsx";
import { removeAt, replaceAt, without } from "../quantities.ts";
import { NamesInput, PointsInput } from "../quantity-inputs.tsx";
import type { RuleFormProps } from "./rule-form-props.ts";

type Cap = Rule["caps"][number];

const orderPeriods = ["order", "day", "week", "month", "year", "lifetime"] as const;

/** How much the rule gives one member, and which budgets it draws on. */
export function LimitFields(props: RuleFormProps) {
  const t = useT();
  const say = useLocalText();
  const { programme } = useDraft();
  const { value, onChange, pointer } = props;
  const budgets = programme.budgets.map((budget) => ({ value: budget.id, label: say(budget.name) || budget.id }));
  return (
    <>
      <CapList {...props} />
      <Field
        label={t("console.rules.budgets")}
        pointer={`${pointer}/budgets`}
        width={420}
        hint={t(budgets.length === 0 ? "console.rules.noBudgetsYet" : "console.rules.budgetsHint")}
      >
        <NamesInput
          value={value.budgets}
          known={budgets}
          typed={false}
          placeholder={t("console.rules.noBudget")}
          onChange={(next) => onChange({ ...value, budgets: next.slice(0, 5) })}
        />
      </Field>
    </>
  );
}

function CapList({ value, onChange, pointer }: RuleFormProps) {
  const t = useT();
  const { readOnly, findings } = useDraft();
  const { caps } = value;
  const set = (next: Cap[]) => onChange({ ...value, caps: next });
  const at = `${pointer}/caps`;
  return (
    <section className="stack tight" aria-label={t("console.rules.caps")} data-pointer={at}>
      <span className="pg-label">{t("console.rules.caps")}</span>
      {caps.length === 0 ? <span className="muted">{t("console.rules.noCaps")}</span> : null}
      {caps.map((cap, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a cap has no identity but its place
          key={index}
          data-pointer={`${at}/${index}`}
        >
          <div className="row">
            <CapInputs
              cap={cap}
              onChange={(next) => set(replaceAt(caps, index, next))}
              wallet={value.wallet}
              isOrder={value.trigger.kind === "order"}
            />
            {readOnly ? null : (
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t("console.programme.remove")}
                onClick={() => set(removeAt(caps, index))}
              />
            )}
          </div>
          <FindingLines findings={findingsAt(findings, `${at}/${index}`)} />
        </div>
      ))}
      {readOnly || caps.length >= 10 ? null : (
        <div>
          <Button size="small" icon={<PlusOutlined />} onClick={() => set([...caps, { per: "day", points: 100 }])}>
            {t("console.rules.addCap")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface CapInputsProps {
  cap: Cap;
  onChange: (cap: Cap) => void;
  wallet: string;
  isOrder: boolean;
}

function CapInputs({ cap, onChange, wallet, isOrder }: CapInputsProps) {
  const t = useT();
  const options = orderPeriods
    .filter((per) => isOrder || per !== "order" || cap.per === "order")
    .map((per) => ({ value: per, label: t(`console.rules.capPer.${per}`) }));
  return (
    <>
      <Choice
        value={cap.per}
        options={options}
        onChange={(per) => onChange({ ...cap, per })}
        label={t("console.rules.capPeriod")}
        width={140}
      />
      {t("console.rules.capAtMost")}
      <PointsInput
        wallet={wallet}
        value={cap.points}
        label={t("console.programme.points")}
        placeholder={t("console.programme.noLimit")}
        onChange={(points) => onChange({ ...cap, points })}
        onClear={() => onChange(without(cap, "points"))}
      />
      {cap.per === "order" ? null : (
        <NumberInput
          value={cap.times}
          min={1}
          max={1_000_000}
          width={120}
          label={t("console.rules.capTimes")}
          placeholder={t("console.programme.noLimit")}
          suffix={t("console.programme.times")}
          onChange={(times) => onChange({ ...cap, times })}
          onClear={() => onChange(without(cap, "times"))}
        />
      )}
    </>
  );
}
