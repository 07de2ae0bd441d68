import { FilterOutlined } from "@ant-design/icons";
import type { Condition, Programme } from "@regulars/engine";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Badge, Button, Drawer, Skeleton } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatShare } from "../../shared/format.ts";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { useProgramme } from "../../shared/programme-words.ts";
import { useSettled } from "../../shared/use-settled.ts";
import { ConditionEditor } from "../programme/condition/condition-editor.tsx";
import { DraftContext, type DraftContextValue } from "../programme/draft-context.tsx";
import "../programme/programme.css";

const nothing = () => undefined;

/** The condition editor over the names of the published programme. */
export function MemberConditionInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Condition | undefined;
  onChange: (value: Condition | undefined) => void;
}) {
  const t = useT();
  const { data } = useProgramme();
  const context = useMemo<DraftContextValue | null>(
    () =>
      data
        ? {
            programme: data.programme as unknown as Programme,
            readOnly: false,
            findings: [],
            open: {},
            setOpen: nothing,
            target: null,
            publishedIds: new Set(),
          }
        : null,
    [data],
  );
  if (!context) return <Skeleton active />;
  return (
    <DraftContext value={context}>
      <ConditionEditor
        label={label}
        value={value}
        onChange={onChange}
        scope="set"
        pointer=""
        absent={t("console.filter.everybody")}
      />
    </DraftContext>
  );
}

/** The condition in an address; undefined when there is none or it is broken. */
export function conditionOf(text: string | undefined): Condition | undefined {
  if (!text) return undefined;
  try {
    return JSON.parse(text) as Condition;
  } catch {
    return undefined;
  }
}

/** How many members a condition holds of, as it is being changed. */
function Preview({ condition }: { condition: Condition }) {
  const { t, locale } = usePreferences();
  const settled = useSettled(condition, 400);
  const preview = useQuery({
    queryKey: ["segment-preview", settled],
    queryFn: () => api.reports.preview(settled),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (preview.error) return <ErrorPanel error={preview.error} />;
  if (!preview.data) return <Skeleton active paragraph={{ rows: 1 }} title={false} />;
  const { size, share } = preview.data;
  return (
    <p aria-live="polite">
      {t("console.filter.size", {
        count: size,
        share: share === null ? "—" : formatShare(locale, share),
      })}
    </p>
  );
}

/** Which members a report is about: a button that opens the condition. */
export function MemberFilter({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const t = useT();
  const [edited, setEdited] = useState<{ condition: Condition | undefined } | null>(null);
  return (
    <>
      <Badge dot={Boolean(value)}>
        <Button icon={<FilterOutlined />} onClick={() => setEdited({ condition: conditionOf(value) ?? { all: [] } })}>
          {t("console.filter.open")}
        </Button>
      </Badge>
      <Drawer
        open={edited !== null}
        onClose={() => setEdited(null)}
        title={t("console.filter.title")}
        size={640}
        destroyOnHidden
        extra={
          <Button
            type="primary"
            onClick={() => {
              const condition = edited?.condition;
              onChange(condition && !isEverybody(condition) ? JSON.stringify(condition) : undefined);
              setEdited(null);
            }}
          >
            {t("console.filter.apply")}
          </Button>
        }
      >
        {edited ? (
          <>
            <MemberConditionInput
              label={t("console.filter.label")}
              value={edited.condition}
              onChange={(condition) => setEdited({ condition })}
            />
            {edited.condition ? <Preview condition={edited.condition} /> : null}
          </>
        ) : null}
      </Drawer>
    </>
  );
}

export function isEverybody(condition: Condition): boolean {
  return "all" in condition && condition.all.length === 0;
}

/** The filter in words above a report, with a way out. */
export function FilterNote({ value, onClear }: { value: string | undefined; onClear: () => void }): ReactNode {
  const { t } = usePreferences();
  const say = useLocalText();
  const condition = conditionOf(value);
  const preview = useQuery({
    queryKey: ["segment-preview", condition],
    queryFn: () => api.reports.preview(condition),
    enabled: condition !== undefined,
    retry: false,
  });
  if (!value) return null;
  return (
    <div className="panel row between" style={{ marginBottom: 16, paddingBlock: 10 }}>
      <span>
        <span className="muted">{t("console.filter.only")} </span>
        {preview.data ? say(preview.data.sentence) : "…"}
        {preview.data ? (
          <span className="muted small"> · {t("console.filter.members", { count: preview.data.size })}</span>
        ) : null}
      </span>
      <Button size="small" onClick={onClear}>
        {t("console.filter.clear")}
      </Button>
    </div>
  );
}
