import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { PointsText } from "../../shared/number-text.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import type { SideNames } from "./simulation-result.tsx";
import { type MemberSort, type SimulationMember, simulationKeys, simulationsApi } from "./simulations-api.ts";

const sorts: MemberSort[] = ["delta", "gain", "loss"];

/** Who gains and who loses most. */
export function AffectedMembers({ id, sides }: { id: string; sides: SideNames }) {
  const t = useT();
  const say = useLocalText();
  const mayRead = useCan("members:read");
  const [sort, setSort] = useState<MemberSort>("delta");
  const members = useInfiniteQuery({
    queryKey: [...simulationKeys.one(id), "members", sort],
    queryFn: ({ pageParam }) => simulationsApi.members(id, sort, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: mayRead,
  });
  if (!mayRead) return null;
  const pair = (row: SimulationMember, of: "earned" | "outstanding") => (
    <>
      <PointsText points={row.actual[of]} /> →{" "}
      <strong>
        <PointsText points={row.simulated[of]} />
      </strong>
      {sides.compare && row.compare ? (
        <span className="muted small">
          {" "}
          / <PointsText points={row.compare[of]} />
        </span>
      ) : null}
    </>
  );
  const tiersOf = (row: SimulationMember) =>
    row.simulated.tiers.map((tier) => {
      const before = row.actual.tiers.find((one) => one.ladder === tier.ladder);
      return before && before.tier !== tier.tier ? `${say(before.name)} → ${say(tier.name)}` : say(tier.name);
    });
  const columns: DataColumn<SimulationMember>[] = [
    {
      key: "member",
      title: t("console.orders.member"),
      primary: true,
      render: (row) => (
        <Link to="/members/$id" params={{ id: row.memberId }}>
          {row.name ?? row.memberNo ?? t("console.members.nameless")}
        </Link>
      ),
    },
    {
      key: "delta",
      title: t("console.sim.delta"),
      numeric: true,
      render: (row) => <PointsText points={row.delta} signed />,
    },
    { key: "earned", title: t("console.sim.earned"), numeric: true, render: (row) => pair(row, "earned") },
    {
      key: "outstanding",
      title: t("console.sim.figure.outstanding"),
      numeric: true,
      render: (row) => pair(row, "outstanding"),
    },
    { key: "tier", title: t("console.members.tier"), render: (row) => tiersOf(row).join(" · ") || "—" },
  ];
  return (
    <section className="panel" aria-labelledby="sim-members">
      <div className="panel-head" style={{ flexWrap: "wrap" }}>
        <h2 id="sim-members">{t("console.sim.affected")}</h2>
        <Segmented<MemberSort>
          value={sort}
          aria-label={t("console.sim.affected")}
          options={sorts.map((one) => ({ value: one, label: t(`console.sim.sort.${one}`) }))}
          onChange={setSort}
        />
      </div>
      {members.error ? (
        <ErrorPanel error={members.error} onRetry={() => members.refetch()} />
      ) : (
        <DataTable
          rows={members.data?.pages.flatMap((page) => page.items) ?? []}
          columns={columns}
          rowKey={(row) => row.memberId}
          loading={members.isLoading}
          empty={<EmptyState title={t("console.sim.nobodyAffected")} />}
          footer={
            members.hasNextPage ? (
              <Button
                block
                type="text"
                loading={members.isFetchingNextPage}
                onClick={() => void members.fetchNextPage()}
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
