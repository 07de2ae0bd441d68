import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Condition, EventLeaf, LastLeaf, Programme, SequenceLeaf } from "@regulars/engine";
import { AutoComplete, Button, Checkbox } from "antd";
import { useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { DurationInput } from "../fields.tsx";
import { removeAt, replaceAt, without } from "../quantities.ts";
import { useConditionContext } from "./condition-context.tsx";
import { type EditorScope, measureParts, toMeasure } from "./condition-shape.ts";
import { MeasureInput, WindowInput } from "./measure-inputs.tsx";

interface LeafProps<T> {
  leaf: T;
  onChange: (leaf: T) => void;
  pointer: string;
}

/** Which kind of event: orders, what the programme already names, or any other that the shop reports. */
function EventName({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT();
  const { programme } = useDraft();
  const orders = t("console.programme.eventOrder");
  const options = [orders, ...namedEvents(programme)].map((name) => ({ value: name }));
  return (
    <AutoComplete
      value={value === "order" ? orders : value}
      options={options}
      aria-label={t("console.programme.event")}
      style={{ width: 150 }}
      onChange={(text: string) =>
        onChange(text === orders ? "order" : text.toLowerCase().replaceAll(/[^a-z0-9_.-]/g, ""))
      }
    />
  );
}

function namedEvents({ rules, wallets }: Pick<Programme, "rules" | "wallets">): string[] {
  const names = [
    ...rules.flatMap(({ trigger }) => (trigger.kind === "event" ? [trigger.event] : [])),
    ...wallets.flatMap(({ pending }) => (pending.kind === "event" ? [pending.event] : [])),
  ];
  return [...new Set(names)].filter(Boolean).sort();
}

/** The choice of events by their own facts; absent until asked for. */
function WherePart({
  where,
  event,
  onChange,
  pointer,
}: {
  where: Condition | undefined;
  event: string;
  onChange: (where: Condition | undefined) => void;
  pointer: string;
}) {
  const t = useT();
  const { Node } = useConditionContext();
  if (!where) {
    return (
      <Button size="small" type="link" icon={<PlusOutlined />} onClick={() => onChange({ all: [] })}>
        {t("console.programme.addWhere")}
      </Button>
    );
  }
  return (
    <div className="pg-where">
      <span className="small muted">{t("console.programme.where")}</span>
      <Node
        value={where}
        onChange={onChange}
        onRemove={() => onChange(undefined)}
        scope={event === "order" ? "orderWhere" : "eventWhere"}
        pointer={`${pointer}/where`}
      />
    </div>
  );
}

function withWhere<T extends { where?: Condition | undefined }>(value: T, where: Condition | undefined) {
  return where ? { ...value, where } : without(value, "where");
}

export function EventLeafEditor({ leaf, onChange, pointer, scope }: LeafProps<EventLeaf> & { scope: EditorScope }) {
  const t = useT();
  const { window } = leaf;
  return (
    <>
      <WindowInput
        value={window}
        onChange={(next) =>
          onChange(next ? { ...leaf, window: next } : { ...without(without(leaf, "window"), "mature") })
        }
      />
      <EventName value={leaf.event} onChange={(event) => onChange({ ...leaf, event })} />
      <MeasureInput
        value={measureParts(leaf.is)}
        event={leaf.event}
        onChange={(parts) => onChange({ ...leaf, is: toMeasure(parts) })}
      />
      {scope === "member" ? null : (
        <Checkbox
          checked={leaf.including ?? true}
          onChange={(event) =>
            onChange(event.target.checked ? without(leaf, "including") : { ...leaf, including: false })
          }
        >
          {t("console.programme.including")}
        </Checkbox>
      )}
      {window && !("since" in window) ? (
        <Checkbox
          checked={leaf.mature ?? false}
          onChange={(event) => onChange(event.target.checked ? { ...leaf, mature: true } : without(leaf, "mature"))}
        >
          {t("console.programme.mature")}
        </Checkbox>
      ) : null}
      <WherePart
        where={leaf.where}
        event={leaf.event}
        pointer={pointer}
        onChange={(where) => onChange(withWhere(leaf, where))}
      />
    </>
  );
}

export function LastLeafEditor({ leaf, onChange, pointer }: LeafProps<LastLeaf>) {
  const t = useT();
  const { Node } = useConditionContext();
  return (
    <>
      <EventName value={leaf.last} onChange={(last) => onChange({ ...leaf, last })} />
      <div className="pg-where">
        <span className="small muted">{t("console.programme.where")}</span>
        <Node
          value={leaf.where}
          onChange={(where) => onChange({ ...leaf, where })}
          scope={leaf.last === "order" ? "orderWhere" : "eventWhere"}
          pointer={`${pointer}/where`}
        />
      </div>
    </>
  );
}

export function SequenceLeafEditor({ leaf, onChange, pointer }: LeafProps<SequenceLeaf>) {
  const t = useT();
  const steps = leaf.sequence;
  const set = (sequence: SequenceLeaf["sequence"]) => onChange({ ...leaf, sequence });
  return (
    <>
      <WindowInput
        value={leaf.window}
        onChange={(next) => onChange(next ? { ...leaf, window: next } : without(leaf, "window"))}
      />
      <ol className="pg-steps">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
          <li key={index} className="row" style={{ gap: 6 }}>
            <EventName value={step.event} onChange={(event) => set(replaceAt(steps, index, { ...step, event }))} />
            {index > 0 ? (
              <>
                <Checkbox
                  checked={step.within !== undefined}
                  onChange={(event) =>
                    set(
                      replaceAt(
                        steps,
                        index,
                        event.target.checked ? { ...step, within: "P30D" } : without(step, "within"),
                      ),
                    )
                  }
                >
                  {t("console.programme.within")}
                </Checkbox>
                {step.within === undefined ? null : (
                  <DurationInput
                    value={step.within}
                    onChange={(within) => set(replaceAt(steps, index, { ...step, within }))}
                  />
                )}
              </>
            ) : null}
            <WherePart
              where={step.where}
              event={step.event}
              pointer={`${pointer}/sequence/${index}`}
              onChange={(where) => set(replaceAt(steps, index, withWhere(step, where)))}
            />
            {steps.length > 2 ? (
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t("console.programme.remove")}
                onClick={() => set(removeAt(steps, index))}
              />
            ) : null}
          </li>
        ))}
      </ol>
      {steps.length < 8 ? (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => set([...steps, { event: "order", within: "P30D" }])}
        >
          {t("console.programme.addStep")}
        </Button>
      ) : null}
    </>
  );
}
