import { LeftOutlined, PlusOutlined, RightOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { MemberFilter } from "../../shared/api/members.ts";
import { ColumnChooser, DataTable, useColumnChoice } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useCan, useProgrammeUnits } from "../../shared/session.tsx";
import { dayEnd, dayStart } from "../../shared/zoned-day.ts";
import { CreateMemberDrawer } from "./create-member-drawer.tsx";
import { ExportMembers } from "./export-members.tsx";
import { memberColumns } from "./member-columns.tsx";
import { MemberFilters } from "./member-filters.tsx";
import { isFiltered, type MemberSearch, noFilter } from "./member-search.ts";
import { memberStatuses } from "./member-status.tsx";

const route = getRouteApi("/shell/members");

function toFilter(search: MemberSearch, zone: string): MemberFilter {
  return {
    query: search.query,
    tier: search.tier,
    stage: search.stage,
    status: memberStatuses.find((status) => status === search.status),
    storeId: search.store,
    joinedFrom: search.from ? dayStart(search.from, zone) : undefined,
    joinedTo: search.to ? dayEnd(search.to, zone) : undefined,
  };
}

export function MembersPage() {
  const { t, locale } = usePreferences();
  const search = route.useSearch();
  const navigate = useNavigate();
  const { zone } = useProgrammeUnits();
  const words = useProgrammeWords();
  const mayCreate = useCan("members:write");
  const [creating, setCreating] = useState(false);
  const [visited, setVisited] = useState<(string | undefined)[]>([]);

  const filter = useMemo(() => toFilter(search, zone), [search, zone]);
  const first = useQuery({
    queryKey: ["members", filter, "first"],
    queryFn: ({ signal }) => api.members.list({ ...filter, limit: 50 }, signal),
    placeholderData: keepPreviousData,
  });
  const later = useQuery({
    queryKey: ["members", filter, search.cursor],
    queryFn: ({ signal }) => api.members.list({ ...filter, limit: 50, cursor: search.cursor }, signal),
    enabled: search.cursor !== undefined,
    placeholderData: keepPreviousData,
  });
  const page = search.cursor === undefined ? first : later;
  const total = first.data?.total ?? null;
  const columns = memberColumns(
    t,
    words.wallets.map((wallet) => ({ id: wallet.id, name: words.wallet(wallet.id) })),
    page.data?.currency,
  );
  const choice = useColumnChoice("members", columns);

  const go = (next: MemberSearch) => void navigate({ to: "/members", search: next });
  const open = (id: string) => void navigate({ to: "/members/$id", params: { id } });
  const toCursor = (cursor: string | undefined) => {
    go({ ...search, cursor });
    window.scrollTo({ top: 0 });
  };
  const forward = (cursor: string) => {
    setVisited([...visited, search.cursor]);
    toCursor(cursor);
  };
  const back = () => {
    toCursor(visited.at(-1));
    setVisited(visited.slice(0, -1));
  };

  const empty = isFiltered(search) ? (
    <EmptyState
      title={t("console.members.noneFound")}
      hint={t("console.members.noneFoundHint")}
      action={<Button onClick={() => go(noFilter)}>{t("console.members.clearFilters")}</Button>}
    />
  ) : (
    <EmptyState
      title={t("console.members.empty")}
      hint={t("console.members.emptyHint")}
      action={
        <span className="row" style={{ justifyContent: "center" }}>
          {mayCreate ? (
            <Button type="primary" onClick={() => setCreating(true)}>
              {t("console.members.create")}
            </Button>
          ) : null}
          <Link to="/imports">{t("console.members.toImport")}</Link>
        </span>
      }
    />
  );
  const nextCursor = page.data?.nextCursor;
  const pager = (
    <nav className="row between" style={{ paddingTop: 12 }} aria-label={t("console.members.pages")}>
      <span className="muted">
        {page.isFetching ? t("console.loading") : t("console.members.onPage", { count: page.data?.items.length ?? 0 })}
      </span>
      <span className="row">
        {search.cursor !== undefined && visited.length === 0 ? (
          <Button onClick={() => toCursor(undefined)}>{t("console.table.first")}</Button>
        ) : null}
        <Button
          icon={<LeftOutlined />}
          disabled={visited.length === 0}
          onClick={back}
          aria-label={t("console.table.previous")}
        />
        <Button
          icon={<RightOutlined />}
          disabled={!nextCursor}
          onClick={() => nextCursor && forward(nextCursor)}
          aria-label={t("console.table.next")}
        />
      </span>
    </nav>
  );
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {t("console.members.title")}{" "}
          {total === null ? null : (
            <span className="muted" style={{ fontSize: 14, fontWeight: 400 }}>
              {t(
                first.data?.totalIsEstimate ? "console.members.about" : "console.members.count",
                first.data?.totalIsEstimate ? { count: formatNumber(locale, total) } : { count: total },
              )}
            </span>
          )}
        </h1>
        <ExportMembers filter={filter} total={total} />
        <ColumnChooser columns={columns} chosen={choice.chosen} choose={choice.choose} />
        {mayCreate ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
            {t("console.members.create")}
          </Button>
        ) : null}
      </div>
      <div className="panel stack">
        <MemberFilters
          search={search}
          onChange={(next) => {
            setVisited([]);
            go(next);
          }}
        />
        {page.error ? <ErrorPanel error={page.error} onRetry={() => page.refetch()} /> : null}
        {page.error && !page.data ? null : (
          <DataTable
            rows={page.data?.items ?? []}
            columns={choice.visible}
            rowKey={(row) => row.id}
            loading={page.isLoading}
            empty={empty}
            onOpen={(row) => open(row.id)}
            footer={pager}
            sticky
          />
        )}
      </div>
      <CreateMemberDrawer open={creating} onClose={() => setCreating(false)} />
    </div>
  );
}
