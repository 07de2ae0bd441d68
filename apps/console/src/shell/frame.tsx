import { Link, useLocation } from "@tanstack/react-router";
import { Drawer, Layout } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useT } from "../shared/preferences.tsx";
import { useSession } from "../shared/session.tsx";
import { useIsNarrow } from "../shared/use-screen.ts";
import { BrandMark } from "./brand-mark.tsx";
import { NavMenu } from "./nav-menu.tsx";
import { pageOf } from "./pages.ts";
import { TopBar } from "./top-bar.tsx";

/** Menu, top bar and the screen. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useT();
  const narrow = useIsNarrow();
  const { pathname } = useLocation();
  const { organisationName } = useSession();
  const [drawer, setDrawer] = useState(false);
  const page = pageOf(pathname);
  useEffect(() => {
    document.title = `${page ? `${t(page.label)} · ` : ""}${organisationName || "Regulars"}`;
  }, [page, organisationName, t]);
  const brand = (
    <Link to="/" className="brand" aria-label={t("console.nav.home")}>
      <BrandMark />
      <span className="brand-name">{organisationName || t("console.product")}</span>
    </Link>
  );
  // A wall display has the screen to itself.
  if (pathname.startsWith("/wall/")) return children;
  return (
    <Layout style={{ minHeight: "100vh" }}>
      <a href="#content" className="skip-link">
        {t("console.skip")}
      </a>
      {narrow ? (
        <Drawer
          placement="left"
          size={264}
          open={drawer}
          onClose={() => setDrawer(false)}
          title={brand}
          styles={{ body: { padding: 8 } }}
        >
          <NavMenu onNavigate={() => setDrawer(false)} />
        </Drawer>
      ) : (
        <Layout.Sider width={216} breakpoint="lg" collapsedWidth={216} className="side">
          {brand}
          <NavMenu />
        </Layout.Sider>
      )}
      <Layout style={{ minWidth: 0 }}>
        <TopBar narrow={narrow} onMenu={() => setDrawer(true)} />
        <Layout.Content id="content" tabIndex={-1} style={{ minWidth: 0, outline: "none" }}>
          {children}
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
