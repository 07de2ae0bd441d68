import type { RuleAmount, Trigger } from "@regulars/engine";
import { Button, Input } from "antd";
import { useRef } from "react";
import { useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { Field, useFieldLabel } from "../fields.tsx";

type Formula = Extract<RuleAmount, { kind: "formula" }>;

const memberNames = ["member.orders", "member.spend", "member.age", "member.daysKnown"] as const;
const orderNames = [
  "eligible",
  "quantity",
  "order.net",
  "order.gross",
  "order.discount",
  "order.beforePoints",
  "order.lineCount",
  "order.hour",
  "order.weekday",
  "order.storeId",
  "order.channel",
] as const;
type VariableName = (typeof memberNames)[number] | (typeof orderNames)[number] | "event" | "tier" | "tierIndex";

interface Variable {
  name: VariableName;
  /** What is put into the formula. */
  text: string;
}

/** What a formula of this trigger may read, as it is written. */
function variablesOf(trigger: Trigger, ladder: string | undefined): Variable[] {
  const plain = (name: (typeof memberNames)[number] | (typeof orderNames)[number]): Variable => ({ name, text: name });
  const own: Variable[] =
    trigger.kind === "order"
      ? orderNames.map(plain)
      : trigger.kind === "event"
        ? [{ name: "event", text: 'event["amount"]' }]
        : [];
  const tiers: Variable[] = ladder
    ? [
        { name: "tier", text: `member.tier["${ladder}"]` },
        { name: "tierIndex", text: `member.tierIndex["${ladder}"]` },
      ]
    : [];
  return [...own, ...memberNames.map(plain), ...tiers];
}

interface FormulaInputProps {
  value: Formula;
  onChange: (value: Formula) => void;
  trigger: Trigger;
  pointer: string;
}

/** An expression with the names that it may use; what is wrong with it is said below. */
export function FormulaInput({ value, onChange, trigger, pointer }: FormulaInputProps) {
  const t = useT();
  const { programme, readOnly } = useDraft();
  const place = useRef<number | null>(null);
  const variables = variablesOf(trigger, programme.ladders[0]?.id);
  const insert = (text: string) => {
    const at = Math.min(place.current ?? value.expression.length, value.expression.length);
    place.current = at + text.length;
    onChange({ ...value, expression: value.expression.slice(0, at) + text + value.expression.slice(at) });
  };
  return (
    <div className="stack tight">
      <Field
        label={t("console.rules.formula")}
        pointer={`${pointer}/expression`}
        width={760}
        hint={t("console.rules.formulaHint")}
      >
        <FormulaText
          value={value.expression}
          onChange={(expression) => onChange({ ...value, expression })}
          onPlace={(at) => {
            place.current = at;
          }}
        />
      </Field>
      <section aria-label={t("console.rules.variables")}>
        <div className="pg-label">{t("console.rules.variables")}</div>
        <ul className="pg-variables">
          {variables.map(({ name, text }) => (
            <li key={name}>
              <Button
                size="small"
                disabled={readOnly}
                aria-label={t("console.rules.insert", { name: text })}
                onClick={() => insert(text)}
              >
                <code>{text}</code>
              </Button>
              <span className="small muted">{t(`console.rules.variable.${name}`)}</span>
            </li>
          ))}
        </ul>
        <div className="small muted">{t("console.rules.functions")}</div>
      </section>
    </div>
  );
}

interface FormulaTextProps {
  value: string;
  onChange: (value: string) => void;
  onPlace: (at: number) => void;
}

function FormulaText({ value, onChange, onPlace }: FormulaTextProps) {
  const field = useFieldLabel();
  return (
    <Input.TextArea
      {...field}
      value={value}
      className="pg-json"
      autoSize={{ minRows: 2, maxRows: 12 }}
      maxLength={4000}
      spellCheck={false}
      autoCapitalize="none"
      onSelect={(event) => onPlace(event.currentTarget.selectionStart)}
      onChange={(event) => {
        onPlace(event.target.selectionStart);
        onChange(event.target.value);
      }}
    />
  );
}
