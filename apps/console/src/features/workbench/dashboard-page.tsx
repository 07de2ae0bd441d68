import {
  ArrowLeftOutlined,
  ArrowRightOutlined,
  CloseOutlined,
  ColumnWidthOutlined,
  EditOutlined,
  FundProjectionScreenOutlined,
} from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Select, Skeleton, Tooltip, Typography } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Dashboard } from "../../shared/api/reports.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan, useProgrammeUnits } from "../../shared/session.tsx";
import { useSettled } from "../../shared/use-settled.ts";
import { searchOf } from "./question.ts";
import { Tile } from "./tile.tsx";

const route = getRouteApi("/shell/insights/dashboards/$id");
type Tiles = Dashboard["tiles"];

/** Kept reports side by side; they are ordered, widened and taken off here. */
export function DashboardPage() {
  const t = useT();
  const { id } = route.useParams();
  const mayWrite = useCan("insights:write");
  const queries = useQueryClient();
  const notify = useErrorNotice();
  const [editing, setEditing] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["dashboard", id],
    queryFn: () => api.reports.dashboard(id),
  });
  const change = useMutation({
    mutationFn: ({ name, tiles }: { name: string; tiles: { reportId: string; width: "half" | "full" }[] }) =>
      api.reports.changeDashboard(id, { name, tiles, version: data?.version ?? 0 }),
    onSuccess: async (board) => {
      queries.setQueryData(["dashboard", id], board);
      await queries.invalidateQueries({ queryKey: ["dashboards"] });
    },
    onError: async (failed) => {
      notify(failed);
      await refetch();
    },
  });
  if (error)
    return (
      <div className="page">
        <ErrorPanel error={error} onRetry={() => refetch()} />
      </div>
    );
  if (!data)
    return (
      <div className="page">
        <Skeleton active paragraph={{ rows: 12 }} />
      </div>
    );
  const put = (tiles: Tiles) =>
    change.mutate({ name: data.name, tiles: tiles.map(({ reportId, width }) => ({ reportId, width })) });
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {editing ? (
            <Typography.Text
              editable={{
                onChange: (name) =>
                  name.trim() && name !== data.name
                    ? change.mutate({
                        name: name.trim(),
                        tiles: data.tiles.map(({ reportId, width }) => ({ reportId, width })),
                      })
                    : undefined,
                maxLength: 120,
              }}
              style={{ fontSize: "inherit" }}
            >
              {data.name}
            </Typography.Text>
          ) : (
            data.name
          )}
        </h1>
        {editing ? <AddTile tiles={data.tiles} onAdd={put} /> : null}
        {mayWrite ? (
          <Button icon={<EditOutlined />} type={editing ? "primary" : "default"} onClick={() => setEditing(!editing)}>
            {t(editing ? "console.board.done" : "console.board.edit")}
          </Button>
        ) : null}
        <Link to="/wall/$id" params={{ id }}>
          <Button icon={<FundProjectionScreenOutlined />}>{t("console.board.wall")}</Button>
        </Link>
      </div>
      {data.tiles.length === 0 ? (
        <EmptyState title={t("console.board.empty")} hint={t("console.board.emptyHint")} />
      ) : (
        <div className="board">
          {data.tiles.map((tile, index) => (
            <BoardTile
              // biome-ignore lint/suspicious/noArrayIndexKey: the same report may be there twice
              key={`${tile.reportId} ${index}`}
              tile={tile}
              index={index}
              tiles={data.tiles}
              editing={editing}
              onChange={put}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function BoardTile({
  tile,
  index,
  tiles,
  editing,
  onChange,
}: {
  tile: Tiles[number];
  index: number;
  tiles: Tiles;
  editing: boolean;
  onChange: (tiles: Tiles) => void;
}) {
  const t = useT();
  const { zone } = useProgrammeUnits();
  const swap = (other: number) => {
    const next = [...tiles];
    [next[index], next[other]] = [next[other] as Tiles[number], next[index] as Tiles[number]];
    onChange(next);
  };
  const actions = [
    {
      key: "back",
      label: t("console.board.earlier"),
      icon: <ArrowLeftOutlined />,
      off: index === 0,
      act: () => swap(index - 1),
    },
    {
      key: "on",
      label: t("console.board.later"),
      icon: <ArrowRightOutlined />,
      off: index === tiles.length - 1,
      act: () => swap(index + 1),
    },
    {
      key: "width",
      label: t("console.board.width"),
      icon: <ColumnWidthOutlined />,
      off: false,
      act: () =>
        onChange(
          tiles.map((other, at) =>
            at === index ? { ...other, width: other.width === "half" ? "full" : "half" } : other,
          ),
        ),
    },
    {
      key: "off",
      label: t("console.board.takeOff"),
      icon: <CloseOutlined />,
      off: false,
      act: () => onChange(tiles.filter((_, at) => at !== index)),
    },
  ];
  return (
    <section className={`panel board-tile ${tile.width}`} aria-label={tile.report.name}>
      <div className="panel-head">
        <h2>
          <Link to="/insights/explore" search={searchOf(tile.report, zone) as never}>
            {tile.report.name}
          </Link>
        </h2>
        {editing
          ? actions.map((action) => (
              <Tooltip key={action.key} title={action.label}>
                <Button
                  size="small"
                  type="text"
                  icon={action.icon}
                  disabled={action.off}
                  aria-label={action.label}
                  onClick={action.act}
                />
              </Tooltip>
            ))
          : null}
      </div>
      <Tile report={tile.report} />
    </section>
  );
}

function AddTile({ tiles, onAdd }: { tiles: Tiles; onAdd: (tiles: Tiles) => void }) {
  const t = useT();
  const [sought, setSought] = useState("");
  const q = useSettled(sought.trim(), 250);
  const reports = useQuery({
    queryKey: ["saved-reports", "choice", q],
    queryFn: () => api.reports.savedReports(q),
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setSought }}
      value={null}
      placeholder={t("console.board.addTile")}
      aria-label={t("console.board.addTile")}
      loading={reports.isLoading}
      style={{ width: 220 }}
      onChange={(chosen: string | null) => {
        const report = reports.data?.items.find(({ id }) => id === chosen);
        if (report) onAdd([...tiles, { reportId: report.id, width: "half", report }]);
      }}
      options={(reports.data?.items ?? []).map((report) => ({ value: report.id, label: report.name }))}
    />
  );
}
