import type { Condition } from "@regulars/engine";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useMemo } from "react";
import { useT } from "../../shared/preferences.tsx";
import { ConditionEditor } from "../programme/condition/condition-editor.tsx";
import { DraftContext, type DraftContextValue } from "../programme/draft-context.tsx";
import { toEditable } from "../programme/editable.ts";
import { programmeApi, programmeKeys } from "../programme/programme-api.ts";
import "../programme/programme.css";

interface SegmentFieldProps {
  value: Condition | undefined;
  onChange: (value: Condition | undefined) => void;
}

const samples = [10, 1] as const;

/** For whom: everybody, those who fit a condition, or a stable share of them. */
export function SegmentField({ value, onChange }: SegmentFieldProps) {
  const t = useT();
  const published = useQuery({
    queryKey: programmeKeys.published,
    queryFn: () => programmeApi.published(),
    staleTime: 300_000,
  });
  const context = useMemo<DraftContextValue | null>(() => {
    const programme = published.data ? toEditable(published.data.programme) : null;
    if (!programme) return null;
    return {
      programme,
      readOnly: false,
      findings: [],
      open: {},
      setOpen: () => undefined,
      target: null,
      publishedIds: new Set(),
    };
  }, [published.data]);
  if (!context) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  return (
    <div className="stack tight">
      <DraftContext value={context}>
        <ConditionEditor
          label={t("console.sim.segment")}
          value={value}
          onChange={onChange}
          scope="member"
          pointer="/segment"
          absent={t("console.sim.everybody")}
        />
      </DraftContext>
      {value ? null : (
        <div className="row">
          {samples.map((percent) => (
            <button
              key={percent}
              type="button"
              className="chip"
              onClick={() => onChange({ all: [{ bucket: { from: 0, to: percent * 100 } }] })}
            >
              {t("console.sim.sample", { percent })}
            </button>
          ))}
          <span className="small muted">{t("console.sim.sampleHint")}</span>
        </div>
      )}
    </div>
  );
}
