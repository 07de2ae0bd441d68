import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Counted, GrowthPart } from "@regulars/engine";
import { Button } from "antd";
import { useT } from "../../../shared/preferences.tsx";
import { ConditionEditor } from "../condition/condition-editor.tsx";
import { findingsAt, useDraft, useDraftCurrency } from "../draft-context.tsx";
import { Choice, Field, FindingLines, MoneyInput, NumberInput } from "../fields.tsx";
import { removeAt, replaceAt, without } from "../quantities.ts";
import { EventTypeInput, WalletChoice } from "../quantity-inputs.tsx";
import { countedKinds, metricKinds, newCounted, newGrowthPart, newMetric, withMetric } from "./ladder-defaults.ts";
import type { LadderFormProps } from "./ladder-form-props.ts";

/** What the ladder counts. */
export function MetricFields({ value, onChange, pointer }: LadderFormProps) {
  const t = useT();
  const { programme } = useDraft();
  const { digits } = useDraftCurrency();
  const { metric } = value;
  const unit = 10 ** digits;
  const firstWallet = programme.wallets[0]?.id ?? "";
  const at = `${pointer}/metric`;
  return (
    <div className="stack tight">
      <div className="pg-fields">
        <Field
          label={t("console.programme.metric")}
          pointer={at}
          width={300}
          hint={t(`console.ladders.metricHint.${metric.kind}`)}
        >
          <Choice
            value={metric.kind}
            options={metricKinds.map((kind) => ({ value: kind, label: t(`console.programme.metric.${kind}`) }))}
            onChange={(kind) => onChange(withMetric(value, newMetric(kind, firstWallet, unit), unit))}
            width="100%"
          />
        </Field>
        {metric.kind === "growth" || metric.kind === "condition" ? null : (
          <CountedDetails value={metric} onChange={(next) => onChange({ ...value, metric: next })} pointer={at} />
        )}
      </div>
      {metric.kind === "events" ? (
        <EventWhere value={metric} onChange={(next) => onChange({ ...value, metric: next })} pointer={at} />
      ) : null}
      {metric.kind === "growth" ? (
        <GrowthParts
          value={metric.parts}
          onChange={(parts) => onChange({ ...value, metric: { kind: "growth", parts } })}
          pointer={`${at}/parts`}
        />
      ) : null}
    </div>
  );
}

interface CountedProps<T extends Counted = Counted> {
  value: T;
  onChange: (value: Counted) => void;
  pointer: string;
}

/** The wallet whose points, or the type of the events, are counted. */
function CountedDetails({ value, onChange, pointer }: CountedProps) {
  const t = useT();
  if (value.kind === "points_earned")
    return (
      <Field label={t("console.programme.wallet")} pointer={`${pointer}/wallet`} width={180}>
        <WalletChoice value={value.wallet} onChange={(wallet) => onChange({ kind: "points_earned", wallet })} />
      </Field>
    );
  if (value.kind === "events")
    return (
      <Field
        label={t("console.rules.eventType")}
        pointer={`${pointer}/event`}
        width={240}
        hint={t("console.rules.eventTypeHint")}
      >
        <EventTypeInput value={value.event} onChange={(event) => onChange({ ...value, event })} />
      </Field>
    );
  return null;
}

function EventWhere({ value, onChange, pointer }: CountedProps<Extract<Counted, { kind: "events" }>>) {
  const t = useT();
  return (
    <ConditionEditor
      label={t("console.ladders.eventWhere")}
      value={value.where}
      onChange={(where) => onChange(where ? { ...value, where } : without(value, "where"))}
      scope="eventWhere"
      pointer={`${pointer}/where`}
      absent={t("console.ladders.allEvents")}
    />
  );
}

interface GrowthPartsProps {
  value: GrowthPart[];
  onChange: (value: GrowthPart[]) => void;
  pointer: string;
}

/** The terms of a growth value: so much for each so many of what is counted. */
function GrowthParts({ value, onChange, pointer }: GrowthPartsProps) {
  const t = useT();
  const { readOnly, programme, findings } = useDraft();
  const { digits } = useDraftCurrency();
  const firstWallet = programme.wallets[0]?.id ?? "";
  const free = countedKinds.find((kind) => !value.some((part) => part.of.kind === kind)) ?? "events";
  return (
    <section className="stack tight" aria-label={t("console.ladders.growthParts")} data-pointer={pointer}>
      <span className="pg-label">{t("console.ladders.growthParts")}</span>
      {value.map((part, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a term has no identity but its place
          key={index}
          className="pg-sub"
          data-pointer={`${pointer}/${index}`}
        >
          <GrowthTerm
            value={part}
            onChange={(next) => onChange(replaceAt(value, index, next))}
            onRemove={readOnly || value.length < 2 ? null : () => onChange(removeAt(value, index))}
            pointer={`${pointer}/${index}`}
          />
          <FindingLines findings={findingsAt(findings, `${pointer}/${index}`)} />
        </div>
      ))}
      {readOnly || value.length >= 20 ? null : (
        <div>
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => onChange([...value, newGrowthPart(free, firstWallet, 10 ** digits)])}
          >
            {t("console.ladders.addGrowthPart")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface GrowthTermProps {
  value: GrowthPart;
  onChange: (value: GrowthPart) => void;
  onRemove: (() => void) | null;
  pointer: string;
}

function GrowthTerm({ value, onChange, onRemove, pointer }: GrowthTermProps) {
  const t = useT();
  const { programme } = useDraft();
  const { digits } = useDraftCurrency();
  const firstWallet = programme.wallets[0]?.id ?? "";
  const { of } = value;
  const setPer = (per: number) => onChange({ ...value, per });
  return (
    <>
      <div className="row">
        {t("console.ladders.forEvery")}
        {of.kind === "spend" ? (
          <MoneyInput value={value.per} min={1} width={120} label={t("console.programme.per")} onChange={setPer} />
        ) : (
          <NumberInput
            value={value.per}
            min={1}
            width={100}
            label={t("console.programme.per")}
            suffix={t(`console.programme.metricUnit.${of.kind}`)}
            onChange={setPer}
          />
        )}
        <Choice
          value={of.kind}
          options={countedKinds.map((kind) => ({ value: kind, label: t(`console.programme.metric.${kind}`) }))}
          onChange={(kind) =>
            onChange(
              (kind === "spend") === (of.kind === "spend")
                ? { ...value, of: newCounted(kind, firstWallet) }
                : newGrowthPart(kind, firstWallet, 10 ** digits),
            )
          }
          label={t("console.programme.metric")}
          width={180}
        />
        {of.kind === "points_earned" ? (
          <WalletChoice
            value={of.wallet}
            onChange={(wallet) => onChange({ ...value, of: { kind: "points_earned", wallet } })}
            width={150}
            label={t("console.programme.wallet")}
          />
        ) : null}
        {of.kind === "events" ? (
          <EventTypeInput value={of.event} onChange={(event) => onChange({ ...value, of: { ...of, event } })} />
        ) : null}
        {t("console.ladders.counts")}
        <NumberInput
          value={value.points}
          min={1}
          width={170}
          label={t("console.programme.metricUnit.growth")}
          suffix={t("console.programme.metricUnit.growth")}
          onChange={(points) => onChange({ ...value, points })}
        />
        {onRemove ? (
          <Button type="text" icon={<DeleteOutlined />} aria-label={t("console.programme.remove")} onClick={onRemove} />
        ) : null}
      </div>
      {of.kind === "events" ? (
        <EventWhere value={of} onChange={(next) => onChange({ ...value, of: next })} pointer={`${pointer}/of`} />
      ) : null}
    </>
  );
}
