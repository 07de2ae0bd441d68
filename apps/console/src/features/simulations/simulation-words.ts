import { formatDate } from "../../shared/format.ts";
import { useLocalText, useT } from "../../shared/preferences.tsx";
import { useProgrammeUnits } from "../../shared/session.tsx";
import type { SimulationStatus, SimulationSummary } from "./simulations-api.ts";

export const statusColors: Record<SimulationStatus, string> = {
  waiting: "var(--rg-guest)",
  running: "var(--rg-accent)",
  cancelling: "var(--rg-warn)",
  cancelled: "var(--rg-guest)",
  finished: "var(--rg-good)",
  failed: "var(--rg-bad)",
};

/** What a simulation is called, and which programme it replays, in words. */
export function useSimulationWords() {
  const t = useT();
  const say = useLocalText();
  const { zone } = useProgrammeUnits();
  const programme = (ref: SimulationSummary["programme"]) => {
    if (ref.kind === "draft") return t("console.sim.source.draft");
    if (ref.kind === "published") return t("console.sim.source.published", { version: ref.version ?? 0 });
    if (ref.kind === "version") return t("console.programme.versionNumber", { version: ref.version ?? 0 });
    return say(ref.name);
  };
  // `to` is exclusive: the day that is shown last is the day before it.
  const span = ({ from, to }: Pick<SimulationSummary, "from" | "to">) =>
    `${formatDate(from, zone)} → ${formatDate(new Date(Date.parse(to) - 1), zone)}`;
  const name = (simulation: SimulationSummary) =>
    simulation.name ?? t("console.sim.unnamed", { programme: programme(simulation.programme), span: span(simulation) });
  return { programme, span, name };
}
