import { CheckOutlined, CloseOutlined } from "@ant-design/icons";
import { formatInstant, formatMoney, formatNumber } from "../../shared/format.ts";
import { usePreferences } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import type { TrialConditionNode } from "./trial-api.ts";
import type { TrialNames } from "./trial-names.ts";

interface ConditionTreeProps {
  nodes: TrialConditionNode[];
  currency: string;
  names: TrialNames;
}

/** A condition part by part: whether it holds, and what was seen. */
export function ConditionTree({ nodes, currency, names }: ConditionTreeProps) {
  const { t } = usePreferences();
  const seen = useSeenText(currency, names);
  return (
    <ul className="try-tree">
      {nodes.map((node, index) => {
        const value = seen(node);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: nodes have no ids and never move
          <li key={index} style={{ paddingInlineStart: node.depth * 18 }}>
            {node.holds ? (
              <CheckOutlined className="good" aria-label={t("console.try.holds")} />
            ) : (
              <CloseOutlined className="bad" aria-label={t("console.try.holdsNot")} />
            )}
            <span>
              {isGroup(node) ? <span className="muted">{t(`console.try.group.${node.kind}`)}</span> : node.text}
              {value === null ? null : <span className="muted"> · {t("console.try.seen", { value })}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Groups are said by their parts, which follow. */
function isGroup(node: TrialConditionNode): node is TrialConditionNode & { kind: "all" | "any" | "not" } {
  return ["all", "any", "not"].includes(node.kind);
}

function useSeenText(currency: string, names: TrialNames): (node: TrialConditionNode) => string | null {
  const { t, locale } = usePreferences();
  const { zone } = useProgrammeUnits();
  const say = (value: unknown, { kind, isMoney }: TrialConditionNode): string => {
    if (typeof value === "boolean") return t(value ? "console.try.yes" : "console.try.no");
    if (typeof value === "number")
      return isMoney ? formatMoney(locale, value, currency) : formatNumber(locale, value, 4);
    const text = String(value);
    if (kind === "tier") return names.anyTier(text);
    if (kind === "stage") return names.stage(text);
    return /^\d{4}-\d{2}-\d{2}T/.test(text) ? formatInstant(text, zone) : text;
  };
  return (node) => {
    const { seen } = node;
    if (isGroup(node)) return null;
    if (seen === null || seen === undefined) return t("console.try.nothing");
    if (!Array.isArray(seen)) return say(seen, node);
    return seen.length === 0 ? t("console.try.nothing") : seen.map((value) => say(value, node)).join(", ");
  };
}
