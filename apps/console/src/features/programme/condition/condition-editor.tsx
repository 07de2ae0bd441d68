import { PlusOutlined } from "@ant-design/icons";
import type { Condition } from "@regulars/engine";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useMemo } from "react";
import { errorWords } from "../../../shared/error-panel.tsx";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { useSettled } from "../../../shared/use-settled.ts";
import { findingsAt, useDraft } from "../draft-context.tsx";
import { FindingLines } from "../fields.tsx";
import { type ProgrammeFinding, programmeApi } from "../programme-api.ts";
import { ConditionContext } from "./condition-context.tsx";
import { ConditionNode } from "./condition-node.tsx";
import { type EditorScope, kindOf } from "./condition-shape.ts";

interface ConditionEditorProps {
  label: string;
  value: Condition | undefined;
  /** `undefined` only when the condition may be absent. */
  onChange: (value: Condition | undefined) => void;
  scope: EditorScope;
  pointer: string;
  /** What no condition means; when given, the condition may be taken away. */
  absent?: string;
  hint?: ReactNode;
}

/** A condition as a tree of typed inputs, with its sentence as it is being changed. */
export function ConditionEditor({ label, value, onChange, scope, pointer, absent, hint }: ConditionEditorProps) {
  const t = useT();
  const { readOnly } = useDraft();
  return (
    <section className="pg-condition" data-pointer={pointer} aria-label={label}>
      <div className="row between">
        <span className="pg-label">{label}</span>
        {value && absent !== undefined && !readOnly ? (
          <Button size="small" type="text" onClick={() => onChange(undefined)}>
            {t("console.programme.removeCondition")}
          </Button>
        ) : null}
      </div>
      {hint ? <div className="small muted">{hint}</div> : null}
      {value ? (
        <Tree value={value} onChange={onChange} scope={scope} pointer={pointer} />
      ) : (
        <div className="row">
          <span className="muted">{absent}</span>
          {readOnly ? null : (
            <Button size="small" icon={<PlusOutlined />} onClick={() => onChange({ all: [] })}>
              {t("console.programme.setCondition")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** What is at hand where a condition of the editor is asked. */
const askedOf = {
  set: "set",
  member: "member",
  order: "order",
  line: "line",
  event: "event",
  orderWhere: "line",
  eventWhere: "event",
} as const;

function Tree({
  value,
  onChange,
  scope,
  pointer,
}: {
  value: Condition;
  onChange: (value: Condition) => void;
  scope: EditorScope;
  pointer: string;
}) {
  const t = useT();
  const say = useLocalText();
  const { programme, findings: saved } = useDraft();
  const condition = useSettled(value, 300);
  const { data, error } = useQuery({
    queryKey: [
      "programme-sentence",
      condition,
      scope,
      programme.currency,
      programme.zone,
      programme.ladders,
      programme.lifecycle.stages,
    ],
    // Names of ladders, tiers and stages are all that a sentence needs; a thousand rules need not travel with each keystroke.
    queryFn: ({ signal }) =>
      programmeApi.sentence(
        { condition, scope: askedOf[scope], programme: { ...programme, rules: [], ruleGroups: [], budgets: [] } },
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
  const findings = useMemo(
    () => merged(data?.findings ?? null, findingsAt(saved, pointer), pointer),
    [data, saved, pointer],
  );
  const isGroup = ["all", "any"].includes(kindOf(value) ?? "");
  const context = useMemo(() => ({ findings, Node: ConditionNode }), [findings]);
  return (
    <ConditionContext value={context}>
      <ConditionNode value={value} onChange={onChange} scope={scope} pointer="" />
      {isGroup ? <FindingLines findings={findings.filter((finding) => finding.pointer === "")} /> : null}
      <p className="pg-sentence" aria-live="polite">
        {error ? errorWords(t, error).title : data ? say(data) : t("console.loading")}
      </p>
    </ConditionContext>
  );
}

/** Only the whole draft says where a condition stands, so these come with it alone. */
const byPlace = ["condition.path_not_here", "condition.op_not_allowed"];

/** Findings of this very moment, and those of the saved draft that they do not cover, by their place in the condition. */
function merged(live: ProgrammeFinding[] | null, saved: ProgrammeFinding[], pointer: string): ProgrammeFinding[] {
  const rest = saved
    .map((finding) => ({ ...finding, pointer: finding.pointer.slice(pointer.length) }))
    .filter(({ code }) => live === null || byPlace.includes(code) || !/^(condition|schema)\./.test(code));
  const here = (live ?? []).map((finding) => ({
    ...finding,
    pointer: finding.pointer.replace(/^\/condition(?=\/|$)/, ""),
  }));
  const known = new Set(here.map((finding) => `${finding.pointer} ${finding.code}`));
  return [...here, ...rest.filter((finding) => !known.has(`${finding.pointer} ${finding.code}`))];
}
