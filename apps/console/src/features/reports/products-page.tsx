import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Segmented } from "antd";
import { api } from "../../shared/api/index.ts";
import type { Affinities } from "../../shared/api/reports.ts";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatNumber, formatShare, formatSigned, majorUnits } from "../../shared/format.ts";
import { MoneyText, NumberText } from "../../shared/number-text.tsx";
import { usePreferences, useT } from "../../shared/preferences.tsx";
import { RowsCount } from "../../shared/rows-count.tsx";
import { NotEnough, ReportFilters, ReportFrame } from "./report-frame.tsx";

const route = getRouteApi("/shell/insights/products");

/** How products do, and what is bought together. */
export function ProductsPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = useNavigate();
  const level = search.level === "sku" ? "sku" : "category";
  const query = {
    from: search.from,
    to: search.to,
    storeId: search.storeId,
    filter: search.filter,
    asOf: search.asOf,
    level,
  } as const;
  const report = useQuery({
    queryKey: ["report", "affinities", query],
    queryFn: () => api.reports.affinities(query),
    placeholderData: keepPreviousData,
  });
  return (
    <ReportFrame
      title={t("console.nav.products")}
      filters={
        <>
          <Segmented
            value={level}
            onChange={(next) => void navigate({ to: "/insights/products", search: { ...search, level: next } })}
            options={[
              { value: "category", label: t("console.products.category") },
              { value: "sku", label: t("console.products.sku") },
            ]}
          />
          <ReportFilters path="/insights/products" search={search} />
        </>
      }
      file={{ report: "affinities", query: query }}
      report={report}
    >
      {(data) => (
        <>
          <NotEnough reason={data.notEnoughData} />
          <Items data={data} />
          <Pairs data={data} />
        </>
      )}
    </ReportFrame>
  );
}

function Items({ data }: { data: Affinities }) {
  const { t, locale } = usePreferences();
  type Row = Affinities["items"][number];
  const share = (value: number | null) => (value === null ? "—" : formatShare(locale, value));
  const growth = (value: number | null) =>
    value === null ? "—" : <span className={value < 0 ? "bad" : "good"}>{formatSigned(locale, value * 100, 1)}%</span>;
  const columns: DataColumn<Row>[] = [
    {
      key: "name",
      title: t("console.products.name"),
      primary: true,
      render: (row) => (row.id === "" ? t("console.report.unknown") : row.name),
    },
    {
      key: "revenue",
      title: t("console.times.revenue"),
      numeric: true,
      render: (row) => <MoneyText amount={row.revenue} currency={data.currency} />,
    },
    { key: "share", title: t("console.value.share"), numeric: true, render: (row) => share(row.share) },
    { key: "growth", title: t("console.products.growth"), numeric: true, render: (row) => growth(row.growth) },
    {
      key: "orders",
      title: t("console.times.orders"),
      numeric: true,
      render: (row) => <NumberText value={row.orders} />,
    },
    {
      key: "buyers",
      title: t("console.products.buyers"),
      about: data.definitions.product_buyers,
      numeric: true,
      render: (row) => <RowsCount count={row.buyers} rows={row.rows} />,
    },
    { key: "repurchase", title: t("console.retention.rate"), numeric: true, render: (row) => share(row.repurchase) },
    { key: "returns", title: t("console.products.returns"), numeric: true, render: (row) => share(row.returnRate) },
  ];
  return (
    <ChartPanel
      title={t("console.products.items", { count: formatNumber(locale, data.skuCount) })}
      definition={data.definitions.lineRevenue}
      fileName="products"
      csv={() => [
        [
          t("console.products.name"),
          t("console.times.revenue"),
          t("console.times.orders"),
          t("console.products.buyers"),
        ],
        ...data.items.map((row) => [row.name, majorUnits(row.revenue, data.currency), row.orders, row.buyers]),
      ]}
    >
      <DataTable
        rows={data.items}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t("console.report.nothing")} />}
      />
    </ChartPanel>
  );
}

function Pairs({ data }: { data: Affinities }) {
  const { t, locale } = usePreferences();
  type Row = Affinities["pairs"][number];
  const columns: DataColumn<Row>[] = [
    { key: "pair", title: t("console.products.pair"), primary: true, render: (row) => `${row.nameA} + ${row.nameB}` },
    {
      key: "orders",
      title: t("console.times.orders"),
      numeric: true,
      render: (row) => <NumberText value={row.orders} />,
    },
    {
      key: "buyers",
      title: t("console.products.buyers"),
      numeric: true,
      render: (row) => <RowsCount count={row.buyers} rows={row.rows} />,
    },
    {
      key: "support",
      title: t("console.products.support"),
      numeric: true,
      render: (row) => formatShare(locale, row.support),
    },
    {
      key: "confidence",
      title: t("console.products.confidence"),
      numeric: true,
      render: (row) => formatShare(locale, row.confidence),
    },
    {
      key: "lift",
      title: t("console.products.lift"),
      numeric: true,
      render: (row) => formatNumber(locale, row.lift, 2),
    },
  ];
  return (
    <ChartPanel
      title={t("console.products.together")}
      definition={data.definitions.bought_together}
      fileName="pairs"
      csv={() => [
        ["A", "B", t("console.times.orders"), t("console.products.buyers"), "lift"],
        ...data.pairs.map((row) => [row.nameA, row.nameB, row.orders, row.buyers, row.lift]),
      ]}
    >
      <DataTable
        rows={data.pairs}
        columns={columns}
        rowKey={(row) => `${row.a} ${row.b}`}
        empty={<EmptyState title={t("console.products.noPairs")} />}
      />
    </ChartPanel>
  );
}
