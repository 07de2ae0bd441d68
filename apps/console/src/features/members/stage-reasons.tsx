import { CheckOutlined, CloseOutlined } from "@ant-design/icons";
import type { StageExplanation } from "../../shared/api/insights.ts";
import { useLocalText, useT } from "../../shared/preferences.tsx";

/** The conditions behind a stage, each with whether it holds for this member. */
export function StageReasons({ explanation }: { explanation: StageExplanation }) {
  const t = useT();
  const say = useLocalText();
  return (
    <div className="small" style={{ marginTop: 4 }}>
      <div className="row" style={{ gap: 6, flexWrap: "nowrap", alignItems: "baseline" }}>
        {explanation.holds ? (
          <CheckOutlined className="good" aria-label={t("console.member.holds")} />
        ) : (
          <CloseOutlined className="bad" aria-label={t("console.member.holdsNot")} />
        )}
        <span>{say(explanation.sentence)}</span>
      </div>
      {explanation.children.length > 0 ? (
        <div style={{ paddingLeft: 16 }}>
          {explanation.children.map((child, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the tree has no ids and never reorders
            <StageReasons key={index} explanation={child} />
          ))}
        </div>
      ) : null}
    </div>
  );
}
