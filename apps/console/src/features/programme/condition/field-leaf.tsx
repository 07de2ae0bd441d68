import { type FieldLeaf, lookupPath, type PathInfo } from "@regulars/engine";
import { useQuery } from "@tanstack/react-query";
import { Checkbox, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { api } from "../../../shared/api/index.ts";
import { usePreferences, useT } from "../../../shared/preferences.tsx";
import { useCan } from "../../../shared/session.tsx";
import { Choice, DurationInput, MoneyInput, NumberInput } from "../fields.tsx";
import { type EditorScope, opsFor, withOp } from "./condition-shape.ts";

interface ValueProps {
  leaf: FieldLeaf;
  info: PathInfo;
  onChange: (leaf: FieldLeaf) => void;
}

export function FieldLeafEditor({
  leaf,
  onChange,
  scope,
}: {
  leaf: FieldLeaf;
  onChange: (leaf: FieldLeaf) => void;
  scope: EditorScope;
}) {
  const t = useT();
  const info = lookupPath(leaf.field);
  if (!info) return <code>{leaf.field}</code>;
  const family = info.type === "date" || info.type === "instant" ? "date" : "plain";
  const options = opsFor(info, scope).map((op) => ({
    value: op,
    label: t(op === "eq" && family === "date" ? "console.programme.op.on" : `console.programme.op.${op}`),
  }));
  const isText =
    info.type === "string" &&
    ["eq", "ne", "in", "notIn", "contains", "startsWith", "matchesList"].includes(leaf.op) &&
    !info.picker;
  return (
    <>
      <Choice
        value={leaf.op}
        options={options}
        onChange={(op) => onChange(withOp(leaf, op))}
        label={t("console.programme.operator")}
        width={130}
      />
      <ValueInput leaf={leaf} info={info} onChange={onChange} />
      {isText ? (
        <Checkbox
          checked={leaf.fold ?? false}
          onChange={(event) => onChange({ ...leaf, fold: event.target.checked ? true : undefined })}
        >
          {t("console.programme.fold")}
        </Checkbox>
      ) : null}
    </>
  );
}

function ValueInput({ leaf, info, onChange }: ValueProps) {
  const t = useT();
  const label = t("console.programme.value");
  const { op, value } = leaf;
  const set = (next: FieldLeaf["value"]) => onChange({ ...leaf, value: next });
  if (op === "exists" || op === "notExists") return null;
  if (op === "inLast" || op === "notInLast")
    return <DurationInput value={typeof value === "string" ? value : "P30D"} onChange={set} label={label} />;
  if (op === "onAnniversary") return <AnniversaryInput leaf={leaf} info={info} onChange={onChange} />;
  if (op === "in" || op === "notIn" || op === "matchesList")
    return <ListInput leaf={leaf} info={info} onChange={onChange} />;
  if (info.type === "date" || info.type === "instant") {
    const day = typeof value === "string" && value ? dayjs(value) : null;
    return (
      <DatePicker
        value={day?.isValid() ? day : null}
        aria-label={label}
        onChange={(next) => set(next ? next.format("YYYY-MM-DD") : undefined)}
      />
    );
  }
  if (info.type === "money")
    return <MoneyInput value={typeof value === "number" ? value : undefined} onChange={set} label={label} />;
  if (info.unit === "weekday")
    return <WeekdaySelect value={typeof value === "number" ? [value] : []} onChange={(days) => set(days.at(-1))} />;
  if (info.type === "number")
    return (
      <NumberInput
        value={typeof value === "number" ? value : undefined}
        onChange={set}
        label={label}
        digits={info.unit && info.unit !== "share" ? 0 : 2}
        width={110}
        suffix={info.unit ? t(`console.programme.pathUnit.${info.unit}`) : null}
      />
    );
  if (info.type === "boolean" || typeof value === "boolean") {
    const yesNo = [
      { value: "true", label: t("console.programme.yes") },
      { value: "false", label: t("console.programme.no") },
    ];
    return (
      <Choice
        value={String(value ?? "true")}
        options={yesNo}
        onChange={(next) => set(next === "true")}
        label={label}
        width={90}
      />
    );
  }
  if (info.type === "any") return <AnyInput value={value} onChange={set} />;
  return <TextInput leaf={leaf} info={info} onChange={onChange} />;
}

function AnniversaryInput({ leaf, onChange }: ValueProps) {
  const t = useT();
  const { value } = leaf;
  const kind = typeof value === "number" ? "around" : value === "month" ? "month" : "day";
  const options = (["day", "month", "around"] as const).map((option) => ({
    value: option,
    label: t(`console.programme.anniversary.${option}`),
  }));
  return (
    <>
      <Choice
        value={kind}
        options={options}
        onChange={(next) => onChange({ ...leaf, value: next === "around" ? 7 : next })}
        label={t("console.programme.value")}
        width={130}
      />
      {typeof value === "number" ? (
        <NumberInput
          value={value}
          min={0}
          max={180}
          onChange={(days) => onChange({ ...leaf, value: days })}
          label={t("console.programme.days")}
          width={90}
          suffix={t("console.programme.unit.D", { count: value })}
        />
      ) : null}
    </>
  );
}

/** Known values of a path, where the directory has them. */
function useKnownValues(info: PathInfo): { value: string; label: string }[] {
  const t = useT();
  const allowed = useCan("settings:read");
  const stores = useQuery({
    queryKey: ["stores"],
    queryFn: () => api.orders.stores(),
    enabled: allowed && info.picker === "store",
    staleTime: 300_000,
  });
  if (info.picker === "store")
    return (stores.data?.items ?? []).map((store) => ({ value: store.id, label: store.name }));
  if (info.picker === "gender")
    return (["female", "male", "other"] as const).map((value) => ({
      value,
      label: t(`console.programme.gender.${value}`),
    }));
  if (info.picker === "memberKind")
    return (["person", "company", "partner"] as const).map((value) => ({
      value,
      label: t(`console.programme.memberKind.${value}`),
    }));
  return [];
}

function TextInput({ leaf, info, onChange }: ValueProps) {
  const t = useT();
  const known = useKnownValues(info);
  const text = leaf.value === undefined ? "" : String(leaf.value);
  if (known.length > 0) {
    const options =
      known.some(({ value }) => value === text) || text === "" ? known : [...known, { value: text, label: text }];
    return (
      <Choice
        value={text}
        options={options}
        onChange={(value) => onChange({ ...leaf, value })}
        label={t("console.programme.value")}
        width={180}
      />
    );
  }
  return (
    <Input
      value={text}
      aria-label={t("console.programme.value")}
      placeholder={t("console.programme.value")}
      maxLength={500}
      style={{ width: 180 }}
      onChange={(event) => onChange({ ...leaf, value: event.target.value === "" ? undefined : event.target.value })}
    />
  );
}

function ListInput({ leaf, info, onChange }: ValueProps) {
  const t = useT();
  const known = useKnownValues(info);
  const isNumber = info.type === "number" || info.type === "money";
  const values = Array.isArray(leaf.value) ? leaf.value : [];
  if (info.unit === "weekday")
    return <WeekdaySelect value={values.map(Number)} onChange={(days) => onChange({ ...leaf, value: days })} />;
  return (
    <Select
      mode="tags"
      value={values.map(String)}
      options={known}
      aria-label={t("console.programme.value")}
      placeholder={t(leaf.op === "matchesList" ? "console.programme.patterns" : "console.programme.listHint")}
      tokenSeparators={[",", "，", "、", ";"]}
      style={{ minWidth: 220, maxWidth: 420, flex: 1 }}
      onChange={(next) => onChange({ ...leaf, value: isNumber ? next.map(Number).filter(Number.isFinite) : next })}
    />
  );
}

/** A value whose own type decides: text, number, or yes and no. */
function AnyInput({ value, onChange }: { value: FieldLeaf["value"]; onChange: (value: FieldLeaf["value"]) => void }) {
  const t = useT();
  const kind = typeof value === "number" ? "number" : "text";
  const options = (["text", "number", "boolean"] as const).map((option) => ({
    value: option,
    label: t(`console.programme.valueKind.${option}`),
  }));
  const start = { text: "", number: 0, boolean: true };
  return (
    <>
      <Choice<"text" | "number" | "boolean">
        value={kind}
        options={options}
        onChange={(next) => onChange(start[next])}
        label={t("console.programme.valueKind")}
        width={90}
      />
      {typeof value === "number" ? (
        <NumberInput value={value} onChange={onChange} digits={2} label={t("console.programme.value")} width={110} />
      ) : (
        <Input
          value={String(value ?? "")}
          aria-label={t("console.programme.value")}
          maxLength={500}
          style={{ width: 160 }}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </>
  );
}

/** Monday is 1. */
export function WeekdaySelect({ value, onChange }: { value: number[]; onChange: (days: number[]) => void }) {
  const { t, locale } = usePreferences();
  const format = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const options = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: day, label: format.format(Date.UTC(2024, 0, day)) }));
  return (
    <Select
      mode="multiple"
      value={value}
      options={options}
      aria-label={t("console.programme.weekdays")}
      placeholder={t("console.programme.everyDay")}
      style={{ minWidth: 160, maxWidth: 360 }}
      onChange={(days) => onChange(days.toSorted((one, other) => one - other))}
    />
  );
}
