import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import type { ReactNode } from "react";
import type { DefinitionText, Figure } from "./api/insights.ts";
import { ChangeText } from "./change-text.tsx";
import { Definition } from "./definition.tsx";
import { formatNumber, formatShare } from "./format.ts";
import { MoneyText, NumberText, RatioText } from "./number-text.tsx";
import { useLocalText, usePreferences } from "./preferences.tsx";
import { rowsTarget } from "./rows-link.ts";
import { Sparkline } from "./sparkline.tsx";

export type FigureKind = "count" | "money" | "share" | "ratio";

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
  if (kind === "ratio") return <RatioText ratio={value} />;
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
  if (figure.previous === null && figure.spark.length === 0) return null;
  if (figure.change === null && !(kind === "share" && figure.value !== null && figure.previous !== null))
    return <span className="muted small">{t("console.overview.noComparison")}</span>;
  const points = kind === "share" ? (figure.value ?? 0) - (figure.previous ?? 0) : null;
  const change = points ?? figure.change ?? 0;
  return (
    <Tooltip
      title={
        <>
          {t("console.overview.before")} {figureText(figure.previous, kind, currency)}
        </>
      }
    >
      <span className="small">
        <ChangeText
          change={change}
          lessIsBetter={lessIsBetter}
          {...(points === null
            ? {}
            : {
                text: t("console.overview.percentagePoints", {
                  points: formatNumber(locale, Math.abs(points) * 100, 1),
                }),
              })}
        />
      </span>
    </Tooltip>
  );
}
