import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Drawer, Skeleton } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Lot, WalletNow } from "../../shared/api/types.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";

/** What a wallet holds now, what will expire when, and the lots behind it. */
export function WalletCard({ memberId, wallet }: { memberId: string; wallet: WalletNow }) {
  const t = useT();
  const words = useProgrammeWords();
  const [open, setOpen] = useState(false);
  const expiring = wallet.expiring.slice(0, 3);
  return (
    <section className="panel" aria-label={words.wallet(wallet.wallet)}>
      <div className="panel-head">
        <h2>
          <Definition meaning={t("console.member.availableMeaning")} formula={t("console.member.availableFormula")}>
            {words.wallet(wallet.wallet)}
          </Definition>
        </h2>
        <Button size="small" type="link" onClick={() => setOpen(true)}>
          {t("console.member.lots")}
        </Button>
      </div>
      <div className="big-number">
        <PointsText points={wallet.available} />
      </div>
      <div className="row small" style={{ gap: "4px 16px" }}>
        {(["pending", "held", "arrears"] as const).map((part) =>
          wallet[part] === 0 ? null : (
            <span key={part} className={part === "arrears" ? "bad" : "muted"}>
              <Definition meaning={t(`console.member.${part}Meaning`)}>{t(`console.member.${part}`)}</Definition>{" "}
              <PointsText points={wallet[part]} />
            </span>
          ),
        )}
      </div>
      <div className="small" style={{ marginTop: 8 }}>
        {expiring.length === 0 ? <span className="muted">{t("console.member.noExpiry")}</span> : null}
        {expiring.map((part) => (
          <div key={part.at} className="row between">
            <span className="muted">
              <TimeText at={part.at} show="date" /> {t("console.member.expires")}
            </span>
            <PointsText points={part.amount} />
          </div>
        ))}
      </div>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t("console.member.lotsOf", { wallet: words.wallet(wallet.wallet) })}
        size={560}
      >
        {open ? <Lots memberId={memberId} wallet={wallet.wallet} /> : null}
      </Drawer>
    </section>
  );
}

function Lots({ memberId, wallet }: { memberId: string; wallet: string }) {
  const t = useT();
  const lots = useInfiniteQuery({
    queryKey: ["member", memberId, "lots", wallet],
    queryFn: ({ pageParam }) => api.members.lots(memberId, wallet, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const colors = {
    pending: "var(--rg-warn)",
    open: "var(--rg-good)",
    empty: "var(--rg-guest)",
    expired: "var(--rg-guest)",
  };
  const columns: DataColumn<Lot>[] = [
    {
      key: "from",
      title: t("console.member.lotFrom"),
      primary: true,
      render: (lot) => <TimeText at={lot.activeFrom} show="date" />,
    },
    {
      key: "amount",
      title: t("console.member.lotAmount"),
      numeric: true,
      render: (lot) => <PointsText points={lot.amount} />,
    },
    {
      key: "remaining",
      title: t("console.member.lotRemaining"),
      numeric: true,
      render: (lot) => <PointsText points={lot.remaining} />,
    },
    {
      key: "expires",
      title: t("console.member.lotExpires"),
      render: (lot) => (lot.expiresAt ? <TimeText at={lot.expiresAt} show="date" /> : t("console.member.never")),
    },
    {
      key: "status",
      title: t("console.members.status"),
      render: (lot) => <StatusDot color={colors[lot.status]}>{t(`console.member.lot.${lot.status}`)}</StatusDot>,
    },
  ];
  if (lots.error) return <ErrorPanel error={lots.error} onRetry={() => lots.refetch()} />;
  if (lots.isLoading) return <Skeleton active />;
  return (
    <>
      <p className="muted">{t("console.member.lotsNote")}</p>
      <DataTable
        rows={lots.data?.pages.flatMap((page) => page.items) ?? []}
        columns={columns}
        rowKey={(lot) => lot.id}
        empty={<EmptyState title={t("console.member.noLots")} />}
        footer={
          lots.hasNextPage ? (
            <Button onClick={() => void lots.fetchNextPage()} loading={lots.isFetchingNextPage}>
              {t("console.more")}
            </Button>
          ) : null
        }
      />
    </>
  );
}
