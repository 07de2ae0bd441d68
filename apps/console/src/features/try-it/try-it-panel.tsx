import { ExperimentOutlined } from "@ant-design/icons";
import type { Programme } from "@regulars/engine";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../shared/preferences.tsx";
import { TrialDrawer } from "./trial-drawer.tsx";

/** The way into a trial of what is being edited. */
export function TryItPanel({
  document,
  programme,
}: {
  document: Record<string, unknown>;
  programme: Programme | null;
}) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <section className="panel" aria-labelledby="try-it-title">
      <div className="panel-head">
        <h2 id="try-it-title">{t("console.try.title")}</h2>
        <Button icon={<ExperimentOutlined />} onClick={() => setOpen(true)}>
          {t("console.try.open")}
        </Button>
      </div>
      <div className="small muted">{t("console.try.hint")}</div>
      <TrialDrawer open={open} onClose={() => setOpen(false)} document={document} programme={programme} />
    </section>
  );
}
