import { CheckCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import type { ImportPreview } from "../../shared/api/imports.ts";
import { useLocalText, useT } from "../../shared/preferences.tsx";

const SHOWN_ROWS = 8;

const delimiters: Record<string, string> = { "\t": "Tab" };

/** What the server read from the head of the file, and which mappings its header fits. */
export function FilePreview({ preview }: { preview: ImportPreview }) {
  const t = useT();
  const say = useLocalText();
  const fitting = preview.mappings.filter((mapping) => mapping.fits);
  return (
    <div className="stack tight">
      <div className="row" style={{ gap: "4px 20px" }}>
        <span>
          <span className="muted">{t("console.imports.encoding")}</span> {preview.encoding ?? "—"}
        </span>
        <span>
          <span className="muted">{t("console.imports.delimiter")}</span>{" "}
          <code>{delimiters[preview.delimiter] ?? preview.delimiter}</code>
        </span>
        <span>
          <span className="muted">{t("console.imports.columns")}</span> {preview.header.length}
        </span>
        {fitting.length > 0 ? (
          <span className="good">
            <CheckCircleFilled />{" "}
            {t("console.imports.fits", { mapping: fitting.map((mapping) => say(mapping.name)).join(", ") })}
          </span>
        ) : (
          <span className="bad">
            <ExclamationCircleFilled /> {t("console.imports.fitsNone")}
          </span>
        )}
      </div>
      <div className="preview-table">
        <table>
          <thead>
            <tr>
              {preview.header.map((name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two columns alike
                <th key={index}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.slice(0, SHOWN_ROWS).map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
              <tr key={line}>
                {preview.header.map((_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells are known by their column
                  <td key={column}>{row[column] ?? ""}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
