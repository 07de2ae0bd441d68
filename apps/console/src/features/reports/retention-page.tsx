import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { Cohorts, Repurchase } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompactMoney, formatNumber, formatShare } from "../../shared/format.ts";
import { NumberText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { Stat } from "../../shared/stat.tsx";
import { type HeatCell, HeatGrid } from "./heat-grid.tsx";
import { ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/retention");
const values = ["retention", "revenue", "orders", "cumulativeRevenue"] as const;
const grains = ["day", "week", "month"] as const;
const starts = ["joined", "firstOrder"] as const;
const splits = ["none", "channel", "tier", "store"] as const;

const oneOf = <T extends string>(known: readonly T[], value: string | undefined, fallback: T): T =>
  known.find((entry) => entry === value) ?? fallback;

/** Who comes back, cohort by cohort, and after how long. */
export function RetentionPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = useNavigate();
  const members = {
    from: search.from,
    to: search.to,
    storeId: search.storeId,
    filter: search.filter,
    asOf: search.asOf,
  };
  const query = {
    ...members,
    value: oneOf(values, search.value, "retention"),
    grain: oneOf(grains, search.grain, "month"),
    by: oneOf(starts, search.by, "joined"),
    split: oneOf(splits, search.split, "none"),
  };
  const report = useQuery({
    queryKey: ["report", "cohorts", query],
    queryFn: () => api.reports.cohorts(query),
    placeholderData: keepPreviousData,
  });
  const again = useQuery({
    queryKey: ["report", "repurchase", members],
    queryFn: () => api.reports.repurchase(members),
    placeholderData: keepPreviousData,
  });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: "/insights/retention", search: { ...search, ...change } });
  return (
    <ReportFrame
      title={t("console.nav.retention")}
      filters={<ReportFilters path="/insights/retention" search={search} firstDay={report.data?.period.from} />}
      file={{ report: "cohorts", query: query }}
      report={report}
    >
      {(data) => (
        <>
          <div className="row">
            <Segmented
              value={query.value}
              onChange={(value) => go({ value })}
              options={values.map((value) => ({ value, label: t(`console.retention.${value}`) }))}
            />
            <Segmented
              value={query.grain}
              onChange={(grain) => go({ grain })}
              options={grains.map((value) => ({ value, label: t(`console.retention.${value}`) }))}
            />
            <Segmented
              value={query.by}
              onChange={(by) => go({ by })}
              options={starts.map((value) => ({ value, label: t(`console.retention.${value}`) }))}
            />
            <Segmented
              value={query.split}
              onChange={(split) => go({ split })}
              options={splits.map((value) => ({ value, label: t(`console.retention.split.${value}`) }))}
            />
          </div>
          {data.groups.length === 0 ? (
            <div className="panel">
              <EmptyState title={t("console.retention.empty")} hint={t("console.retention.emptyHint")} />
            </div>
          ) : null}
          {data.groups.map((group) => (
            <Triangle key={group.group ?? ""} data={data} group={group} />
          ))}
          <DayRetention data={data} again={again.data} />
          {again.data ? <Again data={again.data} /> : null}
        </>
      )}
    </ReportFrame>
  );
}

function Triangle({ data, group }: { data: Cohorts; group: Cohorts["groups"][number] }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const isMoney = data.value === "revenue" || data.value === "cumulativeRevenue";
  const text = (value: number | null) => {
    if (value === null) return "—";
    if (data.value === "retention") return formatShare(locale, value, 0);
    return isMoney ? formatCompactMoney(locale, Math.round(value), data.currency) : formatNumber(locale, value, 2);
  };
  const most =
    data.value === "retention"
      ? 1
      : Math.max(...group.cohorts.flatMap(({ cells }) => cells.map(({ value }) => value ?? 0)), 1e-9);
  const width = Math.max(0, ...group.cohorts.map(({ cells }) => cells.length));
  const cell = (found: Cohorts["groups"][number]["cohorts"][number]["cells"][number] | undefined): HeatCell => {
    if (!found || found.value === null) return { strength: null, text: "", hint: "" };
    return {
      strength: found.value / most,
      text: text(found.value),
      hint: t(found.complete ? "console.retention.cell" : "console.retention.cellOpen", {
        value: text(found.value),
        count: found.members,
      }),
      rows: found.members > 0 ? found.rows : null,
      open: !found.complete,
    };
  };
  const places = Array.from({ length: width }, (_, index) => String(index));
  return (
    <ChartPanel
      title={
        group.name
          ? `${t(`console.retention.${data.value}`)} · ${group.group ? say(group.name) : t("console.report.unknown")}`
          : t(`console.retention.${data.value}`)
      }
      definition={data.definitions[data.definition]}
      fileName="cohorts"
      csv={() => [
        [t("console.retention.cohort"), t("console.funnel.members"), ...places],
        ...group.cohorts.map((cohort) => [cohort.start, cohort.members, ...cohort.cells.map(({ value }) => value)]),
      ]}
    >
      <HeatGrid
        label={t(`console.retention.${data.value}`)}
        columns={places}
        rows={[
          ...group.cohorts.map((cohort) => ({
            name: data.grain === "month" ? cohort.start.slice(0, 7) : cohort.start,
            note: {
              text: formatNumber(locale, cohort.members),
              hint: t("console.retention.cohortHint", { start: cohort.start, count: cohort.members }),
              rows: cohort.rows,
            },
            cells: places.map((_, index) => cell(cohort.cells[index])),
          })),
          {
            name: t("console.retention.mean"),
            cells: places.map((_, index) => {
              const value = group.mean[index] ?? null;
              return value === null
                ? { strength: null, text: "", hint: "" }
                : { strength: value / most, text: text(value), hint: t("console.retention.meanHint") };
            }),
          },
        ]}
      />
    </ChartPanel>
  );
}

function DayRetention({ data, again }: { data: Cohorts; again: Repurchase | undefined }) {
  const { t, locale } = usePreferences();
  const opened = (rows: string | null, text: string) => {
    const target = rowsTarget(rows);
    return target ? <Link {...target}>{text}</Link> : text;
  };
  return (
    <div className="grid stats">
      {data.dayRetention.map((entry) => (
        <section key={entry.day} className="panel stat" aria-label={`D${entry.day}`}>
          <div className="muted">{t("console.retention.dayN", { day: entry.day })}</div>
          <span className="stat-value">{entry.share === null ? "—" : formatShare(locale, entry.share)}</span>
          <span className="small muted">
            {opened(
              entry.returned > 0 ? entry.rows : null,
              t("console.retention.ofMembers", {
                returned: formatNumber(locale, entry.returned),
                members: formatNumber(locale, entry.members),
              }),
            )}
          </span>
        </section>
      ))}
      {again ? (
        <Stat
          figure={again.monetisationDays}
          definition={again.definitions.monetise_days}
          kind="count"
          currency={again.currency}
          lessIsBetter
        />
      ) : null}
    </div>
  );
}

function Again({ data }: { data: Repurchase }) {
  const { t, locale } = usePreferences();
  type Window = Repurchase["windows"][number];
  type Step = Repurchase["ladder"][number];
  const share = (value: number | null) => (value === null ? "—" : formatShare(locale, value));
  const windows: DataColumn<Window>[] = [
    {
      key: "days",
      title: t("console.retention.window"),
      primary: true,
      render: (row) => t("console.report.days", { count: row.days }),
    },
    {
      key: "first",
      title: t("console.retention.firstOrders"),
      numeric: true,
      render: (row) => <NumberText value={row.firstOrders} />,
    },
    {
      key: "again",
      title: t("console.retention.againMembers"),
      numeric: true,
      render: (row) => <RowsCount count={row.again} rows={row.rows} />,
    },
    { key: "rate", title: t("console.retention.rate"), numeric: true, render: (row) => share(row.rate) },
    { key: "before", title: t("console.retention.before"), numeric: true, render: (row) => share(row.previousRate) },
  ];
  const ladder: DataColumn<Step>[] = [
    { key: "order", title: t("console.retention.nth"), primary: true, render: (row) => row.order },
    {
      key: "members",
      title: t("console.funnel.members"),
      numeric: true,
      render: (row) => <NumberText value={row.members} />,
    },
    { key: "rate", title: t("console.retention.next"), numeric: true, render: (row) => share(row.rate) },
    {
      key: "days",
      title: t("console.retention.median"),
      numeric: true,
      render: (row) => (row.medianDays === null ? "—" : t("console.report.days", { count: row.medianDays })),
    },
  ];
  const option = useCallback(
    (colors: ChartColors) => ({
      ...overDays(
        data.gaps.map((gap) => (gap.to === null ? `${gap.from}+` : `${gap.from}–${gap.to - 1}`)),
        colors,
        (value) => formatNumber(locale, value),
        (value) => formatNumber(locale, value),
      ),
      xAxis: {
        type: "category",
        data: data.gaps.map((gap) => (gap.to === null ? `${gap.from}+` : `${gap.from}–${gap.to - 1}`)),
        axisLabel: { color: colors.muted, hideOverlap: true },
      },
      legend: { show: false },
      series: [{ type: "bar", data: data.gaps.map((gap) => gap.members), itemStyle: { color: colors.accent } }],
    }),
    [data, locale],
  );
  return (
    <>
      <div className="grid halves">
        <ChartPanel
          title={t("console.retention.again")}
          definition={data.definitions.repurchase_window}
          fileName="repurchase"
          csv={() => [
            windows.map(({ title }) => title),
            ...data.windows.map((row) => [row.days, row.firstOrders, row.again, row.rate, row.previousRate]),
          ]}
        >
          <DataTable rows={data.windows} columns={windows} rowKey={(row) => String(row.days)} empty={null} />
        </ChartPanel>
        <ChartPanel
          title={t("console.retention.ladder")}
          fileName="repurchase-ladder"
          csv={() => [
            ladder.map(({ title }) => title),
            ...data.ladder.map((row) => [row.order, row.members, row.rate, row.medianDays]),
          ]}
        >
          <DataTable
            rows={data.ladder}
            columns={ladder}
            rowKey={(row) => String(row.order)}
            empty={<EmptyState title={t("console.report.nothing")} />}
          />
        </ChartPanel>
      </div>
      <ChartPanel title={t("console.retention.gaps")} picture fileName="gaps">
        <Chart label={t("console.retention.gaps")} option={option} />
      </ChartPanel>
    </>
  );
}
