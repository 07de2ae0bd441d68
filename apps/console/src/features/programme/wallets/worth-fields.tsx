import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { Choice, Field, FindingLines, MoneyInput, PercentInput } from "../fields.tsx";
import { removeAt, replaceAt } from "../quantities.ts";
import { PointsInput, usePointsText } from "../quantity-inputs.tsx";
import type { WalletFormProps } from "./wallet-form-props.ts";

const periods = ["day", "week", "month", "year"] as const;

/** How much a member may earn, what points cost, and how far they count in the combined total. */
export function WorthFields(props: WalletFormProps) {
  const t = useT();
  const { value, onChange, pointer } = props;
  const thousand = usePointsText(value.id)(1000);
  return (
    <div className="stack">
      <WalletCaps {...props} />
      <div className="pg-fields">
        <Field
          label={t("console.wallets.cost", { points: thousand })}
          pointer={`${pointer}/costPer1000`}
          width={220}
          hint={t("console.programme.costHint")}
        >
          <MoneyInput value={value.costPer1000} onChange={(costPer1000) => onChange({ ...value, costPer1000 })} />
        </Field>
        <Field
          label={t("console.wallets.weight")}
          pointer={`${pointer}/weightBps`}
          width={260}
          hint={t("console.wallets.weightHint")}
        >
          <PercentInput
            value={value.weightBps}
            max={10_000}
            onChange={(weightBps) => onChange({ ...value, weightBps })}
          />
        </Field>
      </div>
    </div>
  );
}

function WalletCaps({ value, onChange, pointer }: WalletFormProps) {
  const t = useT();
  const { readOnly, findings } = useDraft();
  const { caps } = value;
  const set = (next: typeof caps) => onChange({ ...value, caps: next });
  const options = periods.map((per) => ({ value: per, label: t(`console.rules.capPer.${per}`) }));
  const free = periods.find((per) => !caps.some((cap) => cap.per === per));
  const at = `${pointer}/caps`;
  return (
    <section className="stack tight" aria-label={t("console.wallets.caps")} data-pointer={at}>
      <span className="pg-label">{t("console.wallets.caps")}</span>
      {caps.length === 0 ? <span className="muted">{t("console.wallets.noCaps")}</span> : null}
      {caps.map((cap, index) => (
        <div key={cap.per} className="row" data-pointer={`${at}/${index}`}>
          <Choice
            value={cap.per}
            options={options.filter((one) => one.value === cap.per || !caps.some(({ per }) => per === one.value))}
            onChange={(per) => set(replaceAt(caps, index, { ...cap, per }))}
            label={t("console.rules.capPeriod")}
            width={140}
          />
          {t("console.rules.capAtMost")}
          <PointsInput
            wallet={value.id}
            value={cap.points}
            label={t("console.programme.points")}
            onChange={(points) => set(replaceAt(caps, index, { ...cap, points }))}
          />
          {readOnly ? null : (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("console.programme.remove")}
              onClick={() => set(removeAt(caps, index))}
            />
          )}
        </div>
      ))}
      <FindingLines findings={findings.filter((finding) => finding.pointer.startsWith(at))} />
      {readOnly || free === undefined ? null : (
        <div>
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => set([...caps, { per: free, points: 1000 * 10 ** value.decimals }])}
          >
            {t("console.rules.addCap")}
          </Button>
        </div>
      )}
    </section>
  );
}
