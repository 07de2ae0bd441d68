import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { HoldFilter, HoldRow } from "../../shared/api/members.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useCan } from "../../shared/session.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { CloseHoldDialog } from "./close-hold-dialog.tsx";
import { WalletFilter } from "./wallet-filter.tsx";

const statuses = ["all", "held", "committed", "released", "expired"] as const;
const colors = {
  held: "var(--rg-warn)",
  committed: "var(--rg-good)",
  released: "var(--rg-guest)",
  expired: "var(--rg-guest)",
};

/** Points set aside, and what became of them. */
export function HoldsTab({ memberId }: { memberId: string }) {
  const t = useT();
  const words = useProgrammeWords();
  const mayWrite = useCan("orders:write");
  const [filter, setFilter] = useState<HoldFilter>({ status: "all" });
  const [closing, setClosing] = useState<{ hold: HoldRow; how: "commit" | "release" } | null>(null);
  const holds = useInfiniteQuery({
    queryKey: ["member", memberId, "holds", filter],
    queryFn: ({ pageParam }) => api.members.holds(memberId, filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const columns: DataColumn<HoldRow>[] = [
    { key: "reference", title: t("console.holds.reference"), primary: true, render: (row) => row.reference },
    ...(words.wallets.length > 1
      ? [{ key: "wallet", title: t("console.member.wallet"), render: (row: HoldRow) => words.wallet(row.wallet) }]
      : []),
    {
      key: "points",
      title: t("console.holds.points"),
      numeric: true,
      render: (row) => <PointsText points={row.points} wallet={row.wallet} />,
    },
    {
      key: "committed",
      title: t("console.holds.committed"),
      numeric: true,
      render: (row) => <PointsText points={row.committed} wallet={row.wallet} />,
    },
    { key: "created", title: t("console.holds.created"), render: (row) => <TimeText at={row.createdAt} /> },
    { key: "expires", title: t("console.holds.until"), render: (row) => <TimeText at={row.expiresAt} /> },
    {
      key: "status",
      title: t("console.members.status"),
      render: (row) => <StatusDot color={colors[row.status]}>{t(`console.holds.status.${row.status}`)}</StatusDot>,
    },
    ...(mayWrite
      ? [
          {
            key: "actions",
            title: t("console.holds.actions"),
            render: (row: HoldRow) =>
              row.status === "held" ? (
                <span className="row" style={{ gap: 0, flexWrap: "nowrap" }}>
                  <Button size="small" type="link" onClick={() => setClosing({ hold: row, how: "commit" })}>
                    {t("console.holds.commit")}
                  </Button>
                  <Button size="small" type="link" onClick={() => setClosing({ hold: row, how: "release" })}>
                    {t("console.holds.release")}
                  </Button>
                </span>
              ) : null,
          },
        ]
      : []),
  ];
  return (
    <div className="stack tight">
      <search className="row" aria-label={t("console.members.filters")}>
        <WalletFilter value={filter.wallet} onChange={(wallet) => setFilter({ ...filter, wallet })} />
        <Select
          value={filter.status ?? "all"}
          aria-label={t("console.members.status")}
          options={statuses.map((status) => ({ value: status, label: t(`console.holds.status.${status}`) }))}
          style={{ width: 150 }}
          onChange={(status) => setFilter({ ...filter, status })}
        />
      </search>
      {holds.error ? (
        <ErrorPanel error={holds.error} onRetry={() => holds.refetch()} />
      ) : (
        <DataTable
          rows={holds.data?.pages.flatMap((page) => page.items) ?? []}
          columns={columns}
          rowKey={(row) => row.id}
          loading={holds.isLoading}
          empty={<EmptyState title={t("console.holds.none")} hint={t("console.holds.noneHint")} />}
          footer={
            holds.hasNextPage ? (
              <Button block type="text" loading={holds.isFetchingNextPage} onClick={() => void holds.fetchNextPage()}>
                {t("console.more")}
              </Button>
            ) : null
          }
        />
      )}
      <CloseHoldDialog memberId={memberId} closing={closing} onClose={() => setClosing(null)} />
    </div>
  );
}
