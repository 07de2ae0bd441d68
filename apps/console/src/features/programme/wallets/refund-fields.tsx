import type { Wallet } from "@regulars/engine";
import { useT } from "../../../shared/preferences.tsx";
import { Choice, DurationInput, Field } from "../fields.tsx";
import type { WalletFormProps } from "./wallet-form-props.ts";

const newReturns: Record<Wallet["returns"]["kind"], Wallet["returns"]> = {
  keep: { kind: "keep" },
  minimum: { kind: "minimum", duration: "P30D" },
  regrant: { kind: "regrant" },
};

/** What a refund does with points that it takes back or gives back. */
export function RefundFields({ value, onChange, pointer }: WalletFormProps) {
  const t = useT();
  const { returns } = value;
  const negatives = (["arrears", "floor", "refuse"] as const).map((negative) => ({
    value: negative,
    label: t(`console.programme.negative.${negative}`),
  }));
  const kinds = (["keep", "minimum", "regrant"] as const).map((kind) => ({
    value: kind,
    label: t(`console.wallets.returns.${kind}`),
  }));
  return (
    <div className="pg-fields">
      <Field
        label={t("console.programme.negative")}
        pointer={`${pointer}/negative`}
        width={320}
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
        label={t("console.wallets.returns")}
        pointer={`${pointer}/returns`}
        width={480}
        hint={t("console.wallets.returnsHint")}
      >
        <span className="row">
          <Choice
            value={returns.kind}
            options={kinds}
            onChange={(kind) => onChange({ ...value, returns: newReturns[kind] })}
            width={280}
          />
          {returns.kind === "minimum" ? (
            <DurationInput
              value={returns.duration}
              onChange={(duration) => onChange({ ...value, returns: { kind: "minimum", duration } })}
            />
          ) : null}
        </span>
      </Field>
    </div>
  );
}
