import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatShare } from "../../shared/format.ts";
import { MoneyText, PointsText } from "../../shared/number-text.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { type Holder, liabilityApi } from "./liability-api.ts";

/** To whom the points are owed, most first. */
export function HoldersPanel({ wallet, owed }: { wallet: string; owed: number }) {
  const { t, locale } = usePreferences();
  const mayRead = useCan("members:read");
  const holders = useInfiniteQuery({
    queryKey: ["liability", "holders", wallet],
    queryFn: ({ pageParam }) => liabilityApi.holders(wallet, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: mayRead,
  });
  if (!mayRead) return null;
  const columns: DataColumn<Holder>[] = [
    {
      key: "member",
      title: t("console.orders.member"),
      primary: true,
      render: (row) => (
        <Link to="/members/$id" params={{ id: row.memberId }} search={{ tab: "lots" }}>
          {row.name ?? t("console.members.nameless")} <span className="muted">{row.memberNo}</span>
        </Link>
      ),
    },
    {
      key: "points",
      title: t("console.liability.points"),
      numeric: true,
      render: (row) => <PointsText points={row.points} wallet={wallet} />,
    },
    {
      key: "share",
      title: t("console.liability.share"),
      numeric: true,
      render: (row) => (owed > 0 ? formatShare(locale, row.points / owed, 2) : "—"),
    },
    {
      key: "value",
      title: t("console.liability.value"),
      numeric: true,
      render: (row) => <MoneyText amount={row.moneyValue.amount} currency={row.moneyValue.currency} />,
    },
    {
      key: "next",
      title: t("console.liability.nextExpiry"),
      render: (row) => (row.nextExpiryAt ? <TimeText at={row.nextExpiryAt} show="date" /> : t("console.member.never")),
    },
  ];
  return (
    <section className="panel" aria-labelledby="holders-title">
      <div className="panel-head">
        <h2 id="holders-title">
          <Definition meaning={t("console.liability.holdersMeaning")}>{t("console.liability.holders")}</Definition>
        </h2>
      </div>
      {holders.error ? (
        <ErrorPanel error={holders.error} onRetry={() => holders.refetch()} />
      ) : (
        <DataTable
          rows={holders.data?.pages.flatMap((page) => page.items) ?? []}
          columns={columns}
          rowKey={(row) => row.memberId}
          loading={holders.isLoading}
          empty={<EmptyState title={t("console.liability.nobody")} />}
          footer={
            holders.hasNextPage ? (
              <Button
                block
                type="text"
                loading={holders.isFetchingNextPage}
                onClick={() => void holders.fetchNextPage()}
              >
                {t("console.more")}
              </Button>
            ) : null
          }
        />
      )}
    </section>
  );
}
