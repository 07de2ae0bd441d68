import type { Ladder } from "@regulars/engine";
import { usePreferences, useT } from "../../../shared/preferences.tsx";
import { Choice, DurationInput, Field } from "../fields.tsx";
import { without } from "../quantities.ts";
import { NamesInput, OptionalDuration, useDurationText } from "../quantity-inputs.tsx";
import { newPeriodEnd } from "./ladder-defaults.ts";
import type { LadderFormProps } from "./ladder-form-props.ts";

type PeriodEnd = Extract<Ladder["downgrade"], { kind: "period_end" }>;

/** Whether the window itself says how long a tier is valid. */
function hasOwnPeriod({ window }: Ladder): boolean {
  return window.kind === "calendar" || window.kind === "anniversary";
}

/** When and how far a tier is lost. */
export function DowngradeFields({ value, onChange, pointer }: LadderFormProps) {
  const t = useT();
  const { downgrade } = value;
  const kinds = (["never", "period_end"] as const).map((kind) => ({
    value: kind,
    label: t(`console.programme.downgrade.${kind}`),
  }));
  const set = (next: Ladder["downgrade"]) => onChange({ ...value, downgrade: next });
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.downgrade")} pointer={`${pointer}/downgrade`} width={220}>
        <Choice
          value={downgrade.kind}
          options={kinds}
          onChange={(kind) => set(kind === "never" ? { kind } : newPeriodEnd)}
          width="100%"
        />
      </Field>
      {downgrade.kind === "period_end" ? (
        <PeriodFields value={downgrade} onChange={set} pointer={`${pointer}/downgrade`} ladder={value} />
      ) : null}
    </div>
  );
}

interface PeriodFieldsProps {
  value: PeriodEnd;
  onChange: (value: PeriodEnd) => void;
  pointer: string;
  ladder: Ladder;
}

function PeriodFields({ value, onChange, pointer, ladder }: PeriodFieldsProps) {
  const t = useT();
  const steps = (["recompute", "one"] as const).map((step) => ({
    value: step,
    label: t(`console.programme.step.${step}`),
  }));
  const days = [7, 15, 30, 60, 90].map((count) => ({
    value: String(count),
    label: `${count} ${t("console.programme.unit.D", { count })}`,
  }));
  const setDays = (names: string[]) => {
    const counts = names.map(Number).filter((count) => Number.isInteger(count) && count >= 1 && count <= 180);
    onChange({ ...value, noticeDays: [...new Set(counts)].sort((one, other) => other - one).slice(0, 5) });
  };
  return (
    <>
      <Field label={t("console.programme.downgradeStep")} pointer={`${pointer}/step`} width={220}>
        <Choice value={value.step} options={steps} onChange={(step) => onChange({ ...value, step })} width="100%" />
      </Field>
      {hasOwnPeriod(ladder) ? (
        <Field label={t("console.programme.validFor")} width={220}>
          <span className="muted">
            {t(`console.ladders.ownPeriod.${ladder.window.kind === "anniversary" ? "anniversary" : "calendar"}`)}
          </span>
        </Field>
      ) : (
        <Field label={t("console.programme.validFor")} pointer={`${pointer}/validFor`} width={190}>
          <DurationInput value={value.validFor} onChange={(validFor) => onChange({ ...value, validFor })} />
        </Field>
      )}
      <Field label={t("console.programme.grace")} pointer={`${pointer}/grace`} width={360}>
        <OptionalDuration
          label={t("console.programme.graceOn")}
          value={value.grace}
          start="P30D"
          onChange={(grace) => onChange(grace ? { ...value, grace } : without(value, "grace"))}
        />
      </Field>
      <Field
        label={t("console.ladders.noticeDays")}
        pointer={`${pointer}/noticeDays`}
        width={320}
        hint={t("console.ladders.noticeDaysHint")}
      >
        <NamesInput
          value={value.noticeDays.map(String)}
          known={days}
          placeholder={t("console.ladders.noNotice")}
          onChange={setDays}
        />
      </Field>
    </>
  );
}

export function useDowngradeSummary(ladder: Ladder): string[] {
  const { t, locale } = usePreferences();
  const duration = useDurationText();
  const { downgrade } = ladder;
  if (downgrade.kind === "never") return [t("console.programme.downgrade.never")];
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const days = list.format(downgrade.noticeDays.map(String));
  return [
    hasOwnPeriod(ladder)
      ? t(`console.ladders.ownPeriod.${ladder.window.kind === "anniversary" ? "anniversary" : "calendar"}`)
      : t("console.ladders.say.validFor", { time: duration(downgrade.validFor) }),
    t(`console.programme.step.${downgrade.step}`),
    ...(downgrade.grace === undefined ? [] : [t("console.ladders.say.grace", { time: duration(downgrade.grace) })]),
    downgrade.noticeDays.length === 0 ? t("console.ladders.noNotice") : t("console.ladders.say.notice", { days }),
  ];
}
