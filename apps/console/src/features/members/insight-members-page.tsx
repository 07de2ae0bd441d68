import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { api } from "../../shared/api/index.ts";
import type { InsightMemberRow } from "../../shared/api/insights.ts";
import { csvLine, datedName, saveCsv } from "../../shared/csv.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { formatDate, majorUnits } from "../../shared/format.ts";
import { LoadMore } from "../../shared/load-more.tsx";
import { MoneyText, NumberText } from "../../shared/number-text.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useProgrammeUnits } from "../../shared/session.tsx";
import { StageTag } from "../../shared/tier-tag.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { FilterNote } from "../reports/member-filter.tsx";
import { countsPeriod, numberName } from "./number-name.ts";

const route = getRouteApi("/shell/members/insight");
const lists = ["scored", "joined", "active", "repeat", "lost", "slipping", "expiring"] as const;

type Search = ReturnType<typeof route.useSearch>;

/** A page of the list that an address names, from the route that answers it, with names of what a number speaks of. */
async function membersOf(search: Search, list: (typeof lists)[number], cursor: string | undefined) {
  const { from, to, storeId, channel, filter, asOf, stage, number, r, f, m } = search;
  if (number) return api.insights.numberMembers({ number, from, to, storeId, channel, filter, asOf, cursor });
  if (search.list === "all" && stage)
    return { ...(await api.insights.stageMembers({ stage, storeId, filter, asOf, cursor })), names: {} };
  const scores = { r: scoreOf(r), f: scoreOf(f), m: scoreOf(m) };
  return {
    ...(await api.insights.members({ list, ...scores, stage, from, to, storeId, filter, asOf, cursor })),
    names: {},
  };
}

/** Everybody on the list, page after page. */
async function everybodyOf(search: Search, list: (typeof lists)[number]): Promise<InsightMemberRow[]> {
  const all: InsightMemberRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await membersOf(search, list, cursor);
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

/** The members behind a number of the overview or of a report. */
export function InsightMembersPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = useNavigate();
  const say = useLocalText();
  const notify = useErrorNotice();
  const words = useProgrammeWords();
  const { zone, currency } = useProgrammeUnits();
  const list = lists.find((known) => known === search.list) ?? "scored";
  const stores = useQuery({
    queryKey: ["stores"],
    queryFn: () => api.orders.stores(),
    staleTime: 300_000,
    enabled: search.storeId !== undefined,
  });
  const members = useInfiniteQuery({
    queryKey: ["insight-members", search],
    queryFn: ({ pageParam }) => membersOf(search, list, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const first = members.data?.pages[0];
  const rows = members.data?.pages.flatMap((page) => page.items) ?? [];
  const hasPeriod = !search.number || countsPeriod(search.number);
  const names = new Map(members.data?.pages.flatMap((page) => Object.entries(page.names)));
  const nameOf = (id: string) => {
    const name = names.get(id);
    return name ? say(name) : words.stage(id).name;
  };
  const listed = () => {
    if (search.number) return numberName(t, search.number, nameOf);
    if (search.list === "all" && search.stage)
      return t("console.insightList.stage", { stage: words.stage(search.stage).name });
    return t(`console.insightList.${list}`);
  };
  const conditions = [
    listed(),
    search.r ? `R${search.r}` : null,
    search.f ? `F${search.f}` : null,
    search.m ? `M${search.m}` : null,
    search.stage && search.list !== "all" ? words.stage(search.stage).name : null,
    search.storeId ? (stores.data?.items.find(({ id }) => id === search.storeId)?.name ?? null) : null,
    search.channel ?? null,
    search.asOf ? `${t("console.overview.asOf")} ${formatDate(search.asOf, zone)}` : null,
    hasPeriod && (search.from || search.to) ? `${search.from ?? ""} → ${search.to ?? ""}` : null,
  ].filter((part) => part !== null);
  const columns: DataColumn<InsightMemberRow>[] = [
    {
      key: "name",
      title: t("console.members.name"),
      primary: true,
      render: (row) => (
        <Link to="/members/$id" params={{ id: row.id }} onClick={(event) => event.stopPropagation()}>
          {row.name ?? t("console.members.nameless")}
        </Link>
      ),
    },
    { key: "memberNo", title: t("console.members.memberNo"), render: (row) => row.memberNo },
    { key: "phone", title: t("console.members.phone"), render: (row) => row.phone ?? "—" },
    { key: "stage", title: t("console.members.stage"), render: (row) => <StageTag stage={row.stage} /> },
    { key: "rfm", title: "RFM", render: (row) => (row.rfm ? `${row.rfm.r}-${row.rfm.f}-${row.rfm.m}` : "—") },
    {
      key: "frequency",
      title: t("console.members.orders"),
      numeric: true,
      render: (row) => <NumberText value={row.frequency} />,
    },
    {
      key: "monetary",
      title: t("console.members.net"),
      numeric: true,
      render: (row) => <MoneyText amount={row.monetary} {...(first ? { currency: first.currency } : {})} />,
    },
    {
      key: "last",
      title: t("console.members.lastOrder"),
      render: (row) => <TimeText at={row.lastOrderAt} show="relative" />,
    },
    { key: "joined", title: t("console.members.joined"), render: (row) => <TimeText at={row.joinedAt} show="date" /> },
  ];
  const save = useMutation({
    mutationFn: () => everybodyOf(search, list),
    onSuccess: (all) => exportRows(all),
    onError: notify,
  });
  const exportRows = (all: InsightMemberRow[]) =>
    saveCsv(datedName("members"), [
      csvLine([
        t("console.members.id"),
        t("console.members.name"),
        t("console.members.memberNo"),
        t("console.members.phone"),
        t("console.members.stage"),
        "RFM",
        t("console.members.orders"),
        t("console.members.net"),
        t("console.members.lastOrder"),
        t("console.members.joined"),
      ]),
      ...all.map((row) =>
        csvLine([
          row.id,
          row.name,
          row.memberNo,
          row.phone,
          row.stage ? words.stage(row.stage).name : null,
          row.rfm ? `${row.rfm.r}-${row.rfm.f}-${row.rfm.m}` : null,
          row.frequency,
          majorUnits(row.monetary, first?.currency ?? currency),
          row.lastOrderAt ? formatDate(row.lastOrderAt, zone) : null,
          formatDate(row.joinedAt, zone),
        ]),
      ),
    ]);
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {conditions.join(" · ")}{" "}
          {first ? (
            <span className="muted" style={{ fontSize: 14, fontWeight: 400 }}>
              {t("console.members.count", { count: first.total })}
            </span>
          ) : null}
        </h1>
        <Button disabled={rows.length === 0} loading={save.isPending} onClick={() => save.mutate()}>
          {t("console.orders.exportSeen", { count: first?.total ?? rows.length })}
        </Button>
      </div>
      <FilterNote
        value={search.filter}
        onClear={() => void navigate({ to: "/members/insight", search: { ...search, filter: undefined } })}
      />
      <div className="panel">
        {members.error ? <ErrorPanel error={members.error} onRetry={() => members.refetch()} /> : null}
        {members.error && rows.length === 0 ? null : (
          <DataTable
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            loading={members.isLoading}
            sticky
            onOpen={(row) => void navigate({ to: "/members/$id", params: { id: row.id } })}
            empty={<EmptyState title={t("console.members.noneFound")} hint={t("console.insightList.emptyHint")} />}
            footer={<LoadMore list={members} />}
          />
        )}
      </div>
    </div>
  );
}

function scoreOf(text: string | undefined): number | undefined {
  const score = Number(text);
  return text !== undefined && Number.isInteger(score) && score >= 1 && score <= 5 ? score : undefined;
}
