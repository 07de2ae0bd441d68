import { EyeOutlined } from "@ant-design/icons";
import { Button, Form, Input, Modal, Tag, Tooltip, Typography } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import type { Member } from "../../shared/api/types.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { MoneyText, NumberText } from "../../shared/number-text.tsx";
import { useT } from "../../shared/preferences.tsx";
import { useCan } from "../../shared/session.tsx";
import { TimeText } from "../../shared/time-text.tsx";
import { MemberStatusText } from "./member-status.tsx";
import { textOf } from "./timeline-data.ts";

/** Who the member is; phone and e-mail stay masked until somebody says why they need them. */
export function IdentityCard({ member }: { member: Member }) {
  const t = useT();
  const mayReveal = useCan("members:reveal");
  const [asking, setAsking] = useState(false);
  const [revealed, setRevealed] = useState<{ phone: string | null; email: string | null } | null>(null);
  const shown = revealed ?? member;
  const channel = textOf(member.source, "channel");
  const attributes = Object.entries(member.attributes).filter(([, value]) => value !== null);
  return (
    <section className="panel" aria-label={t("console.member.identity")}>
      <div className="panel-head">
        <h2>{t("console.member.identity")}</h2>
        {mayReveal && !revealed && (member.phone || member.email) ? (
          <Tooltip title={t("console.member.revealHint")}>
            <Button size="small" type="text" icon={<EyeOutlined />} onClick={() => setAsking(true)}>
              {t("console.member.reveal")}
            </Button>
          </Tooltip>
        ) : null}
      </div>
      <dl className="definition-list">
        <dt>{t("console.members.status")}</dt>
        <dd>
          <MemberStatusText status={member.status} />
        </dd>
        <dt>{t("console.members.memberNo")}</dt>
        <dd>
          <Typography.Text copyable={{ text: member.memberNo }}>{member.memberNo}</Typography.Text>
        </dd>
        <Line label={t("console.members.phone")} value={shown.phone} />
        <Line label={t("console.members.email")} value={shown.email} />
        <Line label={t("console.members.card")} value={member.cards.join(", ")} />
        <Line label={t("console.members.externalId")} value={member.externalId} />
        <Line label={t("console.members.birthday")} value={member.birthday} />
        <Line
          label={t("console.members.gender")}
          value={member.gender ? t(`console.member.gender.${member.gender}`) : null}
        />
        <dt>{t("console.members.joined")}</dt>
        <dd>
          <TimeText at={member.joinedAt} show="date" />
          {channel ? <span className="muted"> · {channel}</span> : null}
        </dd>
        <dt>{t("console.members.orders")}</dt>
        <dd>
          <NumberText value={member.orders.count} />
        </dd>
        <dt>{t("console.members.net")}</dt>
        <dd>
          <MoneyText amount={member.orders.net} />
        </dd>
        <dt>{t("console.members.lastOrder")}</dt>
        <dd>
          <TimeText at={member.orders.lastAt} show="relative" />
        </dd>
        {member.tags.length > 0 ? (
          <>
            <dt>{t("console.member.tags")}</dt>
            <dd>
              {member.tags.map((tag) => (
                <Tag key={tag}>{tag}</Tag>
              ))}
            </dd>
          </>
        ) : null}
        {attributes.map(([name, value]) => (
          <Line key={name} label={name} value={String(value)} />
        ))}
      </dl>
      <RevealDialog
        open={asking}
        memberId={member.id}
        onClose={() => setAsking(false)}
        onRevealed={(contact) => {
          setRevealed(contact);
          setAsking(false);
        }}
      />
    </section>
  );
}

function Line({ label, value }: { label: string; value: string | null }) {
  if (!value) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

interface RevealDialogProps {
  open: boolean;
  memberId: string;
  onClose: () => void;
  onRevealed: (contact: { phone: string | null; email: string | null }) => void;
}

function RevealDialog({ open, memberId, onClose, onRevealed }: RevealDialogProps) {
  const t = useT();
  const [form] = Form.useForm<{ reason: string }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const reveal = async ({ reason }: { reason: string }) => {
    setBusy(true);
    setError(null);
    try {
      const { member } = await api.members.read(memberId, reason.trim());
      onRevealed({ phone: member.phone, email: member.email });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t("console.member.reveal")}
      okText={t("console.member.reveal")}
      cancelText={t("console.cancel")}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="muted">{t("console.member.revealDetail")}</p>
      <Form name="reveal" form={form} layout="vertical" onFinish={(values) => void reveal(values)}>
        <Form.Item
          name="reason"
          label={t("console.member.reason")}
          rules={[{ required: true, min: 3, whitespace: true, message: t("console.member.reasonNeeded") }]}
        >
          <Input maxLength={200} autoFocus />
        </Form.Item>
      </Form>
      <ErrorPanel error={error} />
    </Modal>
  );
}
