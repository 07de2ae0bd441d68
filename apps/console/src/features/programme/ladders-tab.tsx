import type { Ladder } from "@regulars/engine";
import { Checkbox } from "antd";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { ConditionEditor } from "./condition/condition-editor.tsx";
import { useDraft } from "./draft-context.tsx";
import { Choice, DurationInput, Field, IdField, LocalTextInput } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { freeId, without } from "./quantities.ts";
import { TierRows } from "./tier-rows.tsx";

export function LaddersTab({
  value,
  onChange,
  words,
}: {
  value: Ladder[];
  onChange: (value: Ladder[]) => void;
  words: (id: string) => string | null;
}) {
  const t = useT();
  const say = useLocalText();
  return (
    <ItemList<Ladder>
      tab="ladders"
      items={value}
      onChange={onChange}
      pointer="/ladders"
      addText={t("console.programme.addLadder")}
      emptyText={t("console.programme.noLadders")}
      create={() => ({
        id: freeId(
          "ladder",
          value.map((ladder) => ladder.id),
        ),
        name: { zh: "", en: "" },
        metric: { kind: "spend" },
        window: { kind: "rolling", duration: "P365D" },
        downgrade: { kind: "period_end", step: "recompute", validFor: "P12M" },
        tiers: [{ id: "base", name: { zh: "普通", en: "Member" }, from: 0, color: "#8c8c8c", benefits: [] }],
      })}
      head={(ladder) => ({ name: <strong>{say(ladder.name) || ladder.id}</strong>, note: words(ladder.id) })}
      editor={(ladder, set, pointer) => <LadderForm value={ladder} onChange={set} pointer={pointer} />}
    />
  );
}

interface FormProps {
  value: Ladder;
  onChange: (value: Ladder) => void;
  pointer: string;
}

function LadderForm({ value, onChange, pointer }: FormProps) {
  const t = useT();
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
      <CountingFields value={value} onChange={onChange} pointer={pointer} />
      <DowngradeFields value={value} onChange={onChange} pointer={pointer} />
      <ConditionEditor
        label={t("console.programme.ladderWhere")}
        value={value.where}
        onChange={(where) => onChange(where ? { ...value, where } : without(value, "where"))}
        scope="orderWhere"
        pointer={`${pointer}/where`}
        absent={t("console.programme.allOrders")}
      />
      <TierRows ladder={value} onChange={onChange} pointer={pointer} />
    </div>
  );
}

function CountingFields({ value, onChange, pointer }: FormProps) {
  const t = useT();
  const say = useLocalText();
  const { programme } = useDraft();
  const { metric, window } = value;
  const metrics = (["spend", "orders", "visits", "points_earned"] as const).map((kind) => ({
    value: kind,
    label: t(`console.programme.metric.${kind}`),
  }));
  const windows = (["lifetime", "rolling", "month", "quarter", "year"] as const).map((kind) => ({
    value: kind,
    label: t(`console.programme.ladderWindow.${kind}`),
  }));
  const firstWallet = programme.wallets[0]?.id ?? "";
  const setWindow = (kind: (typeof windows)[number]["value"]) => {
    if (kind === "lifetime") return onChange({ ...value, window: { kind } });
    if (kind === "rolling") return onChange({ ...value, window: { kind, duration: "P365D" } });
    onChange({ ...value, window: { kind: "calendar", unit: kind } });
  };
  return (
    <div className="pg-fields">
      <Field
        label={t("console.programme.metric")}
        pointer={`${pointer}/metric`}
        width={220}
        hint={metric.kind === "spend" ? t("console.programme.spendHint") : null}
      >
        <Choice
          value={metric.kind}
          options={metrics}
          onChange={(kind) =>
            onChange({ ...value, metric: kind === "points_earned" ? { kind, wallet: firstWallet } : { kind } })
          }
          width="100%"
        />
      </Field>
      {metric.kind === "points_earned" ? (
        <Field label={t("console.programme.wallet")} pointer={`${pointer}/metric/wallet`} width={180}>
          <Choice
            value={metric.wallet}
            options={programme.wallets.map((wallet) => ({ value: wallet.id, label: say(wallet.name) || wallet.id }))}
            onChange={(wallet) => onChange({ ...value, metric: { kind: "points_earned", wallet } })}
            width="100%"
          />
        </Field>
      ) : null}
      <Field label={t("console.programme.window")} pointer={`${pointer}/window`} width={200}>
        <Choice
          value={window.kind === "calendar" ? window.unit : window.kind}
          options={windows}
          onChange={setWindow}
          width="100%"
        />
      </Field>
      {window.kind === "rolling" ? (
        <Field label={t("console.programme.duration")} width={190}>
          <DurationInput
            value={window.duration}
            onChange={(duration) => onChange({ ...value, window: { kind: "rolling", duration } })}
          />
        </Field>
      ) : null}
    </div>
  );
}

function DowngradeFields({ value, onChange, pointer }: FormProps) {
  const t = useT();
  const { downgrade, window } = value;
  const kinds = (["never", "period_end"] as const).map((kind) => ({
    value: kind,
    label: t(`console.programme.downgrade.${kind}`),
  }));
  const steps = (["recompute", "one"] as const).map((step) => ({
    value: step,
    label: t(`console.programme.step.${step}`),
  }));
  return (
    <div className="pg-fields">
      <Field label={t("console.programme.downgrade")} pointer={`${pointer}/downgrade`} width={220}>
        <Choice
          value={downgrade.kind}
          options={kinds}
          onChange={(kind) =>
            onChange({
              ...value,
              downgrade: kind === "never" ? { kind } : { kind, step: "recompute", validFor: "P12M" },
            })
          }
          width="100%"
        />
      </Field>
      {downgrade.kind === "period_end" ? (
        <>
          <Field label={t("console.programme.downgradeStep")} width={220}>
            <Choice
              value={downgrade.step}
              options={steps}
              onChange={(step) => onChange({ ...value, downgrade: { ...downgrade, step } })}
              width="100%"
            />
          </Field>
          {window.kind === "calendar" ? null : (
            <Field label={t("console.programme.validFor")} width={190}>
              <DurationInput
                value={downgrade.validFor}
                onChange={(validFor) => onChange({ ...value, downgrade: { ...downgrade, validFor } })}
              />
            </Field>
          )}
          <Field label={t("console.programme.grace")} width={300}>
            <span className="row">
              <Checkbox
                checked={downgrade.grace !== undefined}
                onChange={(event) =>
                  onChange({
                    ...value,
                    downgrade: event.target.checked ? { ...downgrade, grace: "P30D" } : without(downgrade, "grace"),
                  })
                }
              >
                {t("console.programme.graceOn")}
              </Checkbox>
              {downgrade.grace === undefined ? null : (
                <DurationInput
                  value={downgrade.grace}
                  onChange={(grace) => onChange({ ...value, downgrade: { ...downgrade, grace } })}
                />
              )}
            </span>
          </Field>
        </>
      ) : null}
    </div>
  );
}
