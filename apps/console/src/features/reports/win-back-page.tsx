import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { WinBack } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, isFlat, overMonths } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompact, formatNumber, formatShare } from "../../shared/format.ts";
import { MoneyText } from "../../shared/number-text.tsx";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { Stat } from "../../shared/stat.tsx";
import { NotEnough, ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/win-back");

/** Who was lost and came back, and what regaining a member may cost. */
export function WinBackPage() {
  const t = useT();
  const search = route.useSearch();
  const report = useQuery({
    queryKey: ["report", "win-back", search],
    queryFn: () => api.reports.winBack(search),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.winBack")}
      filters={<ReportFilters path="/insights/win-back" search={search} />}
      file={{ report: "win-back", query: search }}
      report={report}
    >
      {(data) => (
        <>
          <div className="grid stats">
            <Stat
              figure={data.lost}
              definition={data.definitions.win_lost}
              kind="count"
              currency={data.currency}
              lessIsBetter
            />
            <Stat
              figure={data.regained}
              definition={data.definitions.win_regained}
              kind="count"
              currency={data.currency}
            />
            <Stat
              figure={data.recoveryRate}
              definition={data.definitions.win_recovery}
              kind="share"
              currency={data.currency}
            />
          </div>
          <div className="grid halves">
            <Cap data={data} />
            <After data={data} />
          </div>
          <Months data={data} />
        </>
      )}
    </ReportFrame>
  );
}

function Cap({ data }: { data: WinBack }) {
  const { t, locale } = usePreferences();
  const targets = rowsTarget(data.targets.rows);
  const money = (value: number | null) =>
    value === null ? "—" : <MoneyText amount={Math.round(value)} currency={data.currency} />;
  type Row = WinBack["capByChannel"][number];
  const columns: DataColumn<Row>[] = [
    {
      key: "channel",
      title: t("console.funnel.channel"),
      primary: true,
      render: (row) => row.channel ?? t("console.report.unknown"),
    },
    {
      key: "lost",
      title: t("console.churn.lost"),
      numeric: true,
      render: (row) => <RowsCount count={row.lost} rows={row.rows} />,
    },
    { key: "cac", title: "CAC", numeric: true, render: (row) => money(row.cac) },
    { key: "cap", title: t("console.winBack.perMember"), numeric: true, render: (row) => money(row.perMember) },
  ];
  return (
    <ChartPanel
      title={t("console.winBack.cap")}
      definition={data.definitions.win_cap}
      fileName="win-back-cap"
      csv={() => [
        columns.map(({ title }) => title),
        ...data.capByChannel.map((row) => [row.channel, row.lost, row.cac, row.perMember]),
      ]}
    >
      <NotEnough reason={data.cap.reason} />
      {data.cap.reason ? (
        <p>
          <Link to="/insights/acquisition">{t("console.winBack.enterCosts")}</Link>
        </p>
      ) : (
        <p>
          <span className="stat-value">{money(data.cap.perMember)}</span>{" "}
          <span className="muted">
            {t("console.winBack.capOf", { share: formatShare(locale, data.cap.ratio, 0) })} {money(data.cap.cac)}
          </span>
        </p>
      )}
      <DataTable
        rows={data.capByChannel}
        columns={columns}
        rowKey={(row) => row.channel ?? ""}
        empty={<EmptyState title={t("console.winBack.nobodyLost")} />}
      />
      {data.targets.reason ? (
        <div style={{ marginTop: 12 }}>
          <NotEnough reason={data.targets.reason} />
        </div>
      ) : null}
      {data.targets.members ? (
        <p>
          {targets ? (
            <Link {...targets}>{t("console.winBack.targets", { count: data.targets.members })}</Link>
          ) : (
            t("console.winBack.targets", { count: data.targets.members })
          )}{" "}
          <span className="muted">
            {t("console.winBack.meanPredicted")} {money(data.targets.meanPredicted)}
          </span>
        </p>
      ) : null}
    </ChartPanel>
  );
}

function After({ data }: { data: WinBack }) {
  const { t, locale } = usePreferences();
  const { after } = data;
  const money = (value: number | null) =>
    value === null ? "—" : <MoneyText amount={Math.round(value)} currency={data.currency} />;
  const rows = [
    {
      key: "regained",
      name: t("console.winBack.regained"),
      members: after.regainedMembers,
      rows: after.regainedRows,
      spend: after.regained,
    },
    {
      key: "ordinary",
      name: t("console.winBack.ordinary"),
      members: after.ordinaryMembers,
      rows: after.ordinaryRows,
      spend: after.ordinary,
    },
  ];
  const columns: DataColumn<(typeof rows)[number]>[] = [
    { key: "who", title: "", primary: true, render: (row) => row.name },
    {
      key: "members",
      title: t("console.funnel.members"),
      numeric: true,
      render: (row) => <RowsCount count={row.members} rows={row.rows} />,
    },
    { key: "spend", title: t("console.winBack.yearSpend"), numeric: true, render: (row) => money(row.spend) },
  ];
  return (
    <ChartPanel
      title={t("console.winBack.after")}
      definition={data.definitions.win_after}
      fileName="win-back-after"
      csv={() => [columns.map(({ title }) => title), ...rows.map((row) => [row.name, row.members, row.spend])]}
    >
      <NotEnough reason={after.reason} />
      <DataTable rows={rows} columns={columns} rowKey={(row) => row.key} empty={null} />
      {after.ratio === null ? null : (
        <p>{t("console.winBack.ratio", { ratio: formatShare(locale, after.ratio, 0) })}</p>
      )}
    </ChartPanel>
  );
}

function Months({ data }: { data: WinBack }) {
  const { t, locale } = usePreferences();
  const columns: DataColumn<WinBack["byMonth"][number]>[] = [
    { key: "month", title: t("console.liability.month"), primary: true, render: (row) => row.month },
    {
      key: "regained",
      title: t("console.winBack.regained"),
      numeric: true,
      render: (row) => <RowsCount count={row.regained} rows={row.regainedRows} />,
    },
    {
      key: "lost",
      title: t("console.churn.lost"),
      numeric: true,
      render: (row) => <RowsCount count={row.lost} rows={row.rows} />,
    },
  ];
  const option = useCallback(
    (colors: ChartColors) => ({
      ...overMonths(
        data.byMonth.map(({ month }) => month),
        colors,
        (value) => formatCompact(locale, Math.abs(value)),
        (value) => formatNumber(locale, Math.abs(value)),
      ),
      series: [
        {
          type: "bar",
          stack: "moves",
          name: t("console.winBack.regained"),
          data: data.byMonth.map(({ regained }) => regained),
          itemStyle: { color: colors.good },
          barMaxWidth: 28,
        },
        {
          type: "bar",
          stack: "moves",
          name: t("console.churn.lost"),
          data: data.byMonth.map(({ lost }) => -lost),
          itemStyle: { color: colors.bad },
          barMaxWidth: 28,
        },
      ],
    }),
    [data, locale, t],
  );
  return (
    <ChartPanel
      title={t("console.winBack.months")}
      picture
      fileName="win-back-months"
      csv={() => [columns.map(({ title }) => title), ...data.byMonth.map((row) => [row.month, row.regained, row.lost])]}
    >
      {isFlat(
        data.byMonth.map(({ lost }) => lost),
        data.byMonth.map(({ regained }) => regained),
      ) ? (
        <EmptyState title={t("console.winBack.quietMonths")} />
      ) : (
        <>
          <Chart label={t("console.winBack.months")} option={option} />
          <details>
            <summary className="muted">{t("console.report.byMonth")}</summary>
            <DataTable rows={data.byMonth} columns={columns} rowKey={(row) => row.month} empty={null} />
          </details>
        </>
      )}
    </ChartPanel>
  );
}
