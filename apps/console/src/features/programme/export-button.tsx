import { DownloadOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useState } from "react";
import { errorWords } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { programmeApi } from "./programme-api.ts";
import { saveJson } from "./save-json.ts";

/** Saves a version, or the draft as last saved, as a file that another install takes. */
export function ExportButton({ version }: { version: number | "draft" }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const name = version === "draft" ? "draft" : `v${version}`;
      saveJson(`programme-${name}.json`, await programmeApi.exported(version));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Tooltip title={failure ? errorWords(t, failure).title : ""} open={failure !== null}>
      <Button icon={<DownloadOutlined />} loading={busy} disabled={false} onClick={() => void save()}>
        {t("console.programme.exportJson")}
      </Button>
    </Tooltip>
  );
}
