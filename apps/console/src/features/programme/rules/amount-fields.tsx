import type { RuleAmount } from "@regulars/engine";
import { useT } from "../../../shared/preferences.tsx";
import { useDraftCurrency } from "../draft-context.tsx";
import { Choice, Field, MoneyInput } from "../fields.tsx";
import { PointsInput } from "../quantity-inputs.tsx";
import { AmountTable } from "./amount-table.tsx";
import { FormulaInput } from "./formula-input.tsx";
import { newAmount } from "./rule-defaults.ts";
import type { RuleFormProps } from "./rule-form-props.ts";

const orderKinds = ["rate", "fixed", "per_unit", "table", "formula"] as const;
const otherKinds = ["fixed", "formula"] as const;

/** How many points the rule gives, of which money, rounded how. */
export function AmountFields({ value, onChange, pointer }: RuleFormProps) {
  const t = useT();
  const { digits } = useDraftCurrency();
  const { amount, trigger } = value;
  const usual: readonly RuleAmount["kind"][] = trigger.kind === "order" ? orderKinds : otherKinds;
  const kinds = usual.includes(amount.kind) ? usual : [...usual, amount.kind];
  const roundings = (["floor", "half_up", "ceil"] as const).map((rounding) => ({
    value: rounding,
    label: t(`console.programme.rounding.${rounding}`),
  }));
  const set = (next: RuleAmount) => onChange({ ...value, amount: next });
  const at = `${pointer}/amount`;
  return (
    <div className="stack tight">
      <div className="pg-fields">
        <Field label={t("console.programme.amountKind")} pointer={`${at}/kind`} width={170}>
          <Choice
            value={amount.kind}
            options={kinds.map((kind) => ({ value: kind, label: t(`console.programme.amount.${kind}`) }))}
            onChange={(kind) => set(newAmount(kind, amount, 10 ** digits))}
            width="100%"
          />
        </Field>
        {amount.kind === "table" || amount.kind === "formula" ? null : (
          <Field label={t("console.programme.howMany")} pointer={at} width={amount.kind === "rate" ? 360 : 240}>
            <SimpleAmount value={amount} onChange={set} wallet={value.wallet} isOrder={trigger.kind === "order"} />
          </Field>
        )}
        {trigger.kind === "order" && "of" in amount ? <Basis value={amount} onChange={set} pointer={at} /> : null}
        <Field label={t("console.programme.rounding")} pointer={`${pointer}/rounding`} width={150}>
          <Choice
            value={value.rounding}
            options={roundings}
            onChange={(rounding) => onChange({ ...value, rounding })}
            width="100%"
          />
        </Field>
      </div>
      {amount.kind === "table" ? (
        <AmountTable value={amount} onChange={set} wallet={value.wallet} pointer={at} />
      ) : null}
      {amount.kind === "formula" ? <FormulaInput value={amount} onChange={set} trigger={trigger} pointer={at} /> : null}
    </div>
  );
}

type Simple = Extract<RuleAmount, { kind: "rate" | "fixed" | "per_unit" }>;

interface SimpleAmountProps {
  value: Simple;
  onChange: (value: RuleAmount) => void;
  wallet: string;
  isOrder: boolean;
}

function SimpleAmount({ value, onChange, wallet, isOrder }: SimpleAmountProps) {
  const t = useT();
  return (
    <span className="row">
      {value.kind === "rate" ? (
        <>
          {t("console.programme.ratePer")}
          <MoneyInput
            value={value.per}
            min={1}
            width={120}
            label={t("console.programme.per")}
            onChange={(per) => onChange({ ...value, per })}
          />
        </>
      ) : null}
      {value.kind === "fixed" && !isOrder ? t("console.rules.eachTime") : t(`console.programme.gives.${value.kind}`)}
      <PointsInput
        wallet={wallet}
        value={value.points}
        label={t("console.programme.points")}
        onChange={(points) => onChange({ ...value, points })}
      />
    </span>
  );
}

type WithBasis = Extract<RuleAmount, { of: unknown }>;

/** Which money counts, with what each choice means. */
function Basis({
  value,
  onChange,
  pointer,
}: {
  value: WithBasis;
  onChange: (value: RuleAmount) => void;
  pointer: string;
}) {
  const t = useT();
  const bases = (["net", "before_points", "gross"] as const).map((of) => ({
    value: of,
    label: t(`console.programme.of.${of}`),
  }));
  return (
    <Field
      label={t("console.programme.basis")}
      pointer={`${pointer}/of`}
      width={240}
      hint={t(`console.rules.basisHint.${value.of}`)}
    >
      <Choice value={value.of} options={bases} onChange={(of) => onChange({ ...value, of })} width="100%" />
    </Field>
  );
}
