import { DownloadOutlined, FileImageOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { type ReactNode, useId, useRef } from "react";
import type { DefinitionText } from "./api/insights.ts";
import { csvLine, datedName, saveCsv } from "./csv.ts";
import { Definition } from "./definition.tsx";
import { useLocalText, useT } from "./preferences.tsx";

interface ChartPanelProps {
  title: ReactNode;
  definition?: DefinitionText | undefined;
  /** Beside the title: a choice, a note. */
  extra?: ReactNode;
  /** The figures as a table: head, then rows. */
  csv?: (() => (string | number | null)[][]) | undefined;
  /** Whether what it shows is a drawing that can be kept as a picture. */
  picture?: boolean;
  fileName: string;
  children: ReactNode;
}

/** A panel with a figure, its meaning, and ways to take it along: the numbers as CSV, the drawing as PNG. */
export function ChartPanel({ title, definition, extra, csv, picture = false, fileName, children }: ChartPanelProps) {
  const t = useT();
  const say = useLocalText();
  const id = useId();
  const place = useRef<HTMLElement>(null);
  return (
    <section className="panel" aria-labelledby={id} ref={place}>
      <div className="panel-head">
        <h2 id={id}>
          {definition ? (
            <Definition meaning={say(definition.text)} formula={definition.formula}>
              {title}
            </Definition>
          ) : (
            title
          )}
        </h2>
        {extra}
        <span className="panel-tools">
          {picture ? (
            <Tooltip title={t("console.report.png")}>
              <Button
                size="small"
                type="text"
                className="picture-tool"
                icon={<FileImageOutlined />}
                aria-label={t("console.report.png")}
                onClick={() => void savePicture(place.current, fileName)}
              />
            </Tooltip>
          ) : null}
          {csv ? (
            <Tooltip title={t("console.report.csv")}>
              <Button
                size="small"
                type="text"
                icon={<DownloadOutlined />}
                aria-label={t("console.report.csv")}
                onClick={() => saveCsv(datedName(fileName), csv().map(csvLine))}
              />
            </Tooltip>
          ) : null}
        </span>
      </div>
      {children}
    </section>
  );
}

/** The first drawing of a panel, twice its size, on the panel's own background. */
async function savePicture(panel: HTMLElement | null, fileName: string): Promise<void> {
  const drawing = panel?.querySelector<SVGSVGElement>(".drawing svg");
  if (!panel || !drawing) return;
  const { width, height } = drawing.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.fillStyle = getComputedStyle(panel).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const anchor = document.createElement("a");
  anchor.href = canvas.toDataURL("image/png");
  anchor.download = datedName(fileName, "png");
  anchor.click();
}
