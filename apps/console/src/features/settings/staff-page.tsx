import { UserAddOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { StaffInvitation, StaffPerson } from "../../shared/api/settings.ts";
import type { Role } from "../../shared/api/types.ts";
import { ConfirmDanger } from "../../shared/confirm-danger.tsx";
import { type DataColumn, DataTable } from "../../shared/data-table.tsx";
import { ErrorPanel, useErrorNotice } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan, useSession } from "../../shared/session.tsx";
import { ShowOnce } from "../../shared/show-once.tsx";
import { StatusDot } from "../../shared/status-dot.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { roles } from "./roles.ts";

export function StaffPage() {
  const t = useT();
  const queries = useQueryClient();
  const { id: ownId } = useSession();
  const notify = useErrorNotice();
  const { message } = App.useApp();
  const mayWrite = useCan("staff:write");
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const [removing, setRemoving] = useState<StaffPerson | null>(null);
  const { data, error, isLoading, refetch } = useQuery({ queryKey: ["staff"], queryFn: () => api.settings.staff() });
  const refresh = () => queries.invalidateQueries({ queryKey: ["staff"] });
  const change = async (person: StaffPerson, input: { role?: Role; disabled?: boolean }) => {
    try {
      await api.settings.changeStaff(person.id, input);
      message.success(t("console.member.saved"));
    } catch (failure) {
      notify(failure);
    } finally {
      await refresh();
    }
  };
  const withdraw = async (invitation: StaffInvitation) => {
    try {
      await api.settings.withdraw(invitation.id);
      message.success(t("console.settings.withdrawn"));
    } catch (failure) {
      notify(failure);
    } finally {
      await refresh();
    }
  };
  const columns: DataColumn<StaffPerson>[] = [
    {
      key: "name",
      title: t("console.members.name"),
      primary: true,
      render: (person) => (
        <>
          {person.name}
          {person.id === ownId ? <span className="muted"> {t("console.settings.you")}</span> : null}
        </>
      ),
    },
    { key: "email", title: t("console.members.email"), render: (person) => person.email },
    {
      key: "role",
      title: t("console.settings.role"),
      render: (person) =>
        mayWrite && person.id !== ownId ? (
          <Select
            size="small"
            value={person.role}
            aria-label={t("console.settings.roleOf", { name: person.name })}
            style={{ width: 120 }}
            onChange={(role) => void change(person, { role })}
            options={roles.map((role) => ({ value: role, label: t(`console.role.${role}`) }))}
          />
        ) : (
          t(`console.role.${person.role}`)
        ),
    },
    {
      key: "state",
      title: t("console.members.status"),
      render: (person) => (
        <StatusDot color={person.disabled ? "var(--rg-guest)" : "var(--rg-good)"}>
          {t(person.disabled ? "console.settings.disabled" : "console.settings.enabled")}
        </StatusDot>
      ),
    },
    {
      key: "seen",
      title: t("console.settings.lastSeen"),
      render: (person) => <TimeText at={person.lastSeenAt} show="relative" />,
    },
    ...(mayWrite
      ? [
          {
            key: "actions",
            title: "",
            render: (person: StaffPerson) =>
              person.id === ownId ? null : (
                <span className="row">
                  <Button size="small" type="text" onClick={() => void change(person, { disabled: !person.disabled })}>
                    {t(person.disabled ? "console.settings.enable" : "console.settings.disable")}
                  </Button>
                  <Button size="small" type="text" danger onClick={() => setRemoving(person)}>
                    {t("console.settings.remove")}
                  </Button>
                </span>
              ),
          },
        ]
      : []),
  ];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("console.nav.staff")}</h1>
        {mayWrite ? (
          <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
            {t("console.settings.invite")}
          </Button>
        ) : null}
      </div>
      <div className="stack">
        <div className="panel">
          {error ? (
            <ErrorPanel error={error} onRetry={refetch} />
          ) : (
            <DataTable
              rows={data?.items ?? []}
              columns={columns}
              rowKey={(person) => person.id}
              loading={isLoading}
              empty={null}
            />
          )}
        </div>
        {data && data.invitations.length > 0 ? (
          <Invitations invitations={data.invitations} onWithdraw={mayWrite ? withdraw : null} />
        ) : null}
        <RoleTable />
      </div>
      <InviteDialog
        open={inviting}
        onClose={() => setInviting(false)}
        onInvited={(made) => {
          setInviting(false);
          setLink(made);
          void refresh();
        }}
      />
      <ShowOnce
        open={link !== null}
        title={t("console.settings.invited")}
        note={t("console.settings.inviteOnce")}
        secret={link ?? ""}
        onClose={() => setLink(null)}
      />
      <ConfirmDanger
        open={removing !== null}
        title={t("console.settings.removeTitle", { name: removing?.name ?? "" })}
        confirmText={t("console.settings.remove")}
        onClose={() => setRemoving(null)}
        onConfirm={async () => {
          if (removing) await api.settings.withdraw(removing.id);
          await refresh();
        }}
      >
        {t("console.settings.removeDetail", { email: removing?.email ?? "" })}
      </ConfirmDanger>
    </div>
  );
}

function Invitations({
  invitations,
  onWithdraw,
}: {
  invitations: StaffInvitation[];
  onWithdraw: ((invitation: StaffInvitation) => void) | null;
}) {
  const t = useT();
  const columns: DataColumn<StaffInvitation>[] = [
    {
      key: "email",
      title: t("console.members.email"),
      primary: true,
      render: (invitation) => invitation.email ?? t("console.settings.anyEmail"),
    },
    { key: "role", title: t("console.settings.role"), render: (invitation) => t(`console.role.${invitation.role}`) },
    {
      key: "created",
      title: t("console.settings.createdAt"),
      render: (invitation) => <TimeText at={invitation.createdAt} />,
    },
    {
      key: "expires",
      title: t("console.settings.expiresAt"),
      render: (invitation) => <TimeText at={invitation.expiresAt} show="relative" />,
    },
    ...(onWithdraw
      ? [
          {
            key: "actions",
            title: "",
            render: (invitation: StaffInvitation) => (
              <Button size="small" type="text" danger onClick={() => onWithdraw(invitation)}>
                {t("console.settings.withdraw")}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <div className="panel">
      <div className="panel-head">
        <h2>{t("console.settings.openInvitations")}</h2>
      </div>
      <DataTable rows={invitations} columns={columns} rowKey={(invitation) => invitation.id} empty={null} />
    </div>
  );
}

function RoleTable() {
  const t = useT();
  return (
    <div className="panel">
      <div className="panel-head">
        <h2>{t("console.settings.rolesTitle")}</h2>
      </div>
      <dl className="definition-list">
        {roles.map((role) => (
          <div key={role} style={{ display: "contents" }}>
            <dt>{t(`console.role.${role}`)}</dt>
            <dd>{t(`console.settings.roleNote.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
