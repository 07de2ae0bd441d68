import type { UseQueryResult } from "@tanstack/react-query";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Select, Skeleton } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { ReactNode } from "react";
import { type Query, withQuery } from "../../shared/api/http.ts";
import { ApiError, api } from "../../shared/api/index.ts";
import type { ReferenceLine } from "../../shared/api/reports.ts";
import { datedName } from "../../shared/csv.ts";
import { download } from "../../shared/download.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { ExportMenu, type FileFormat } from "../../shared/export-menu.tsx";
import { formatDate, formatMoney, formatNumber, formatShare } from "../../shared/format.ts";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { zonedDay } from "../../shared/zoned-day.ts";
import { PeriodPicker } from "../overview/period-picker.tsx";
import { AsOfPicker } from "./as-of-picker.tsx";
import { FilterNote, MemberFilter } from "./member-filter.tsx";

export interface ReportSearch {
  from?: string | undefined;
  to?: string | undefined;
  storeId?: string | undefined;
  /** A condition on members, as JSON. */
  filter?: string | undefined;
  /** An instant, the end of a past day. */
  asOf?: string | undefined;
}

/** The first day of a report that looks further back than the usual thirty days, unless the address says otherwise. */
export function useFirstDay(search: ReportSearch, back: (lastDay: Dayjs) => Dayjs): string {
  const { zone } = useProgrammeUnits();
  const lastDay = search.to ?? (search.asOf ? formatDate(search.asOf, zone) : zonedDay(zone));
  return search.from ?? back(dayjs(lastDay)).format("YYYY-MM-DD");
}

/** Period, store, members and as of when, kept in the address. */
export function ReportFilters({
  path,
  search,
  withPeriod = true,
  firstDay,
}: {
  path: string;
  search: ReportSearch & Record<string, unknown>;
  withPeriod?: boolean;
  /** Where the report begins when the address does not say; default thirty days ago. */
  firstDay?: string | undefined;
}) {
  const t = useT();
  const navigate = useNavigate();
  const stores = useQuery({ queryKey: ["stores"], queryFn: () => api.orders.stores(), staleTime: 300_000 });
  const { zone } = useProgrammeUnits();
  const lastDay = search.asOf ? formatDate(search.asOf, zone) : undefined;
  const go = (change: ReportSearch) => void navigate({ to: path, search: { ...search, ...change } } as never);
  return (
    <>
      {withPeriod ? (
        <PeriodPicker from={search.from ?? firstDay} to={search.to} lastDay={lastDay} onChange={go} />
      ) : null}
      <Select
        allowClear
        value={search.storeId ?? null}
        placeholder={t("console.settings.allStores")}
        aria-label={t("console.members.store")}
        style={{ width: 150 }}
        onChange={(store) => go({ storeId: store ?? undefined })}
        options={(stores.data?.items ?? []).map((store) => ({ value: store.id, label: store.name }))}
      />
      <AsOfPicker value={search.asOf} onChange={(asOf) => go({ asOf })} />
      <MemberFilter value={search.filter} onChange={(filter) => go({ filter })} />
      <FilterNote value={search.filter} onClear={() => go({ filter: undefined })} />
    </>
  );
}

interface Reported {
  asOf: string;
  references: ReferenceLine[];
}

/** Reports that the API also gives as a file, by the last part of their address. */
type ReportFile =
  | "acquisition"
  | "affinities"
  | "churn"
  | "clv"
  | "cohorts"
  | "forecast"
  | "funnel"
  | "lifecycle-flow"
  | "members-and-guests"
  | "purchase-times"
  | "scorecard"
  | "tiers"
  | "win-back";

/** The same answer as a file: which report, asked what in its address, or for clusters in a body. */
type Asked = { report: ReportFile; query: Query } | { report: "clusters"; body: object };

function fileOf(asked: Asked, format: FileFormat): string | Request {
  const path = `/v1/insights/${asked.report}/export`;
  if ("query" in asked) return withQuery(path, { ...asked.query, format });
  return new Request(withQuery(path, { format }), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked.body),
  });
}

/** A report's page: title, filters, then the answer, or why there is none. */
export function ReportFrame<T extends Reported>({
  title,
  filters,
  file,
  report,
  children,
}: {
  title: string;
  filters: ReactNode;
  file?: Asked;
  report: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  const t = useT();
  const { data, error, refetch, isLoading } = report;
  const lensDown = error instanceof ApiError && error.code === "lens.unavailable";
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
        {filters}
        {file ? (
          <ExportMenu
            disabled={!data}
            save={(format) => download(fileOf(file, format), datedName(file.report, format))}
          />
        ) : null}
      </div>
      {lensDown ? <EmptyState title={t("console.report.notReady")} hint={t("console.report.notReadyHint")} /> : null}
      {error && !lensDown ? <ErrorPanel error={error} onRetry={() => refetch()} /> : null}
      {isLoading ? <Skeleton active paragraph={{ rows: 12 }} /> : null}
      {data ? (
        <div className="stack" aria-busy={report.isPlaceholderData}>
          {children(data)}
          <footer className="small muted row" style={{ justifyContent: "space-between" }}>
            <References lines={data.references} />
            <span>
              {t("console.overview.asOf")} <TimeText at={data.asOf} />
            </span>
          </footer>
        </div>
      ) : null}
    </div>
  );
}

/** Numbers of trade articles beside a report; never promises. */
function References({ lines }: { lines: ReferenceLine[] }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const { currency } = useProgrammeUnits();
  if (lines.length === 0) return <span />;
  const shown = (line: ReferenceLine) => {
    if (line.unit === "share") return formatShare(locale, line.value);
    if (line.unit === "money") return formatMoney(locale, line.value, currency);
    if (line.unit === "days") return t("console.report.days", { count: line.value });
    return formatNumber(locale, line.value, 1);
  };
  return (
    <span>
      {t("console.report.references")}{" "}
      {lines.map((line) => `${shown(line)} · ${say(line.name)}`).join(locale === "en" ? "; " : "；")}
    </span>
  );
}

/** Why a model has no answer, in the server's words. */
export function NotEnough({ reason }: { reason: { text: { zh: string; en: string } } | null }) {
  const say = useLocalText();
  return reason ? <Alert type="info" showIcon title={say(reason.text)} /> : null;
}
