import { CloudUploadOutlined, ExperimentOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Badge, Button, Popover, Progress } from "antd";
import { type ReactNode, useState } from "react";
import { useErrorNotice } from "../shared/error-panel.tsx";
import { formatDuration } from "../shared/format.ts";
import { usePreferences } from "../shared/preferences.tsx";
import { useCan } from "../shared/session.tsx";
import { type RunningTask, useRunningTasks } from "./running-tasks.ts";

const icons: Record<RunningTask["kind"], ReactNode> = {
  import: <CloudUploadOutlined />,
  simulation: <ExperimentOutlined />,
};

/** Long work that is under way, wherever it was started. */
export function TaskCentre() {
  const { t } = usePreferences();
  const mayImport = useCan("imports:read");
  const maySimulate = useCan("programme:read");
  const [open, setOpen] = useState(false);
  const running = useRunningTasks();
  if (!mayImport && !maySimulate) return null;
  const close = () => setOpen(false);
  const body = (
    <div style={{ width: 300 }} className="stack tight">
      {running.length === 0 ? <div className="muted">{t("console.tasks.none")}</div> : null}
      {running.map((task) => (
        <TaskLine key={task.id} task={task} onOpen={close} />
      ))}
      <div className="row" style={{ gap: 16 }}>
        {mayImport ? (
          <Link to="/imports" onClick={close}>
            {t("console.tasks.all")}
          </Link>
        ) : null}
        {maySimulate ? (
          <Link to="/insights/simulations" onClick={close}>
            {t("console.tasks.allSimulations")}
          </Link>
        ) : null}
      </div>
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
        <Button type="text" icon={<UnorderedListOutlined />} aria-label={t("console.tasks.title")} />
      </Badge>
    </Popover>
  );
}

function TaskLine({ task, onOpen }: { task: RunningTask; onOpen: () => void }) {
  const { t, locale } = usePreferences();
  const notify = useErrorNotice();
  const title = (
    <>
      {icons[task.kind]} {task.title}
    </>
  );
  const style = { color: "inherit", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" } as const;
  return (
    <div>
      <div className="row between" style={{ flexWrap: "nowrap" }}>
        {task.kind === "import" ? (
          <Link to="/imports" search={{ task: task.id }} onClick={onOpen} className="grow" style={style}>
            {title}
          </Link>
        ) : (
          <Link to="/insights/simulations/$id" params={{ id: task.id }} onClick={onOpen} className="grow" style={style}>
            {title}
          </Link>
        )}
        <span className="muted small">
          {task.secondsLeft === null ? "" : t("console.tasks.left", { time: formatDuration(locale, task.secondsLeft) })}
        </span>
      </div>
      <Progress percent={task.percent} size="small" status="active" />
      <div className="row between">
        <span className="muted small">{task.note}</span>
        {task.cancel ? (
          <Button size="small" type="link" onClick={() => void task.cancel?.().catch(notify)}>
            {t("console.sim.cancel")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
