import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Skeleton } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Order, OrderLine } from "../../shared/api/types.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { MoneyText, NumberText, PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useCan } from "../../shared/session.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { RefundDialog } from "./refund-dialog.tsx";

const colors = { paid: "var(--rg-good)", partly_refunded: "var(--rg-warn)", refunded: "var(--rg-guest)" };

/** One receipt: its lines, what it gave, and giving it back. */
export function OrderDrawer({
  memberId,
  orderId,
  onClose,
}: {
  memberId: string;
  orderId: string | undefined;
  onClose: () => void;
}) {
  const t = useT();
  const mayRefund = useCan("orders:write");
  const [refunding, setRefunding] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["order", orderId],
    queryFn: () => api.orders.read(orderId ?? ""),
    enabled: orderId !== undefined,
  });
  const order = data?.order;
  return (
    <Drawer
      open={orderId !== undefined}
      onClose={onClose}
      title={order ? t("console.order.title", { number: order.externalId }) : t("console.order.loading")}
      size={680}
      extra={
        mayRefund && order && order.status !== "refunded" ? (
          <Button danger onClick={() => setRefunding(true)}>
            {t("console.order.refund")}
          </Button>
        ) : null
      }
    >
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {!order && !error ? <Skeleton active /> : null}
      {order ? <OrderDetails order={order} memberId={memberId} /> : null}
      {order ? (
        <RefundDialog order={order} memberId={memberId} open={refunding} onClose={() => setRefunding(false)} />
      ) : null}
    </Drawer>
  );
}

function OrderDetails({ order, memberId }: { order: Order; memberId: string }) {
  const t = useT();
  const stores = useQuery({ queryKey: ["stores"], queryFn: () => api.orders.stores(), staleTime: 300_000 });
  const store = stores.data?.items.find((known) => known.id === order.storeId);
  const money = (amount: number) => <MoneyText amount={amount} currency={order.currency} />;
  const columns: DataColumn<OrderLine>[] = [
    {
      key: "item",
      title: t("console.order.item"),
      primary: true,
      render: (line) => (
        <>
          <div>{line.name ?? line.sku}</div>
          <div className="muted small">{line.sku}</div>
        </>
      ),
    },
    {
      key: "quantity",
      title: t("console.order.quantity"),
      numeric: true,
      render: (line) => <NumberText value={line.quantity} />,
    },
    { key: "price", title: t("console.order.price"), numeric: true, render: (line) => money(line.unitPrice) },
    { key: "discount", title: t("console.order.discount"), numeric: true, render: (line) => money(line.discount) },
    { key: "net", title: t("console.order.net"), numeric: true, render: (line) => money(line.netAmount) },
    {
      key: "refunded",
      title: t("console.order.refundedQuantity"),
      numeric: true,
      render: (line) => <NumberText value={line.refundedQuantity} />,
    },
  ];
  return (
    <div className="stack">
      <dl className="definition-list">
        <dt>{t("console.members.status")}</dt>
        <dd>
          <StatusDot color={colors[order.status]}>{t(`console.order.${order.status}`)}</StatusDot>
        </dd>
        <dt>{t("console.order.placed")}</dt>
        <dd>
          <TimeText at={order.placedAt} />
        </dd>
        <dt>{t("console.members.store")}</dt>
        <dd>{[store?.name ?? order.storeId, order.channel, order.source].filter(Boolean).join(" · ") || "—"}</dd>
        <dt>{t("console.order.net")}</dt>
        <dd>
          <strong>{money(order.netAmount)}</strong>
          {order.discountAmount > 0 ? (
            <span className="muted">
              {" "}
              · {t("console.order.discount")} {money(order.discountAmount)}
            </span>
          ) : null}
          {order.pointsPaidAmount > 0 ? (
            <span className="muted">
              {" "}
              · {t("console.order.pointsPaid")} {money(order.pointsPaidAmount)}
            </span>
          ) : null}
        </dd>
        {order.refundedAmount > 0 ? (
          <>
            <dt>{t("console.order.refundedAmount")}</dt>
            <dd>{money(order.refundedAmount)}</dd>
          </>
        ) : null}
      </dl>
      <DataTable rows={order.lines} columns={columns} rowKey={(line) => String(line.lineNo)} empty={null} />
      <OrderPoints order={order} memberId={memberId} />
    </div>
  );
}

function OrderPoints({ order, memberId }: { order: Order; memberId: string }) {
  const t = useT();
  const words = useProgrammeWords();
  const mayRead = useCan("points:read");
  const { data, error } = useQuery({
    queryKey: ["member", memberId, "why", order.id],
    queryFn: () => api.members.explain(memberId, order.id),
    enabled: mayRead,
  });
  if (error) return <ErrorPanel error={error} />;
  if (!data || (data.entries.length === 0 && data.tierChanges.length === 0)) return null;
  return (
    <section>
      <h3 style={{ fontSize: 14, margin: "0 0 8px" }}>{t("console.order.effects")}</h3>
      <ul className="effects">
        {data.entries.map((entry) => (
          <li key={entry.id}>
            <span className="row between">
              <span>{words.wallet(entry.wallet)}</span>
              <PointsText points={entry.amount} signed />
            </span>
            <span className="muted small">{entry.text}</span>
          </li>
        ))}
        {data.tierChanges.map((change) => (
          <li key={`${change.ladder}-${change.since}`}>
            <span>
              {change.from ? `${words.tier(change.ladder, change.from).name} → ` : ""}
              {words.tier(change.ladder, change.to).name}
            </span>
            <span className="muted small">{change.text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
