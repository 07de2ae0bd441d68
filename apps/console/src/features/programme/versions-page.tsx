import { useQuery } from "@tanstack/react-query";
import { api } from "../../shared/api/index.ts";
import type { ProgrammeVersion } from "../../shared/api/programme.ts";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { TimeText } from "../../shared/time-text.tsx";

/** Every version that was published, the newest first. */
export function VersionsPage() {
  const t = useT();
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ["programme", "versions"],
    queryFn: () => api.programme.versions(),
  });
  const columns: DataColumn<ProgrammeVersion>[] = [
    { key: "version", title: t("console.programme.version"), primary: true, render: (version) => version.version },
    {
      key: "status",
      title: t("console.members.status"),
      render: (version) => t(`console.programme.status.${version.status}`),
    },
    { key: "from", title: t("console.programme.validFrom"), render: (version) => <TimeText at={version.validFrom} /> },
    { key: "by", title: t("console.programme.publishedBy"), render: (version) => version.publishedBy },
    { key: "note", title: t("console.programme.note"), render: (version) => version.note ?? "—" },
  ];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.programme.versions")}</h1>
      </div>
      <div className="panel">
        {error ? (
          <ErrorPanel error={error} onRetry={refetch} />
        ) : (
          <DataTable
            rows={data?.items ?? []}
            columns={columns}
            rowKey={(version) => String(version.version)}
            loading={isLoading}
            empty={null}
          />
        )}
      </div>
    </div>
  );
}
