import type { Rule } from "@regulars/engine";
import { DatePicker, Switch } from "antd";
import dayjs from "dayjs";
import "../../shared/zoned-day.ts";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { ConditionEditor } from "./condition/condition-editor.tsx";
import { inZone } from "./condition/measure-inputs.tsx";
import { useDraft, useDraftCurrency } from "./draft-context.tsx";
import { Choice, Field, IdField, LocalTextInput, MoneyInput, NumberInput, useFieldLabel } from "./fields.tsx";
import { MultiplierList } from "./multiplier-list.tsx";
import { without } from "./quantities.ts";

interface FormProps {
  value: Rule;
  onChange: (value: Rule) => void;
  pointer: string;
}

export function RuleForm({ value, onChange, pointer }: FormProps) {
  const t = useT();
  const say = useLocalText();
  const { programme } = useDraft();
  const wallets = programme.wallets.map((wallet) => ({ value: wallet.id, label: say(wallet.name) || wallet.id }));
  return (
    <div className="stack">
      <div className="pg-fields">
        <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={420}>
          <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
        </Field>
        <Field label={t("console.programme.wallet")} pointer={`${pointer}/wallet`} width={160}>
          <Choice
            value={value.wallet}
            options={wallets}
            onChange={(wallet) => onChange({ ...value, wallet })}
            width="100%"
          />
        </Field>
        <Field label={t("console.programme.enabled")} width={80}>
          <EnabledSwitch value={value.enabled} onChange={(enabled) => onChange({ ...value, enabled })} />
        </Field>
      </div>
      <AmountFields value={value} onChange={onChange} pointer={pointer} />
      <ConditionEditor
        label={t("console.programme.ruleWhen")}
        value={value.when}
        onChange={(when) => onChange(when ? { ...value, when } : without(value, "when"))}
        scope="order"
        pointer={`${pointer}/when`}
        absent={t("console.programme.everyOrder")}
      />
      {value.amount.kind === "fixed" ? null : (
        <ConditionEditor
          label={t("console.programme.ruleLines")}
          value={value.lines}
          onChange={(lines) => onChange(lines ? { ...value, lines } : without(value, "lines"))}
          scope="line"
          pointer={`${pointer}/lines`}
          absent={t("console.programme.everyLine")}
        />
      )}
      <MultiplierList value={value} onChange={onChange} pointer={pointer} />
      <LimitFields value={value} onChange={onChange} pointer={pointer} />
    </div>
  );
}

function EnabledSwitch({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const field = useFieldLabel();
  return (
    <div>
      <Switch {...field} checked={value} onChange={onChange} />
    </div>
  );
}

function AmountFields({ value, onChange, pointer }: FormProps) {
  const t = useT();
  const { digits } = useDraftCurrency();
  const { amount } = value;
  const kinds = (["rate", "fixed", "per_unit"] as const).map((kind) => ({
    value: kind,
    label: t(`console.programme.amount.${kind}`),
  }));
  const bases = (["net", "gross"] as const).map((of) => ({ value: of, label: t(`console.programme.of.${of}`) }));
  const roundings = (["floor", "half_up", "ceil"] as const).map((rounding) => ({
    value: rounding,
    label: t(`console.programme.rounding.${rounding}`),
  }));
  const change = (kind: typeof amount.kind) => {
    const { points } = amount;
    onChange({ ...value, amount: kind === "rate" ? { kind, points, per: 10 ** digits, of: "net" } : { kind, points } });
  };
  const points = (
    <NumberInput
      value={amount.points}
      min={1}
      width={110}
      label={t("console.programme.points")}
      suffix={t("console.programme.pointsUnit")}
      onChange={(next) => onChange({ ...value, amount: { ...amount, points: next } })}
    />
  );
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.amountKind")} width={170}>
        <Choice value={amount.kind} options={kinds} onChange={change} width="100%" />
      </Field>
      <Field label={t("console.programme.howMany")} pointer={`${pointer}/amount`} width={520}>
        <span className="row">
          {amount.kind === "rate" ? (
            <>
              {t("console.programme.ratePer")}
              <Choice
                value={amount.of}
                options={bases}
                onChange={(of) => onChange({ ...value, amount: { ...amount, of } })}
                label={t("console.programme.basis")}
                width={130}
              />
              <MoneyInput
                value={amount.per}
                min={1}
                label={t("console.programme.per")}
                onChange={(per) => onChange({ ...value, amount: { ...amount, per } })}
              />
            </>
          ) : null}
          {t(`console.programme.gives.${amount.kind}`)}
          {points}
        </span>
      </Field>
      <Field label={t("console.programme.rounding")} pointer={`${pointer}/rounding`} width={160}>
        <Choice
          value={value.rounding}
          options={roundings}
          onChange={(rounding) => onChange({ ...value, rounding })}
          width="100%"
        />
      </Field>
    </div>
  );
}

function LimitFields({ value, onChange, pointer }: FormProps) {
  const t = useT();
  const { programme } = useDraft();
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.maxPerOrder")} pointer={`${pointer}/maxPerOrder`} width={170}>
        <NumberInput
          value={value.maxPerOrder}
          min={1}
          placeholder={t("console.programme.noLimit")}
          suffix={t("console.programme.pointsUnit")}
          onChange={(maxPerOrder) => onChange({ ...value, maxPerOrder })}
          onClear={() => onChange(without(value, "maxPerOrder"))}
        />
      </Field>
      {(["validFrom", "validTo"] as const).map((key) => (
        <Field
          key={key}
          label={t(`console.programme.rule.${key}`)}
          pointer={`${pointer}/${key}`}
          width={210}
          hint={value[key] ? programme.zone : null}
        >
          <InstantPicker
            value={value[key]}
            zone={programme.zone}
            onChange={(at) => onChange(at ? { ...value, [key]: at } : without(value, key))}
          />
        </Field>
      ))}
      <IdField
        value={value.id}
        path={`rules/${value.id}`}
        pointer={`${pointer}/id`}
        onChange={(id) => onChange({ ...value, id })}
      />
    </div>
  );
}

function InstantPicker({
  value,
  zone,
  onChange,
}: {
  value: string | undefined;
  zone: string;
  onChange: (value: string | null) => void;
}) {
  const t = useT();
  const field = useFieldLabel();
  return (
    <DatePicker
      {...field}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      value={value ? dayjs(value).tz(zone) : null}
      placeholder={t("console.programme.noLimit")}
      style={{ width: "100%" }}
      onChange={(shown) => onChange(shown ? inZone(shown, zone) : null)}
    />
  );
}
