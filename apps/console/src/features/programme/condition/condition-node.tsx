import { DeleteOutlined, GroupOutlined, PlusOutlined } from "@ant-design/icons";
import { type Condition, conditionSchema, type Leaf, lookupPath } from "@regulars/engine";
import { Button, Input, Segmented, Tooltip } from "antd";
import { useState } from "react";
import { useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { FindingLines } from "../fields.tsx";
import { removeAt, replaceAt } from "../quantities.ts";
import { type NodeProps, useConditionContext } from "./condition-context.tsx";
import { type EditorScope, isWhere, kindOf, negated, newFieldLeaf, newLeaf } from "./condition-shape.ts";
import { FieldLeafEditor } from "./field-leaf.tsx";
import { EventLeafEditor, LastLeafEditor, SequenceLeafEditor } from "./history-leaves.tsx";
import {
  BucketLeafEditor,
  ConsentLeafEditor,
  ScheduleLeafEditor,
  StageLeafEditor,
  TagLeafEditor,
  TierLeafEditor,
} from "./member-leaves.tsx";
import { SubjectSelect } from "./subject-select.tsx";

/** What a new condition asks about, until something else is chosen. */
const firstPaths: Record<EditorScope, string> = {
  member: "member.joinedAt",
  set: "member.joinedAt",
  order: "order.net",
  line: "line.category",
  event: "event.properties.name",
  orderWhere: "order.net",
  eventWhere: "event.properties.name",
};

/** One node of the tree with everything below it. */
export function ConditionNode(props: NodeProps) {
  const { value, onChange, pointer } = props;
  if ("not" in value) {
    return (
      <Plain
        {...props}
        value={value.not}
        pointer={`${pointer}/not`}
        isNegated
        onNegate={() => onChange(value.not)}
        onChange={(not) => onChange({ not })}
      />
    );
  }
  return <Plain {...props} isNegated={false} onNegate={() => onChange(negated(value))} />;
}

interface PlainProps extends NodeProps {
  isNegated: boolean;
  onNegate: () => void;
}

function Plain(props: PlainProps) {
  const { value } = props;
  if ("all" in value || "any" in value) return <Group {...props} value={value} />;
  return <LeafRow {...props} />;
}

function NodeButtons({ value, onChange, onRemove, isNegated, onNegate }: PlainProps) {
  const t = useT();
  const { readOnly } = useDraft();
  if (readOnly) return null;
  return (
    <span className="pg-node-buttons">
      <Tooltip title={t("console.programme.negateHint")}>
        <Button size="small" type={isNegated ? "primary" : "text"} aria-pressed={isNegated} onClick={onNegate}>
          {t("console.programme.negate")}
        </Button>
      </Tooltip>
      <Tooltip title={t("console.programme.wrap")}>
        <Button
          size="small"
          type="text"
          icon={<GroupOutlined />}
          aria-label={t("console.programme.wrap")}
          onClick={() => onChange({ all: [value] })}
        />
      </Tooltip>
      {onRemove ? (
        <Tooltip title={t("console.programme.remove")}>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t("console.programme.remove")}
            onClick={onRemove}
          />
        </Tooltip>
      ) : null}
    </span>
  );
}

function Group(props: PlainProps & { value: { all: Condition[] } | { any: Condition[] } }) {
  const t = useT();
  const { readOnly, programme } = useDraft();
  const { value, onChange, scope, pointer, isNegated } = props;
  const kind = "all" in value ? "all" : "any";
  const children = "all" in value ? value.all : value.any;
  const set = (next: Condition[], as: "all" | "any" = kind) => onChange(as === "all" ? { all: next } : { any: next });
  const add = () => {
    const info = lookupPath(firstPaths[scope]);
    const ladder = programme.ladders[0];
    const first = { ladder: ladder?.id ?? "", tier: ladder?.tiers.at(-1)?.id ?? "", stage: "" };
    const leaf =
      scope === "member" || scope === "set" || !info
        ? newLeaf(isWhere(scope) ? "schedule" : "event", first)
        : newFieldLeaf(info, scope);
    set([...children, leaf]);
  };
  const kinds = [
    { value: "all" as const, label: t("console.programme.all") },
    { value: "any" as const, label: t("console.programme.any") },
  ];
  return (
    <fieldset
      className={`pg-group${isNegated ? " negated" : ""}`}
      aria-label={t(kind === "all" ? "console.programme.all" : "console.programme.any")}
    >
      <div className="row" style={{ gap: 6 }}>
        {isNegated ? <span className="pg-not">{t("console.programme.negate")}</span> : null}
        <Segmented<"all" | "any">
          size="small"
          value={kind}
          options={kinds}
          disabled={readOnly}
          onChange={(next) => set(children, next)}
          aria-label={t("console.programme.join")}
        />
        <NodeButtons {...props} />
      </div>
      {children.length === 0 ? (
        <div className="small muted">
          {t(kind === "all" ? "console.programme.allEmpty" : "console.programme.anyEmpty")}
        </div>
      ) : null}
      {children.map((child, index) => (
        <ConditionNode
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a condition have no identity but their place
          key={index}
          value={child}
          scope={scope}
          pointer={`${pointer}/${kind}/${index}`}
          onChange={(next) => set(replaceAt(children, index, next))}
          onRemove={() => set(removeAt(children, index))}
        />
      ))}
      {readOnly ? null : (
        <div className="row" style={{ gap: 6 }}>
          <Button size="small" icon={<PlusOutlined />} onClick={add}>
            {t("console.programme.addCondition")}
          </Button>
          <Button size="small" type="text" onClick={() => set([...children, { any: [] }])}>
            {t("console.programme.addGroup")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function LeafRow(props: PlainProps) {
  const t = useT();
  const { findings } = useConditionContext();
  const { value, onChange, scope, pointer, isNegated } = props;
  const found = findings.filter((finding) => finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`));
  const kind = kindOf(value);
  const isRaw = kind === null || kind === "segment" || kind === "store";
  return (
    <div
      className={`pg-leaf${found.some((finding) => finding.severity === "error") ? " faulty" : ""}${isNegated ? " negated" : ""}`}
      data-condition={pointer}
    >
      <div className="row pg-leaf-row">
        {isNegated ? <span className="pg-not">{t("console.programme.negate")}</span> : null}
        {isRaw ? (
          <RawLeaf value={value} onChange={onChange} />
        ) : (
          <SubjectSelect value={value} onChange={onChange} scope={scope} />
        )}
        {isRaw ? null : <LeafBody leaf={value as Leaf} onChange={onChange} scope={scope} pointer={pointer} />}
        <NodeButtons {...props} />
      </div>
      <FindingLines findings={found} />
    </div>
  );
}

function LeafBody({
  leaf,
  onChange,
  scope,
  pointer,
}: { leaf: Leaf; onChange: (leaf: Leaf) => void } & Pick<NodeProps, "scope" | "pointer">) {
  if ("field" in leaf) return <FieldLeafEditor leaf={leaf} onChange={onChange} scope={scope} />;
  if ("event" in leaf) return <EventLeafEditor leaf={leaf} onChange={onChange} pointer={pointer} scope={scope} />;
  if ("last" in leaf) return <LastLeafEditor leaf={leaf} onChange={onChange} pointer={pointer} />;
  if ("sequence" in leaf) return <SequenceLeafEditor leaf={leaf} onChange={onChange} pointer={pointer} />;
  if ("tier" in leaf) return <TierLeafEditor leaf={leaf} onChange={onChange} />;
  if ("stage" in leaf) return <StageLeafEditor leaf={leaf} onChange={onChange} />;
  if ("tag" in leaf) return <TagLeafEditor leaf={leaf} onChange={onChange} />;
  if ("consent" in leaf) return <ConsentLeafEditor leaf={leaf} onChange={onChange} />;
  if ("bucket" in leaf) return <BucketLeafEditor leaf={leaf} onChange={onChange} />;
  if ("schedule" in leaf) return <ScheduleLeafEditor leaf={leaf} onChange={onChange} />;
  return null;
}

/** Kinds without a form of their own are typed as JSON; it is taken once it is a condition. */
function RawLeaf({ value, onChange }: { value: Condition; onChange: (value: Condition) => void }) {
  const t = useT();
  const [text, setText] = useState(() => JSON.stringify(value));
  const [isWrong, setWrong] = useState(false);
  const take = (next: string) => {
    setText(next);
    const parsed = conditionSchema.safeParse(parseJson(next));
    setWrong(!parsed.success);
    if (parsed.success) onChange(parsed.data);
  };
  return (
    <span className="grow">
      <Input.TextArea
        value={text}
        autoSize
        aria-label="JSON"
        status={isWrong ? "error" : ""}
        style={{ fontFamily: "ui-monospace, Menlo, Consolas, monospace", minWidth: 200 }}
        onChange={(event) => take(event.target.value)}
      />
      {isWrong ? <span className="small bad">{t("console.programme.rawWrong")}</span> : null}
    </span>
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
