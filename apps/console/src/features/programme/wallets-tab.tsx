import type { Wallet } from "@regulars/engine";
import { Checkbox } from "antd";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useDraftCurrency } from "./draft-context.tsx";
import {
  Choice,
  DurationInput,
  Field,
  IdField,
  LocalTextInput,
  MoneyInput,
  NumberInput,
  PercentInput,
  useFieldLabel,
} from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { freeId, without } from "./quantities.ts";

export function WalletsTab({
  value,
  onChange,
  words,
}: {
  value: Wallet[];
  onChange: (value: Wallet[]) => void;
  words: (id: string) => string | null;
}) {
  const t = useT();
  const say = useLocalText();
  return (
    <ItemList<Wallet>
      tab="wallets"
      items={value}
      onChange={onChange}
      pointer="/wallets"
      min={1}
      addText={t("console.programme.addWallet")}
      emptyText={t("console.programme.noWallets")}
      create={() => ({
        id: freeId(
          "wallet",
          value.map((wallet) => wallet.id),
        ),
        name: { zh: "", en: "" },
        pending: { kind: "none" },
        expiry: { kind: "never" },
        negative: "arrears",
        costPer1000: 0,
        spendable: true,
      })}
      head={(wallet) => ({ name: <strong>{say(wallet.name) || wallet.id}</strong>, note: words(wallet.id) })}
      editor={(wallet, set, pointer) => <WalletForm value={wallet} onChange={set} pointer={pointer} />}
    />
  );
}

interface FormProps {
  value: Wallet;
  onChange: (value: Wallet) => void;
  pointer: string;
}

function WalletForm({ value, onChange, pointer }: FormProps) {
  const t = useT();
  const negatives = (["arrears", "floor", "refuse"] as const).map((negative) => ({
    value: negative,
    label: t(`console.programme.negative.${negative}`),
  }));
  return (
    <div className="stack">
      <div className="pg-fields">
        <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={420}>
          <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
        </Field>
        <IdField
          value={value.id}
          path={`wallets/${value.id}`}
          pointer={`${pointer}/id`}
          onChange={(id) => onChange({ ...value, id })}
        />
      </div>
      <TimeFields value={value} onChange={onChange} pointer={pointer} />
      <div className="pg-fields">
        <Field
          label={t("console.programme.negative")}
          pointer={`${pointer}/negative`}
          width={300}
          hint={t("console.programme.negativeHint")}
        >
          <Choice
            value={value.negative}
            options={negatives}
            onChange={(negative) => onChange({ ...value, negative })}
            width="100%"
          />
        </Field>
        <Field
          label={t("console.programme.cost")}
          pointer={`${pointer}/costPer1000`}
          width={220}
          hint={t("console.programme.costHint")}
        >
          <MoneyInput value={value.costPer1000} onChange={(costPer1000) => onChange({ ...value, costPer1000 })} />
        </Field>
      </div>
      <RedemptionFields value={value} onChange={onChange} pointer={pointer} />
    </div>
  );
}

function TimeFields({ value, onChange, pointer }: FormProps) {
  const t = useT();
  const { pending, expiry } = value;
  const pendings = (["none", "duration"] as const).map((kind) => ({
    value: kind,
    label: t(`console.programme.pending.${kind}`),
  }));
  const expiries = (["never", "duration", "fixed_day"] as const).map((kind) => ({
    value: kind,
    label: t(`console.programme.expiry.${kind}`),
  }));
  const rounds = (["day", "month", "year"] as const).map((round) => ({
    value: round,
    label: t(`console.programme.round.${round}`),
  }));
  const setExpiry = (kind: typeof expiry.kind) => {
    if (kind === "never") return onChange({ ...value, expiry: { kind } });
    onChange({
      ...value,
      expiry: kind === "duration" ? { kind, duration: "P12M", round: "month" } : { kind, month: 12, day: 31, years: 1 },
    });
  };
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.pending")} pointer={`${pointer}/pending`} width={330}>
        <span className="row">
          <Choice
            value={pending.kind}
            options={pendings}
            onChange={(kind) => onChange({ ...value, pending: kind === "none" ? { kind } : { kind, duration: "P7D" } })}
            width={140}
          />
          {pending.kind === "duration" ? (
            <DurationInput
              value={pending.duration}
              onChange={(duration) => onChange({ ...value, pending: { kind: "duration", duration } })}
            />
          ) : null}
        </span>
      </Field>
      <Field label={t("console.programme.expiry")} pointer={`${pointer}/expiry`} width={520}>
        <span className="row">
          <Choice value={expiry.kind} options={expiries} onChange={setExpiry} width={160} />
          {expiry.kind === "duration" ? (
            <>
              <DurationInput
                value={expiry.duration}
                onChange={(duration) => onChange({ ...value, expiry: { ...expiry, duration } })}
              />
              <Choice
                value={expiry.round}
                options={rounds}
                onChange={(round) => onChange({ ...value, expiry: { ...expiry, round } })}
                label={t("console.programme.round")}
                width={130}
              />
            </>
          ) : null}
          {expiry.kind === "fixed_day" ? (
            <>
              <NumberInput
                value={expiry.years}
                min={0}
                max={10}
                width={90}
                label={t("console.programme.yearsLater")}
                suffix={t("console.programme.yearsLater")}
                onChange={(years) => onChange({ ...value, expiry: { ...expiry, years } })}
              />
              <NumberInput
                value={expiry.month}
                min={1}
                max={12}
                width={80}
                label={t("console.programme.month")}
                suffix={t("console.programme.month")}
                onChange={(month) => onChange({ ...value, expiry: { ...expiry, month } })}
              />
              <NumberInput
                value={expiry.day}
                min={1}
                max={31}
                width={80}
                label={t("console.programme.day")}
                suffix={t("console.programme.day")}
                onChange={(day) => onChange({ ...value, expiry: { ...expiry, day } })}
              />
            </>
          ) : null}
        </span>
      </Field>
    </div>
  );
}

function RedemptionFields({ value, onChange, pointer }: FormProps) {
  const t = useT();
  const { digits } = useDraftCurrency();
  const { redemption } = value;
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.redemption")} pointer={`${pointer}/redemption`} width={760}>
        <span className="row">
          <RedemptionSwitch
            checked={redemption !== undefined}
            onChange={(isOn) =>
              onChange(
                isOn
                  ? { ...value, redemption: { points: 100, amount: 10 ** digits, maxShareBps: 10_000 } }
                  : without(value, "redemption"),
              )
            }
          />
          {redemption ? (
            <>
              <NumberInput
                value={redemption.points}
                min={1}
                width={120}
                label={t("console.programme.points")}
                suffix={t("console.programme.pointsUnit")}
                onChange={(points) => onChange({ ...value, redemption: { ...redemption, points } })}
              />
              {t("console.programme.pays")}
              <MoneyInput
                value={redemption.amount}
                min={1}
                label={t("console.programme.pays")}
                onChange={(amount) => onChange({ ...value, redemption: { ...redemption, amount } })}
              />
              {t("console.programme.maxShare")}
              <PercentInput
                value={redemption.maxShareBps}
                label={t("console.programme.maxShare")}
                onChange={(maxShareBps) => onChange({ ...value, redemption: { ...redemption, maxShareBps } })}
              />
            </>
          ) : null}
        </span>
      </Field>
    </div>
  );
}

function RedemptionSwitch({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const t = useT();
  const field = useFieldLabel();
  return (
    <Checkbox {...field} checked={checked} onChange={(event) => onChange(event.target.checked)}>
      {t("console.programme.redemptionOn")}
    </Checkbox>
  );
}
