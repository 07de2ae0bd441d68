import { CheckCircleOutlined, CloseCircleOutlined, InfoCircleOutlined, WarningOutlined } from "@ant-design/icons";
import type { Programme } from "@regulars/engine";
import { Button } from "antd";
import { useState } from "react";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { placeOf } from "./draft-place.ts";
import type { ProgrammeFinding } from "./programme-api.ts";

const icons = {
  error: <CloseCircleOutlined className="bad" />,
  warning: <WarningOutlined className="warn" />,
  info: <InfoCircleOutlined className="muted" />,
};

const severities = ["error", "warning", "info"] as const;

/** Everything wrong or doubtful in the draft, the worst first; each leads to its place. */
export function FindingsPanel({
  findings,
  programme,
  onOpen,
}: {
  findings: ProgrammeFinding[];
  programme: Programme | null;
  onOpen: (pointer: string) => void;
}) {
  const t = useT();
  if (findings.length === 0) {
    return (
      <div className="good">
        <CheckCircleOutlined /> {t("console.programme.noFindings")}
      </div>
    );
  }
  return (
    <div className="stack tight">
      {severities.map((severity) => {
        const group = findings.filter((finding) => finding.severity === severity);
        return group.length === 0 ? null : (
          <FindingGroup key={severity} severity={severity} findings={group} programme={programme} onOpen={onOpen} />
        );
      })}
    </div>
  );
}

/** How many of one severity are listed before the rest is asked for. */
const FIRST = 20;

function FindingGroup({
  severity,
  findings,
  programme,
  onOpen,
}: {
  severity: ProgrammeFinding["severity"];
  findings: ProgrammeFinding[];
  programme: Programme | null;
  onOpen: (pointer: string) => void;
}) {
  const t = useT();
  const say = useLocalText();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? findings : findings.slice(0, FIRST);
  return (
    <section aria-label={t(`console.findings.${severity}`, { count: findings.length })}>
      <h3 className="pg-label pg-severity">
        {icons[severity]} {t(`console.findings.${severity}`, { count: findings.length })}
      </h3>
      <ul className="pg-findings">
        {shown.map((finding) => (
          <li key={`${finding.pointer} ${finding.code} ${finding.en}`}>
            <button type="button" className="plain-button pg-finding" onClick={() => onOpen(finding.pointer)}>
              <span className="grow">
                <span className="muted small">{whereIn(finding.pointer, programme, say, t)}</span>
                <br />
                {say(finding)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {findings.length > shown.length ? (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t("console.findings.more", { count: findings.length - shown.length })}
        </Button>
      ) : null}
    </section>
  );
}

/** `/rules/1/when/...` -> "Earning rules › Coffee bonus". */
function whereIn(
  pointer: string,
  programme: Programme | null,
  say: (text: { zh: string; en: string }) => string,
  t: ReturnType<typeof useT>,
): string {
  const { list, index } = placeOf(pointer);
  if (list === null) return t("console.programme.tab.basics");
  const items = programme ? (list === "stages" ? programme.lifecycle.stages : programme[list]) : [];
  const item = index === null ? undefined : items[index];
  const section = t(
    list === "ruleGroups" || list === "budgets" ? `console.rules.part.${list}` : `console.programme.${list}`,
  );
  return item ? `${section} › ${say(item.name) || item.id}` : section;
}
