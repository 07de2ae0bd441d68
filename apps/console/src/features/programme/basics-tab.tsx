import type { Programme } from "@regulars/engine";
import { Select } from "antd";
import { useMemo } from "react";
import { usePreferences } from "../../shared/preferences.tsx";
import { Field, LocalTextInput, useFieldLabel } from "./fields.tsx";

export function BasicsTab({ value, onChange }: { value: Programme; onChange: (value: Programme) => void }) {
  const { t } = usePreferences();
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.programmeName")} pointer="/name" width={480}>
        <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
      </Field>
      <Field
        label={t("console.programme.currency")}
        pointer="/currency"
        width={260}
        hint={t("console.programme.currencyHint")}
      >
        <CurrencySelect value={value.currency} onChange={(currency) => onChange({ ...value, currency })} />
      </Field>
      <Field label={t("console.programme.zone")} pointer="/zone" width={260} hint={t("console.programme.zoneHint")}>
        <ZoneSelect value={value.zone} onChange={(zone) => onChange({ ...value, zone })} />
      </Field>
    </div>
  );
}

const usual = ["CNY", "HKD", "TWD", "USD", "EUR", "GBP", "JPY", "SGD"];

/** Every currency with its name; the usual ones first. */
export function CurrencySelect({
  value,
  onChange,
  allowEmpty,
}: {
  value: string | undefined;
  onChange: (value: string) => void;
  allowEmpty?: string;
}) {
  const { locale } = usePreferences();
  const field = useFieldLabel();
  const options = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: "currency" });
    const codes = [...new Set([...usual, ...Intl.supportedValuesOf("currency")])];
    const all = codes.map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ""}` }));
    return allowEmpty === undefined ? all : [{ value: "", label: allowEmpty }, ...all];
  }, [locale, allowEmpty]);
  return (
    <Select
      {...field}
      value={value ?? ""}
      onChange={onChange}
      options={options}
      showSearch={{ optionFilterProp: "label" }}
      style={{ width: "100%" }}
    />
  );
}

function ZoneSelect({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const field = useFieldLabel();
  const options = useMemo(
    () =>
      [...new Set(["UTC", "Asia/Shanghai", ...Intl.supportedValuesOf("timeZone")])].map((zone) => ({
        value: zone,
        label: zone,
      })),
    [],
  );
  return (
    <Select
      {...field}
      value={value}
      onChange={onChange}
      options={options}
      showSearch={{ optionFilterProp: "label" }}
      style={{ width: "100%" }}
    />
  );
}
