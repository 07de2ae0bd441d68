import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Progress, Skeleton } from "antd";
import type { ReactNode } from "react";
import { api } from "../../shared/api/index.ts";
import type { ModelEntry } from "../../shared/api/reports.ts";
import { Definition } from "../../shared/definition.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { formatNumber, formatShare } from "../../shared/format.ts";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
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

const greek: Record<string, string> = { alpha: "α", beta: "β", gamma: "γ" };

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
  const facts: Fact[] = model.version
    ? [
        [t("console.models.method"), model.methodName ? say(model.methodName) : ""],
        [t("console.models.version"), `v${model.version}`],
        [t("console.models.trained"), <TimeText key="trained" at={model.trainedAt} />],
        [t("console.models.rows"), number(model.rows, 0)],
        [t("console.models.data"), [model.trainedFrom, model.trainedTo].filter(Boolean).join(" – ")],
        ...(["items", "pairs"] as const).flatMap((name): Fact[] =>
          typeof model.card?.[name] === "number" ? [[t(`console.models.${name}`), number(model.card[name], 0)]] : [],
        ),
        ...(typeof model.card?.correlation === "number"
          ? [[t("console.models.correlation"), number(model.card.correlation, 2)] satisfies Fact]
          : []),
        ...(typeof model.card?.rate === "number"
          ? [[t("console.models.rate"), formatShare(locale, model.card.rate)] satisfies Fact]
          : []),
      ]
    : [];
  const params = Object.entries(model.params ?? {}).map(
    ([name, value]): Fact => [isNamed(name) ? t(`console.models.param.${name}`) : (greek[name] ?? name), number(value)],
  );
  return (
    <section className="panel" aria-label={say(model.name)}>
      <div className="panel-head">
        <h2>{say(model.name)}</h2>
        <StatusDot color={model.state === "fitted" ? "var(--rg-good)" : "var(--rg-guest)"}>
          {t(`console.models.state.${model.state}`)}
        </StatusDot>
      </div>
      <p className="muted" style={{ margin: "0 0 12px" }}>
        {t(`console.models.for.${model.kind}`)}
      </p>
      <NotEnough reason={model.notEnoughData} />
      <Facts facts={facts} />
      {tested.length > 0 ? (
        <p className="small muted">
          <Definition meaning={t("console.models.maeMeaning")}>
            {t("console.models.tested", { days: String(model.card?.holdoutDays ?? "") })}
          </Definition>{" "}
          {tested
            .map((row) => `${modelNames[row.model] ?? row.model} MAE ${formatNumber(locale, row.mae, 3)}`)
            .join(" · ")}
        </p>
      ) : null}
      {params.length > 0 ? (
        <details className="small" style={{ marginTop: 12 }}>
          <summary className="muted">{t("console.models.params")}</summary>
          <Facts facts={params} />
        </details>
      ) : null}
    </section>
  );
}

type Fact = [name: string, value: ReactNode];

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="definition-list">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
