import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { ApiError, api } from "../../shared/api/index.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { EntryDrawer } from "./entry-drawer.tsx";
import { HouseholdCard } from "./household-card.tsx";
import { IdentityCard } from "./identity-card.tsx";
import { InsightCard } from "./insight-card.tsx";
import { MemberActions } from "./member-actions.tsx";
import { MemberTabs } from "./member-tabs.tsx";
import { OrderDrawer } from "./order-drawer.tsx";
import { PointsTotal } from "./points-total.tsx";
import { TierCard } from "./tier-card.tsx";
import { Timeline } from "./timeline.tsx";
import { VerifyBooks } from "./verify-books.tsx";
import { WalletCard } from "./wallet-card.tsx";

const route = getRouteApi("/shell/members/$id");

/** Everything about one member on one screen. */
export function MemberPage() {
  const t = useT();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate();
  const mayReadPoints = useCan("points:read");
  const mayReadInsights = useCan("insights:read");
  const { data, error, refetch } = useQuery({ queryKey: ["member", id], queryFn: () => api.members.read(id) });
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState
        title={t("console.member.notFound")}
        hint={t("console.member.notFoundHint")}
        action={<Link to="/members">{t("console.nav.memberList")}</Link>}
      />
    );
  }
  if (error && !data) {
    return (
      <div className="page">
        <ErrorPanel error={error} onRetry={refetch} />
      </div>
    );
  }
  if (!data) {
    return (
      <div className="page">
        <div className="panel">
          <Skeleton active paragraph={{ rows: 10 }} />
        </div>
      </div>
    );
  }
  const { member } = data;
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: "/members/$id", params: { id }, search: { ...search, ...change } });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{member.name ?? t("console.members.nameless")}</h1>
        <MemberActions member={member} />
      </div>
      <div className="member-grid">
        <div className="stack">
          {member.tiers.map((tier) => (
            <TierCard key={tier.ladder} member={member} tier={tier} />
          ))}
          {mayReadPoints
            ? member.wallets.map((wallet) => (
                <WalletCard
                  key={wallet.wallet}
                  memberId={member.id}
                  wallet={wallet}
                  onLots={() => go({ tab: "lots" })}
                />
              ))
            : null}
          {mayReadPoints ? <PointsTotal memberId={member.id} /> : null}
          <HouseholdCard member={member} />
          <IdentityCard member={member} />
          {mayReadPoints ? <VerifyBooks memberId={member.id} onEntry={(entry) => go({ entry })} /> : null}
        </div>
        <div className="stack">
          {mayReadInsights ? <InsightCard member={member} /> : null}
          {mayReadPoints ? (
            <MemberTabs
              memberId={member.id}
              tab={search.tab}
              onTab={(tab) => go({ tab })}
              onEntry={(entry) => go({ entry })}
              timeline={
                <Timeline
                  memberId={member.id}
                  types={search.types}
                  onTypes={(types) => go({ types })}
                  onOrder={(order) => go({ order })}
                />
              }
            />
          ) : null}
        </div>
      </div>
      <EntryDrawer
        memberId={member.id}
        entryId={search.entry}
        onOpen={(entry) => go({ entry })}
        onOrder={(order) => go({ order, entry: undefined })}
        onClose={() => go({ entry: undefined })}
      />
      <OrderDrawer memberId={member.id} orderId={search.order} onClose={() => go({ order: undefined })} />
    </div>
  );
}
