import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { download } from "../../shared/download.ts";
import { useErrorNotice } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { simulationsApi } from "./simulations-api.ts";

/** The whole result as a file. */
export function ExportMenu({ id }: { id: string }) {
  const t = useT();
  const notify = useErrorNotice();
  const save = (format: "csv" | "json") =>
    download(simulationsApi.exportPath(id, format), `simulation-${id}.${format}`).catch(notify);
  return (
    <Dropdown
      menu={{
        items: [
          { key: "csv", label: "CSV", onClick: () => void save("csv") },
          { key: "json", label: "JSON", onClick: () => void save("json") },
        ],
      }}
    >
      <Button icon={<DownloadOutlined />}>{t("console.sim.export")}</Button>
    </Dropdown>
  );
}
