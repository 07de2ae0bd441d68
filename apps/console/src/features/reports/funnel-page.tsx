import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../shared/api/index.ts";
import type { Funnel } from "../../shared/api/reports.ts";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatShare } from "../../shared/format.ts";
import { NumberText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { ReportFilters, ReportFrame, useFirstDay } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/funnel");

/** AARRR of those who joined in the period. */
export function FunnelPage() {
  const t = useT();
  const search = route.useSearch();
  // Of thirty days nobody has had the month in which the steps are taken.
  const from = useFirstDay(search, (lastDay) => lastDay.subtract(89, "day"));
  const query = { ...search, from };
  const report = useQuery({
    queryKey: ["report", "funnel", query],
    queryFn: () => api.reports.funnel(query),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.funnel")}
      filters={<ReportFilters path="/insights/funnel" search={search} firstDay={from} />}
      file={{ report: "funnel", query }}
      report={report}
    >
      {(data) => (
        <>
          <Steps data={data} />
          <div className="grid halves">
            <Channels data={data} />
            <Onboarding data={data} />
          </div>
        </>
      )}
    </ReportFrame>
  );
}

function Steps({ data }: { data: Funnel }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const share = (value: number | null) => (value === null ? "—" : formatShare(locale, value));
  const isEmpty = data.steps[0]?.members === 0;
  return (
    <ChartPanel
      title={t("console.funnel.steps")}
      fileName="funnel"
      csv={() => [
        [
          t("console.funnel.step"),
          t("console.funnel.members"),
          t("console.funnel.conversion"),
          t("console.funnel.before"),
        ],
        ...data.steps.map((step) => [say(step.name), step.members, step.conversion, step.previousConversion]),
      ]}
    >
      {isEmpty ? <EmptyState title={t("console.funnel.nobody")} hint={t("console.funnel.nobodyHint")} /> : null}
      {(isEmpty ? [] : data.steps).map((step) => {
        const definition = data.definitions[step.definition];
        return (
          <div key={step.step} className="funnel-step told">
            <div>
              {definition ? (
                <Definition meaning={say(definition.text)} formula={definition.formula}>
                  {say(step.name)}
                </Definition>
              ) : (
                say(step.name)
              )}
            </div>
            <div className="funnel-track">
              <div
                className="funnel-bar"
                style={step.members === 0 ? { width: 0, minWidth: 0 } : { width: `${100 * (step.ofFirst ?? 0)}%` }}
              />
            </div>
            <div className="num">
              <RowsCount count={step.members} rows={step.rows} />
              <div className="small muted">
                {step.conversion === null
                  ? ""
                  : t("console.funnel.ofStep", {
                      share: share(step.conversion),
                      before: share(step.previousConversion),
                    })}
              </div>
            </div>
          </div>
        );
      })}
    </ChartPanel>
  );
}

function Channels({ data }: { data: Funnel }) {
  const t = useT();
  const say = useLocalText();
  type Row = Funnel["byChannel"][number];
  const columns: DataColumn<Row>[] = [
    {
      key: "channel",
      title: t("console.funnel.channel"),
      primary: true,
      render: (row) => row.channel ?? t("console.report.unknown"),
    },
    ...data.steps.map((step, index) => ({
      key: step.step,
      title: say(step.name),
      about: data.definitions[step.definition],
      numeric: true,
      render: (row: Row) => <NumberText value={row.members[index] ?? 0} />,
    })),
  ];
  return (
    <ChartPanel
      title={t("console.funnel.byChannel")}
      fileName="funnel-channels"
      csv={() => [
        columns.map(({ title }) => title),
        ...data.byChannel.map((row) => [row.channel, ...data.steps.map((_, index) => row.members[index] ?? 0)]),
      ]}
    >
      <DataTable
        figures
        rows={data.byChannel}
        columns={columns}
        rowKey={(row) => row.channel ?? ""}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

function Onboarding({ data }: { data: Funnel }) {
  const { t, locale } = usePreferences();
  const { buckets, definition } = data.onboarding;
  const all = buckets.reduce((sum, bucket) => sum + bucket.members, 0);
  return (
    <ChartPanel
      title={t("console.funnel.onboarding")}
      definition={data.definitions[definition]}
      fileName="onboarding"
      csv={() => [
        [t("console.funnel.onboarding"), t("console.funnel.members")],
        ...buckets.map((bucket) => [bucket.interactions, bucket.members]),
      ]}
    >
      {all === 0 ? <EmptyState title={t("console.funnel.tooYoung")} /> : null}
      {all === 0
        ? null
        : buckets.map((bucket) => (
            <div key={bucket.interactions} className="funnel-step">
              <div>
                {t(bucket.interactions >= 3 ? "console.funnel.threeTimes" : "console.funnel.times", {
                  count: bucket.interactions,
                })}
              </div>
              <div className="funnel-track">
                <div className="funnel-bar" style={{ width: `${(100 * bucket.members) / all}%` }} />
              </div>
              <div className="num">
                <RowsCount count={bucket.members} rows={bucket.rows} />{" "}
                <span className="small muted">{formatShare(locale, bucket.members / all)}</span>
              </div>
            </div>
          ))}
    </ChartPanel>
  );
}
