import { Link } from "@tanstack/react-router";
import type { Overview } from "../../shared/api/insights.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatShare } from "../../shared/format.ts";
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
      render: (store) =>
        store.change === null ? (
          "—"
        ) : (
          <span className={store.change > 0 ? "good" : store.change < 0 ? "bad" : "muted"}>
            {store.change > 0 ? "+" : ""}
            {formatShare(locale, store.change)}
          </span>
        ),
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
    <section className="panel" aria-labelledby="stores-title">
      <div className="panel-head">
        <h2 id="stores-title">{t("console.overview.stores")}</h2>
      </div>
      <DataTable
        rows={overview.topStores}
        columns={columns}
        rowKey={(store) => store.storeId}
        empty={<EmptyState title={t("console.overview.noStores")} />}
      />
    </section>
  );
}
