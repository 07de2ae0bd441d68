import type { Programme, Stage } from "@regulars/engine";
import { ColorPicker } from "antd";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { ConditionEditor } from "./condition/condition-editor.tsx";
import { Field, IdField, LocalTextInput } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { freeId } from "./quantities.ts";
import { withoutName } from "./words-list.tsx";

type Lifecycle = Programme["lifecycle"];

/** Stages in the order in which they are tried. */
export function StagesTab({
  value,
  onChange,
  words,
}: {
  value: Lifecycle;
  onChange: (value: Lifecycle) => void;
  words: (id: string) => string | null;
}) {
  const t = useT();
  const say = useLocalText();
  return (
    <div className="stack tight">
      <p className="muted" style={{ margin: 0 }}>
        {t("console.programme.stagesHint")}
      </p>
      <ItemList<Stage>
        list="stages"
        items={value.stages}
        onChange={(stages) => onChange({ ...value, stages })}
        pointer="/lifecycle/stages"
        min={1}
        addText={t("console.programme.addStage")}
        emptyText={t("console.programme.noStages")}
        create={() => ({
          id: freeId(
            "stage",
            value.stages.map((stage) => stage.id),
          ),
          name: { zh: "", en: "" },
          color: "#4f86a8",
          when: { event: "order", window: { last: "P30D" }, is: { count: { gte: 1 } } },
        })}
        head={(stage) => ({
          name: (
            <>
              <span className="dot" style={{ background: stage.color ?? "var(--rg-guest)" }} aria-hidden="true" />
              <strong>{say(stage.name) || stage.id}</strong>
            </>
          ),
          note: withoutName(words(stage.id) ?? "", say(stage.name)),
        })}
        editor={(stage, set, pointer) => <StageForm value={stage} onChange={set} pointer={pointer} />}
      />
    </div>
  );
}

function StageForm({ value, onChange, pointer }: { value: Stage; onChange: (value: Stage) => void; pointer: string }) {
  const t = useT();
  return (
    <div className="stack">
      <div className="pg-fields">
        <Field label={t("console.programme.color")} pointer={`${pointer}/color`} width={56}>
          <ColorPicker
            value={value.color ?? "#8c8c8c"}
            disabledAlpha
            format="hex"
            onChangeComplete={(color) => onChange({ ...value, color: color.toHexString().toLowerCase().slice(0, 7) })}
          />
        </Field>
        <Field label={t("console.programme.name")} pointer={`${pointer}/name`} width={420}>
          <LocalTextInput value={value.name} onChange={(name) => onChange({ ...value, name })} />
        </Field>
        <IdField
          value={value.id}
          path={`stages/${value.id}`}
          pointer={`${pointer}/id`}
          onChange={(id) => onChange({ ...value, id })}
        />
      </div>
      <ConditionEditor
        label={t("console.programme.stageWhen")}
        value={value.when}
        onChange={(when) => onChange({ ...value, when: when ?? { all: [] } })}
        scope="member"
        pointer={`${pointer}/when`}
      />
    </div>
  );
}
