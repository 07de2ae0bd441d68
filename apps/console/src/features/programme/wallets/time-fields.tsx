import type { Expiry, Pending } from "@regulars/engine";
import { useT } from "../../../shared/preferences.tsx";
import { Choice, DurationInput, Field, NumberInput } from "../fields.tsx";
import { without } from "../quantities.ts";
import { EventTypeInput, OptionalDuration } from "../quantity-inputs.tsx";
import type { WalletFormProps } from "./wallet-form-props.ts";

/** When points can be used, when they die, and which of them go first. */
export function TimeFields({ value, onChange, pointer }: WalletFormProps) {
  const t = useT();
  const orders = (["soonest_expiring", "oldest"] as const).map((order) => ({
    value: order,
    label: t(`console.wallets.spendOrder.${order}`),
  }));
  return (
    <div className="pg-fields">
      <PendingFields
        value={value.pending}
        onChange={(pending) => onChange({ ...value, pending })}
        pointer={`${pointer}/pending`}
      />
      <ExpiryFields
        value={value.expiry}
        onChange={(expiry) => onChange({ ...value, expiry })}
        pointer={`${pointer}/expiry`}
      />
      <Field label={t("console.wallets.spendOrder")} pointer={`${pointer}/spendOrder`} width={240}>
        <Choice
          value={value.spendOrder}
          options={orders}
          onChange={(spendOrder) => onChange({ ...value, spendOrder })}
          width="100%"
        />
      </Field>
    </div>
  );
}

interface PartProps<T> {
  value: T;
  onChange: (value: T) => void;
  pointer: string;
}

const newPending: Record<Pending["kind"], Pending> = {
  none: { kind: "none" },
  duration: { kind: "duration", duration: "P7D" },
  event: { kind: "event", event: "order.received", atLatest: "P30D", otherwise: "activate" },
};

function PendingFields({ value, onChange, pointer }: PartProps<Pending>) {
  const t = useT();
  const kinds = (["none", "duration", "event"] as const).map((kind) => ({
    value: kind,
    label: t(`console.programme.pending.${kind}`),
  }));
  return (
    <>
      <Field label={t("console.programme.pending")} pointer={pointer} width={value.kind === "duration" ? 340 : 180}>
        <span className="row">
          <Choice value={value.kind} options={kinds} onChange={(kind) => onChange(newPending[kind])} width={150} />
          {value.kind === "duration" ? (
            <DurationInput value={value.duration} onChange={(duration) => onChange({ kind: "duration", duration })} />
          ) : null}
        </span>
      </Field>
      {value.kind === "event" ? <PendingEvent value={value} onChange={onChange} pointer={pointer} /> : null}
    </>
  );
}

function PendingEvent({ value, onChange, pointer }: PartProps<Extract<Pending, { kind: "event" }>>) {
  const t = useT();
  const otherwise = (["activate", "cancel"] as const).map((what) => ({
    value: what,
    label: t(`console.wallets.otherwise.${what}`),
  }));
  return (
    <>
      <Field
        label={t("console.wallets.pendingEvent")}
        pointer={`${pointer}/event`}
        width={240}
        hint={t("console.wallets.pendingEventHint")}
      >
        <EventTypeInput value={value.event} onChange={(event) => onChange({ ...value, event })} />
      </Field>
      <Field label={t("console.wallets.atLatest")} pointer={`${pointer}/atLatest`} width={330}>
        <OptionalDuration
          label={t("console.wallets.atLatestOn")}
          value={value.atLatest}
          start="P30D"
          onChange={(atLatest) => onChange(atLatest ? { ...value, atLatest } : without(value, "atLatest"))}
        />
      </Field>
      {value.atLatest === undefined ? null : (
        <Field label={t("console.wallets.otherwise")} pointer={`${pointer}/otherwise`} width={200}>
          <Choice
            value={value.otherwise}
            options={otherwise}
            onChange={(what) => onChange({ ...value, otherwise: what })}
            width="100%"
          />
        </Field>
      )}
    </>
  );
}

const newExpiry: Record<Expiry["kind"], Expiry> = {
  never: { kind: "never" },
  duration: { kind: "duration", duration: "P12M", round: "month" },
  fixed_day: { kind: "fixed_day", month: 12, day: 31, years: 1 },
  inactivity: { kind: "inactivity", duration: "P12M", round: "day" },
};

function ExpiryFields({ value, onChange, pointer }: PartProps<Expiry>) {
  const t = useT();
  const kinds = (["never", "duration", "fixed_day", "inactivity"] as const).map((kind) => ({
    value: kind,
    label: t(`console.programme.expiry.${kind}`),
  }));
  const rounds = (["day", "month", "year"] as const).map((round) => ({
    value: round,
    label: t(`console.programme.round.${round}`),
  }));
  return (
    <Field
      label={t("console.programme.expiry")}
      pointer={pointer}
      width={value.kind === "never" ? 200 : 540}
      hint={value.kind === "inactivity" ? t("console.wallets.inactivityHint") : null}
    >
      <span className="row">
        <Choice value={value.kind} options={kinds} onChange={(kind) => onChange(newExpiry[kind])} width={180} />
        {value.kind === "duration" || value.kind === "inactivity" ? (
          <>
            <DurationInput value={value.duration} onChange={(duration) => onChange({ ...value, duration })} />
            <Choice
              value={value.round}
              options={rounds}
              onChange={(round) => onChange({ ...value, round })}
              label={t("console.programme.round")}
              width={140}
            />
          </>
        ) : null}
        {value.kind === "fixed_day" ? <FixedDay value={value} onChange={onChange} /> : null}
      </span>
    </Field>
  );
}

function FixedDay({ value, onChange }: Omit<PartProps<Extract<Expiry, { kind: "fixed_day" }>>, "pointer">) {
  const t = useT();
  const limits = { years: [0, 10], month: [1, 12], day: [1, 31] } as const;
  const labels = {
    years: t("console.programme.yearsLater"),
    month: t("console.programme.month"),
    day: t("console.programme.day"),
  };
  return (["years", "month", "day"] as const).map((key) => (
    <NumberInput
      key={key}
      value={value[key]}
      min={limits[key][0]}
      max={limits[key][1]}
      width={key === "years" ? 110 : 90}
      label={labels[key]}
      suffix={labels[key]}
      onChange={(next) => onChange({ ...value, [key]: next })}
    />
  ));
}
