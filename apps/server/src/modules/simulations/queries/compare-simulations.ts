import type { Locale, SimulationComparison, SimulationResult, SimulationTierMoves } from "@regulars/contracts";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { presentSimulation } from "../present.ts";
import { readResult, type SimulationRecord } from "../store.ts";

interface Compare {
  a: SimulationRecord;
  b: SimulationRecord;
  locale: Locale;
}

/** Two finished simulations side by side. Refuses with simulation.not_finished. */
export async function compareSimulations(db: Db, { a, b, locale }: Compare): Promise<SimulationComparison> {
  const [one, two] = [await readResult(db, a.id), await readResult(db, b.id)];
  if (!one || !two) refuse("simulation.not_finished");
  return {
    a: presentSimulation(a, locale),
    b: presentSimulation(b, locale),
    comparable: isComparable(a, b) && one.currency === two.currency,
    currency: one.currency,
    actual: one.total.actual,
    total: { a: one.total.simulated, b: two.total.simulated },
    wallets: paired(one.wallets, two.wallets),
    rules: paired(one.rules, two.rules),
    months: pairedMonths(one.months, two.months),
    moves: pairedMoves(one.moves, two.moves),
  };
}

function isComparable(a: SimulationRecord, b: SimulationRecord): boolean {
  return (
    a.from.getTime() === b.from.getTime() &&
    a.to.getTime() === b.to.getTime() &&
    JSON.stringify(a.segment) === JSON.stringify(b.segment)
  );
}

interface Named<T> {
  id: string;
  name: { zh: string; en: string };
  simulated: T;
}

function paired<T>(
  one: readonly Named<T>[],
  two: readonly Named<T>[],
): { id: string; name: { zh: string; en: string }; a: T | null; b: T | null }[] {
  const others = new Map(two.map((row) => [row.id, row]));
  const known = new Set(one.map((row) => row.id));
  return [
    ...one.map((row) => ({ id: row.id, name: row.name, a: row.simulated, b: others.get(row.id)?.simulated ?? null })),
    ...two
      .filter((row) => !known.has(row.id))
      .map((row) => ({ id: row.id, name: row.name, a: null, b: row.simulated })),
  ];
}

function pairedMonths(
  one: SimulationResult["months"],
  two: SimulationResult["months"],
): SimulationComparison["months"] {
  const months = [...new Set([...one, ...two].map((row) => row.month))].sort();
  return months.map((month) => ({
    month,
    a: one.find((row) => row.month === month)?.simulated ?? null,
    b: two.find((row) => row.month === month)?.simulated ?? null,
  }));
}

function pairedMoves(one: SimulationTierMoves[], two: SimulationTierMoves[]): SimulationComparison["moves"] {
  const ladders = new Map([...two, ...one].map((moves) => [moves.ladder, moves]));
  return [...ladders.values()].map(({ ladder, name }) => {
    const [a, b] = [one, two].map((moves) => moves.find((candidate) => candidate.ladder === ladder));
    const tiers = new Map([...(b?.tiers ?? []), ...(a?.tiers ?? [])].map((tier) => [tier.id, tier]));
    const ends = new Set([...(a?.flows ?? []), ...(b?.flows ?? [])].map((flow) => flow.to));
    const at = (moves: SimulationTierMoves | undefined, tier: string | null, side: "actual" | "simulated"): number =>
      (moves?.flows ?? []).reduce((sum, flow) => sum + (flow.to === tier ? flow[side] : 0), 0);
    return {
      ladder,
      name,
      tiers: [...tiers.values()],
      members: [...ends].map((tier) => ({
        tier,
        actual: at(a ?? b, tier, "actual"),
        a: at(a, tier, "simulated"),
        b: at(b, tier, "simulated"),
      })),
    };
  });
}
