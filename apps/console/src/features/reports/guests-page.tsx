import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { MemberComparison } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overMonths } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { formatAxisMoney, formatMoney, formatNumber, formatShare, majorUnits } from "../../shared/format.ts";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";
import { Stat } from "../../shared/stat.tsx";
import { ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/guests");

/** Members against everybody else. */
export function GuestsPage() {
  const t = useT();
  const search = route.useSearch();
  const report = useQuery({
    queryKey: ["report", "guests", search],
    queryFn: () => api.reports.comparison(search),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.guests")}
      filters={<ReportFilters path="/insights/guests" search={search} />}
      file={{ report: "members-and-guests", query: search }}
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
        </>
      )}
    </ReportFrame>
  );
}

function Sides({ data }: { data: MemberComparison }) {
  const { t, locale } = usePreferences();
  const number = (value: number | null, digits = 0) =>
    value === null ? t("console.guests.cannotTell") : formatNumber(locale, value, digits);
  const money = (value: number | null) =>
    value === null ? "—" : formatMoney(locale, Math.round(value), data.currency);
  const share = (value: number | null) =>
    value === null ? t("console.guests.cannotTell") : formatShare(locale, value);
  const lines: [string, string, string][] = [
    [t("console.times.revenue"), money(data.member.revenue), money(data.guest.revenue)],
    [t("console.value.share"), share(data.member.share), share(data.guest.share)],
    [t("console.times.orders"), number(data.member.orders), number(data.guest.orders)],
    [t("console.guests.aov"), money(data.member.aov), money(data.guest.aov)],
    [t("console.products.buyers"), number(data.member.buyers), number(data.guest.buyers)],
    [t("console.guests.perBuyer"), number(data.member.ordersPerBuyer, 2), number(data.guest.ordersPerBuyer, 2)],
    [t("console.retention.rate"), share(data.member.repurchase), share(data.guest.repurchase)],
  ];
  const heads = [
    { name: t("console.guests.members"), target: rowsTarget(data.member.rows) },
    { name: t("console.guests.guests"), target: rowsTarget(data.guest.rows) },
  ];
  return (
    <ChartPanel
      title={t("console.guests.sides")}
      fileName="members-and-guests"
      csv={() => [["", ...heads.map(({ name }) => name)], ...lines]}
    >
      <table style={{ width: "100%", borderSpacing: "0 8px" }}>
        <thead>
          <tr>
            <th aria-label={t("console.guests.sides")} />
            {heads.map(({ name, target }) => (
              <th key={name} className="num">
                {target ? <Link {...target}>{name}</Link> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, member, guest]) => (
            <tr key={name}>
              <td className="muted">{name}</td>
              <td className="num">{member}</td>
              <td className="num">{guest}</td>
            </tr>
          ))}
        </tbody>
      </table>
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
          },
          {
            type: "bar",
            stack: "all",
            name: t("console.guests.guests"),
            data: data.byMonth.map((row) => row.guestRevenue),
            itemStyle: { color: colors.guest },
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
      <Chart label={t("console.guests.months")} option={option} />
    </ChartPanel>
  );
}
