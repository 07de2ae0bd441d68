import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ConfigProvider, Skeleton } from "antd";
import { useEffect, useLayoutEffect, useState } from "react";
import { api } from "../../shared/api/index.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeUnits, useSession } from "../../shared/session.tsx";
import { themeConfig } from "../../shared/theme.ts";
import { Tile } from "./tile.tsx";

const route = getRouteApi("/shell/wall/$id");
const boardRefreshMilliseconds = 300_000;

/** A dashboard for a screen on the wall: dark, without menu, kept fresh, sized for 1920 by 1080. */
export function WallPage() {
  const { t } = usePreferences();
  const { id } = route.useParams();
  const { organisationName } = useSession();
  useDarkDocument();
  const { data, error, refetch } = useQuery({
    queryKey: ["dashboard", id],
    queryFn: () => api.reports.dashboard(id),
    refetchInterval: boardRefreshMilliseconds,
  });
  return (
    <ConfigProvider theme={themeConfig("dark")}>
      <main className="wall">
        <header className="wall-head">
          <h1>{data?.name ?? ""}</h1>
          <span className="muted">{organisationName}</span>
          <Clock />
          <Link to="/insights/dashboards/$id" params={{ id }} className="wall-out">
            {t("console.board.leaveWall")}
          </Link>
        </header>
        {error ? <ErrorPanel error={error} onRetry={() => refetch()} /> : null}
        {!data && !error ? <Skeleton active /> : null}
        {data?.tiles.length === 0 ? (
          <EmptyState title={t("console.board.empty")} hint={t("console.board.emptyHint")} />
        ) : null}
        <div className="board wall-board">
          {data?.tiles.map((tile, index) => (
            <section
              // biome-ignore lint/suspicious/noArrayIndexKey: the same report may be there twice
              key={`${tile.reportId} ${index}`}
              className={`panel board-tile ${tile.width}`}
              aria-label={tile.report.name}
            >
              <div className="panel-head">
                <h2>{tile.report.name}</h2>
              </div>
              <Tile report={tile.report} height={300} />
            </section>
          ))}
        </div>
      </main>
    </ConfigProvider>
  );
}

/** Before the drawings read their colours, the document turns dark; leaving the wall gives it back. */
function useDarkDocument(): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    const before = root.dataset.theme;
    root.dataset.theme = "dark";
    return () => {
      if (before) root.dataset.theme = before;
      else delete root.dataset.theme;
    };
  }, []);
}

function Clock() {
  const { locale } = usePreferences();
  const { zone } = useProgrammeUnits();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const text = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: "medium", timeStyle: "medium" }).format(
    now,
  );
  return <time dateTime={now.toISOString()}>{text}</time>;
}
