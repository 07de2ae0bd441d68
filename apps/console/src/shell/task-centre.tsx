import { CloudUploadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Badge, Button, Popover, Progress } from "antd";
import { useState } from "react";
import { isUnfinished } from "../features/imports/import-state.ts";
import { api } from "../shared/api/index.ts";
import { formatDuration, formatNumber } from "../shared/format.ts";
import { usePreferences } from "../shared/preferences.tsx";
import { useCan } from "../shared/session.tsx";

/** Long work that is under way, wherever it was started. */
export function TaskCentre() {
  const { t, locale } = usePreferences();
  const allowed = useCan("imports:read");
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ["imports", "tasks"],
    queryFn: () => api.imports.list(),
    enabled: allowed,
    refetchInterval: (query) => (query.state.data?.items.some(isUnfinished) ? 2_000 : 30_000),
  });
  if (!allowed) return null;
  const running = (data?.items ?? []).filter(isUnfinished);
  const body = (
    <div style={{ width: 300 }} className="stack tight">
      {running.length === 0 ? <div className="muted">{t("console.tasks.none")}</div> : null}
      {running.map((task) => (
        <Link
          key={task.id}
          to="/imports"
          search={{ task: task.id }}
          onClick={() => setOpen(false)}
          style={{ color: "inherit" }}
        >
          <div className="row between">
            <span className="grow" style={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
              {task.fileName}
            </span>
            <span className="muted small">
              {task.secondsLeft === null
                ? ""
                : t("console.tasks.left", { time: formatDuration(locale, task.secondsLeft) })}
            </span>
          </div>
          <Progress percent={Math.floor(task.percent)} size="small" status="active" />
          <div className="muted small">{t("console.tasks.rows", { rows: formatNumber(locale, task.rowsRead) })}</div>
        </Link>
      ))}
      <Link to="/imports" onClick={() => setOpen(false)}>
        {t("console.tasks.all")}
      </Link>
    </div>
  );
  return (
    <Popover
      content={body}
      title={t("console.tasks.title")}
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
    >
      <Badge count={running.length} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<CloudUploadOutlined />} aria-label={t("console.tasks.title")} />
      </Badge>
    </Popover>
  );
}
