import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import type { ReactNode } from "react";
import type { DefinitionText, Figure } from "./api/insights.ts";
import { Definition } from "./definition.tsx";
import { formatNumber, formatShare } from "./format.ts";
import { MoneyText, NumberText } from "./number-text.tsx";
import { useLocalText, usePreferences } from "./preferences.tsx";
import { rowsTarget } from "./rows-link.ts";
import { Sparkline } from "./sparkline.tsx";

export type FigureKind = "count" | "money" | "share";

interface StatProps {
  figure: Figure;
  definition: DefinitionText | undefined;
  /** Instead of the definition's own name, where one definition serves several groups. */
  label?: string | undefined;
  kind: FigureKind;
  currency: string;
  /** Whether less is better, as with lost members. */
  lessIsBetter?: boolean;
}

/** One number with its meaning, its change against the period before, its shape, and the rows behind it. */
export function Stat({ figure, definition, label, kind, currency, lessIsBetter = false }: StatProps) {
  const say = useLocalText();
  const name = label ?? (definition ? say(definition.name) : figure.definition);
  const target = rowsTarget(figure.rows);
  const value = <span className="stat-value">{figureText(figure.value, kind, currency)}</span>;
  return (
    <section className="panel stat" aria-label={name}>
      <div className="muted">
        {definition ? (
          <Definition meaning={say(definition.text)} formula={definition.formula}>
            {name}
          </Definition>
        ) : (
          name
        )}
      </div>
      {target ? (
        <Link {...target} className="stat-link">
          {value}
        </Link>
      ) : (
        value
      )}
      <div className="row between" style={{ flexWrap: "nowrap", alignItems: "flex-end" }}>
        <Change figure={figure} kind={kind} currency={currency} lessIsBetter={lessIsBetter} />
        <Sparkline values={figure.spark} width={84} />
      </div>
    </section>
  );
}

export function figureText(value: number | null, kind: FigureKind, currency: string): ReactNode {
  if (value === null) return "—";
  if (kind === "money") return <MoneyText amount={Math.round(value)} currency={currency} compact />;
  if (kind === "share") return <ShareText share={value} />;
  return <NumberText value={value} compact digits={Number.isInteger(value) ? 0 : 2} />;
}

function ShareText({ share }: { share: number }) {
  const { locale } = usePreferences();
  return <>{formatShare(locale, share)}</>;
}

function Change({
  figure,
  kind,
  currency,
  lessIsBetter,
}: Omit<StatProps, "definition" | "label"> & { lessIsBetter: boolean }) {
  const { t, locale } = usePreferences();
  if (figure.change === null && !(kind === "share" && figure.value !== null && figure.previous !== null))
    return <span className="muted small">{t("console.overview.noComparison")}</span>;
  const points = kind === "share" ? (figure.value ?? 0) - (figure.previous ?? 0) : null;
  const change = points ?? figure.change ?? 0;
  const relative = Math.abs(change) > 9.99 ? t("console.overview.manyfold") : formatShare(locale, Math.abs(change));
  const text =
    points === null
      ? relative
      : t("console.overview.percentagePoints", { points: formatNumber(locale, Math.abs(change) * 100, 1) });
  if (Math.abs(change) < 0.0005) return <span className="muted small">{t("console.overview.unchanged")}</span>;
  const good = change > 0 !== lessIsBetter;
  return (
    <Tooltip
      title={
        <>
          {t("console.overview.before")} {figureText(figure.previous, kind, currency)}
        </>
      }
    >
      <span className={`small nowrap ${good ? "good" : "bad"}`}>
        {change > 0 ? (
          <ArrowUpOutlined aria-label={t("console.overview.up")} />
        ) : (
          <ArrowDownOutlined aria-label={t("console.overview.down")} />
        )}{" "}
        {text}
      </span>
    </Tooltip>
  );
}
