import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer, Skeleton } from "antd";
import { useState } from "react";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { toEditable } from "./editable.ts";
import { type ProgrammeWords, programmeApi, programmeKeys, type VersionAnswer } from "./programme-api.ts";
import { saveJson } from "./save-json.ts";
import { VersionStatusText } from "./version-status.tsx";
import { AllWords, DifferenceList } from "./words-list.tsx";

/** One version: what it changed, all of it in words, and the way back to it. */
export function VersionDrawer({ version, onClose }: { version: number | null; onClose: () => void }) {
  const t = useT();
  const mayWrite = useCan("programme:write");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: programmeKeys.version(version ?? 0),
    queryFn: () => programmeApi.version(version ?? 0),
    enabled: version !== null,
  });
  const draft = useQuery({
    queryKey: programmeKeys.draft,
    queryFn: () => programmeApi.draft(),
    enabled: version !== null,
  });
  const restore = async () => {
    if (version === null) return;
    queries.setQueryData(programmeKeys.draft, await programmeApi.restore(version));
    await navigate({ to: "/programme/draft" });
  };
  const hasDraft = (draft.data?.draft.revision ?? 0) > 0;
  return (
    <Drawer
      open={version !== null}
      onClose={onClose}
      size="min(640px, 100vw)"
      title={version === null ? "" : t("console.programme.versionNumber", { version })}
      extra={
        data ? (
          <div className="row">
            <Button onClick={() => saveJson(`programme-v${data.version}.json`, data.programme)}>
              {t("console.programme.exportJson")}
            </Button>
            {mayWrite && data.status !== "published" ? (
              <Button type="primary" onClick={() => setAsking(true)}>
                {t("console.programme.restore")}
              </Button>
            ) : null}
          </div>
        ) : null
      }
    >
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {data ? <VersionContent data={data} /> : error ? null : <Skeleton active paragraph={{ rows: 8 }} />}
      <ConfirmDanger
        open={isAsking}
        title={t("console.programme.restoreTitle", { version: version ?? 0 })}
        confirmText={t("console.programme.restore")}
        onClose={() => setAsking(false)}
        onConfirm={restore}
      >
        {t(hasDraft ? "console.programme.restoreOver" : "console.programme.restoreDetail")}
      </ConfirmDanger>
    </Drawer>
  );
}

function VersionContent({ data }: { data: VersionAnswer }) {
  const t = useT();
  const say = useLocalText();
  const programme = toEditable(data.programme);
  const nameOf = (kind: keyof ProgrammeWords, id: string) => {
    const items = programme ? (kind === "stages" ? programme.lifecycle.stages : programme[kind]) : [];
    const item = items.find((one) => one.id === id);
    return item ? say(item.name) : id;
  };
  return (
    <div className="stack">
      <dl className="definition-list">
        <dt>{t("console.members.status")}</dt>
        <dd>
          <VersionStatusText status={data.status} />
        </dd>
        <dt>{t("console.programme.validFrom")}</dt>
        <dd>
          <TimeText at={data.activatedAt ?? data.validFrom} />
        </dd>
        <dt>{t("console.programme.publishedBy")}</dt>
        <dd>{data.publishedBy}</dd>
        <dt>{t("console.programme.note")}</dt>
        <dd>{data.note ?? "—"}</dd>
        {data.error ? (
          <>
            <dt>{t("console.programme.status.failed")}</dt>
            <dd className="bad">{data.error}</dd>
          </>
        ) : null}
      </dl>
      <section>
        <h3 className="pg-label">{t("console.programme.versionDifferences")}</h3>
        {data.version === 1 ? (
          <div className="muted">{t("console.programme.firstVersion")}</div>
        ) : (
          <DifferenceList differences={data.differences} />
        )}
      </section>
      <AllWords words={data.words} nameOf={nameOf} />
    </div>
  );
}
