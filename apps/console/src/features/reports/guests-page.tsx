import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { MemberComparison } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, isFlat, overMonths } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatAxisMoney, formatMoney, formatNumber, formatShare, majorUnits } from "../../shared/format.ts";
import { MoneyText } from "../../shared/number-text.tsx";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { Stat } from "../../shared/stat.tsx";
import { ReportFilters, ReportFrame, useFirstDay } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/guests");

/** Members against everybody else. */
export function GuestsPage() {
  const t = useT();
  const search = route.useSearch();
  // Whole months, so that the drawing by month compares like with like.
  const from = useFirstDay(search, (lastDay) => lastDay.startOf("month").subtract(5, "month"));
  const query = { ...search, from };
  const report = useQuery({
    queryKey: ["report", "guests", query],
    queryFn: () => api.reports.comparison(query),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.guests")}
      filters={<ReportFilters path="/insights/guests" search={search} firstDay={from} />}
      file={{ report: "members-and-guests", query }}
      report={report}
    >
      {(data) => (
        <>
          <div className="grid stats">
            <Stat
              figure={data.memberShare}
              definition={data.definitions.memberShare}
              kind="share"
              currency={data.currency}
            />
            <Stat
              figure={data.basketUplift}
              definition={data.definitions.basket_uplift}
              kind="share"
              currency={data.currency}
            />
          </div>
          <div className="grid halves">
            <Sides data={data} />
            <Months data={data} />
          </div>
          <Channels data={data} />
        </>
      )}
    </ReportFrame>
  );
}

type Side = MemberComparison["member"] | MemberComparison["guest"];

interface SideLine {
  name: string;
  value: (side: Side) => number | null;
  shown: (value: number) => string;
  /** Whether guests have no such figure because nobody knows who they are. */
  isPersonal?: boolean;
  rows?: (side: Side) => string | null;
}

function Sides({ data }: { data: MemberComparison }) {
  const { t, locale } = usePreferences();
  const number = (value: number) => formatNumber(locale, value);
  const money = (value: number) => formatMoney(locale, Math.round(value), data.currency);
  const share = (value: number) => formatShare(locale, value);
  const lines: SideLine[] = [
    { name: t("console.times.revenue"), value: (side) => side.revenue, shown: money },
    { name: t("console.value.share"), value: (side) => side.share, shown: share },
    { name: t("console.times.orders"), value: (side) => side.orders, shown: number, rows: (side) => side.rows },
    { name: t("console.guests.aov"), value: (side) => side.aov, shown: money },
    { name: t("console.products.buyers"), value: (side) => side.buyers, shown: number, isPersonal: true },
    {
      name: t("console.guests.perBuyer"),
      value: (side) => side.ordersPerBuyer,
      shown: (value) => formatNumber(locale, value, 2),
      isPersonal: true,
    },
    { name: t("console.retention.rate"), value: (side) => side.repurchase, shown: share, isPersonal: true },
  ];
  const cell = (line: SideLine, side: Side, isGuest: boolean) => {
    const value = line.value(side);
    if (value === null)
      return <span className="muted">{isGuest && line.isPersonal ? t("console.guests.cannotTell") : "—"}</span>;
    const target = value > 0 ? rowsTarget(line.rows?.(side)) : null;
    return target ? <Link {...target}>{line.shown(value)}</Link> : line.shown(value);
  };
  const plain = (line: SideLine, side: Side) => {
    const value = line.value(side);
    return value !== null && line.shown === money ? majorUnits(value, data.currency) : value;
  };
  return (
    <ChartPanel
      title={t("console.guests.sides")}
      fileName="members-and-guests"
      csv={() => [
        ["", t("console.guests.members"), t("console.guests.guests")],
        ...lines.map((line) => [line.name, plain(line, data.member), plain(line, data.guest)]),
      ]}
    >
      <table className="statement wide">
        <thead>
          <tr>
            <th aria-label={t("console.guests.sides")} />
            <th className="num">{t("console.guests.members")}</th>
            <th className="num">{t("console.guests.guests")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.name}>
              <td className="muted">{line.name}</td>
              <td className="num">{cell(line, data.member, false)}</td>
              <td className="num">{cell(line, data.guest, true)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ChartPanel>
  );
}

/** Where members are told from guests, and where not. */
function Channels({ data }: { data: MemberComparison }) {
  const { t, locale } = usePreferences();
  type Row = MemberComparison["byChannel"][number];
  const columns: DataColumn<Row>[] = [
    {
      key: "channel",
      title: t("console.funnel.channel"),
      primary: true,
      render: (row) => row.channel ?? t("console.report.unknown"),
    },
    {
      key: "member",
      title: t("console.guests.members"),
      numeric: true,
      render: (row) => <MoneyText amount={row.memberRevenue} currency={data.currency} compact />,
    },
    {
      key: "guest",
      title: t("console.guests.guests"),
      numeric: true,
      render: (row) => <MoneyText amount={row.guestRevenue} currency={data.currency} compact />,
    },
    {
      key: "share",
      title: t("console.overview.memberShare"),
      about: data.definitions.memberShare,
      numeric: true,
      render: (row) => (row.memberShare === null ? "—" : formatShare(locale, row.memberShare)),
    },
  ];
  return (
    <ChartPanel
      title={t("console.guests.byChannel")}
      fileName="members-and-guests-channels"
      csv={() => [
        columns.map(({ title }) => title),
        ...data.byChannel.map((row) => [
          row.channel,
          majorUnits(row.memberRevenue, data.currency),
          majorUnits(row.guestRevenue, data.currency),
          row.memberShare,
        ]),
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

function Months({ data }: { data: MemberComparison }) {
  const { t, locale } = usePreferences();
  const option = useCallback(
    (colors: ChartColors) => {
      const money = (value: number) => formatAxisMoney(locale, Math.round(value), data.currency);
      return {
        ...overMonths(
          data.byMonth.map((row) => row.month),
          colors,
          money,
          (value) => formatMoney(locale, Math.round(value), data.currency),
        ),
        series: [
          {
            type: "bar",
            stack: "all",
            name: t("console.guests.members"),
            data: data.byMonth.map((row) => row.memberRevenue),
            itemStyle: { color: colors.accent },
            barMaxWidth: 48,
          },
          {
            type: "bar",
            stack: "all",
            name: t("console.guests.guests"),
            data: data.byMonth.map((row) => row.guestRevenue),
            itemStyle: { color: colors.guest },
            barMaxWidth: 48,
          },
        ],
      };
    },
    [data, locale, t],
  );
  return (
    <ChartPanel
      title={t("console.guests.months")}
      picture
      fileName="members-and-guests-months"
      csv={() => [
        [t("console.liability.month"), t("console.guests.members"), t("console.guests.guests")],
        ...data.byMonth.map((row) => [
          row.month,
          majorUnits(row.memberRevenue, data.currency),
          majorUnits(row.guestRevenue, data.currency),
        ]),
      ]}
    >
      {isFlat(
        data.byMonth.map((row) => row.memberRevenue),
        data.byMonth.map((row) => row.guestRevenue),
      ) ? (
        <EmptyState title={t("console.report.nothing")} />
      ) : (
        <Chart label={t("console.guests.months")} option={option} />
      )}
    </ChartPanel>
  );
}
