import { type Cmp, lookupPath, pathRegistry, type Window } from "@regulars/engine";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { inZone } from "../../../shared/zoned-day.ts";
import { useDraft } from "../draft-context.tsx";
import { Choice, DurationInput, MoneyInput, NumberInput } from "../fields.tsx";
import { type MeasureKind, type MeasureParts, measureKinds } from "./condition-shape.ts";

const ops = ["gte", "gt", "eq", "ne", "lte", "lt", "between"] as const;

/** The numbers that a measure is compared with; all of them must fit. */
export function CmpInput({
  value,
  onChange,
  money,
  unit,
}: {
  value: Cmp;
  onChange: (value: Cmp) => void;
  money: boolean;
  unit: string | null;
}) {
  const t = useT();
  const present = ops.filter((op) => value[op] !== undefined);
  const options = ops.map((op) => ({ value: op, label: t(`console.programme.op.${op}`) }));
  const shown = present.length > 0 ? present : (["gte"] as const);
  const change = (from: (typeof ops)[number], to: (typeof ops)[number]) => {
    const { [from]: old, ...rest } = value;
    const first = Array.isArray(old) ? old[0] : (old ?? 1);
    onChange({ ...rest, [to]: to === "between" ? [first, first + 1] : first });
  };
  const number = (amount: number | undefined, set: (next: number) => void) =>
    money ? (
      <MoneyInput value={amount} onChange={set} label={t("console.programme.value")} />
    ) : (
      <NumberInput
        value={amount}
        onChange={set}
        label={t("console.programme.value")}
        digits={2}
        width={100}
        suffix={unit}
      />
    );
  return shown.map((op) => (
    <span key={op} className="row" style={{ gap: 6 }}>
      <Choice
        value={op}
        options={options}
        onChange={(next) => change(op, next)}
        label={t("console.programme.operator")}
        width={120}
      />
      {op === "between" ? (
        <>
          {number(value.between?.[0], (from) =>
            onChange({ ...value, between: [from, value.between?.[1] ?? from + 1] }),
          )}
          <span>{t("console.programme.until")}</span>
          {number(value.between?.[1], (to) => onChange({ ...value, between: [value.between?.[0] ?? 0, to] }))}
        </>
      ) : (
        number(value[op], (next) => onChange({ ...value, [op]: next }))
      )}
    </span>
  ));
}

/** Count, days, sum ... of what, compared with which number. */
export function MeasureInput({
  value,
  onChange,
  event,
}: {
  value: MeasureParts;
  onChange: (value: MeasureParts) => void;
  event: string;
}) {
  const t = useT();
  const say = useLocalText();
  const kinds = measureKinds.map((kind) => ({ value: kind, label: t(`console.programme.measure.${kind}`) }));
  const isDistinct = value.kind === "distinct";
  const paths = [...pathRegistry.values()].filter(
    (info) =>
      (info.scope === "order" || info.scope === "line") &&
      (isDistinct || info.type === "money" || info.type === "number"),
  );
  const own =
    event === "order"
      ? []
      : [
          {
            value: value.of?.startsWith("event.") ? value.of : "event.properties.amount",
            label: value.of ?? "event.properties.amount",
          },
        ];
  const options = event === "order" ? paths.map((info) => ({ value: info.path, label: say(info.name) })) : own;
  const isMoney = value.of !== null && !isDistinct && lookupPath(value.of)?.type === "money";
  const change = (kind: MeasureKind) => {
    if (kind === "count" || kind === "daysWith") return onChange({ ...value, kind, of: null });
    const first = event === "order" ? (kind === "distinct" ? "line.sku" : "order.net") : "event.properties.amount";
    onChange({ ...value, kind, of: value.of ?? first });
  };
  const unit =
    value.kind === "count"
      ? t("console.programme.times")
      : value.kind === "daysWith"
        ? t("console.programme.days")
        : null;
  return (
    <>
      <Choice value={value.kind} options={kinds} onChange={change} label={t("console.programme.measure")} width={130} />
      {value.of === null ? null : (
        <Choice
          value={value.of}
          options={options}
          onChange={(of) => onChange({ ...value, of })}
          label={t("console.programme.measureOf")}
          width={170}
        />
      )}
      <CmpInput value={value.cmp} onChange={(cmp) => onChange({ ...value, cmp })} money={isMoney} unit={unit} />
    </>
  );
}

type WindowKind =
  | "lifetime"
  | "last"
  | "day"
  | "week"
  | "month"
  | "quarter"
  | "year"
  | "range"
  | "joined"
  | "tier"
  | "stage"
  | "anniversary";
const windowKinds: WindowKind[] = [
  "lifetime",
  "last",
  "day",
  "week",
  "month",
  "quarter",
  "year",
  "joined",
  "tier",
  "stage",
  "anniversary",
  "range",
];

function windowKind(window: Window | undefined): WindowKind {
  if (!window) return "lifetime";
  if ("last" in window) return "last";
  if ("calendar" in window) return window.calendar;
  return "since" in window ? window.since : "range";
}

function startOf(kind: WindowKind): Window | undefined {
  switch (kind) {
    case "lifetime":
      return undefined;
    case "last":
      return { last: "P30D" };
    case "range":
      return {
        from: dayjs().startOf("month").toISOString(),
        to: dayjs().startOf("month").add(1, "month").toISOString(),
      };
    case "joined":
    case "tier":
    case "stage":
    case "anniversary":
      return { since: kind };
    default:
      return { calendar: kind };
  }
}

/** The time that counts. */
export function WindowInput({
  value,
  onChange,
}: {
  value: Window | undefined;
  onChange: (value: Window | undefined) => void;
}) {
  const t = useT();
  const { programme } = useDraft();
  const kind = windowKind(value);
  const options = windowKinds.map((option) => ({ value: option, label: t(`console.programme.window.${option}`) }));
  return (
    <>
      <Choice
        value={kind}
        options={options}
        onChange={(next) => onChange(startOf(next))}
        label={t("console.programme.window")}
        width={150}
      />
      {value && "last" in value ? <DurationInput value={value.last} onChange={(last) => onChange({ last })} /> : null}
      {value && "calendar" in value ? (
        <NumberInput
          value={-(value.offset ?? 0)}
          min={0}
          max={60}
          onChange={(back) =>
            onChange(back === 0 ? { calendar: value.calendar } : { calendar: value.calendar, offset: -back })
          }
          label={t("console.programme.periodsBack")}
          prefix={t("console.programme.periodsBack")}
          width={130}
        />
      ) : null}
      {value && "from" in value ? (
        <DatePicker.RangePicker
          aria-label={t("console.programme.window")}
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          value={[dayjs(value.from).tz(programme.zone), dayjs(value.to).tz(programme.zone)]}
          onChange={(range) => {
            const [from, to] = range ?? [];
            if (from && to) onChange({ from: inZone(from, programme.zone), to: inZone(to, programme.zone) });
          }}
        />
      ) : null}
    </>
  );
}
