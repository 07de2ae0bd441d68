import { CheckCircleOutlined, CloseCircleOutlined, InfoCircleOutlined, WarningOutlined } from "@ant-design/icons";
import type { Programme } from "@regulars/engine";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import type { ProgrammeFinding } from "./programme-api.ts";

const icons = {
  error: <CloseCircleOutlined className="bad" />,
  warning: <WarningOutlined className="warn" />,
  info: <InfoCircleOutlined className="muted" />,
};

/** Everything wrong or doubtful in the draft; each leads to its place. */
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
  const say = useLocalText();
  if (findings.length === 0) {
    return (
      <div className="good">
        <CheckCircleOutlined /> {t("console.programme.noFindings")}
      </div>
    );
  }
  return (
    <ul className="pg-findings">
      {findings.map((finding) => (
        <li key={`${finding.pointer} ${finding.code} ${finding.en}`}>
          <button type="button" className="plain-button pg-finding" onClick={() => onOpen(finding.pointer)}>
            {icons[finding.severity]}
            <span className="grow">
              <span className="visually-hidden">{t(`console.programme.severity.${finding.severity}`)}</span>
              <span className="muted small">{whereIn(finding.pointer, programme, say, t)}</span>
              <br />
              {say(finding)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** `/rules/1/when/...` -> "Earning rules › Coffee bonus". */
function whereIn(
  pointer: string,
  programme: Programme | null,
  say: (text: { zh: string; en: string }) => string,
  t: ReturnType<typeof useT>,
): string {
  const [, head = "", second = "", third = ""] = pointer.split("/");
  const kind = head === "lifecycle" ? "stages" : head;
  if (kind !== "ladders" && kind !== "rules" && kind !== "wallets" && kind !== "stages")
    return t("console.programme.tab.basics");
  const items = programme ? (kind === "stages" ? programme.lifecycle.stages : programme[kind]) : [];
  const item = items[Number(kind === "stages" ? third : second)];
  const section = t(`console.programme.${kind}`);
  return item ? `${section} › ${say(item.name) || item.id}` : section;
}
