import { Checkbox, Input, Select, Switch } from "antd";
import type { ReactNode } from "react";
import { formatNumber } from "../../shared/format.ts";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { useDraft } from "./draft-context.tsx";
import { Choice, DurationInput, FieldContext, NumberInput, useFieldLabel } from "./fields.tsx";
import { parseSimpleDuration, toMajor, toMinor } from "./quantities.ts";

/** How many decimals the points of a wallet are shown with, and the word for one. */
function useWalletUnit(wallet: string): { decimals: number; unit: string } {
  const t = useT();
  const say = useLocalText();
  const found = useDraft().programme.wallets.find(({ id }) => id === wallet);
  return {
    decimals: found?.decimals ?? 0,
    unit: (found?.unit ? say(found.unit) : "") || t("console.programme.pointsUnit"),
  };
}

/** Points as the wallet shows them, with their unit. */
export function usePointsText(wallet: string): (amount: number) => string {
  const { locale } = usePreferences();
  const { decimals, unit } = useWalletUnit(wallet);
  return (amount) => `${formatNumber(locale, amount / 10 ** decimals, decimals)} ${unit}`;
}

interface PointsInputProps {
  wallet: string;
  value: number | undefined;
  onChange: (value: number) => void;
  onClear?: () => void;
  label?: string;
  placeholder?: string;
  min?: number;
  width?: number;
}

/** Points as the wallet shows them, kept in its smallest unit. */
export function PointsInput({
  wallet,
  value,
  onChange,
  onClear,
  label,
  placeholder,
  min = 1,
  width,
}: PointsInputProps) {
  const { decimals, unit } = useWalletUnit(wallet);
  return (
    <NumberInput
      value={value === undefined ? undefined : toMajor(value, decimals)}
      onChange={(shown) => onChange(toMinor(shown, decimals))}
      {...(onClear ? { onClear } : {})}
      {...(label ? { label } : {})}
      {...(placeholder ? { placeholder } : {})}
      min={toMajor(min, decimals)}
      digits={decimals}
      fixed={decimals > 0}
      suffix={unit}
      width={width ?? 130}
    />
  );
}

/** One of the draft's wallets. */
export function WalletChoice({
  value,
  onChange,
  width = "100%",
  label,
}: {
  value: string;
  onChange: (value: string) => void;
  width?: number | string;
  label?: string;
}) {
  const say = useLocalText();
  const { wallets } = useDraft().programme;
  const known = wallets.map((wallet) => ({ value: wallet.id, label: say(wallet.name) || wallet.id }));
  const options = wallets.some(({ id }) => id === value) ? known : [...known, { value, label: value }];
  return <Choice value={value} options={options} onChange={onChange} width={width} {...(label ? { label } : {})} />;
}

/** The type of an event as the shop reports it; what is no name of one is left out while typing. */
export function EventTypeInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT();
  const field = useFieldLabel();
  return (
    <Input
      {...field}
      value={value}
      maxLength={64}
      spellCheck={false}
      autoCapitalize="none"
      placeholder={t("console.programme.eventTypeHint")}
      style={{ width: 200, maxWidth: "100%" }}
      onChange={(event) => onChange(event.target.value.toLowerCase().replaceAll(/[^a-z0-9_.-]/g, ""))}
    />
  );
}

/** A box that switches an optional part on, with the part beside it. */
export function Optional({
  label,
  isOn,
  onSwitch,
  children,
}: {
  label: string;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  children?: ReactNode;
}) {
  const field = useFieldLabel();
  return (
    <span className="row">
      <Checkbox {...field} checked={isOn} onChange={(event) => onSwitch(event.target.checked)}>
        {label}
      </Checkbox>
      {isOn ? <FieldContext value={null}>{children}</FieldContext> : null}
    </span>
  );
}

/** A length of time that may be absent. */
export function OptionalDuration({
  label,
  value,
  start,
  onChange,
}: {
  label: string;
  value: string | undefined;
  start: string;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <Optional label={label} isOn={value !== undefined} onSwitch={(isOn) => onChange(isOn ? start : undefined)}>
      <DurationInput value={value ?? start} onChange={onChange} label={label} />
    </Optional>
  );
}

export function SwitchInput({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const field = useFieldLabel();
  return (
    <div>
      <Switch {...field} checked={value} onChange={onChange} />
    </div>
  );
}

/** Several short names: chosen from `known` or typed. */
export function NamesInput({
  value,
  known,
  onChange,
  placeholder,
  typed = true,
}: {
  value: string[];
  known: { value: string; label: string }[];
  onChange: (value: string[]) => void;
  placeholder: string;
  /** Whether names that are not known may be typed. */
  typed?: boolean;
}) {
  const field = useFieldLabel();
  return (
    <Select
      {...field}
      mode={typed ? "tags" : "multiple"}
      value={value}
      options={known}
      placeholder={placeholder}
      showSearch={{ optionFilterProp: "label" }}
      tokenSeparators={typed ? [",", "，", "、"] : []}
      style={{ width: "100%" }}
      onChange={onChange}
    />
  );
}

/** `P30D` as the reader says it: `30 天`, `30 days`; a mixed one stays as its ISO text. */
export function useDurationText(): (iso: string) => string {
  const { t, locale } = usePreferences();
  return (iso) => {
    const parsed = parseSimpleDuration(iso);
    if (!parsed) return iso;
    const { count, unit } = parsed;
    return `${new Intl.NumberFormat(locale).format(count)} ${t(`console.programme.unit.${unit}`, { count })}`;
  };
}
