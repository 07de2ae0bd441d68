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
import { ExportButton } from "./export-button.tsx";
import {
  type ProgrammeWords,
  programmeApi,
  programmeKeys,
  type VersionAnswer,
  type VersionStatus,
} from "./programme-api.ts";
import { VersionStatusText } from "./version-status.tsx";
import { AllWords, DifferenceList } from "./words-list.tsx";

/** One version: what it changed, all of it in words, and the way back to it. */
export function VersionDrawer({ version, onClose }: { version: number | null; onClose: () => void }) {
  const t = useT();
  const mayWrite = useCan("programme:write");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"restore" | "publish" | "cancel" | null>(null);
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
  const restore = async (publish: boolean) => {
    if (version === null) return;
    queries.setQueryData(programmeKeys.draft, await programmeApi.restore(version, publish));
    if (!publish) return navigate({ to: "/programme/draft" });
    await queries.invalidateQueries({ queryKey: programmeKeys.versions });
    await queries.invalidateQueries({ queryKey: programmeKeys.published });
    await navigate({ to: "/programme" });
  };
  const cancel = async () => {
    if (version === null) return;
    queries.setQueryData(programmeKeys.version(version), await programmeApi.cancel(version));
    await queries.invalidateQueries({ queryKey: programmeKeys.versions });
    await queries.invalidateQueries({ queryKey: programmeKeys.published });
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
            <ExportButton version={data.version} />
            {mayWrite ? <VersionButtons status={data.status} onAsk={setAsking} /> : null}
          </div>
        ) : null
      }
    >
      {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
      {data ? <VersionContent data={data} /> : error ? null : <Skeleton active paragraph={{ rows: 8 }} />}
      {(["restore", "publish", "cancel"] as const).map((action) => (
        <ConfirmDanger
          key={action}
          open={asking === action}
          title={t(titles[action], { version: version ?? 0 })}
          confirmText={t(`console.programme.${action}Version`)}
          onClose={() => setAsking(null)}
          onConfirm={action === "cancel" ? cancel : () => restore(action === "publish")}
        >
          {t(action === "restore" && hasDraft ? "console.programme.restoreOver" : details[action])}
        </ConfirmDanger>
      ))}
    </Drawer>
  );
}

const titles = {
  restore: "console.programme.restoreTitle",
  publish: "console.programme.publishVersionTitle",
  cancel: "console.programme.cancelTitle",
} as const;
const details = {
  restore: "console.programme.restoreDetail",
  publish: "console.programme.publishVersionDetail",
  cancel: "console.programme.cancelDetail",
} as const;

interface VersionButtonsProps {
  status: VersionStatus;
  onAsk: (action: "restore" | "publish" | "cancel") => void;
}

/** One that waits can be taken back; any that is not in force can come back. */
function VersionButtons({ status, onAsk }: VersionButtonsProps) {
  const t = useT();
  if (status === "published" || status === "activating") return null;
  if (status === "scheduled")
    return (
      <Button danger onClick={() => onAsk("cancel")}>
        {t("console.programme.cancelVersion")}
      </Button>
    );
  return (
    <>
      <Button onClick={() => onAsk("restore")}>{t("console.programme.restoreVersion")}</Button>
      <Button type="primary" onClick={() => onAsk("publish")}>
        {t("console.programme.publishVersion")}
      </Button>
    </>
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
