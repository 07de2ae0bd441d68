import { SearchOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber, Select, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Reference, ScoreSettings } from "../../shared/api/reports.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { currencyDigits } from "../../shared/format.ts";
import { MoneyInput } from "../../shared/money-input.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useCan, useProgrammeUnits } from "../../shared/session.tsx";

/** What scoring goes by, and the numbers of trade articles beside the reports. */
export function InsightSettingsPage() {
  const t = useT();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.insightSettings")}</h1>
      </div>
      <div className="stack">
        <Scoring />
        <References />
      </div>
    </div>
  );
}

const weights = ["recency", "trend", "engagement", "returns", "nps"] as const;

/** As people write them: shares in percent. */
interface ScoringForm {
  horizonDays: number;
  churnThreshold: number;
  leadDays: number;
  discountRate: number;
  margin: number;
  winBackCostRatio: number;
  activityDrop: number;
  tenureFrom: number;
  tenureTo: number;
  recency: number;
  trend: number;
  engagement: number;
  returns: number;
  nps: number;
  serviceEvents: string[];
  socialEvents: string[];
  rfmRecency?: number | null;
  rfmFrequency?: number | null;
  rfmMonetary?: number | null;
}

const percent = (share: number) => Math.round(share * 10_000) / 100;

function formOf(settings: ScoreSettings): ScoringForm {
  const { tenureBand, healthWeights, horizonDays, leadDays, rfmBounds, needEvents, ...shares } = settings;
  const inPercent = (share: number) => percent(share);
  return {
    horizonDays,
    leadDays,
    churnThreshold: inPercent(shares.churnThreshold),
    discountRate: inPercent(shares.discountRate),
    margin: inPercent(shares.margin),
    winBackCostRatio: inPercent(shares.winBackCostRatio),
    activityDrop: inPercent(shares.activityDrop),
    tenureFrom: tenureBand.from,
    tenureTo: tenureBand.to,
    recency: inPercent(healthWeights.recency),
    trend: inPercent(healthWeights.trend),
    engagement: inPercent(healthWeights.engagement),
    returns: inPercent(healthWeights.returns),
    nps: inPercent(healthWeights.nps),
    serviceEvents: needEvents.service,
    socialEvents: needEvents.social,
    rfmRecency: rfmBounds?.recencyDays ?? null,
    rfmFrequency: rfmBounds?.frequency ?? null,
    rfmMonetary: rfmBounds?.monetary ?? null,
  };
}

/** Bounds are used when all three are there. */
function boundsOf({ rfmRecency, rfmFrequency, rfmMonetary }: ScoringForm): ScoreSettings["rfmBounds"] {
  return rfmRecency && rfmFrequency && rfmMonetary
    ? { recencyDays: rfmRecency, frequency: rfmFrequency, monetary: rfmMonetary }
    : null;
}

function settingsOf(form: ScoringForm): ScoreSettings {
  return {
    rfmBounds: boundsOf(form),
    needEvents: { service: form.serviceEvents, social: form.socialEvents },
    horizonDays: form.horizonDays,
    leadDays: form.leadDays,
    churnThreshold: form.churnThreshold / 100,
    discountRate: form.discountRate / 100,
    margin: form.margin / 100,
    winBackCostRatio: form.winBackCostRatio / 100,
    activityDrop: form.activityDrop / 100,
    tenureBand: { from: form.tenureFrom, to: form.tenureTo },
    healthWeights: {
      recency: form.recency / 100,
      trend: form.trend / 100,
      engagement: form.engagement / 100,
      returns: form.returns / 100,
      nps: form.nps / 100,
    },
  };
}

const fields = [
  { name: "horizonDays", min: 7, max: 730, unit: "days" },
  { name: "churnThreshold", min: 50, max: 99, unit: "percent" },
  { name: "leadDays", min: 1, max: 180, unit: "days" },
  { name: "discountRate", min: 0, max: 100, unit: "percent" },
  { name: "margin", min: 0, max: 100, unit: "percent" },
  { name: "winBackCostRatio", min: 0, max: 500, unit: "percent" },
  { name: "activityDrop", min: 0, max: 100, unit: "percent" },
  { name: "tenureFrom", min: 0, max: 120, unit: "months" },
  { name: "tenureTo", min: 1, max: 240, unit: "months" },
] as const;
const needs = ["serviceEvents", "socialEvents"] as const;

function Scoring() {
  const t = useT();
  const mayWrite = useCan("insights:write");
  const { currency } = useProgrammeUnits();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<ScoringForm>();
  const { data, error, refetch } = useQuery({
    queryKey: ["score-settings"],
    queryFn: () => api.reports.scoreSettings(),
  });
  // The list of references below changes settings too: fields follow, except where something else was typed.
  useEffect(() => {
    if (!data) return;
    const known = formOf(data);
    const names = Object.keys(known) as (keyof ScoringForm)[];
    const isKnown = (name: keyof ScoringForm) =>
      JSON.stringify(form.getFieldValue(name)) === JSON.stringify(known[name]);
    form.resetFields(names.filter((name) => !form.isFieldTouched(name) || isKnown(name)));
  }, [data, form]);
  const save = useMutation({
    mutationFn: (values: ScoringForm) => api.reports.putScoreSettings(settingsOf(values)),
    onSuccess: async (saved) => {
      queries.setQueryData(["score-settings"], saved);
      await Promise.all([["report"], ["references"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
      void message.success(t("console.scoring.saved"));
    },
  });
  return (
    <section className="panel" aria-labelledby="scoring-title">
      <div className="panel-head">
        <h2 id="scoring-title">{t("console.scoring.title")}</h2>
      </div>
      <p className="muted">{t("console.scoring.hint")}</p>
      {error ? <ErrorPanel error={error} onRetry={() => refetch()} /> : null}
      {save.error ? <ErrorPanel error={save.error} /> : null}
      {data ? (
        <Form<ScoringForm>
          form={form}
          layout="vertical"
          disabled={!mayWrite}
          initialValues={formOf(data)}
          onFinish={(values) => save.mutate(values)}
        >
          <div className="grid fields">
            {fields.map((field) => (
              <Form.Item
                key={field.name}
                name={field.name}
                label={t(`console.scoring.${field.name}`)}
                rules={[{ required: true, message: t("console.scoring.missing") }]}
              >
                <InputNumber
                  min={field.min}
                  max={field.max}
                  suffix={field.unit === "percent" ? "%" : t(`console.scoring.unit.${field.unit}`)}
                  style={{ width: "100%" }}
                />
              </Form.Item>
            ))}
          </div>
          <h3>{t("console.scoring.health")}</h3>
          <div className="grid fields">
            {weights.map((name) => (
              <Form.Item
                key={name}
                name={name}
                label={t(`console.scoring.weight.${name}`)}
                rules={[{ required: true, message: t("console.scoring.missing") }]}
              >
                <InputNumber min={0} max={100} suffix="%" style={{ width: "100%" }} />
              </Form.Item>
            ))}
          </div>
          <h3>{t("console.scoring.rfm")}</h3>
          <p className="muted">{t("console.scoring.rfmHint")}</p>
          <div className="grid fields">
            <Form.Item name="rfmRecency" label={t("console.scoring.rfmRecency")}>
              <InputNumber min={1} max={365} suffix={t("console.scoring.unit.days")} style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item name="rfmFrequency" label={t("console.scoring.rfmFrequency")}>
              <InputNumber min={1} max={1_000} style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item name="rfmMonetary" label={t("console.scoring.rfmMonetary")}>
              <MoneyInput currency={currency} label={t("console.scoring.rfmMonetary")} />
            </Form.Item>
          </div>
          <h3>{t("console.scoring.needs")}</h3>
          <p className="muted">{t("console.scoring.needsHint")}</p>
          <div className="grid fields">
            {needs.map((name) => (
              <Form.Item
                key={name}
                name={name}
                label={t(`console.scoring.${name}`)}
                rules={[
                  {
                    type: "array",
                    defaultField: { type: "string", pattern: /^[a-z][a-z0-9_.-]{0,63}$/ },
                    message: t("console.scoring.needsBad"),
                  },
                ]}
              >
                <Select mode="tags" tokenSeparators={[",", " "]} suffixIcon={null} open={false} />
              </Form.Item>
            ))}
          </div>
          {mayWrite ? (
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t("console.scoring.save")}
            </Button>
          ) : null}
        </Form>
      ) : error ? null : (
        <Skeleton active />
      )}
    </section>
  );
}

function References() {
  const t = useT();
  const say = useLocalText();
  const [q, setQ] = useState("");
  const { data, error, refetch, isLoading } = useQuery({
    queryKey: ["references"],
    queryFn: () => api.reports.references(),
  });
  const columns: DataColumn<Reference>[] = [
    { key: "meaning", title: t("console.reference.meaning"), primary: true, render: (row) => say(row.meaning) },
    { key: "number", title: t("console.reference.number"), render: (row) => row.number },
    {
      key: "values",
      title: t("console.reference.used"),
      render: (row) =>
        Object.keys(row.values).length === 0 ? (
          <span className="muted">{t("console.reference.notUsed")}</span>
        ) : (
          <div className="stack" style={{ gap: 4 }}>
            {Object.entries(row.values).map(([name, value]) => (
              <ReferenceValue key={name} name={name} value={value} unit={unitOf(row)} meaning={say(row.meaning)} />
            ))}
          </div>
        ),
    },
  ];
  const found = (data?.items ?? []).filter((item) =>
    `${say(item.meaning)} ${item.number}`.toLowerCase().includes(q.toLowerCase()),
  );
  return (
    <section className="panel" aria-labelledby="references-title">
      <div className="panel-head">
        <h2 id="references-title">{t("console.reference.title")}</h2>
        <Input
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t("console.reference.search")}
          aria-label={t("console.reference.search")}
          style={{ width: 220 }}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      <p className="muted">{t("console.reference.hint")}</p>
      {error ? <ErrorPanel error={error} onRetry={() => refetch()} /> : null}
      <DataTable
        rows={found}
        columns={columns}
        rowKey={(row) => row.id}
        loading={isLoading}
        empty={<EmptyState title={t("console.reference.none")} />}
      />
    </section>
  );
}

/** References that are settings of scoring, by the names of their fields above. */
const settingFields: Record<string, (typeof fields)[number]["name"] | undefined> = {
  "churn.leadDays": "leadDays",
  "churn.activityDrop": "activityDrop",
  "churn.tenureBand.from": "tenureFrom",
  "churn.tenureBand.to": "tenureTo",
  "winback.maxCostRatio": "winBackCostRatio",
};

type ReferenceUnit = "share" | "money" | "number";

/** What a reference is counted in, told by the article's own words. */
function unitOf({ number }: Reference): ReferenceUnit {
  if (number.includes("%")) return "share";
  return number.includes("元") ? "money" : "number";
}

/** One number that reports draw: the merchant's own, or the article's. Shares in percent, money in major units. */
function ReferenceValue({
  name,
  value,
  unit,
  meaning,
}: {
  name: string;
  value: Reference["values"][string];
  unit: ReferenceUnit;
  meaning: string;
}) {
  const t = useT();
  const { currency } = useProgrammeUnits();
  const mayWrite = useCan("insights:write");
  const notify = useErrorNotice();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<number | null>(null);
  const change = useMutation({
    mutationFn: (next: number | null) => api.reports.changeReferences({ [name]: next }),
    onSuccess: async (answer) => {
      queries.setQueryData(["references"], answer);
      setEdited(null);
      const changed = value.setting ? [["report"], ["score-settings"]] : [["report"]];
      await Promise.all(changed.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
    onError: notify,
  });
  const scale = unit === "share" ? 100 : unit === "money" ? 10 ** -currencyDigits(currency) : 1;
  const shown = (kept: number) => Math.round(kept * scale * 10_000) / 10_000;
  const suffix = { share: "%", money: currency, number: null }[unit];
  const field = settingFields[name];
  return (
    <span className="row">
      <InputNumber
        size="small"
        disabled={!mayWrite}
        value={shown(edited ?? value.value)}
        suffix={suffix}
        aria-label={`${meaning} (${name})`}
        onChange={(next) => setEdited(typeof next === "number" ? Number((next / scale).toFixed(6)) : null)}
        style={{ width: 120 }}
      />
      {field ? (
        <span className="small muted">{t("console.reference.setting", { name: t(`console.scoring.${field}`) })}</span>
      ) : null}
      {edited !== null && edited !== value.value ? (
        <Button size="small" type="primary" loading={change.isPending} onClick={() => change.mutate(edited)}>
          {t("console.scoring.save")}
        </Button>
      ) : null}
      {value.edited && mayWrite ? (
        <Button size="small" type="text" onClick={() => change.mutate(null)}>
          {t("console.reference.putBack", { value: `${shown(value.original)}${suffix === null ? "" : ` ${suffix}`}` })}
        </Button>
      ) : null}
    </span>
  );
}
