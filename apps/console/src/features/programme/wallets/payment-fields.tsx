import { useT } from "../../../shared/preferences.tsx";
import { useDraftCurrency } from "../draft-context.tsx";
import { Field, MoneyInput, PercentInput } from "../fields.tsx";
import { without } from "../quantities.ts";
import { Optional, PointsInput } from "../quantity-inputs.tsx";
import type { WalletFormProps } from "./wallet-form-props.ts";

/** What points are worth at the till, and in which portions they pay. */
export function PaymentFields({ value, onChange, pointer }: WalletFormProps) {
  const t = useT();
  const { digits } = useDraftCurrency();
  const { redemption } = value;
  const at = `${pointer}/redemption`;
  const turn = (isOn: boolean) =>
    onChange(
      isOn
        ? { ...value, redemption: { points: 100 * 10 ** value.decimals, amount: 10 ** digits, maxShareBps: 10_000 } }
        : without(value, "redemption"),
    );
  return (
    <div className="stack tight">
      <Field label={t("console.wallets.atTill")} pointer={at} width={760}>
        <Optional label={t("console.programme.redemptionOn")} isOn={redemption !== undefined} onSwitch={turn} />
      </Field>
      {redemption ? (
        <div className="pg-fields">
          <Field label={t("console.wallets.rate")} pointer={`${at}/points`} width={340}>
            <span className="row">
              <PointsInput
                wallet={value.id}
                value={redemption.points}
                label={t("console.programme.points")}
                onChange={(points) => onChange({ ...value, redemption: { ...redemption, points } })}
              />
              {t("console.programme.pays")}
              <MoneyInput
                value={redemption.amount}
                min={1}
                width={130}
                label={t("console.programme.pays")}
                onChange={(amount) => onChange({ ...value, redemption: { ...redemption, amount } })}
              />
            </span>
          </Field>
          <Field label={t("console.wallets.maxShare")} pointer={`${at}/maxShareBps`} width={150}>
            <PercentInput
              value={redemption.maxShareBps}
              onChange={(maxShareBps) => onChange({ ...value, redemption: { ...redemption, maxShareBps } })}
            />
          </Field>
          {(["minPoints", "stepPoints"] as const).map((key) => (
            <Field key={key} label={t(`console.wallets.${key}`)} pointer={`${at}/${key}`} width={160}>
              <PointsInput
                wallet={value.id}
                value={redemption[key]}
                placeholder={t("console.programme.noLimit")}
                onChange={(points) => onChange({ ...value, redemption: { ...redemption, [key]: points } })}
                onClear={() => onChange({ ...value, redemption: without(redemption, key) })}
              />
            </Field>
          ))}
        </div>
      ) : null}
    </div>
  );
}
