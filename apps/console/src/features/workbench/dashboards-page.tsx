import { DeleteOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Modal, Popconfirm } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { formatList } from "../../shared/format.ts";
import { LoadMore } from "../../shared/load-more.tsx";
import { useLocalText, usePreferences, useT } from "../../shared/preferences.tsx";
import { useCan, useProgrammeUnits } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { useMetricNames } from "./metric-names.ts";
import { searchOf } from "./question.ts";

/** Dashboards, and the kept reports they are made of. */
export function DashboardsPage() {
  const t = useT();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.dashboards")}</h1>
        <NewDashboard />
      </div>
      <div className="stack">
        <Dashboards />
        <Reports />
      </div>
    </div>
  );
}

function NewDashboard() {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mayWrite = useCan("insights:write");
  const [name, setName] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: (chosen: string) => api.reports.addDashboard({ name: chosen, tiles: [] }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["dashboards"] });
      void navigate({ to: "/insights/dashboards/$id", params: { id } });
    },
  });
  if (!mayWrite) return null;
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setName("")}>
        {t("console.board.add")}
      </Button>
      <Modal
        open={name !== null}
        title={t("console.board.add")}
        onCancel={() => setName(null)}
        onOk={() => add.mutate(name?.trim() ?? "")}
        okButtonProps={{ disabled: !name?.trim() }}
        confirmLoading={add.isPending}
        destroyOnHidden
      >
        {add.error ? <ErrorPanel error={add.error} /> : null}
        <Input
          autoFocus
          maxLength={120}
          value={name ?? ""}
          placeholder={t("console.keep.boardName")}
          aria-label={t("console.keep.boardName")}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => name?.trim() && add.mutate(name.trim())}
        />
      </Modal>
    </>
  );
}

/** A list of kept things with their way out. */
function useRemoval(remove: (id: string) => Promise<unknown>, keys: string[]) {
  const queries = useQueryClient();
  const notify = useErrorNotice();
  return useMutation({
    mutationFn: remove,
    onSuccess: () => Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
    onError: notify,
  });
}

function RemoveButton({ label, onConfirm }: { label: string; onConfirm: () => void }) {
  return (
    <Popconfirm title={label} onConfirm={onConfirm}>
      <Button size="small" type="text" danger icon={<DeleteOutlined />} aria-label={label} />
    </Popconfirm>
  );
}

function Dashboards() {
  const t = useT();
  const mayWrite = useCan("insights:write");
  const boards = useInfiniteQuery({
    queryKey: ["dashboards", "pages"],
    queryFn: ({ pageParam }) => api.reports.dashboards(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const remove = useRemoval((id) => api.reports.deleteDashboard(id), ["dashboards"]);
  type Row = NonNullable<typeof boards.data>["pages"][number]["items"][number];
  const columns: DataColumn<Row>[] = [
    {
      key: "name",
      title: t("console.keep.name"),
      primary: true,
      render: (row) => (
        <Link to="/insights/dashboards/$id" params={{ id: row.id }}>
          {row.name}
        </Link>
      ),
    },
    { key: "tiles", title: t("console.board.tiles"), numeric: true, render: (row) => row.tiles },
    { key: "by", title: t("console.board.by"), render: (row) => row.createdBy },
    { key: "at", title: t("console.board.changed"), render: (row) => <TimeText at={row.updatedAt} /> },
    {
      key: "wall",
      title: "",
      render: (row) => (
        <span className="row" style={{ flexWrap: "nowrap" }}>
          <Link to="/wall/$id" params={{ id: row.id }}>
            {t("console.board.wall")}
          </Link>
          {mayWrite ? <RemoveButton label={t("console.board.delete")} onConfirm={() => remove.mutate(row.id)} /> : null}
        </span>
      ),
    },
  ];
  return (
    <section className="panel" aria-label={t("console.nav.dashboards")}>
      {boards.error ? <ErrorPanel error={boards.error} onRetry={() => boards.refetch()} /> : null}
      <DataTable
        rows={boards.data?.pages.flatMap((page) => page.items) ?? []}
        columns={columns}
        rowKey={(row) => row.id}
        loading={boards.isLoading}
        empty={<EmptyState title={t("console.board.none")} hint={t("console.board.noneHint")} />}
        footer={<LoadMore list={boards} />}
      />
    </section>
  );
}

function Reports() {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const { zone } = useProgrammeUnits();
  const mayWrite = useCan("insights:write");
  const [q, setQ] = useState("");
  const nameOf = useMetricNames();
  const reports = useInfiniteQuery({
    queryKey: ["saved-reports", "pages", q],
    queryFn: ({ pageParam }) => api.reports.savedReports(q, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const remove = useRemoval((id) => api.reports.deleteReport(id), ["saved-reports"]);
  type Row = NonNullable<typeof reports.data>["pages"][number]["items"][number];
  const columns: DataColumn<Row>[] = [
    {
      key: "name",
      title: t("console.keep.name"),
      primary: true,
      render: (row) => (
        <Link to="/insights/explore" search={searchOf(row, zone) as never}>
          {row.name}
        </Link>
      ),
    },
    {
      key: "what",
      title: t("console.explore.measures"),
      render: (row) =>
        formatList(
          locale,
          row.question.measures.map((id) => say(nameOf(id))),
        ),
    },
    { key: "by", title: t("console.board.by"), render: (row) => row.createdBy },
    { key: "at", title: t("console.board.changed"), render: (row) => <TimeText at={row.updatedAt} /> },
    {
      key: "act",
      title: "",
      render: (row) =>
        mayWrite ? <RemoveButton label={t("console.keep.delete")} onConfirm={() => remove.mutate(row.id)} /> : null,
    },
  ];
  return (
    <section className="panel" aria-labelledby="kept-title">
      <div className="panel-head">
        <h2 id="kept-title">{t("console.keep.title")}</h2>
        <Input.Search
          allowClear
          placeholder={t("console.keep.search")}
          aria-label={t("console.keep.search")}
          enterButton={<SearchOutlined aria-label={t("console.keep.search")} />}
          style={{ width: 240 }}
          onSearch={setQ}
        />
      </div>
      {reports.error ? <ErrorPanel error={reports.error} onRetry={() => reports.refetch()} /> : null}
      <DataTable
        rows={reports.data?.pages.flatMap((page) => page.items) ?? []}
        columns={columns}
        rowKey={(row) => row.id}
        loading={reports.isLoading}
        empty={<EmptyState title={t("console.keep.none")} hint={t("console.keep.noneHint")} />}
        footer={<LoadMore list={reports} />}
      />
    </section>
  );
}
