import { DownloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Select, Skeleton } from "antd";
import { ApiError, api } from "../../shared/api/index.ts";
import type { Overview } from "../../shared/api/insights.ts";
import { datedName, saveCsv } from "../../shared/csv.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatDate } from "../../shared/format.ts";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useCan, useProgrammeUnits } from "../../shared/session.tsx";
import { AsOfPicker } from "../reports/as-of-picker.tsx";
import { FilterNote, MemberFilter } from "../reports/member-filter.tsx";
import { AlertsPanel } from "./alerts-panel.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import { FlowPanel } from "./flow-panel.tsx";
import { Freshness, LensNotReady } from "./freshness.tsx";
import { MovementPanel } from "./movement-panel.tsx";
import { overviewCsv } from "./overview-csv.ts";
import { PeriodPicker } from "./period-picker.tsx";
import { PointsPanel } from "./points-panel.tsx";
import { RevenuePanel } from "./revenue-panel.tsx";
import { RfmPanel } from "./rfm-panel.tsx";
import { StagePanel } from "./stage-panel.tsx";
import { StatGrid } from "./stat-grid.tsx";
import { StoresPanel } from "./stores-panel.tsx";
import { TierPanel } from "./tier-panel.tsx";

const route = getRouteApi("/shell/");

/** How many members, how they move, what they are worth, what is about to go wrong. */
export function OverviewPage() {
  const t = useT();
  const say = useLocalText();
  const search = route.useSearch();
  const navigate = useNavigate();
  const allowed = useCan("insights:read");
  const { zone } = useProgrammeUnits();
  const stores = useQuery({ queryKey: ["stores"], queryFn: () => api.orders.stores(), staleTime: 300_000 });
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ["overview", search],
    queryFn: () =>
      api.insights.overview({
        from: search.from,
        to: search.to,
        storeId: search.store,
        filter: search.filter,
        asOf: search.asOf,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
    enabled: allowed,
  });
  const go = (change: Partial<typeof search>) => void navigate({ to: "/", search: { ...search, ...change } });
  if (!allowed)
    return <EmptyState title={t("console.overview.notAllowed")} hint={t("console.overview.notAllowedHint")} />;
  const lensDown = error instanceof ApiError && error.code === "lens.unavailable";
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.overview")}</h1>
        <PeriodPicker
          from={search.from}
          to={search.to}
          lastDay={search.asOf ? formatDate(search.asOf, zone) : undefined}
          onChange={(period) => go(period)}
        />
        <Select
          allowClear
          value={search.store ?? null}
          placeholder={t("console.settings.allStores")}
          aria-label={t("console.members.store")}
          style={{ width: 170 }}
          onChange={(store) => go({ store: store ?? undefined })}
          options={(stores.data?.items ?? []).map((store) => ({ value: store.id, label: store.name }))}
        />
        <AsOfPicker value={search.asOf} onChange={(asOf) => go({ asOf })} />
        <MemberFilter value={search.filter} onChange={(filter) => go({ filter })} />
        <Button
          icon={<DownloadOutlined />}
          disabled={!data}
          onClick={() => data && saveCsv(datedName("overview"), overviewCsv(data, t, say))}
        >
          {t("console.export")}
        </Button>
      </div>
      <FilterNote value={search.filter} onClear={() => go({ filter: undefined })} />
      <div className="stack" aria-busy={isPlaceholderData}>
        <DemoBanner />
        {lensDown && !data ? <LensNotReady /> : null}
        {error && !lensDown ? <ErrorPanel error={error} onRetry={refetch} /> : null}
        {data ? <OverviewBody data={data} /> : error ? null : <Skeleton active paragraph={{ rows: 12 }} />}
      </div>
    </div>
  );
}

/** Before the first member and order: where they come from. */
function FirstSteps() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <div className="panel">
      <EmptyState
        title={t("console.overview.first")}
        hint={t("console.overview.firstHint")}
        action={
          <span className="row" style={{ justifyContent: "center" }}>
            <Button type="primary" onClick={() => void navigate({ to: "/imports" })}>
              {t("console.overview.firstImport")}
            </Button>
            <Button onClick={() => void navigate({ to: "/settings/api-keys" })}>{t("console.nav.apiKeys")}</Button>
          </span>
        }
      />
    </div>
  );
}

function OverviewBody({ data }: { data: Overview }) {
  return (
    <>
      {data.members.total.value === 0 && data.value.orders.value === 0 ? <FirstSteps /> : null}
      <AlertsPanel alerts={data.alerts} />
      <StatGrid overview={data} />
      <div className="grid halves">
        <RevenuePanel overview={data} />
        <MovementPanel overview={data} />
      </div>
      <div className="grid thirds">
        <StagePanel overview={data} />
        {data.members.byTier.map((ladder) => (
          <TierPanel key={ladder.ladder} ladder={ladder} />
        ))}
        <RfmPanel rfm={data.rfm} currency={data.currency} definition={data.definitions[data.rfm.definition]} />
      </div>
      <div className="grid halves">
        <FlowPanel overview={data} />
        <StoresPanel overview={data} />
      </div>
      {data.points.map((wallet) => (
        <PointsPanel key={wallet.wallet} wallet={wallet} currency={data.currency} />
      ))}
      <Freshness asOf={data.asOf} />
    </>
  );
}
