import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Drawer, Progress, Skeleton } from "antd";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatNumber } from "../../shared/format.ts";
import { NumberText } from "../../shared/number-text.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { useFindingWords } from "./finding-words.ts";
import { type IntegrityRun, integrityApi, integrityKeys } from "./integrity-api.ts";

type Finding = IntegrityRun["findings"][number];

/** One proof: how far it is, or what it found. */
export function RunDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = usePreferences();
  const { data, error, refetch } = useQuery({
    queryKey: integrityKeys.one(id ?? ""),
    queryFn: () => integrityApi.read(id ?? ""),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data?.run.status === "running" ? 1_500 : false),
  });
  return (
    <Drawer open={id !== undefined} onClose={onClose} title={t("console.integrity.run")} size={720}>
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data ? <Run run={data.run} /> : null}
    </Drawer>
  );
}

function Run({ run }: { run: IntegrityRun }) {
  const { t, locale } = usePreferences();
  const words = useProgrammeWords();
  const say = useFindingWords();
  const columns: DataColumn<Finding>[] = [
    {
      key: "where",
      title: t("console.integrity.where"),
      primary: true,
      render: (row) =>
        row.memberId ? (
          <Link to="/members/$id" params={{ id: row.memberId }} search={{ tab: "entries" }}>
            <code>{row.memberId.slice(0, 16)}…</code>
          </Link>
        ) : (
          t("console.integrity.wholeShop")
        ),
    },
    { key: "wallet", title: t("console.member.wallet"), render: (row) => words.wallet(row.wallet) },
    { key: "what", title: t("console.integrity.what"), render: (row) => say(row.code) },
    {
      key: "expected",
      title: t("console.integrity.expected"),
      numeric: true,
      render: (row) => (row.expected === null ? "—" : <NumberText value={row.expected} />),
    },
    {
      key: "actual",
      title: t("console.integrity.actual"),
      numeric: true,
      render: (row) => (row.actual === null ? "—" : <NumberText value={row.actual} />),
    },
  ];
  return (
    <div className="stack">
      {run.status === "running" ? <Progress percent={Math.floor(run.percent)} status="active" /> : null}
      {run.error ? (
        <Alert type="error" showIcon title={t("console.integrity.status.failed")} description={run.error} />
      ) : null}
      {run.status === "stopped" ? (
        <Alert type="warning" showIcon title={t("console.integrity.status.stopped")} />
      ) : null}
      {run.ok ? (
        <Alert
          type="success"
          showIcon
          title={t("console.integrity.allRight", {
            members: formatNumber(locale, run.checked),
            entries: formatNumber(locale, run.entries),
          })}
        />
      ) : null}
      {run.unchained > 0 ? (
        <div className="muted">{t("console.integrity.unchained", { count: formatNumber(locale, run.unchained) })}</div>
      ) : null}
      {run.findings.length < run.findingCount ? (
        <div className="muted">{t("console.integrity.more", { count: run.findingCount })}</div>
      ) : null}
      <DataTable
        rows={run.findings}
        columns={columns}
        rowKey={(row) => `${row.memberId} ${row.wallet} ${row.code}`}
        empty={null}
      />
    </div>
  );
}
