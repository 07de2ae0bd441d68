import { Segmented } from "antd";
import { useState } from "react";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatNumber } from "../../shared/format.ts";
import { NumberText } from "../../shared/number-text.tsx";
import { useLocalText, usePreferences } from "../../shared/preferences.tsx";
import { MovesSankey } from "./moves-sankey.tsx";
import type { SideNames } from "./simulation-result.tsx";
import type { SimulationTierMoves } from "./simulations-api.ts";

/** From which tier to which, as it was and as it would have been, and who ends elsewhere. */
export function TierMoves({ moves, sides }: { moves: SimulationTierMoves; sides: SideNames }) {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const [side, setSide] = useState<"actual" | "simulated" | "compare">("simulated");
  const nameOf = (id: string | null) => {
    if (id === null) return t("console.sim.noTier");
    const tier = moves.tiers.find((one) => one.id === id);
    return (tier && say(tier.name)) || id;
  };
  const flows = moves.flows.flatMap((flow) => {
    const members = flow[side] ?? 0;
    return members > 0 ? [{ from: flow.from, to: flow.to, members }] : [];
  });
  const options = [
    { value: "actual" as const, label: t("console.sim.actual") },
    { value: "simulated" as const, label: sides.simulated },
    ...(sides.compare ? [{ value: "compare" as const, label: sides.compare }] : []),
  ];
  return (
    <section className="panel" aria-label={t("console.sim.movesOf", { ladder: say(moves.name) })}>
      <div className="panel-head" style={{ flexWrap: "wrap" }}>
        <h2>{t("console.sim.movesOf", { ladder: say(moves.name) })}</h2>
        <Segmented value={side} options={options} aria-label={t("console.sim.sides")} onChange={setSide} />
      </div>
      <div className="points-grid">
        {flows.length === 0 ? (
          <EmptyState title={t("console.sim.nothingHere")} />
        ) : (
          <MovesSankey
            label={t("console.sim.movesOf", { ladder: say(moves.name) })}
            flows={flows}
            nameOf={nameOf}
            tiers={moves.tiers.map(({ id }) => id)}
            ladder={moves.ladder}
          />
        )}
        <div>
          <p style={{ marginTop: 0 }}>
            {t("console.sim.differentMembers", {
              count: moves.differentMembers,
              shown: formatNumber(locale, moves.differentMembers),
            })}
          </p>
          <table className="statement">
            <tbody>
              {moves.different.map((one) => (
                <tr key={`${one.actual} ${one.simulated}`}>
                  <th scope="row">
                    {nameOf(one.actual)} → {nameOf(one.simulated)}
                  </th>
                  <td className="num">
                    <NumberText value={one.members} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {moves.comparedDifferent && moves.comparedDifferent.length > 0 ? (
            <>
              <p className="muted small">
                {t("console.sim.comparedDifferent", { a: sides.simulated, b: sides.compare ?? "" })}
              </p>
              <table className="statement">
                <tbody>
                  {moves.comparedDifferent.map((one) => (
                    <tr key={`${one.simulated} ${one.compare}`}>
                      <th scope="row">
                        {nameOf(one.simulated)} → {nameOf(one.compare)}
                      </th>
                      <td className="num">
                        <NumberText value={one.members} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          ) : null}
        </div>
      </div>
    </section>
  );
}
