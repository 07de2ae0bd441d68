import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useErrorNotice } from "./error-panel.tsx";
import { useT } from "./preferences.tsx";

export type FileFormat = "csv" | "xlsx";

const formats = { csv: "CSV", xlsx: "Excel" } as const;

/** A button that saves what is shown as a file of the chosen kind. */
export function ExportMenu({
  save,
  disabled = false,
}: {
  save: (format: FileFormat) => Promise<void>;
  disabled?: boolean;
}) {
  const t = useT();
  const notify = useErrorNotice();
  return (
    <Dropdown
      trigger={["click"]}
      disabled={disabled}
      menu={{
        items: (["csv", "xlsx"] as const).map((format) => ({
          key: format,
          label: formats[format],
          onClick: () => void save(format).catch(notify),
        })),
      }}
    >
      <Button icon={<DownloadOutlined />}>{t("console.explore.export")}</Button>
    </Dropdown>
  );
}
