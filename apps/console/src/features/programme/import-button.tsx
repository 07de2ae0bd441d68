import { UploadOutlined } from "@ant-design/icons";
import { Button, Upload } from "antd";
import { useState } from "react";
import { errorWords } from "../../shared/error-panel.tsx";
import { useT } from "../../shared/preferences.tsx";
import { parseObject } from "./parse-object.ts";
import { type DraftAnswer, type ProgrammeDocument, programmeApi } from "./programme-api.ts";

interface ImportButtonProps {
  prepare: () => Promise<boolean>;
  onImported: (answer: DraftAnswer) => void;
}

/** Takes an exported file, or a bare programme, into the draft; what was there is one undo away. */
export function ImportButton({ prepare, onImported }: ImportButtonProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File) => {
    setBusy(true);
    setProblem(null);
    const parsed = parseObject(await file.text());
    try {
      if (!parsed.value) setProblem(t("console.programme.jsonWrong", { reason: parsed.reason }));
      else if (await prepare()) onImported(await programmeApi.importFile(asFile(parsed.value)));
    } catch (error) {
      setProblem(errorWords(t, error).title);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Upload
        accept=".json,application/json"
        showUploadList={false}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />} loading={busy}>
          {t("console.programme.importJson")}
        </Button>
      </Upload>
      {problem ? (
        <span className="bad small" role="alert">
          {problem}
        </span>
      ) : null}
    </>
  );
}

/** A bare programme goes in as the programme of a file. */
function asFile(value: ProgrammeDocument): ProgrammeDocument {
  return "programme" in value ? value : { programme: value };
}
