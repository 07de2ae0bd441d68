import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { LotFilter } from "../../shared/api/members.ts";
import type { Lot } from "../../shared/api/types.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { useEntryKindName } from "./entry-kinds.ts";
import { WalletFilter } from "./wallet-filter.tsx";

const statuses = ["open", "pending", "empty", "expired", "all"] as const;
const colors = {
  pending: "var(--rg-warn)",
  open: "var(--rg-good)",
  empty: "var(--rg-guest)",
  expired: "var(--rg-guest)",
};

/** The lots behind the balances: where the points came from, what is left and when it dies. */
export function LotsTab({ memberId, onOpen }: { memberId: string; onOpen: (entryId: string) => void }) {
  const t = useT();
  const words = useProgrammeWords();
  const kindName = useEntryKindName();
  const [filter, setFilter] = useState<LotFilter>({ status: "open" });
  const lots = useInfiniteQuery({
    queryKey: ["member", memberId, "lots", filter],
    queryFn: ({ pageParam }) => api.members.lots(memberId, filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const columns: DataColumn<Lot>[] = [
    {
      key: "from",
      title: t("console.member.lotFrom"),
      primary: true,
      render: (lot) => (
        <button
          type="button"
          className="plain-button link-button"
          onClick={(event) => {
            event.stopPropagation();
            onOpen(lot.entryId);
          }}
        >
          <TimeText at={lot.activeFrom} show="date" />
        </button>
      ),
    },
    ...(words.wallets.length > 1
      ? [{ key: "wallet", title: t("console.member.wallet"), render: (lot: Lot) => words.wallet(lot.wallet) }]
      : []),
    {
      key: "origin",
      title: t("console.lots.origin"),
      render: (lot) =>
        [kindName(lot.origin.kind), lot.origin.ruleId ? words.rule(lot.origin.ruleId) : null]
          .filter(Boolean)
          .join(" · "),
    },
    {
      key: "amount",
      title: t("console.member.lotAmount"),
      numeric: true,
      render: (lot) => <PointsText points={lot.amount} wallet={lot.wallet} />,
    },
    {
      key: "remaining",
      title: t("console.member.lotRemaining"),
      numeric: true,
      render: (lot) => <PointsText points={lot.remaining} wallet={lot.wallet} />,
    },
    {
      key: "expires",
      title: t("console.member.lotExpires"),
      render: (lot) => (lot.expiresAt ? <TimeText at={lot.expiresAt} show="date" /> : t("console.member.never")),
    },
    {
      key: "status",
      title: t("console.members.status"),
      render: (lot) => (
        <StatusDot color={colors[lot.status]}>
          {t(`console.member.lot.${lot.status}`)}
          {lot.awaits ? <span className="muted small"> {t("console.lots.awaits", { event: lot.awaits })}</span> : null}
        </StatusDot>
      ),
    },
  ];
  return (
    <div className="stack tight">
      <search className="row" aria-label={t("console.members.filters")}>
        <WalletFilter value={filter.wallet} onChange={(wallet) => setFilter({ ...filter, wallet })} />
        <Select
          value={filter.status ?? "open"}
          aria-label={t("console.members.status")}
          options={statuses.map((status) => ({ value: status, label: t(`console.lots.status.${status}`) }))}
          style={{ width: 150 }}
          onChange={(status) => setFilter({ ...filter, status })}
        />
        <span className="muted small">{t("console.member.lotsNote")}</span>
      </search>
      {lots.error ? (
        <ErrorPanel error={lots.error} onRetry={() => lots.refetch()} />
      ) : (
        <DataTable
          rows={lots.data?.pages.flatMap((page) => page.items) ?? []}
          columns={columns}
          rowKey={(lot) => lot.id}
          loading={lots.isLoading}
          onOpen={(lot) => onOpen(lot.entryId)}
          empty={<EmptyState title={t("console.member.noLots")} hint={t("console.lots.noneHint")} />}
          footer={
            lots.hasNextPage ? (
              <Button block type="text" loading={lots.isFetchingNextPage} onClick={() => void lots.fetchNextPage()}>
                {t("console.more")}
              </Button>
            ) : null
          }
        />
      )}
    </div>
  );
}
