import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Segmented, Select, Skeleton } from "antd";
import { useMemo } from "react";
import { api } from "../../shared/api/index.ts";
import type { ExploreBody } from "../../shared/api/reports.ts";
import { datedName } from "../../shared/csv.ts";
import { download } from "../../shared/download.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { ExportMenu, type FileFormat } from "../../shared/export-menu.tsx";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { zonedDay } from "../../shared/zoned-day.ts";
import { KeepReport } from "../workbench/keep-report.tsx";
import { type Question, spanOf } from "../workbench/question.ts";
import { Answered, shapes } from "./answer-view.tsx";
import { conditionOf } from "./member-filter.tsx";
import { ReportFilters } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/explore");
const compares = ["none", "previous", "lastYear"] as const;

/** Any measures by any dimensions. The question lives in the address: it can be kept, sent, and undone with Back. */
export function ExplorePage() {
  const { t } = usePreferences();
  const say = useLocalText();
  const search = route.useSearch();
  const navigate = useNavigate();
  const metrics = useQuery({
    queryKey: ["metrics"],
    queryFn: () => api.reports.metrics(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const measures = useMemo(
    () => (search.measures ?? "memberRevenue,activeMembers,arpuActive").split(",").filter(Boolean),
    [search.measures],
  );
  const dimensions = useMemo(() => (search.by ?? "day").split(",").filter(Boolean), [search.by]);
  const compare = compares.find((known) => known === search.compare) ?? "none";
  const shape = shapes.find((known) => known === search.shape) ?? "auto";
  const filter = conditionOf(search.filter);
  const { zone } = useProgrammeUnits();
  const question: Question = {
    measures,
    dimensions,
    compare,
    shape,
    span: spanOf(search.from, search.to, zonedDay(zone)),
    ...(search.storeId && { storeId: search.storeId }),
    ...(filter && { filter }),
  };
  const body: ExploreBody = {
    measures,
    dimensions,
    compare,
    direction: "desc",
    limit: 1_000,
    ...(search.from && { from: search.from }),
    ...(search.asOf && { asOf: search.asOf }),
    ...(search.to && { to: search.to }),
    ...(search.storeId && { storeId: search.storeId }),
    ...(filter && { filter }),
  };
  const answer = useQuery({
    queryKey: ["explore", body],
    queryFn: () => api.reports.explore(body),
    enabled: measures.length > 0,
    placeholderData: keepPreviousData,
  });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: "/insights/explore", search: { ...search, ...change } });
  const known = metrics.data?.metrics ?? [];
  const allowed = new Set(
    known.filter((metric) => measures.includes(metric.id)).flatMap((metric) => metric.dimensions),
  );
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.explore")}</h1>
        <ReportFilters path="/insights/explore" search={search} />
      </div>
      <div className="panel row" style={{ marginBottom: 16 }}>
        <Select
          mode="multiple"
          maxCount={8}
          value={measures}
          onChange={(next) => go({ measures: next.join(",") || "," })}
          style={{ minWidth: 280, flex: "2 1 55%" }}
          placeholder={t("console.explore.measures")}
          aria-label={t("console.explore.measures")}
          optionFilterProp="label"
          options={known.map((metric) => ({
            value: metric.id,
            label: say(metric.name),
            title: say(metric.definition),
          }))}
        />
        <Select
          mode="multiple"
          maxCount={2}
          value={dimensions}
          onChange={(next) => go({ by: next.join(",") || "," })}
          style={{ minWidth: 240, flex: "1 1 30%" }}
          placeholder={t("console.explore.dimensions")}
          aria-label={t("console.explore.dimensions")}
          optionFilterProp="label"
          options={(metrics.data?.dimensions ?? []).map((dimension) => ({
            value: dimension.id,
            label: say(dimension.name),
            title: say(dimension.definition),
            disabled: !allowed.has(dimension.id),
          }))}
        />
        <Segmented
          value={compare}
          onChange={(next) => go({ compare: next })}
          options={compares.map((value) => ({ value, label: t(`console.explore.compare.${value}`) }))}
        />
        <Segmented
          value={shape}
          onChange={(next) => go({ shape: next })}
          options={shapes.map((value) => ({ value, label: t(`console.explore.shape.${value}`) }))}
        />
        <span className="row end">
          <KeepReport
            question={question}
            reportId={search.report}
            onKept={(report) => go({ report })}
            disabled={measures.length === 0}
          />
          <ExportMenu disabled={measures.length === 0} save={(format) => saveFile(body, format)} />
        </span>
      </div>
      {answer.error ? <ErrorPanel error={answer.error} onRetry={() => answer.refetch()} /> : null}
      {answer.isLoading ? <Skeleton active paragraph={{ rows: 10 }} /> : null}
      {measures.length === 0 ? (
        <EmptyState title={t("console.explore.empty")} hint={t("console.explore.emptyHint")} />
      ) : null}
      {answer.data && measures.length > 0 ? (
        <Answered data={answer.data} shape={shape} isBusy={answer.isPlaceholderData} />
      ) : null}
    </div>
  );
}

/** A file of the answer, made by the server. */
function saveFile(body: ExploreBody, format: FileFormat): Promise<void> {
  const asked = new Request(`/v1/explore/export?format=${format}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return download(asked, datedName("explore", format));
}
