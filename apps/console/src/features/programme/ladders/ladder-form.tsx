import type { Ladder } from "@regulars/engine";
import { useT } from "../../../shared/preferences.tsx";
import { ConditionEditor } from "../condition/condition-editor.tsx";
import { useDraft } from "../draft-context.tsx";
import { Choice, DurationInput, Field, IdField, LocalTextInput } from "../fields.tsx";
import { Fold } from "../fold.tsx";
import { without } from "../quantities.ts";
import { DowngradeFields, useDowngradeSummary } from "./downgrade-fields.tsx";
import type { LadderFormProps } from "./ladder-form-props.ts";
import { MetricFields } from "./metric-fields.tsx";
import { useBoundaryWords } from "./threshold.tsx";
import { TierRows } from "./tier-rows.tsx";

export function LadderForm(props: LadderFormProps) {
  const t = useT();
  const { value, onChange, pointer } = props;
  const downgrade = useDowngradeSummary(value);
  return (
    <div className="stack">
      <div className="pg-fields">
        <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={420}>
          <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
        </Field>
        <IdField
          value={value.id}
          path={`ladders/${value.id}`}
          pointer={`${pointer}/id`}
          onChange={(id) => onChange({ ...value, id })}
        />
      </div>
      <MetricFields {...props} />
      {value.metric.kind === "condition" ? null : <WindowFields {...props} />}
      <TierRows ladder={value} onChange={onChange} pointer={pointer} />
      <div>
        <Fold
          title={t("console.ladders.part.downgrade")}
          summary={downgrade}
          pointers={[`${pointer}/downgrade`]}
          defaultOpen
        >
          <DowngradeFields {...props} />
        </Fold>
        {value.metric.kind === "condition" || value.metric.kind === "events" ? null : (
          <Fold
            title={t("console.ladders.part.where")}
            summary={[t(value.where ? "console.ladders.someOrders" : "console.programme.allOrders")]}
            pointers={[`${pointer}/where`]}
            defaultOpen={value.where !== undefined}
          >
            <ConditionEditor
              label={t("console.programme.ladderWhere")}
              value={value.where}
              onChange={(where) => onChange(where ? { ...value, where } : without(value, "where"))}
              scope="orderWhere"
              pointer={`${pointer}/where`}
              absent={t("console.programme.allOrders")}
            />
          </Fold>
        )}
      </div>
    </div>
  );
}

const windowKinds = ["lifetime", "rolling", "month", "quarter", "year", "anniversary", "since_tier"] as const;

function windowOf(kind: (typeof windowKinds)[number]): Ladder["window"] {
  if (kind === "rolling") return { kind, duration: "P365D" };
  if (kind === "lifetime" || kind === "anniversary" || kind === "since_tier") return { kind };
  return { kind: "calendar", unit: kind };
}

/** The time that counts, and on which side of a threshold a tier begins. */
function WindowFields({ value, onChange, pointer }: LadderFormProps) {
  const t = useT();
  const { programme } = useDraft();
  const { window } = value;
  const boundary = useBoundaryWords(value, programme.wallets);
  const boundaries = (["gte", "gt"] as const).map((kind) => ({ value: kind, label: boundary[kind] }));
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.window")} pointer={`${pointer}/window`} width={220}>
        <Choice
          value={window.kind === "calendar" ? window.unit : window.kind}
          options={windowKinds.map((kind) => ({ value: kind, label: t(`console.programme.ladderWindow.${kind}`) }))}
          onChange={(kind) => onChange({ ...value, window: windowOf(kind) })}
          width="100%"
        />
      </Field>
      {window.kind === "rolling" ? (
        <Field label={t("console.programme.duration")} pointer={`${pointer}/window/duration`} width={190}>
          <DurationInput
            value={window.duration}
            onChange={(duration) => onChange({ ...value, window: { kind: "rolling", duration } })}
          />
        </Field>
      ) : null}
      <Field
        label={t("console.ladders.boundary")}
        pointer={`${pointer}/boundary`}
        width={260}
        hint={t(`console.ladders.boundaryHint.${value.boundary}`)}
      >
        <Choice
          value={value.boundary}
          options={boundaries}
          onChange={(kind) => onChange({ ...value, boundary: kind })}
          width="100%"
        />
      </Field>
    </div>
  );
}
