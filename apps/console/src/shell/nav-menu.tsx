import {
  DashboardOutlined,
  FunnelPlotOutlined,
  LineChartOutlined,
  SettingOutlined,
  ShopOutlined,
  TeamOutlined,
  TrophyOutlined,
} from "@ant-design/icons";
import { Link, useLocation } from "@tanstack/react-router";
import { Menu, type MenuProps } from "antd";
import { useEffect, useState } from "react";
import { useT } from "../shared/preferences.tsx";
import { useSession } from "../shared/session.tsx";
import { type PageEntry, pageGroups, pageOf } from "./pages.ts";

const icons = {
  overview: <DashboardOutlined />,
  members: <TeamOutlined />,
  programme: <TrophyOutlined />,
  insights: <LineChartOutlined />,
  people: <FunnelPlotOutlined />,
  sales: <ShopOutlined />,
  settings: <SettingOutlined />,
};

export function NavMenu({ onNavigate }: { onNavigate?: () => void }) {
  const t = useT();
  const { permissions } = useSession();
  const { pathname } = useLocation();
  const here = pageGroups.find((group) => group.pages.includes(pageOf(pathname) as PageEntry))?.id;
  const [open, setOpen] = useState<string[]>(["members", "programme", "insights"]);
  useEffect(() => {
    if (here) setOpen((keys) => (keys.includes(here) ? keys : [...keys, here]));
  }, [here]);
  const items = pageGroups.flatMap((group): NonNullable<MenuProps["items"]> => {
    const pages = group.pages.filter((page) => permissions.includes(page.permission));
    const entries = pages.map((page) => ({ key: page.path, label: <Link to={page.path}>{t(page.label)}</Link> }));
    const [only] = entries;
    if (!only) return [];
    if (group.pages.length === 1) return [{ ...only, icon: icons[group.id] }];
    return [{ key: group.id, icon: icons[group.id], label: t(group.label), children: entries }];
  });
  return (
    <nav aria-label={t("console.nav.label")}>
      <Menu
        mode="inline"
        items={items}
        selectedKeys={[pageOf(pathname)?.path ?? ""]}
        openKeys={open}
        onOpenChange={setOpen}
        onClick={() => onNavigate?.()}
        style={{ borderInlineEnd: "none", background: "transparent" }}
      />
    </nav>
  );
}
