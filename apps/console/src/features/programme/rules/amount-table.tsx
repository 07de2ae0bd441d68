import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { RuleAmount } from "@regulars/engine";
import { Button } from "antd";
import { useT } from "../../../shared/preferences.tsx";
import { useDraft, useDraftCurrency } from "../draft-context.tsx";
import { Choice, Field, FindingLines, MoneyInput } from "../fields.tsx";
import { removeAt, replaceAt, without } from "../quantities.ts";
import { PointsInput } from "../quantity-inputs.tsx";

type Table = Extract<RuleAmount, { kind: "table" }>;
type Step = Table["steps"][number];

interface AmountTableProps {
  value: Table;
  onChange: (value: Table) => void;
  wallet: string;
  pointer: string;
}

/** Steps by amount; each gives a number of points, or points for every so much. */
export function AmountTable({ value, onChange, wallet, pointer }: AmountTableProps) {
  const t = useT();
  const { readOnly } = useDraft();
  const { digits } = useDraftCurrency();
  const { steps } = value;
  const modes = (["whole", "slices"] as const).map((mode) => ({ value: mode, label: t(`console.rules.mode.${mode}`) }));
  const set = (next: Step[]) => onChange({ ...value, steps: next });
  const last = steps.at(-1);
  const add = () =>
    set([...steps, { ...last, from: (last?.from ?? 0) + 100 * 10 ** digits, points: last?.points ?? 10 }]);
  return (
    <div className="stack tight">
      <Field label={t("console.rules.mode")} width={320} hint={t(`console.rules.modeHint.${value.mode}`)}>
        <Choice value={value.mode} options={modes} onChange={(mode) => onChange({ ...value, mode })} width="100%" />
      </Field>
      <table className="pg-table" data-pointer={`${pointer}/steps`} aria-label={t("console.rules.steps")}>
        <thead>
          <tr>
            <th>{t("console.rules.stepFrom")}</th>
            <th>{t("console.rules.stepGives")}</th>
            <th>{t("console.rules.stepPer")}</th>
            <th>
              <span className="visually-hidden">{t("console.programme.remove")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <StepRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a step has no identity but its place
              key={index}
              step={step}
              onChange={(next) => set(replaceAt(steps, index, next))}
              onRemove={readOnly || steps.length < 2 ? null : () => set(removeAt(steps, index))}
              wallet={wallet}
              pointer={`${pointer}/steps/${index}`}
            />
          ))}
        </tbody>
      </table>
      {readOnly || steps.length >= 100 ? null : (
        <div>
          <Button size="small" icon={<PlusOutlined />} onClick={add}>
            {t("console.rules.addStep")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface StepRowProps {
  step: Step;
  onChange: (step: Step) => void;
  onRemove: (() => void) | null;
  wallet: string;
  pointer: string;
}

function StepRow({ step, onChange, onRemove, wallet, pointer }: StepRowProps) {
  const t = useT();
  const { findings } = useDraft();
  const { digits } = useDraftCurrency();
  const kinds = (["total", "each"] as const).map((kind) => ({
    value: kind,
    label: t(`console.rules.stepKind.${kind}`),
  }));
  return (
    <tr data-pointer={pointer}>
      <td data-label={t("console.rules.stepFrom")}>
        <MoneyInput
          value={step.from}
          width={120}
          label={t("console.rules.stepFrom")}
          onChange={(from) => onChange({ ...step, from })}
        />
        <FindingLines findings={findings.filter((finding) => finding.pointer.startsWith(pointer))} />
      </td>
      <td data-label={t("console.rules.stepGives")}>
        <PointsInput
          wallet={wallet}
          value={step.points}
          min={0}
          width={120}
          label={t("console.rules.stepGives")}
          onChange={(points) => onChange({ ...step, points })}
        />
      </td>
      <td data-label={t("console.rules.stepPer")}>
        <span className="row">
          <Choice
            value={step.per === undefined ? "total" : "each"}
            options={kinds}
            onChange={(kind) => onChange(kind === "each" ? { ...step, per: 10 ** digits } : without(step, "per"))}
            label={t("console.rules.stepPer")}
            width={110}
          />
          {step.per === undefined ? null : (
            <MoneyInput
              value={step.per}
              min={1}
              width={110}
              label={t("console.programme.per")}
              onChange={(per) => onChange({ ...step, per })}
            />
          )}
        </span>
      </td>
      <td>
        {onRemove ? (
          <Button type="text" icon={<DeleteOutlined />} aria-label={t("console.programme.remove")} onClick={onRemove} />
        ) : null}
      </td>
    </tr>
  );
}
