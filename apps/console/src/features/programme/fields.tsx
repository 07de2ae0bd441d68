import { Alert, Input, InputNumber, Select, Space } from "antd";
import { type CSSProperties, createContext, type ReactNode, useContext, useId } from "react";
import type { LocalText } from "../../shared/api/types.ts";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { findingsAt, useDraft, useDraftCurrency } from "./draft-context.tsx";
import type { ProgrammeFinding } from "./programme-api.ts";
import { parseSimpleDuration, simpleDuration, toMajor, toMinor } from "./quantities.ts";

/** The id and description of the field that a control belongs to, so that labels and errors are tied to it. */
export const FieldContext = createContext<{ id: string; label: string } | null>(null);

export function useFieldLabel(): { id?: string; "aria-label"?: string } {
  const field = useContext(FieldContext);
  return field ? { id: field.id } : {};
}

interface FieldProps {
  label: string;
  /** JSON pointer into the programme: where findings about it point to. */
  pointer?: string;
  hint?: ReactNode;
  width?: number;
  children: ReactNode;
}

/** A labelled control with what is wrong with its value below it. */
export function Field({ label, pointer, hint, width, children }: FieldProps) {
  const id = useId();
  const { findings } = useDraft();
  const found = pointer === undefined ? [] : findingsAt(findings, pointer);
  const style = width ? ({ "--width": `${width}px` } as CSSProperties) : {};
  return (
    <div className={`pg-field${width && width < 100 ? " narrow" : ""}`} data-pointer={pointer} style={style}>
      <label htmlFor={id}>{label}</label>
      <FieldContext value={{ id, label }}>{children}</FieldContext>
      {hint ? <div className="small muted">{hint}</div> : null}
      <FindingLines findings={found} />
    </div>
  );
}

/** Findings said in place, with a word besides the colour. */
export function FindingLines({ findings }: { findings: ProgrammeFinding[] }) {
  const say = useLocalText();
  const t = useT();
  return findings.map((finding) => (
    <div
      key={`${finding.pointer} ${finding.code}`}
      className={`small ${finding.severity === "error" ? "bad" : finding.severity === "warning" ? "warn" : "muted"}`}
    >
      {t(`console.programme.severity.${finding.severity}`)} {say(finding)}
    </div>
  ));
}

/** A text in both languages. */
export function LocalTextInput({
  value,
  onChange,
  multiline = false,
}: {
  value: LocalText;
  onChange: (value: LocalText) => void;
  multiline?: boolean;
}) {
  const t = useT();
  const field = useFieldLabel();
  const Control = multiline ? Input.TextArea : Input;
  const size = multiline ? { autoSize: { minRows: 1, maxRows: 4 } } : {};
  return (
    <div className="pg-pair">
      <Control
        {...field}
        {...size}
        value={value.zh}
        aria-label={t("console.language.zh")}
        placeholder={t("console.language.zh")}
        maxLength={200}
        onChange={(event) => onChange({ ...value, zh: event.target.value })}
      />
      <Control
        {...size}
        value={value.en}
        aria-label={t("console.language.en")}
        placeholder={t("console.language.en")}
        maxLength={200}
        onChange={(event) => onChange({ ...value, en: event.target.value })}
      />
    </div>
  );
}

interface NumberInputProps {
  value: number | undefined;
  onChange: (value: number) => void;
  /** When given, the number may be taken out. */
  onClear?: () => void;
  min?: number;
  max?: number;
  digits?: number;
  /** Shows all its decimals, as money does. */
  fixed?: boolean;
  suffix?: ReactNode;
  prefix?: ReactNode;
  label?: string;
  width?: number;
  placeholder?: string;
}

export function NumberInput({
  value,
  onChange,
  onClear,
  min,
  max,
  digits = 0,
  fixed = false,
  suffix,
  prefix,
  label,
  width = 140,
  placeholder,
}: NumberInputProps) {
  const field = useFieldLabel();
  return (
    <InputNumber
      {...(label ? { "aria-label": label } : field)}
      value={value ?? null}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(digits === 0 || fixed ? { precision: digits } : {})}
      suffix={suffix}
      prefix={prefix}
      placeholder={placeholder ?? ""}
      controls={false}
      style={{ width, maxWidth: "100%" }}
      onChange={(next) => {
        if (typeof next === "number") onChange(Number(next.toFixed(digits)));
        else onClear?.();
      }}
    />
  );
}

/** Money typed in major units, kept in minor units. */
export function MoneyInput({
  value,
  onChange,
  onClear,
  label,
  min = 0,
  placeholder,
  width = 150,
}: Pick<NumberInputProps, "value" | "onChange" | "onClear" | "label" | "placeholder" | "width"> & { min?: number }) {
  const { locale } = usePreferences();
  const { currency, digits } = useDraftCurrency();
  const symbol = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" })
    .formatToParts(0)
    .find((part) => part.type === "currency")?.value;
  return (
    <NumberInput
      value={value === undefined ? undefined : toMajor(value, digits)}
      onChange={(major) => onChange(toMinor(major, digits))}
      {...(onClear ? { onClear } : {})}
      {...(label ? { label } : {})}
      {...(placeholder ? { placeholder } : {})}
      min={toMajor(min, digits)}
      digits={digits}
      fixed
      prefix={symbol === "¤" ? null : symbol}
      width={width}
    />
  );
}

/** A share in basis points, typed in percent. */
export function PercentInput({
  value,
  onChange,
  onClear,
  label,
  max = 100,
}: Pick<NumberInputProps, "value" | "onChange" | "onClear" | "label" | "max">) {
  return (
    <NumberInput
      value={value === undefined ? undefined : value / 100}
      onChange={(percent) => onChange(Math.round(percent * 100))}
      {...(onClear ? { onClear } : {})}
      {...(label ? { label } : {})}
      min={0}
      max={max}
      digits={2}
      suffix="%"
      width={96}
    />
  );
}

const durationUnits = ["H", "D", "W", "M", "Y"] as const;

/** A length of time as number and unit; a mixed one stays as its ISO text. */
export function DurationInput({
  value,
  onChange,
  label,
}: {
  value: string;
  onChange: (value: string) => void;
  label?: string;
}) {
  const t = useT();
  const parsed = parseSimpleDuration(value);
  const field = useFieldLabel();
  if (!parsed)
    return (
      <Input
        {...field}
        value={value}
        aria-label={label ?? t("console.programme.duration")}
        style={{ width: 160 }}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Space.Compact>
      <NumberInput
        value={parsed.count}
        min={1}
        max={10_000}
        width={80}
        label={label ?? t("console.programme.duration")}
        onChange={(count) => onChange(simpleDuration({ ...parsed, count }))}
      />
      <Select
        value={parsed.unit}
        aria-label={t("console.programme.durationUnit")}
        style={{ width: 92 }}
        onChange={(unit) => onChange(simpleDuration({ ...parsed, unit }))}
        options={durationUnits.map((unit) => ({
          value: unit,
          label: t(`console.programme.unit.${unit}`, { count: parsed.count }),
        }))}
      />
    </Space.Compact>
  );
}

interface ChoiceProps<T extends string> {
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
  label?: string;
  width?: number | string;
}

/** One of a few. */
export function Choice<T extends string>({ value, options, onChange, label, width = 200 }: ChoiceProps<T>) {
  const field = useFieldLabel();
  return (
    <Select<T>
      {...(label ? { "aria-label": label } : field)}
      value={value}
      options={options}
      onChange={(next) => onChange(next)}
      style={{ width, maxWidth: "100%" }}
      popupMatchSelectWidth={false}
    />
  );
}

/** The id by which members and other parts refer to something; fixed once published. */
export function IdField({
  value,
  onChange,
  path,
  pointer,
}: {
  value: string;
  onChange: (value: string) => void;
  path: string;
  pointer: string;
}) {
  const t = useT();
  const { publishedIds } = useDraft();
  const isFixed = publishedIds.has(path);
  return (
    <Field
      label={t("console.programme.id")}
      pointer={pointer}
      hint={isFixed ? t("console.programme.idFixed") : null}
      width={200}
    >
      <IdInput value={value} onChange={onChange} disabled={isFixed} />
    </Field>
  );
}

function IdInput({
  value,
  onChange,
  disabled,
}: {
  value: string;
  onChange: (value: string) => void;
  disabled: boolean;
}) {
  const field = useFieldLabel();
  return (
    <Input
      {...field}
      value={value}
      disabled={disabled}
      maxLength={64}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function NotShown({ text }: { text: string }) {
  return <Alert type="warning" showIcon title={text} />;
}
