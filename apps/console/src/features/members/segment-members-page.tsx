import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { withQuery } from "../../shared/api/http.ts";
import { api } from "../../shared/api/index.ts";
import type { SegmentMembers } from "../../shared/api/reports.ts";
import { datedName } from "../../shared/csv.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { download } from "../../shared/download.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { formatNumber, formatShare } from "../../shared/format.ts";
import { LoadMore } from "../../shared/load-more.tsx";
import { MoneyText, NumberText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { StageTag } from "../../shared/tier-tag.tsx";
import { TimeText } from "../../shared/time-text.tsx";

const route = getRouteApi("/shell/members/segment");
const sorts = ["monetary", "clv", "churn", "churnDate", "health", "lastOrder", "joined"] as const;

/** The members a condition holds of: what is behind a number. */
export function SegmentMembersPage() {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const search = route.useSearch();
  const navigate = useNavigate();
  const notify = useErrorNotice();
  const sort = sorts.find((known) => known === search.sort) ?? "monetary";
  const direction = search.direction === "asc" ? ("asc" as const) : ("desc" as const);
  const filter = { condition: search.condition, asOf: search.asOf, storeId: search.storeId, sort, direction };
  const members = useInfiniteQuery({
    queryKey: ["segment-members", filter],
    queryFn: ({ pageParam }) => api.reports.segmentMembers({ ...filter, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const first = members.data?.pages[0];
  const rows = members.data?.pages.flatMap((page) => page.items) ?? [];
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: "/members/segment", search: { ...search, ...change } });
  type Row = SegmentMembers["items"][number];
  const columns: DataColumn<Row>[] = [
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
      render: (row) => <MoneyText amount={row.monetary} />,
    },
    {
      key: "clv",
      title: t("console.value.predicted"),
      numeric: true,
      render: (row) => (row.clvPredicted === null ? "—" : <MoneyText amount={row.clvPredicted} />),
    },
    {
      key: "churn",
      title: t("console.segment.churn"),
      numeric: true,
      render: (row) => (row.churnProbability === null ? "—" : formatShare(locale, row.churnProbability, 0)),
    },
    { key: "date", title: t("console.segment.churnDate"), render: (row) => row.churnDate ?? "—" },
    {
      key: "health",
      title: t("console.segment.health"),
      numeric: true,
      render: (row) => (row.health === null ? "—" : formatNumber(locale, row.health)),
    },
    {
      key: "last",
      title: t("console.members.lastOrder"),
      render: (row) => <TimeText at={row.lastOrderAt} show="relative" />,
    },
  ];
  const exportAll = () =>
    download(
      withQuery("/v1/segments/members/export", {
        condition: search.condition ?? "",
        asOf: search.asOf ?? "",
        storeId: search.storeId ?? "",
        sort,
        direction,
      }),
      datedName("members"),
    ).catch(notify);
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {t("console.segment.title")}{" "}
          {first ? (
            <span className="muted" style={{ fontSize: 14, fontWeight: 400 }}>
              {t("console.members.count", { count: first.total })}
            </span>
          ) : null}
        </h1>
        <Select
          value={sort}
          onChange={(next) => go({ sort: next })}
          style={{ width: 170 }}
          aria-label={t("console.segment.sort")}
          options={sorts.map((value) => ({ value, label: t(`console.segment.sort.${value}`) }))}
        />
        <Button onClick={() => go({ direction: direction === "desc" ? "asc" : "desc" })}>
          {t(direction === "desc" ? "console.segment.desc" : "console.segment.asc")}
        </Button>
        <Button disabled={rows.length === 0} onClick={() => void exportAll()}>
          {t("console.export")}
        </Button>
      </div>
      {first ? (
        <p className="muted" style={{ marginTop: 0 }}>
          {say(first.sentence) || t("console.segment.everybody")}
          {search.asOf ? (
            <>
              {" · "}
              {t("console.overview.asOf")} <TimeText at={search.asOf} />
            </>
          ) : null}
        </p>
      ) : null}
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
            empty={<EmptyState title={t("console.members.noneFound")} hint={t("console.segment.emptyHint")} />}
            footer={<LoadMore list={members} />}
          />
        )}
      </div>
    </div>
  );
}
