import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Progress, Skeleton, Tag } from "antd";
import { api } from "../../shared/api/index.ts";
import type { ModelEntry } from "../../shared/api/reports.ts";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { formatNumber } from "../../shared/format.ts";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { modelNames } from "./model-names.ts";
import { NotEnough } from "./report-frame.tsx";

/** The models in use, how good they are, and a way to make them anew. */
export function ModelsPage() {
  const t = useT();
  const models = useQuery({ queryKey: ["models"], queryFn: () => api.reports.models() });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.models")}</h1>
        <Runs />
      </div>
      {models.error ? <ErrorPanel error={models.error} onRetry={() => models.refetch()} /> : null}
      {models.isLoading ? <Skeleton active paragraph={{ rows: 10 }} /> : null}
      <div className="grid halves">
        {models.data?.items.map((model) => (
          <ModelCard key={model.kind} model={model} />
        ))}
      </div>
    </div>
  );
}

function Runs() {
  const t = useT();
  const mayRun = useCan("insights:write");
  const queries = useQueryClient();
  const notify = useErrorNotice();
  const runs = useQuery({
    queryKey: ["score-runs"],
    queryFn: () => api.reports.runs(),
    refetchInterval: (query) =>
      query.state.data?.items.some((run) => run.status === "running" || run.status === "queued") ? 1_500 : 30_000,
  });
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["score-runs"] }),
      queries.invalidateQueries({ queryKey: ["models"] }),
      queries.invalidateQueries({ queryKey: ["report"] }),
    ]);
  const start = useMutation({ mutationFn: () => api.reports.startRun(), onSuccess: refresh, onError: notify });
  const cancel = useMutation({
    mutationFn: (id: string) => api.reports.cancelRun(id),
    onSuccess: refresh,
    onError: notify,
  });
  const [last] = runs.data?.items ?? [];
  const active = last?.status === "running" || last?.status === "queued" ? last : null;
  return (
    <span className="row">
      {active ? (
        <>
          <Progress
            percent={Math.round(100 * active.progress)}
            style={{ width: 160 }}
            aria-label={t("console.models.running")}
          />
          {mayRun ? (
            <Button onClick={() => cancel.mutate(active.id)} loading={cancel.isPending}>
              {t("console.models.cancel")}
            </Button>
          ) : null}
        </>
      ) : (
        <>
          {last ? (
            <span className="small muted">
              {t(`console.models.status.${last.status}`)}{" "}
              <TimeText at={last.endedAt ?? last.requestedAt} show="relative" />
              {last.error ? ` · ${last.error}` : ""}
            </span>
          ) : null}
          {mayRun ? (
            <Button type="primary" onClick={() => start.mutate()} loading={start.isPending}>
              {t("console.models.run")}
            </Button>
          ) : null}
        </>
      )}
    </span>
  );
}

/** Parameters that have a word; the others are the letters of the papers. */
const namedParams = ["processMean", "decay", "neighbours"] as const;
const isNamed = (name: string): name is (typeof namedParams)[number] => namedParams.some((known) => known === name);

interface Tested {
  model: string;
  mae: number;
  predicted: number;
  actual: number;
}

function ModelCard({ model }: { model: ModelEntry }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const number = (value: unknown, digits = 4) =>
    typeof value === "number" ? formatNumber(locale, value, digits) : "—";
  const tested = (model.card?.tested ?? []) as Tested[];
  const facts: [string, string][] = model.version
    ? [
        [t("console.models.method"), model.methodName ? say(model.methodName) : ""],
        [t("console.models.version"), `v${model.version}`],
        [t("console.models.rows"), number(model.rows, 0)],
        [t("console.models.data"), [model.trainedFrom, model.trainedTo].filter(Boolean).join(" – ")],
        ...Object.entries(model.params ?? {}).map(([name, value]): [string, string] => [
          isNamed(name) ? t(`console.models.param.${name}`) : name,
          number(value),
        ]),
        ...(["correlation", "items", "pairs", "rate"] as const).flatMap((name): [string, string][] =>
          typeof model.card?.[name] === "number" ? [[t(`console.models.${name}`), number(model.card[name])]] : [],
        ),
      ]
    : [];
  return (
    <section className="panel" aria-label={say(model.name)}>
      <div className="panel-head">
        <h2>{say(model.name)}</h2>
        <Tag color={model.state === "fitted" ? "green" : "default"}>{t(`console.models.state.${model.state}`)}</Tag>
      </div>
      <NotEnough reason={model.notEnoughData} />
      <dl className="definition-list">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {model.trainedAt ? (
          <>
            <dt>{t("console.models.trained")}</dt>
            <dd>
              <TimeText at={model.trainedAt} />
            </dd>
          </>
        ) : null}
      </dl>
      {tested.length > 0 ? (
        <p className="small muted">
          {t("console.models.tested", { days: String(model.card?.holdoutDays ?? "") })}{" "}
          {tested
            .map((row) => `${modelNames[row.model] ?? row.model}: MAE ${formatNumber(locale, row.mae, 3)}`)
            .join(" · ")}
        </p>
      ) : null}
    </section>
  );
}
