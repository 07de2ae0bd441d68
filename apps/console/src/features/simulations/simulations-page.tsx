import { PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Progress } from "antd";
import { useState } from "react";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { NumberText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { NewSimulationDrawer } from "./new-simulation-drawer.tsx";
import { statusColors, useSimulationWords } from "./simulation-words.ts";
import { isUnderWay, type SimulationSummary, simulationKeys, simulationsApi } from "./simulations-api.ts";

/** All simulations, newest first, and the way to a new one. */
export function SimulationsPage() {
  const t = useT();
  const words = useSimulationWords();
  const navigate = useNavigate();
  const mayWrite = useCan("programme:write");
  const [creating, setCreating] = useState(false);
  const [picked, setPicked] = useState<string[]>([]);
  const simulations = useInfiniteQuery({
    queryKey: simulationKeys.list,
    queryFn: ({ pageParam }) => simulationsApi.list(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(isUnderWay)) ? 1_500 : false),
  });
  const pick = (id: string, isPicked: boolean) =>
    setPicked(isPicked ? [...picked, id].slice(-2) : picked.filter((one) => one !== id));
  const [a, b] = picked;
  const columns: DataColumn<SimulationSummary>[] = [
    {
      key: "name",
      title: t("console.sim.name"),
      primary: true,
      render: (row) => (
        <Link to="/insights/simulations/$id" params={{ id: row.id }} onClick={(event) => event.stopPropagation()}>
          {words.name(row)}
        </Link>
      ),
    },
    {
      key: "programme",
      title: t("console.sim.programme"),
      render: (row) =>
        [row.programme, row.compareWith].flatMap((ref) => (ref ? [words.programme(ref)] : [])).join(" / "),
    },
    { key: "span", title: t("console.sim.span"), render: (row) => <span className="nowrap">{words.span(row)}</span> },
    {
      key: "members",
      title: t("console.sim.members"),
      numeric: true,
      render: (row) => <NumberText value={row.progress.membersTotal} />,
    },
    {
      key: "status",
      title: t("console.members.status"),
      width: 190,
      render: (row) =>
        isUnderWay(row) ? (
          <Progress percent={row.progress.percent} size="small" status="active" />
        ) : (
          <StatusDot color={statusColors[row.status]}>{t(`console.sim.status.${row.status}`)}</StatusDot>
        ),
    },
    {
      key: "created",
      title: t("console.sim.created"),
      render: (row) => (
        <>
          <TimeText at={row.createdAt} show="relative" /> <span className="muted">{row.createdBy}</span>
        </>
      ),
    },
    {
      key: "pick",
      title: t("console.sim.compare"),
      render: (row) =>
        row.status === "finished" ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: keeps a click on the box from opening the row
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box itself is the keyboard's
          <span onClick={(event) => event.stopPropagation()}>
            <Checkbox
              checked={picked.includes(row.id)}
              aria-label={t("console.sim.pick", { name: words.name(row) })}
              onChange={(event) => pick(row.id, event.target.checked)}
            />
          </span>
        ) : null,
    },
  ];
  const start = mayWrite ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t("console.sim.new")}
    </Button>
  ) : null;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.sim.title")}</h1>
        <Button
          disabled={!a || !b}
          onClick={() => a && b && void navigate({ to: "/insights/simulations/compare", search: { a, b } })}
        >
          {t("console.sim.compareTwo", { count: picked.length })}
        </Button>
        {start}
      </div>
      <div className="panel">
        {simulations.error ? <ErrorPanel error={simulations.error} onRetry={() => simulations.refetch()} /> : null}
        {simulations.error && !simulations.data ? null : (
          <DataTable
            rows={simulations.data?.pages.flatMap((page) => page.items) ?? []}
            columns={columns}
            rowKey={(row) => row.id}
            loading={simulations.isLoading}
            onOpen={(row) => void navigate({ to: "/insights/simulations/$id", params: { id: row.id } })}
            sticky
            empty={<EmptyState title={t("console.sim.none")} hint={t("console.sim.noneHint")} action={start} />}
            footer={
              simulations.hasNextPage ? (
                <Button
                  block
                  type="text"
                  loading={simulations.isFetchingNextPage}
                  onClick={() => void simulations.fetchNextPage()}
                >
                  {t("console.more")}
                </Button>
              ) : null
            }
          />
        )}
      </div>
      <NewSimulationDrawer open={creating} onClose={() => setCreating(false)} />
    </div>
  );
}
