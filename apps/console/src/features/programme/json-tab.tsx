import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useT } from "../../shared/preferences.tsx";
import { ExportButton } from "./export-button.tsx";
import { FindingLines } from "./fields.tsx";
import { ImportButton } from "./import-button.tsx";
import { parseObject } from "./parse-object.ts";
import type { DraftAnswer, ProgrammeDocument, ProgrammeFinding } from "./programme-api.ts";

interface JsonTabProps {
  document: ProgrammeDocument;
  onChange: (document: ProgrammeDocument) => void;
  /** Puts everything typed on the server first; false stops. */
  prepare: () => Promise<boolean>;
  onImported: (answer: DraftAnswer) => void;
  readOnly: boolean;
  findings: ProgrammeFinding[];
}

/** The whole draft as text. It is taken when it is a JSON object; what it may hold is checked like every other change. */
export function JsonTab({ document, onChange, prepare, onImported, readOnly, findings }: JsonTabProps) {
  const t = useT();
  const [text, setText] = useState(() => JSON.stringify(document, null, 2));
  const [base, setBase] = useState(document);
  useEffect(() => {
    if (document === base) return;
    setBase(document);
    setText(JSON.stringify(document, null, 2));
  }, [document, base]);
  const parsed = parseObject(text);
  const isChanged = text !== JSON.stringify(base, null, 2);
  const apply = () => {
    if (!parsed.value) return;
    setBase(parsed.value);
    onChange(parsed.value);
  };
  return (
    <div className="stack tight">
      <div className="row">
        {readOnly ? null : <ImportButton prepare={prepare} onImported={onImported} />}
        <ExportButton version="draft" />
      </div>
      <Input.TextArea
        value={text}
        aria-label={t("console.programme.tab.json")}
        spellCheck={false}
        readOnly={readOnly}
        status={parsed.value ? "" : "error"}
        autoSize={{ minRows: 16, maxRows: 32 }}
        className="pg-json"
        onChange={(event) => setText(event.target.value)}
      />
      {parsed.value ? null : (
        <div className="bad small" role="alert">
          {t("console.programme.jsonWrong", { reason: parsed.reason })}
        </div>
      )}
      {readOnly ? null : (
        <div className="row">
          <Button type="primary" disabled={!parsed.value || !isChanged} onClick={apply}>
            {t("console.programme.jsonApply")}
          </Button>
          <Button disabled={!isChanged} onClick={() => setText(JSON.stringify(base, null, 2))}>
            {t("console.programme.jsonReset")}
          </Button>
          <span className="small muted">{t("console.programme.jsonHint")}</span>
        </div>
      )}
      <div data-pointer="">
        {findings.map((finding) => (
          <div key={`${finding.pointer} ${finding.code}`} className="row" style={{ gap: 6, alignItems: "baseline" }}>
            <code>{finding.pointer || "/"}</code>
            <FindingLines findings={[finding]} />
          </div>
        ))}
      </div>
    </div>
  );
}
