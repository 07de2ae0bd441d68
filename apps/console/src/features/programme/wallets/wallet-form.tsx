import type { Wallet } from "@regulars/engine";
import { useT } from "../../../shared/preferences.tsx";
import { Field, IdField, LocalTextInput, NumberInput } from "../fields.tsx";
import { Fold } from "../fold.tsx";
import { without } from "../quantities.ts";
import { Optional, SwitchInput } from "../quantity-inputs.tsx";
import { PaymentFields } from "./payment-fields.tsx";
import { RefundFields } from "./refund-fields.tsx";
import { SharingFields } from "./sharing-fields.tsx";
import { TimeFields } from "./time-fields.tsx";
import type { WalletFormProps } from "./wallet-form-props.ts";
import { useWalletSummary } from "./wallet-summary.ts";
import { WorthFields } from "./worth-fields.tsx";

/** A wallet in parts, each of which says in words what it holds. */
export function WalletForm({ value, onChange, pointer }: WalletFormProps) {
  const t = useT();
  const summary = useWalletSummary(value);
  const at = (...keys: (keyof Wallet)[]) => keys.map((key) => `${pointer}/${key}`);
  const props = { value, onChange, pointer };
  return (
    <div className="stack">
      <NameFields {...props} />
      <div>
        <Fold
          title={t("console.wallets.part.times")}
          summary={summary.times}
          pointers={at("pending", "expiry", "spendOrder")}
          defaultOpen
        >
          <TimeFields {...props} />
        </Fold>
        <Fold title={t("console.wallets.part.payment")} summary={summary.payment} pointers={at("redemption")}>
          <PaymentFields {...props} />
        </Fold>
        <Fold title={t("console.wallets.part.refunds")} summary={summary.refunds} pointers={at("negative", "returns")}>
          <RefundFields {...props} />
        </Fold>
        <Fold title={t("console.wallets.part.sharing")} summary={summary.sharing} pointers={at("transfer", "pooling")}>
          <SharingFields {...props} />
        </Fold>
        <Fold
          title={t("console.wallets.part.worth")}
          summary={summary.worth}
          pointers={at("caps", "costPer1000", "weightBps")}
        >
          <WorthFields {...props} />
        </Fold>
      </div>
    </div>
  );
}

function NameFields({ value, onChange, pointer }: WalletFormProps) {
  const t = useT();
  const { unit } = value;
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={360}>
        <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
      </Field>
      <Field
        label={t("console.wallets.spendable")}
        pointer={`${pointer}/spendable`}
        width={150}
        hint={t("console.wallets.spendableHint")}
      >
        <SwitchInput value={value.spendable} onChange={(spendable) => onChange({ ...value, spendable })} />
      </Field>
      <Field
        label={t("console.wallets.decimals")}
        pointer={`${pointer}/decimals`}
        width={150}
        hint={decimalsHint(value)}
      >
        <NumberInput
          value={value.decimals}
          min={0}
          max={6}
          width={90}
          onChange={(decimals) => onChange({ ...value, decimals })}
        />
      </Field>
      <Field label={t("console.wallets.unit")} pointer={`${pointer}/unit`} width={400}>
        <Optional
          label={t("console.wallets.unitOn")}
          isOn={unit !== undefined}
          onSwitch={(isOn) => onChange(isOn ? { ...value, unit: { zh: "分", en: "points" } } : without(value, "unit"))}
        >
          {unit ? <LocalTextInput value={unit} onChange={(next) => onChange({ ...value, unit: next })} /> : null}
        </Optional>
      </Field>
      <IdField
        value={value.id}
        path={`wallets/${value.id}`}
        pointer={`${pointer}/id`}
        onChange={(id) => onChange({ ...value, id })}
      />
    </div>
  );
}

/** How the smallest unit of a thousand and a half looks: `1500`, `15.00`. */
function decimalsHint({ decimals }: Wallet): string {
  return `1500 → ${(1500 / 10 ** decimals).toFixed(decimals)}`;
}
