import { DeleteOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Drawer, InputNumber, Select, Skeleton } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { ScorecardBody, ScorecardSettings } from "../../shared/api/reports.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { currencyDigits } from "../../shared/format.ts";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";

type Dimension = ScorecardSettings["dimensions"][number];
type Indicator = Dimension["indicators"][number];
type Choice = ScorecardSettings["choices"][number];

const mostIndicators = 12;

/** Which indicators count in the scorecard, how much, and what they are held against. */
export function ScorecardEditor({
  open,
  onClose,
  onClosed,
}: {
  open: boolean;
  onClose: () => void;
  /** Once it is gone and the focus is back where it was. */
  onClosed: () => void;
}) {
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Dimension[] | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["scorecard-settings"],
    queryFn: () => api.reports.scorecardSettings(),
  });
  const dimensions = edited ?? data?.dimensions ?? [];
  const save = useMutation({
    mutationFn: (body: ScorecardBody) => api.reports.putScorecardSettings(body),
    onSuccess: async (saved) => {
      queries.setQueryData(["scorecard-settings"], saved);
      await queries.invalidateQueries({ queryKey: ["report", "scorecard"] });
      void message.success(t("console.scorecard.saved"));
      onClose();
    },
  });
  const change = (dimension: Dimension) =>
    setEdited(dimensions.map((row) => (row.dimension === dimension.dimension ? dimension : row)));
  const taken = new Set(dimensions.flatMap(({ indicators }) => indicators.map(({ id }) => id)));
  return (
    <Drawer
      open={open}
      afterOpenChange={(isOpen) => (isOpen ? undefined : onClosed())}
      onClose={onClose}
      title={t("console.scorecard.editTitle")}
      size={640}
      extra={
        <Button
          type="primary"
          disabled={edited === null}
          loading={save.isPending}
          onClick={() => save.mutate({ dimensions })}
        >
          {t("console.scorecard.save")}
        </Button>
      }
    >
      <p className="muted">{t("console.scorecard.editHint")}</p>
      {error ? <ErrorPanel error={error} onRetry={() => refetch()} /> : null}
      {save.error ? <ErrorPanel error={save.error} /> : null}
      {data ? (
        <div className="stack">
          {dimensions.map((dimension) => (
            <DimensionFields
              key={dimension.dimension}
              dimension={dimension}
              choices={data.choices}
              taken={taken}
              onChange={change}
            />
          ))}
        </div>
      ) : error ? null : (
        <Skeleton active />
      )}
    </Drawer>
  );
}

function DimensionFields({
  dimension,
  choices,
  taken,
  onChange,
}: {
  dimension: Dimension;
  choices: Choice[];
  taken: Set<string>;
  onChange: (dimension: Dimension) => void;
}) {
  const t = useT();
  const say = useLocalText();
  const name = t(`console.scorecard.${dimension.dimension}`);
  const { indicators } = dimension;
  const put = (indicator: Indicator) =>
    onChange({ ...dimension, indicators: indicators.map((row) => (row.id === indicator.id ? indicator : row)) });
  return (
    <section className="panel" aria-label={name}>
      <div className="panel-head">
        <h2>{name}</h2>
        <Weight
          value={dimension.weight}
          label={t("console.scorecard.dimensionWeight", { name })}
          onChange={(weight) => onChange({ ...dimension, weight })}
        />
      </div>
      <div className="stack" style={{ gap: 10 }}>
        {indicators.map((indicator) => (
          <IndicatorFields
            key={indicator.id}
            indicator={indicator}
            choice={choices.find(({ id }) => id === indicator.id)}
            onChange={put}
            onRemove={() => onChange({ ...dimension, indicators: indicators.filter((row) => row !== indicator) })}
          />
        ))}
        <Select<string | null>
          showSearch={{ optionFilterProp: "label" }}
          value={null}
          placeholder={t("console.scorecard.add")}
          aria-label={t("console.scorecard.add")}
          disabled={indicators.length >= mostIndicators}
          onChange={(id) =>
            id ? onChange({ ...dimension, indicators: [...indicators, { id, weight: 10, target: null }] }) : undefined
          }
          options={choices.filter(({ id }) => !taken.has(id)).map((row) => ({ value: row.id, label: say(row.name) }))}
        />
      </div>
    </section>
  );
}

function Weight({ value, label, onChange }: { value: number; label: string; onChange: (weight: number) => void }) {
  const t = useT();
  return (
    <InputNumber
      min={0}
      max={100}
      value={value}
      prefix={<span className="muted small">{t("console.scorecard.weight")}</span>}
      aria-label={label}
      style={{ width: 120 }}
      onChange={(next) => onChange(next === null ? 0 : Number(next))}
    />
  );
}

function IndicatorFields({
  indicator,
  choice,
  onChange,
  onRemove,
}: {
  indicator: Indicator;
  choice: Choice | undefined;
  onChange: (indicator: Indicator) => void;
  onRemove: () => void;
}) {
  const t = useT();
  const say = useLocalText();
  const name = choice ? say(choice.name) : indicator.id;
  return (
    <div className="row" style={{ flexWrap: "wrap" }}>
      <span style={{ flex: "1 1 140px" }}>{name}</span>
      {choice?.takesTarget ? (
        <Target
          choice={choice}
          value={indicator.target ?? null}
          label={t("console.scorecard.indicatorTarget", { name })}
          onChange={(target) => onChange({ ...indicator, target })}
        />
      ) : null}
      <Weight
        value={indicator.weight}
        label={t("console.scorecard.indicatorWeight", { name })}
        onChange={(weight) => onChange({ ...indicator, weight })}
      />
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t("console.scorecard.remove", { name })}
        onClick={onRemove}
      />
    </div>
  );
}

/** Shares in percent, money in major units; nothing = none. */
function Target({
  choice,
  value,
  label,
  onChange,
}: {
  choice: Choice;
  value: number | null;
  label: string;
  onChange: (target: number | null) => void;
}) {
  const { t } = usePreferences();
  const { currency } = useProgrammeUnits();
  const scale = choice.unit === "share" ? 100 : choice.unit === "money" ? 10 ** -currencyDigits(currency) : 1;
  return (
    <InputNumber
      min={0}
      value={value === null ? null : Math.round(value * scale * 10_000) / 10_000}
      placeholder={t("console.scorecard.noTarget")}
      suffix={choice.unit === "share" ? "%" : choice.unit === "money" ? currency : null}
      aria-label={label}
      style={{ width: 140 }}
      onChange={(next) => onChange(next === null || next <= 0 ? null : Number(next) / scale)}
    />
  );
}
