import { DownloadOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { EntryFilter, EntryRow } from "../../shared/api/members.ts";
import { datedName } from "../../shared/csv.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { download } from "../../shared/download.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { dayEnd, dayStart } from "../../shared/zoned-day.ts";
import { entryKinds, useEntryKindName } from "./entry-kinds.ts";
import { WalletFilter } from "./wallet-filter.tsx";

interface Chosen {
  wallet: string | undefined;
  kinds: string[];
  from: string | undefined;
  to: string | undefined;
}

/** Every line of the member's books, newest first, with the balance it left. */
export function EntriesTab({ memberId, onOpen }: { memberId: string; onOpen: (entryId: string) => void }) {
  const t = useT();
  const words = useProgrammeWords();
  const kindName = useEntryKindName();
  const notify = useErrorNotice();
  const { zone } = useProgrammeUnits();
  const [chosen, setChosen] = useState<Chosen>({ wallet: undefined, kinds: [], from: undefined, to: undefined });
  const filter: EntryFilter = {
    wallet: chosen.wallet,
    kind: chosen.kinds.length > 0 ? chosen.kinds.join(",") : undefined,
    from: chosen.from ? dayStart(chosen.from, zone) : undefined,
    to: chosen.to ? dayEnd(chosen.to, zone) : undefined,
  };
  const entries = useInfiniteQuery({
    queryKey: ["member", memberId, "entries", filter],
    queryFn: ({ pageParam }) => api.members.entries(memberId, filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const columns: DataColumn<EntryRow>[] = [
    {
      key: "at",
      title: t("console.entries.at"),
      primary: true,
      render: (row) => (
        <button
          type="button"
          className="plain-button link-button"
          onClick={(event) => {
            event.stopPropagation();
            onOpen(row.id);
          }}
        >
          <TimeText at={row.effectiveAt} />
        </button>
      ),
    },
    { key: "kind", title: t("console.entries.kind"), render: (row) => kindName(row.kind) },
    ...(words.wallets.length > 1
      ? [
          {
            key: "wallet",
            title: t("console.member.wallet"),
            render: (row: EntryRow) => words.wallet(row.wallet),
          },
        ]
      : []),
    {
      key: "amount",
      title: t("console.entries.amount"),
      numeric: true,
      render: (row) => <PointsText points={row.amount} wallet={row.wallet} signed />,
    },
    {
      key: "balance",
      title: t("console.why.balance"),
      numeric: true,
      render: (row) => <PointsText points={row.balanceAfter} wallet={row.wallet} />,
    },
    {
      key: "why",
      title: t("console.entries.why"),
      render: (row) => <span className="muted small entry-why">{row.text}</span>,
    },
  ];
  return (
    <div className="stack tight">
      <search className="row" aria-label={t("console.members.filters")}>
        <WalletFilter value={chosen.wallet} onChange={(wallet) => setChosen({ ...chosen, wallet })} />
        <Select
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          value={chosen.kinds}
          placeholder={t("console.entries.kind")}
          aria-label={t("console.entries.kind")}
          options={entryKinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
          style={{ minWidth: 160 }}
          onChange={(kinds) => setChosen({ ...chosen, kinds })}
        />
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          value={[chosen.from ? dayjs(chosen.from) : null, chosen.to ? dayjs(chosen.to) : null]}
          onChange={(range) =>
            setChosen({ ...chosen, from: range?.[0]?.format("YYYY-MM-DD"), to: range?.[1]?.format("YYYY-MM-DD") })
          }
        />
        <span className="grow" />
        <Button
          icon={<DownloadOutlined />}
          onClick={() =>
            void download(api.members.entriesExportPath(memberId, filter), datedName("points")).catch(notify)
          }
        >
          {t("console.export")}
        </Button>
      </search>
      {entries.error ? (
        <ErrorPanel error={entries.error} onRetry={() => entries.refetch()} />
      ) : (
        <DataTable
          rows={entries.data?.pages.flatMap((page) => page.items) ?? []}
          columns={columns}
          rowKey={(row) => row.id}
          loading={entries.isLoading}
          onOpen={(row) => onOpen(row.id)}
          empty={<EmptyState title={t("console.entries.none")} hint={t("console.entries.noneHint")} />}
          footer={
            entries.hasNextPage ? (
              <Button
                block
                type="text"
                loading={entries.isFetchingNextPage}
                onClick={() => void entries.fetchNextPage()}
              >
                {t("console.more")}
              </Button>
            ) : null
          }
        />
      )}
    </div>
  );
}
