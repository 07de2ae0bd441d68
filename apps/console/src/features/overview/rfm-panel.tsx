import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import type { DefinitionText, Rfm, RfmBounds, RfmCell } from "../../shared/api/insights.ts";
import { Definition } from "../../shared/definition.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCompact, formatMoney, formatNumber } from "../../shared/format.ts";
import { heatStyle } from "../../shared/heat-style.ts";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { rowsTarget } from "../../shared/rows-link.ts";

const scores = [5, 4, 3, 2, 1];

/** Recency across, frequency up: how many members stand where; the darker, the more. A cell opens its members. */
export function RfmPanel({
  rfm,
  currency,
  definition,
}: {
  rfm: Rfm;
  currency: string;
  definition: DefinitionText | undefined;
}) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const most = Math.max(...rfm.cells.map((cell) => cell.members), 1);
  const cellAt = (r: number, f: number) => rfm.cells.find((cell) => cell.r === r && cell.f === f);
  return (
    <section className="panel" aria-labelledby="rfm-title">
      <div className="panel-head">
        <h2 id="rfm-title">
          {definition ? (
            <Definition meaning={say(definition.text)} formula={definition.formula}>
              {say(definition.name)}
            </Definition>
          ) : (
            "RFM"
          )}
        </h2>
        <span className="muted small">
          {t("console.rfm.scored", { members: formatNumber(locale, rfm.scored), days: rfm.windowDays })}
        </span>
      </div>
      {rfm.scored === 0 ? (
        <EmptyState title={t("console.rfm.none", { days: rfm.windowDays })} />
      ) : (
        <fieldset className="rfm" aria-label={t("console.rfm.meaning")}>
          <span className="rfm-side">{t("console.rfm.frequency")}</span>
          {scores.map((f) => (
            <div key={f} className="rfm-row">
              <Bound
                bounds={rfm.bounds.frequency}
                score={f}
                unit={(from, to) => t("console.rfm.orders", { range: range(from, to) })}
                label={`F${f}`}
              />
              {[...scores].reverse().map((r) => {
                const cell = cellAt(r, f);
                return cell ? (
                  <Cell key={r} cell={cell} most={most} currency={currency} />
                ) : (
                  <span key={r} className="rfm-cell" />
                );
              })}
            </div>
          ))}
          <div className="rfm-row">
            <span className="rfm-bound" />
            {[...scores].reverse().map((r) => (
              <Bound
                key={r}
                bounds={rfm.bounds.recencyDays}
                score={r}
                unit={(from, to) => t("console.rfm.days", { range: range(from, to) })}
                label={`R${r}`}
              />
            ))}
          </div>
          <span className="rfm-foot muted small">{t("console.rfm.recency")}</span>
        </fieldset>
      )}
    </section>
  );
}

function range(from: number, to: number): string {
  return from === to ? String(from) : `${from}–${to}`;
}

function Bound({
  bounds,
  score,
  unit,
  label,
}: {
  bounds: RfmBounds[];
  score: number;
  unit: (from: number, to: number) => string;
  label: string;
}) {
  const bound = bounds.find((candidate) => candidate.score === score);
  return (
    <Tooltip title={bound ? unit(bound.from, bound.to) : undefined}>
      <span className="rfm-bound small muted">{label}</span>
    </Tooltip>
  );
}

function Cell({ cell, most: highest, currency: code }: { cell: RfmCell; most: number; currency: string }) {
  const { t, locale } = usePreferences();
  const target = rowsTarget(cell.rows);
  const style = heatStyle(Math.sqrt(cell.members / highest));
  const name = t("console.rfm.cell", {
    r: cell.r,
    f: cell.f,
    members: formatNumber(locale, cell.members),
    money: formatMoney(locale, Math.round(cell.meanMonetary), code),
  });
  const text = cell.members === 0 ? "" : formatCompact(locale, cell.members);
  return (
    <Tooltip title={name}>
      {target && cell.members > 0 ? (
        <Link {...target} className="rfm-cell heat-cell" style={style} aria-label={name}>
          {text}
        </Link>
      ) : (
        <span className="rfm-cell heat-cell" style={style} />
      )}
    </Tooltip>
  );
}
