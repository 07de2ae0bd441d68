import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatBytes } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeWords } from "../../shared/programme-words.ts";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";

export function AboutPage() {
  const { t, locale } = usePreferences();
  const { version } = useProgrammeWords();
  const { data, error, refetch } = useQuery({ queryKey: ["about"], queryFn: () => api.settings.about() });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.about")}</h1>
      </div>
      <div className="panel" style={{ maxWidth: 640 }}>
        {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
        {!data && !error ? <Skeleton active /> : null}
        {data ? (
          <dl className="definition-list">
            <dt>{t("console.product")}</dt>
            <dd>{data.version}</dd>
            <dt>{t("console.settings.programmeVersion")}</dt>
            <dd>{version ?? "—"}</dd>
            <dt>{t("console.settings.lens")}</dt>
            <dd>
              <StatusDot color={data.lens.ready ? "var(--rg-good)" : "var(--rg-warn)"}>
                {data.lens.engine} ·{" "}
                {t(data.lens.ready ? "console.settings.lensReady" : "console.settings.lensWaiting")}
              </StatusDot>
              {data.lens.reason ? <div className="muted small">{data.lens.reason}</div> : null}
            </dd>
            <dt>PostgreSQL</dt>
            <dd>
              {data.postgres} · {formatBytes(locale, data.databaseBytes)}
            </dd>
            <dt>Node.js</dt>
            <dd>{data.node}</dd>
            <dt>{t("console.settings.dataDir")}</dt>
            <dd>
              <code>{data.dataDir}</code> · {formatBytes(locale, data.dataDirBytes)}
            </dd>
            <dt>{t("console.settings.startedAt")}</dt>
            <dd>
              <TimeText at={data.startedAt} show="relative" />
            </dd>
            <dt>{t("console.settings.docs")}</dt>
            <dd>
              <a href="/docs" target="_blank" rel="noreferrer">
                /docs
              </a>{" "}
              ·{" "}
              <a href="/openapi.json" target="_blank" rel="noreferrer">
                /openapi.json
              </a>
            </dd>
          </dl>
        ) : null}
      </div>
    </div>
  );
}
