import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Tooltip } from "antd";
import { useCallback } from "react";
import { api } from "../../shared/api/index.ts";
import type { TierEconomics } from "../../shared/api/reports.ts";
import { Chart, type ChartColors, overDays } from "../../shared/chart.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatNumber, formatShare, majorUnits } from "../../shared/format.ts";
import { MoneyText, RatioText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/tiers");
type LadderRow = TierEconomics["ladders"][number];
type Row = LadderRow["tiers"][number];

/** What each tier brings in, what it costs, and who moves. */
export function TiersPage() {
  const t = useT();
  const search = route.useSearch();
  const report = useQuery({
    queryKey: ["report", "tiers", search],
    queryFn: () => api.reports.tiers(search),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.tiers")}
      filters={<ReportFilters path="/insights/tiers" search={search} />}
      file={{ report: "tiers", query: search }}
      report={report}
    >
      {(data) =>
        data.ladders.length === 0 ? (
          <EmptyState title={t("console.tiers.none")} hint={t("console.tiers.noneHint")} />
        ) : (
          data.ladders.map((ladder) => (
            <div key={ladder.ladder} className="stack">
              <Economics data={data} ladder={ladder} />
              <Shares ladder={ladder} />
            </div>
          ))
        )
      }
    </ReportFrame>
  );
}

function Economics({ data, ladder }: { data: TierEconomics; ladder: LadderRow }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const money = (value: number | null) =>
    value === null ? "—" : <MoneyText amount={Math.round(value)} currency={data.currency} />;
  const share = (value: number | null) => (value === null ? "—" : formatShare(locale, value));
  const about = data.definitions;
  const columns: DataColumn<Row>[] = [
    {
      key: "tier",
      title: t("console.tiers.tier"),
      primary: true,
      render: (row) => say(row.name),
    },
    {
      key: "members",
      title: t("console.funnel.members"),
      about: about.tier_members,
      numeric: true,
      render: (row) => <RowsCount count={row.members} rows={row.rows} />,
    },
    {
      key: "moves",
      title: t("console.tiers.moves"),
      numeric: true,
      render: (row) => (
        <>
          <span className={row.up > 0 ? "good" : "muted"}>↑{formatNumber(locale, row.up)}</span>{" "}
          <span className={row.down > 0 ? "bad" : "muted"}>↓{formatNumber(locale, row.down)}</span>
        </>
      ),
    },
    {
      key: "revenue",
      title: t("console.times.revenue"),
      about: about.revenue,
      numeric: true,
      render: (row) => <MoneyText amount={row.revenue} currency={data.currency} compact />,
    },
    {
      key: "arpu",
      title: t("console.tiers.arpu"),
      about: about.tier_arpu,
      numeric: true,
      render: (row) => money(row.arpu),
    },
    {
      key: "aov",
      title: t("console.guests.aov"),
      about: about.averageOrder,
      numeric: true,
      render: (row) => money(row.aov),
    },
    {
      key: "orders",
      title: t("console.guests.perBuyer"),
      numeric: true,
      render: (row) => (row.ordersPerMember === null ? "—" : formatNumber(locale, row.ordersPerMember, 2)),
    },
    {
      key: "repurchase",
      title: t("console.retention.rate"),
      about: about.repurchaseRate,
      numeric: true,
      render: (row) => share(row.repurchase),
    },
    {
      key: "discount",
      title: t("console.tiers.discount"),
      about: about.discountRate,
      numeric: true,
      render: (row) => share(row.discountRate),
    },
    {
      key: "points",
      title: t("console.tiers.points"),
      about: about.tier_points_cost,
      numeric: true,
      render: (row) => share(row.pointsCostRate),
    },
    {
      key: "churn",
      title: t("console.tiers.churn"),
      about: about.tier_churn,
      numeric: true,
      render: (row) => share(row.churn),
    },
    {
      key: "predicted",
      title: t("console.value.predicted"),
      about: about.clv_mean,
      numeric: true,
      render: (row) => (
        <>
          {money(row.predicted)}
          {row.predictedRatio === null ? null : (
            <Tooltip title={t("console.value.ratio")}>
              <div className="small muted">
                <RatioText ratio={row.predictedRatio} />
              </div>
            </Tooltip>
          )}
        </>
      ),
    },
  ];
  return (
    <ChartPanel
      title={say(ladder.name)}
      fileName={`tiers-${ladder.ladder}`}
      csv={() => [
        [...columns.map(({ title }) => title), t("console.value.ratio")],
        ...ladder.tiers.map((row) => [
          say(row.name),
          row.members,
          `+${row.up} -${row.down}`,
          majorUnits(row.revenue, data.currency),
          row.arpu === null ? null : majorUnits(row.arpu, data.currency),
          row.aov === null ? null : majorUnits(row.aov, data.currency),
          row.ordersPerMember,
          row.repurchase,
          row.discountRate,
          row.pointsCostRate,
          row.churn,
          row.predicted === null ? null : majorUnits(row.predicted, data.currency),
          row.predictedRatio,
        ]),
      ]}
    >
      <DataTable
        figures
        rows={ladder.tiers}
        columns={columns}
        rowKey={(row) => row.tier}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

/** Share of members against share of revenue, tier by tier. */
function Shares({ ladder }: { ladder: LadderRow }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const all = ladder.tiers.reduce((sum, tier) => sum + tier.members, 0);
  const option = useCallback(
    (colors: ChartColors) => {
      const names = ladder.tiers.map((tier) => say(tier.name));
      const share = (value: number) => formatShare(locale, value, 1);
      return {
        ...overDays(names, colors, (value) => formatShare(locale, value, 0), share),
        series: [
          {
            type: "bar",
            name: t("console.tiers.ofMembers"),
            data: ladder.tiers.map((tier) => (all === 0 ? 0 : tier.members / all)),
            itemStyle: { color: colors.guest },
            barMaxWidth: 36,
          },
          {
            type: "bar",
            name: t("console.tiers.ofRevenue"),
            data: ladder.tiers.map((tier) => tier.revenueShare ?? 0),
            itemStyle: { color: colors.accent },
            barMaxWidth: 36,
          },
        ],
      };
    },
    [ladder, all, locale, say, t],
  );
  return (
    <ChartPanel
      title={t("console.tiers.shares")}
      picture
      fileName={`tier-shares-${ladder.ladder}`}
      csv={() => [
        [t("console.tiers.tier"), t("console.tiers.ofMembers"), t("console.tiers.ofRevenue")],
        ...ladder.tiers.map((tier) => [say(tier.name), all === 0 ? null : tier.members / all, tier.revenueShare]),
      ]}
    >
      {all === 0 ? (
        <EmptyState title={t("console.tiers.nobody")} />
      ) : (
        <Chart label={t("console.tiers.shares")} option={option} />
      )}
    </ChartPanel>
  );
}
