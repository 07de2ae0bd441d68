import { Link } from "@tanstack/react-router";
import type { Overview } from "../../shared/api/insights.ts";
import { ChangeText } from "../../shared/change-text.tsx";
import { ChartPanel } from "../../shared/chart-panel.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatShare, majorUnits } from "../../shared/format.ts";
import { MoneyText, NumberText } from "../../shared/number-text.tsx";
import { usePreferences } from "../../shared/preferences.tsx";

type StoreRow = Overview["topStores"][number];

export function StoresPanel({ overview }: { overview: Overview }) {
  const { t, locale } = usePreferences();
  const columns: DataColumn<StoreRow>[] = [
    {
      key: "name",
      title: t("console.members.store"),
      primary: true,
      render: (store) => (
        <Link to="/" search={(now) => ({ ...now, store: store.storeId })}>
          {store.name}
        </Link>
      ),
    },
    {
      key: "revenue",
      title: t("console.overview.revenue"),
      numeric: true,
      render: (store) => <MoneyText amount={store.revenue} currency={overview.currency} compact />,
    },
    {
      key: "change",
      title: t("console.overview.change"),
      numeric: true,
      render: (store) => (store.change === null ? "—" : <ChangeText change={store.change} />),
    },
    {
      key: "orders",
      title: t("console.members.orders"),
      numeric: true,
      render: (store) => <NumberText value={store.orders} compact />,
    },
    {
      key: "memberShare",
      title: t("console.overview.memberShare"),
      numeric: true,
      render: (store) => (store.memberShare === null ? "—" : formatShare(locale, store.memberShare)),
    },
  ];
  return (
    <ChartPanel
      title={t("console.overview.stores")}
      fileName="stores"
      csv={() => [
        columns.map(({ title }) => title),
        ...overview.topStores.map((store) => [
          store.name,
          majorUnits(store.revenue, overview.currency),
          store.change,
          store.orders,
          store.memberShare,
        ]),
      ]}
    >
      <DataTable
        figures
        rows={overview.topStores}
        columns={columns}
        rowKey={(store) => store.storeId}
        empty={<EmptyState title={t("console.overview.noStores")} />}
      />
    </ChartPanel>
  );
}
