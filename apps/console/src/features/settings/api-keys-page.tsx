import { PlusOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { ApiKey } from "../../shared/api/settings.ts";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { ShowOnce } from "../../shared/show-once.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { CreateKeyDialog } from "./create-key-dialog.tsx";

export function ApiKeysPage() {
  const t = useT();
  const queries = useQueryClient();
  const mayWrite = useCan("keys:write");
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ["api-keys"],
    queryFn: () => api.settings.apiKeys(),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ["api-keys"] });
  const columns: DataColumn<ApiKey>[] = [
    { key: "name", title: t("console.settings.keyName"), primary: true, render: (key) => key.name },
    { key: "hint", title: t("console.settings.keyHint"), render: (key) => <code>…{key.hint}</code> },
    {
      key: "scopes",
      title: t("console.settings.scopes"),
      render: (key) => (
        <Tooltip title={key.scopes.join(", ")}>
          <span className="defined">{t("console.settings.scopeCount", { count: key.scopes.length })}</span>
        </Tooltip>
      ),
    },
    {
      key: "store",
      title: t("console.members.store"),
      render: (key) => key.storeId ?? t("console.settings.allStores"),
    },
    {
      key: "created",
      title: t("console.settings.createdAt"),
      render: (key) => <TimeText at={key.createdAt} show="date" />,
    },
    {
      key: "used",
      title: t("console.settings.lastUsed"),
      render: (key) =>
        key.lastUsedAt ? (
          <TimeText at={key.lastUsedAt} show="relative" />
        ) : (
          <span className="muted">{t("console.settings.neverUsed")}</span>
        ),
    },
    ...(mayWrite
      ? [
          {
            key: "actions",
            title: "",
            render: (key: ApiKey) => (
              <Button size="small" type="text" danger onClick={() => setRevoking(key)}>
                {t("console.settings.revoke")}
              </Button>
            ),
          },
        ]
      : []),
  ];
  const create = mayWrite ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t("console.settings.createKey")}
    </Button>
  ) : null;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.apiKeys")}</h1>
        {create}
      </div>
      <div className="panel stack">
        <p className="muted" style={{ margin: 0 }}>
          {t("console.settings.keysNote")}{" "}
          <a href="/docs" target="_blank" rel="noreferrer">
            {t("console.settings.docs")}
          </a>
        </p>
        {error ? (
          <ErrorPanel error={error} onRetry={refetch} />
        ) : (
          <DataTable
            rows={data?.items ?? []}
            columns={columns}
            rowKey={(key) => key.id}
            loading={isLoading}
            empty={
              <EmptyState
                title={t("console.settings.noKeys")}
                hint={t("console.settings.noKeysHint")}
                action={create}
              />
            }
          />
        )}
      </div>
      <CreateKeyDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={(made) => {
          setCreating(false);
          setSecret(made);
          void refresh();
        }}
      />
      <ShowOnce
        open={secret !== null}
        title={t("console.settings.keyCreated")}
        note={t("console.settings.keyOnce")}
        secret={secret ?? ""}
        onClose={() => setSecret(null)}
      />
      <ConfirmDanger
        open={revoking !== null}
        title={t("console.settings.revokeTitle", { name: revoking?.name ?? "" })}
        confirmText={t("console.settings.revoke")}
        onClose={() => setRevoking(null)}
        onConfirm={async () => {
          if (revoking) await api.settings.revokeApiKey(revoking.id);
          await refresh();
        }}
      >
        {t("console.settings.revokeDetail", { hint: revoking?.hint ?? "" })}
      </ConfirmDanger>
    </div>
  );
}
