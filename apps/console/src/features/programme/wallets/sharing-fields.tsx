import { useT } from "../../../shared/preferences.tsx";
import { Choice, Field } from "../fields.tsx";
import { without } from "../quantities.ts";
import { Optional, PointsInput } from "../quantity-inputs.tsx";
import type { WalletFormProps } from "./wallet-form-props.ts";

/** Points between members: gifts, and households that pay together. */
export function SharingFields({ value, onChange, pointer }: WalletFormProps) {
  const t = useT();
  const { transfer } = value;
  const dates = (["keep", "fresh"] as const).map((kind) => ({
    value: kind,
    label: t(`console.wallets.transferDates.${kind}`),
  }));
  const poolings = (["none", "household"] as const).map((kind) => ({
    value: kind,
    label: t(`console.wallets.pooling.${kind}`),
  }));
  const turn = (isOn: boolean) =>
    onChange(isOn ? { ...value, transfer: { dates: "keep" } } : without(value, "transfer"));
  return (
    <div className="stack tight">
      <Field label={t("console.wallets.transfer")} pointer={`${pointer}/transfer`} width={480}>
        <Optional label={t("console.wallets.transferOn")} isOn={transfer !== undefined} onSwitch={turn} />
      </Field>
      {transfer ? (
        <div className="pg-fields">
          {(["minPoints", "maxPerDay"] as const).map((key) => (
            <Field
              key={key}
              label={t(`console.wallets.transfer.${key}`)}
              pointer={`${pointer}/transfer/${key}`}
              width={170}
            >
              <PointsInput
                wallet={value.id}
                value={transfer[key]}
                placeholder={t("console.programme.noLimit")}
                onChange={(points) => onChange({ ...value, transfer: { ...transfer, [key]: points } })}
                onClear={() => onChange({ ...value, transfer: without(transfer, key) })}
              />
            </Field>
          ))}
          <Field label={t("console.wallets.transferDates")} pointer={`${pointer}/transfer/dates`} width={280}>
            <Choice
              value={transfer.dates}
              options={dates}
              onChange={(kind) => onChange({ ...value, transfer: { ...transfer, dates: kind } })}
              width="100%"
            />
          </Field>
        </div>
      ) : null}
      <Field label={t("console.wallets.pooling")} pointer={`${pointer}/pooling`} width={320}>
        <Choice
          value={value.pooling}
          options={poolings}
          onChange={(pooling) => onChange({ ...value, pooling })}
          width="100%"
        />
      </Field>
    </div>
  );
}
