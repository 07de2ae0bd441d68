import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { api } from "../../shared/api/index.ts";
import type { Order } from "../../shared/api/types.ts";
import { csvLine, datedName, saveCsv } from "../../shared/csv.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatDate, formatInstant, majorUnits } from "../../shared/format.ts";
import { MoneyText, NumberText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";

const route = getRouteApi("/shell/orders");
const colors = { paid: "var(--rg-good)", partly_refunded: "var(--rg-warn)", refunded: "var(--rg-guest)" };

/** The orders behind a number of the overview. */
export function OrdersPage() {
  const t = useT();
  const search = route.useSearch();
  const { zone } = useProgrammeUnits();
  const stores = useQuery({ queryKey: ["stores"], queryFn: () => api.orders.stores(), staleTime: 300_000 });
  const orders = useInfiniteQuery({
    queryKey: ["orders", search],
    queryFn: ({ pageParam }) =>
      api.orders.list({
        ...search,
        guest: yesOrNo(search.guest),
        standing: yesOrNo(search.standing),
        cursor: pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = orders.data?.pages.flatMap((page) => page.items) ?? [];
  const storeName = (id: string | null) => stores.data?.items.find((store) => store.id === id)?.name ?? id ?? "—";
  const columns: DataColumn<Order>[] = [
    {
      key: "number",
      title: t("console.orders.number"),
      primary: true,
      render: (order) =>
        order.memberId ? (
          <Link to="/members/$id" params={{ id: order.memberId }} search={{ order: order.id }}>
            {order.externalId}
          </Link>
        ) : (
          order.externalId
        ),
    },
    { key: "placed", title: t("console.order.placed"), render: (order) => <TimeText at={order.placedAt} /> },
    { key: "store", title: t("console.members.store"), render: (order) => storeName(order.storeId) },
    {
      key: "who",
      title: t("console.orders.buyer"),
      render: (order) =>
        order.memberId ? t("console.orders.member") : <span className="muted">{t("console.orders.guest")}</span>,
    },
    {
      key: "lines",
      title: t("console.orders.lines"),
      numeric: true,
      render: (order) => <NumberText value={order.lines.length} />,
    },
    {
      key: "net",
      title: t("console.order.net"),
      numeric: true,
      render: (order) => <MoneyText amount={order.netAmount} currency={order.currency} />,
    },
    {
      key: "refunded",
      title: t("console.order.refundedAmount"),
      numeric: true,
      render: (order) => <MoneyText amount={order.refundedAmount} currency={order.currency} />,
    },
    {
      key: "status",
      title: t("console.members.status"),
      render: (order) => <StatusDot color={colors[order.status]}>{t(`console.order.${order.status}`)}</StatusDot>,
    },
  ];
  const exportRows = () =>
    saveCsv(datedName("orders"), [
      csvLine([
        t("console.orders.number"),
        t("console.order.placed"),
        t("console.members.store"),
        t("console.orders.buyer"),
        t("console.order.net"),
        t("console.order.refundedAmount"),
        t("console.overview.currency"),
      ]),
      ...rows.map((order) =>
        csvLine([
          order.externalId,
          formatInstant(order.placedAt, zone),
          storeName(order.storeId),
          order.memberId ?? t("console.orders.guest"),
          majorUnits(order.netAmount, order.currency),
          majorUnits(order.refundedAmount, order.currency),
          order.currency,
        ]),
      ),
    ]);
  // The period ends before its last instant: midnight still belongs to the day before.
  const period = [search.from, search.to && new Date(Date.parse(search.to) - 1)].flatMap((instant) =>
    instant ? [formatDate(instant, zone)] : [],
  );
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {t("console.orders.title")}{" "}
          <span className="muted" style={{ fontSize: 14, fontWeight: 400 }}>
            {[
              period.join(" → "),
              search.storeId ? storeName(search.storeId) : null,
              search.guest === "true" ? t("console.orders.guest") : null,
              search.guest === "false" ? t("console.orders.member") : null,
              search.standing === "true" ? t("console.orders.standing") : null,
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </h1>
        <Button disabled={rows.length === 0} onClick={exportRows}>
          {t("console.orders.exportSeen", { count: rows.length })}
        </Button>
      </div>
      <div className="panel">
        {orders.error ? <ErrorPanel error={orders.error} onRetry={() => orders.refetch()} /> : null}
        {orders.error && rows.length === 0 ? null : (
          <DataTable
            rows={rows}
            columns={columns}
            rowKey={(order) => order.id}
            loading={orders.isLoading}
            sticky
            empty={<EmptyState title={t("console.orders.none")} hint={t("console.orders.noneHint")} />}
            footer={
              orders.hasNextPage ? (
                <Button
                  type="text"
                  block
                  loading={orders.isFetchingNextPage}
                  onClick={() => void orders.fetchNextPage()}
                >
                  {t("console.more")}
                </Button>
              ) : null
            }
          />
        )}
      </div>
    </div>
  );
}

function yesOrNo(word: string | undefined): "true" | "false" | undefined {
  return word === "true" || word === "false" ? word : undefined;
}
