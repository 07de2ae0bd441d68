import { InboxOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Progress, Select, Upload } from "antd";
import { useState } from "react";
import { api } from "../../shared/api/index.ts";
import { ErrorPanel } from "../../shared/error-panel.tsx";
import { formatBytes } from "../../shared/format.ts";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { FilePreview } from "./file-preview.tsx";

/** Choosing a file, seeing what the server makes of it, and sending it. */
export function UploadPanel({ onStarted }: { onStarted: (id: string) => void }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<string | null>(null);
  const [source, setSource] = useState("");
  const [sent, setSent] = useState(0);
  const mappings = useQuery({
    queryKey: ["import-mappings"],
    queryFn: () => api.imports.mappings(),
    staleTime: 300_000,
  });
  const preview = useMutation({
    mutationFn: (chosen: File) => api.imports.preview(chosen),
    onSuccess: (answer) => setMapping(answer.mappings.find((candidate) => candidate.fits)?.id ?? null),
  });
  const upload = useMutation({
    mutationFn: (input: { file: File; mapping: string; source?: string | undefined }) =>
      api.imports.upload(input, setSent),
    onSuccess: (answer) => {
      forget();
      onStarted(answer.id);
    },
  });
  const forget = () => {
    setFile(null);
    setMapping(null);
    setSent(0);
    preview.reset();
    upload.reset();
  };
  const choose = (chosen: File) => {
    upload.reset();
    setSent(0);
    setFile(chosen);
    preview.mutate(chosen);
  };
  const verdict = preview.data?.mappings.find((candidate) => candidate.id === mapping);
  const chosenMapping = mappings.data?.items.find((candidate) => candidate.id === mapping);
  return (
    <section className="panel stack" aria-label={t("console.imports.new")}>
      <Upload.Dragger
        accept=".csv,.txt,.tsv,.gz"
        multiple={false}
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={(chosen) => {
          choose(chosen);
          return false;
        }}
      >
        <p style={{ fontSize: 28, margin: 0, color: "var(--rg-accent)" }}>
          <InboxOutlined />
        </p>
        <p style={{ margin: "4px 0" }}>
          {file ? `${file.name} · ${formatBytes(locale, file.size)}` : t("console.imports.drop")}
        </p>
        <p className="muted small" style={{ margin: 0 }}>
          {t("console.imports.dropHint")}
        </p>
      </Upload.Dragger>
      {preview.error ? (
        <ErrorPanel error={preview.error} onRetry={file ? () => preview.mutate(file) : undefined} />
      ) : null}
      {preview.isPending ? <div className="muted">{t("console.imports.previewing")}</div> : null}
      {file && preview.data ? (
        <>
          <FilePreview preview={preview.data} />
          <div className="grid halves">
            <Form.Item
              label={t("console.imports.mapping")}
              htmlFor="import-mapping"
              layout="vertical"
              style={{ margin: 0 }}
              extra={chosenMapping ? say(chosenMapping.description) : t("console.imports.mappingHint")}
            >
              <Select
                id="import-mapping"
                value={mapping}
                placeholder={t("console.imports.chooseMapping")}
                onChange={setMapping}
                options={preview.data.mappings.map((candidate) => ({
                  value: candidate.id,
                  label: candidate.fits
                    ? say(candidate.name)
                    : t("console.imports.mappingMissing", {
                        name: say(candidate.name),
                        columns: candidate.missing.join(", "),
                      }),
                  disabled: !candidate.fits,
                }))}
              />
            </Form.Item>
            <Form.Item
              label={t("console.imports.source")}
              htmlFor="import-source"
              layout="vertical"
              style={{ margin: 0 }}
              extra={t("console.imports.sourceHint")}
            >
              <Input
                id="import-source"
                value={source}
                maxLength={60}
                placeholder={t("console.imports.sourcePlaceholder")}
                onChange={(event) => setSource(event.target.value)}
              />
            </Form.Item>
          </div>
          {upload.isPending ? (
            <Progress
              percent={Math.floor(sent * 100)}
              format={(percent) => t("console.imports.sending", { percent: percent ?? 0 })}
            />
          ) : null}
          <ErrorPanel error={upload.error} />
          <div className="row">
            <Button
              type="primary"
              disabled={!mapping || !verdict?.fits}
              loading={upload.isPending}
              onClick={() => mapping && upload.mutate({ file, mapping, source: source.trim() || undefined })}
            >
              {t("console.imports.start")}
            </Button>
            <Button onClick={forget} disabled={upload.isPending}>
              {t("console.cancel")}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
