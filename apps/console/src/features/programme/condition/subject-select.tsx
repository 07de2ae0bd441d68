import { lookupPath } from "@regulars/engine";
import { Input, Select } from "antd";
import type { LocalText } from "../../../shared/api/types.ts";
import { useLocalText, useT } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import type { NodeProps } from "./condition-context.tsx";
import { type EditorScope, isWhere, kindOf, newFieldLeaf, newLeaf, pathGroups } from "./condition-shape.ts";

const didKinds = ["event", "last", "sequence"] as const;
const isKinds = ["tier", "stage", "tag", "consent"] as const;
const keyedRoots = { member: "member.attributes", event: "event.properties" } as const;

type Subject = (typeof didKinds)[number] | (typeof isKinds)[number] | "schedule" | "bucket";

const subjects: readonly string[] = [...didKinds, ...isKinds, "schedule", "bucket"];

function isSubject(value: string): value is Subject {
  return subjects.includes(value);
}

function useSubjects(scope: EditorScope) {
  const t = useT();
  const say = useLocalText();
  const kind = (value: Subject) => ({ value, label: t(`console.programme.subject.${value}`) });
  const sayPath = (name: LocalText) => {
    const text = say(name);
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const paths = pathGroups(scope).map((group) => ({
    label: t(`console.programme.scope.${group.scope}`),
    options: [
      ...group.paths.map((info) => ({ value: info.path, label: sayPath(info.name) })),
      ...(group.scope === "member" || group.scope === "event"
        ? [{ value: keyedRoots[group.scope], label: t(`console.programme.keyed.${group.scope}`) }]
        : []),
    ],
  }));
  const did = { label: t("console.programme.scope.did"), options: didKinds.map(kind) };
  const is = { label: t("console.programme.scope.is"), options: isKinds.map(kind) };
  const when = {
    label: t("console.programme.scope.other"),
    options: isWhere(scope) ? [kind("schedule")] : [kind("schedule"), kind("bucket")],
  };
  if (isWhere(scope)) return [...paths, when];
  return scope === "member" ? [did, is, ...paths, when] : [...paths, did, is, when];
}

/** What a leaf is about; choosing another starts it afresh. */
export function SubjectSelect({ value, onChange, scope }: Pick<NodeProps, "value" | "onChange" | "scope">) {
  const t = useT();
  const { programme } = useDraft();
  const options = useSubjects(scope);
  const current = "field" in value ? (rootOf(value.field) ?? value.field) : (kindOf(value) ?? "");
  const choose = (subject: string) => {
    const ladder = programme.ladders[0];
    const first = {
      ladder: ladder?.id ?? "",
      tier: ladder?.tiers.at(-1)?.id ?? "",
      stage: programme.lifecycle.stages[0]?.id ?? "",
    };
    if (isSubject(subject)) return onChange(newLeaf(subject, first));
    const path = subject === keyedRoots.member || subject === keyedRoots.event ? `${subject}.name` : subject;
    const info = lookupPath(path);
    if (info) onChange(newFieldLeaf(info, scope));
  };
  return (
    <span className="row" style={{ gap: 6 }}>
      <Select
        value={current}
        onChange={choose}
        options={options}
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("console.programme.subject")}
        style={{ minWidth: 150, maxWidth: 240 }}
        popupMatchSelectWidth={false}
      />
      {"field" in value && rootOf(value.field) ? (
        <Input
          value={value.field.slice((rootOf(value.field) ?? "").length + 1)}
          aria-label={t("console.programme.key")}
          placeholder={t("console.programme.key")}
          spellCheck={false}
          style={{ width: 120 }}
          onChange={(event) =>
            onChange({ ...value, field: `${rootOf(value.field)}.${event.target.value.replaceAll(/[^\w-]/g, "")}` })
          }
        />
      ) : null}
    </span>
  );
}

function rootOf(path: string): string | null {
  return Object.values(keyedRoots).find((root) => path.startsWith(`${root}.`)) ?? null;
}
