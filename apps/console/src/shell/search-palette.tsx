import { FileSearchOutlined, UserOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input, Modal } from "antd";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { api } from "../shared/api/index.ts";
import { ErrorPanel } from "../shared/error-panel.tsx";
import { useT } from "../shared/preferences.tsx";
import { useCan, useSession } from "../shared/session.tsx";
import { TierTag } from "../shared/tier-tag.tsx";
import { useSettled } from "../shared/use-settled.ts";
import { pageGroups } from "./pages.ts";

interface Hit {
  key: string;
  icon: ReactNode;
  title: string;
  note: ReactNode;
  open: () => void;
}

function usePageHits(text: string, close: () => void): Hit[] {
  const t = useT();
  const navigate = useNavigate();
  const { permissions } = useSession();
  const wanted = text.toLowerCase();
  return pageGroups
    .flatMap((group) =>
      group.pages
        .filter((page) => permissions.includes(page.permission))
        .map((page) => ({ group: t(group.label), title: t(page.label), path: page.path })),
    )
    .filter((page) => wanted === "" || `${page.group} ${page.title} ${page.path}`.toLowerCase().includes(wanted))
    .map((page) => ({
      key: page.path,
      icon: <FileSearchOutlined />,
      title: page.title,
      note: page.group === page.title ? null : page.group,
      open: () => {
        close();
        void navigate({ to: page.path });
      },
    }));
}

/** One box for everything: a member by phone tail, name, card or number; a page. */
export function SearchPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const mayReadMembers = useCan("members:read");
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const wanted = useSettled(text.trim(), 200);
  const close = () => {
    setText("");
    setActive(0);
    onClose();
  };
  const pages = usePageHits(text.trim(), close);
  const found = useQuery({
    queryKey: ["search", wanted],
    queryFn: ({ signal }) => api.members.list({ query: wanted, limit: 8 }, signal),
    enabled: open && mayReadMembers && wanted.length >= 1,
  });
  const members: Hit[] = (wanted ? (found.data?.items ?? []) : []).map((member) => {
    const tier = member.tiers[0];
    return {
      key: member.id,
      icon: <UserOutlined />,
      title: member.name ?? member.memberNo,
      note: (
        <span className="row" style={{ gap: 10 }}>
          {member.phone ?? member.memberNo}
          {tier ? <TierTag ladder={tier.ladder} tier={tier.tier} /> : null}
        </span>
      ),
      open: () => {
        close();
        void navigate({ to: "/members/$id", params: { id: member.id } });
      },
    };
  });
  const hits = [...members, ...pages];
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setActive((now) =>
        hits.length === 0 ? 0 : (now + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length,
      );
    }
    if (event.key === "Enter") hits[active]?.open();
  };
  return (
    <Modal
      open={open}
      onCancel={close}
      footer={null}
      closable={false}
      title={<span className="visually-hidden">{t("console.search.title")}</span>}
      width={600}
      style={{ top: 72 }}
      destroyOnHidden
    >
      <Input
        autoFocus
        size="large"
        value={text}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={hits[active] ? `hit-${hits[active].key}` : undefined}
        aria-label={t("console.search.title")}
        placeholder={t("console.search.placeholder")}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <div
        id="search-hits"
        role="listbox"
        aria-label={t("console.search.title")}
        style={{ marginTop: 8, maxHeight: "60vh", overflow: "auto" }}
      >
        {found.error ? <ErrorPanel error={found.error} onRetry={() => found.refetch()} /> : null}
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above keeps the focus and handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: named by aria-activedescendant of the input
          <div
            key={hit.key}
            id={`hit-${hit.key}`}
            role="option"
            aria-selected={index === active}
            className={`search-hit${index === active ? " active" : ""}`}
            onMouseEnter={() => setActive(index)}
            onClick={hit.open}
          >
            {hit.icon}
            <span className="grow">{hit.title}</span>
            <span className="muted small">{hit.note}</span>
          </div>
        ))}
        {hits.length === 0 && !found.isFetching ? (
          <div className="muted" style={{ padding: 12 }}>
            {t("console.search.none")}
          </div>
        ) : null}
      </div>
    </Modal>
  );
}
