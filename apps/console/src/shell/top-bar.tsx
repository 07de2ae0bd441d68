import {
  LogoutOutlined,
  MenuOutlined,
  MoonOutlined,
  SearchOutlined,
  SunOutlined,
  TranslationOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown, Layout, Tooltip } from "antd";
import { useEffect, useState } from "react";
import { api } from "../shared/api/index.ts";
import { useErrorNotice } from "../shared/error-panel.tsx";
import { usePreferences } from "../shared/preferences.tsx";
import { useSession } from "../shared/session.tsx";
import { SearchPalette } from "./search-palette.tsx";
import { TaskCentre } from "./task-centre.tsx";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/** Opens the search on `/` and Ctrl-K. */
function useSearchKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const byCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      const bySlash = event.key === "/" && !isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!byCommand && !bySlash) return;
      event.preventDefault();
      open();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [open]);
}

export function TopBar({ narrow, onMenu }: { narrow: boolean; onMenu: () => void }) {
  const { t, mode, setMode } = usePreferences();
  const [searching, setSearching] = useState(false);
  useSearchKey(() => setSearching(true));
  return (
    <Layout.Header className="top-bar">
      {narrow ? (
        <Button type="text" icon={<MenuOutlined />} aria-label={t("console.nav.open")} onClick={onMenu} />
      ) : null}
      {narrow ? (
        <Button
          type="text"
          icon={<SearchOutlined />}
          aria-label={t("console.search.title")}
          onClick={() => setSearching(true)}
        />
      ) : (
        <button type="button" className="search-box" onClick={() => setSearching(true)}>
          <SearchOutlined />
          <span className="grow">{t("console.search.placeholder")}</span>
          <kbd>/</kbd>
          <kbd>Ctrl K</kbd>
        </button>
      )}
      <span className="grow" />
      <TaskCentre />
      <LanguageSwitch />
      <Tooltip title={t(mode === "dark" ? "console.theme.toLight" : "console.theme.toDark")}>
        <Button
          type="text"
          icon={mode === "dark" ? <SunOutlined /> : <MoonOutlined />}
          aria-label={t(mode === "dark" ? "console.theme.toLight" : "console.theme.toDark")}
          onClick={() => setMode(mode === "dark" ? "light" : "dark")}
        />
      </Tooltip>
      <AccountMenu />
      <SearchPalette open={searching} onClose={() => setSearching(false)} />
    </Layout.Header>
  );
}

export function LanguageSwitch() {
  const { t, locale, setLocale } = usePreferences();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [locale],
        items: [
          { key: "zh-CN", label: t("console.language.zh") },
          { key: "en", label: t("console.language.en") },
        ],
        onClick: ({ key }) => setLocale(key === "en" ? "en" : "zh-CN"),
      }}
    >
      <Button type="text" icon={<TranslationOutlined />} aria-label={t("console.language.label")}>
        {locale === "en" ? "EN" : "中"}
      </Button>
    </Dropdown>
  );
}

function AccountMenu() {
  const { t } = usePreferences();
  const { name, email, role } = useSession();
  const queries = useQueryClient();
  const notify = useErrorNotice();
  const signOut = async () => {
    try {
      await api.session.signOut();
      queries.clear();
      window.location.assign("/");
    } catch (error) {
      notify(error);
    }
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          {
            key: "who",
            disabled: true,
            label: (
              <div style={{ cursor: "default" }}>
                <div style={{ fontWeight: 600 }}>{name}</div>
                <div className="small">
                  {[email, role ? t(`console.role.${role}`) : null].filter(Boolean).join(" · ")}
                </div>
              </div>
            ),
          },
          { type: "divider" },
          { key: "out", icon: <LogoutOutlined />, label: t("console.account.signOut") },
        ],
        onClick: ({ key }) => {
          if (key === "out") void signOut();
        },
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={t("console.account.label")}>
        <span className="account-name">{name}</span>
      </Button>
    </Dropdown>
  );
}
