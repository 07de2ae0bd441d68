import type {
  SimulationBreakdown,
  SimulationFigures,
  SimulationResult,
  SimulationTierMoves,
} from "@regulars/contracts";
import { type Programme, ratio } from "@regulars/engine";
import type { ReplaySpec } from "./spec.ts";
import { emptyFlow, emptySums, flow, outstandingOf, type SideTally, type Sums, type Tally } from "./tally.ts";
import { errorWords, type LocalText, type NoteCode, notes } from "./words.ts";

export type BudgetRow = SimulationResult["budgets"][number];

type Names = Map<string, LocalText>;

interface Sides<T> {
  actual: T;
  simulated: T;
  compare: T | null;
}

/** The programme that prices each side. */
type Prices = Sides<Programme>;

const nobody: LocalText = { zh: "尚未加入", en: "not yet a member" };
const noStage: LocalText = { zh: "没有阶段", en: "no stage" };

/** The answer of a simulation, from the sums over all members. The order of everything in it is fixed. */
export function buildResult(
  spec: ReplaySpec,
  tally: Tally,
  { budgets, isActualBehind }: { budgets: BudgetRow[]; isActualBehind: boolean },
): SimulationResult {
  const programmes = [spec.simulated, ...(spec.compare ? [spec.compare] : []), spec.published];
  const prices: Prices = { actual: spec.published, simulated: spec.simulated, compare: spec.compare };
  const walletNames = namesOf(programmes.map((programme) => programme.wallets));
  return {
    currency: spec.simulated.currency,
    members: tally.members,
    facts: tally.facts,
    total: eachSide(tally, prices, (side, programme) => figures(side.total, programme)),
    wallets: walletRows(tally, prices, walletNames),
    rules: ruleRows(tally, prices, programmes),
    tiers: tierRows(tally, prices, programmes),
    stages: stageRows(tally, prices, programmes),
    months: monthRows(tally, prices),
    moves: moveRows(tally, programmes),
    unaffordable: unaffordableRows(tally, walletNames),
    refused: { simulated: refusedRows(tally.simulated), compare: tally.compare && refusedRows(tally.compare) },
    budgets,
    notes: [...(isActualBehind ? noted(["actual.behind"]) : []), ...notesOf(tally, budgets)],
  };
}

function namesOf(lists: readonly (readonly { id: string; name: LocalText }[])[]): Names {
  const names: Names = new Map();
  for (const list of lists) for (const { id, name } of list) if (!names.has(id)) names.set(id, name);
  return names;
}

function nameIn(names: Names, id: string): LocalText {
  return names.get(id) ?? { zh: id, en: id };
}

/** Ids in the order in which the programmes name them, then those that only history knows. */
function inOrder(names: Names, seen: Iterable<string>): string[] {
  const found = new Set(seen);
  const known = [...names.keys()].filter((id) => found.has(id));
  return [...known, ...[...found].filter((id) => !names.has(id)).sort()];
}

function eachSide<T>(
  tally: Pick<Tally, "actual" | "simulated" | "compare">,
  prices: Prices,
  make: (side: SideTally, programme: Programme) => T,
): Sides<T> {
  return {
    actual: make(tally.actual, prices.actual),
    simulated: make(tally.simulated, prices.simulated),
    compare: tally.compare && prices.compare ? make(tally.compare, prices.compare) : null,
  };
}

function costOf(programme: Programme, wallet: string, points: number): number {
  const rate = programme.wallets.find((candidate) => candidate.id === wallet)?.costPer1000 ?? 0;
  return Math.sign(points) * ratio([Math.abs(points), rate], [1000], "half_up");
}

function figures(sums: Sums, programme: Programme): SimulationFigures {
  const total = emptyFlow();
  let liability = 0;
  let cost = 0;
  for (const [wallet, flows] of Object.entries(sums.flows)) {
    for (const [index, value] of flows.entries()) total[index] = (total[index] ?? 0) + value;
    liability += costOf(programme, wallet, outstandingOf(flows));
    cost += costOf(programme, wallet, (flows[flow.issued] ?? 0) - (flows[flow.clawedBack] ?? 0));
  }
  const at = (index: number): number => total[index] ?? 0;
  return {
    opening: at(flow.opening),
    issued: at(flow.issued),
    spent: at(flow.spent),
    expired: at(flow.expired),
    clawedBack: at(flow.clawedBack),
    adjusted: at(flow.adjusted),
    transferred: at(flow.transferred),
    outstanding: outstandingOf(total),
    liability,
    cost,
    revenue: sums.revenue,
    costShareBps: sums.revenue > 0 ? Math.round((cost * 10_000) / sums.revenue) : null,
    orders: sums.orders,
  };
}

function onlyWallet(sums: Sums, wallet: string): Sums {
  const flows = sums.flows[wallet];
  return { ...sums, flows: flows ? { [wallet]: flows } : {} };
}

function walletRows(tally: Tally, prices: Prices, names: Names): SimulationBreakdown[] {
  const sides = [tally.actual, tally.simulated, ...(tally.compare ? [tally.compare] : [])];
  const ids = inOrder(names, [...names.keys(), ...sides.flatMap((side) => Object.keys(side.total.flows))]);
  return ids.map((id) => ({
    id,
    name: nameIn(names, id),
    members: tally.members,
    ...eachSide(tally, prices, (side, programme) => figures(onlyWallet(side.total, id), programme)),
  }));
}

function ruleRows(tally: Tally, prices: Prices, programmes: readonly Programme[]): SimulationResult["rules"] {
  const names = namesOf(programmes.map((programme) => programme.rules));
  const sides = [tally.actual, tally.simulated, ...(tally.compare ? [tally.compare] : [])];
  const keys = sides.flatMap((side) => Object.keys(side.rules));
  const seen = keys.map((key) => key.split(" ")[0] ?? "");
  const enabled = [prices.simulated, prices.compare].flatMap(
    (programme) => programme?.rules.filter((rule) => rule.enabled).map((rule) => rule.id) ?? [],
  );
  return inOrder(names, [...enabled, ...seen]).map((id) => {
    const wallets = new Set(keys.filter((key) => key.startsWith(`${id} `)).map((key) => key.slice(id.length + 1)));
    const planned = programmes.flatMap((programme) => programme.rules).find((rule) => rule.id === id)?.wallet;
    const [only] = wallets.size === 1 ? wallets : [planned];
    return {
      id,
      name: nameIn(names, id),
      wallet: only ?? null,
      ...eachSide(tally, prices, (side, programme) => ruleFigures(side, programme, id, wallets)),
    };
  });
}

function ruleFigures(side: SideTally, programme: Programme, id: string, wallets: Iterable<string>) {
  const sum = { times: 0, issued: 0, clawedBack: 0, cost: 0 };
  for (const wallet of wallets) {
    const [times = 0, issued = 0, clawedBack = 0] = side.rules[`${id} ${wallet}`] ?? [];
    sum.times += times;
    sum.issued += issued;
    sum.clawedBack += clawedBack;
    sum.cost += costOf(programme, wallet, issued - clawedBack);
  }
  return sum;
}

function groupRow(tally: Tally, prices: Prices, key: string, named: { id: string; name: LocalText }) {
  return {
    ...named,
    members: tally.groups[key] ?? 0,
    ...eachSide(tally, prices, (side, programme) => figures(side.groups[key] ?? emptySums(), programme)),
  };
}

function tiersOf(programmes: readonly Programme[], ladder: string): Names {
  return namesOf(programmes.map((programme) => programme.ladders.find(({ id }) => id === ladder)?.tiers ?? []));
}

function tierRows(tally: Tally, prices: Prices, programmes: readonly Programme[]): SimulationResult["tiers"] {
  const ladders = namesOf(programmes.map((programme) => programme.ladders));
  const keys = Object.keys(tally.groups).filter((key) => key.startsWith("tier:"));
  const ladderOf = (key: string): string => key.slice("tier:".length, key.indexOf("/"));
  return inOrder(ladders, keys.map(ladderOf)).map((ladder) => {
    const names = tiersOf(programmes, ladder);
    const seen = keys.filter((key) => ladderOf(key) === ladder).map((key) => key.slice(key.indexOf("/") + 1));
    return {
      ladder,
      name: nameIn(ladders, ladder),
      tiers: inOrder(names, seen).map((tier) =>
        groupRow(tally, prices, `tier:${ladder}/${tier}`, {
          id: tier,
          name: tier === "" ? nobody : nameIn(names, tier),
        }),
      ),
    };
  });
}

function stageRows(tally: Tally, prices: Prices, programmes: readonly Programme[]): SimulationBreakdown[] {
  const names = namesOf(programmes.map((programme) => programme.lifecycle.stages));
  const seen = Object.keys(tally.groups)
    .filter((key) => key.startsWith("stage:"))
    .map((key) => key.slice("stage:".length));
  return inOrder(names, seen).map((stage) =>
    groupRow(tally, prices, `stage:${stage}`, { id: stage, name: stage === "" ? noStage : nameIn(names, stage) }),
  );
}

/** Each month opens with what the one before it left. */
function monthRows(tally: Tally, prices: Prices): SimulationResult["months"] {
  const sides = [tally.actual, tally.simulated, ...(tally.compare ? [tally.compare] : [])];
  const months = [...new Set(sides.flatMap((side) => Object.keys(side.months)))].sort();
  const chains = eachSide(tally, prices, (side, programme) => monthFigures(side, programme, months));
  return months.map((month, index) => ({
    month,
    actual: chains.actual[index] ?? figures(emptySums(), prices.actual),
    simulated: chains.simulated[index] ?? figures(emptySums(), prices.simulated),
    compare: chains.compare?.[index] ?? null,
  }));
}

function monthFigures(side: SideTally, programme: Programme, months: readonly string[]): SimulationFigures[] {
  const held: Record<string, number> = {};
  for (const [wallet, flows] of Object.entries(side.total.flows)) held[wallet] = flows[flow.opening] ?? 0;
  return months.map((month) => {
    const sums = side.months[month] ?? emptySums();
    const flows: Sums["flows"] = {};
    for (const wallet of new Set([...Object.keys(held), ...Object.keys(sums.flows)])) {
      const row = [...(sums.flows[wallet] ?? emptyFlow())];
      row[flow.opening] = held[wallet] ?? 0;
      held[wallet] = outstandingOf(row);
      flows[wallet] = row;
    }
    return figures({ ...sums, flows }, programme);
  });
}

type Path = [from: string, actual: string, simulated: string, compare: string];

function pathsOf(counts: Record<string, number>): { path: Path; members: number }[] {
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, members]) => {
      const [from = "", actual = "", simulated = "", compare = ""] = key.split("|");
      return { path: [from, actual, simulated, compare], members };
    });
}

function moveRows(tally: Tally, programmes: readonly Programme[]): SimulationTierMoves[] {
  const ladders = namesOf(programmes.map((programme) => programme.ladders));
  const hasCompare = tally.compare !== null;
  return inOrder(ladders, Object.keys(tally.moves)).map((ladder) => {
    const paths = pathsOf(tally.moves[ladder] ?? {});
    const names = tiersOf(programmes, ladder);
    const seen = paths.flatMap(({ path }) => path).filter((tier) => tier !== "");
    const different = pairs(paths, 1, 2).map(([actual, simulated, members]) => ({ actual, simulated, members }));
    return {
      ladder,
      name: nameIn(ladders, ladder),
      tiers: inOrder(names, [...names.keys(), ...seen]).map((id) => ({ id, name: nameIn(names, id) })),
      flows: flowsOf(paths, hasCompare),
      different,
      differentMembers: different.reduce((sum, pair) => sum + pair.members, 0),
      comparedDifferent: hasCompare
        ? pairs(paths, 2, 3).map(([simulated, compare, members]) => ({ simulated, compare, members }))
        : null,
    };
  });
}

const tierOrNull = (tier: string | undefined): string | null => (tier ? tier : null);

function flowsOf(paths: readonly { path: Path; members: number }[], hasCompare: boolean): SimulationTierMoves["flows"] {
  const found = new Map<string, SimulationTierMoves["flows"][number]>();
  const at = (from: string, to: string) => {
    const key = `${from}|${to}`;
    const known = found.get(key) ?? {
      from: tierOrNull(from),
      to: tierOrNull(to),
      actual: 0,
      simulated: 0,
      compare: hasCompare ? 0 : null,
    };
    found.set(key, known);
    return known;
  };
  for (const { path, members } of paths) {
    at(path[0], path[1]).actual += members;
    at(path[0], path[2]).simulated += members;
    const compared = hasCompare ? at(path[0], path[3]) : null;
    if (compared) compared.compare = (compared.compare ?? 0) + members;
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Members whose tiers of two sides differ, by pair, most first. */
function pairs(
  paths: readonly { path: Path; members: number }[],
  one: 1 | 2,
  two: 2 | 3,
): [string | null, string | null, number][] {
  const counts = new Map<string, number>();
  for (const { path, members } of paths) {
    if (path[one] === path[two]) continue;
    const key = `${path[one]}|${path[two]}`;
    counts.set(key, (counts.get(key) ?? 0) + members);
  }
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([key, members]) => {
      const [a, b] = key.split("|");
      return [tierOrNull(a), tierOrNull(b), members];
    });
}

function unaffordableRows(tally: Tally, names: Names): SimulationResult["unaffordable"] {
  const { simulated, compare } = tally;
  const seen = [...Object.keys(simulated.unaffordable), ...Object.keys(compare?.unaffordable ?? {})];
  const read = (side: SideTally, wallet: string) => {
    const [times = 0, points = 0] = side.unaffordable[wallet] ?? [];
    return { times, points };
  };
  return inOrder(names, seen).map((wallet) => ({
    wallet,
    name: nameIn(names, wallet),
    simulated: read(simulated, wallet),
    compare: compare && read(compare, wallet),
  }));
}

function refusedRows(side: SideTally): SimulationResult["refused"]["simulated"] {
  return Object.entries(side.refused)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, facts]) => ({ code, facts, text: errorWords(code) }));
}

function notesOf(tally: Tally, budgets: readonly BudgetRow[]): SimulationResult["notes"] {
  const { simulated, compare, actual } = tally;
  const codes: NoteCode[] = ["behaviour.same", "profile.now"];
  const isLeftOut = [simulated, compare].some((side) => Object.keys(side?.unaffordable ?? {}).length > 0);
  if (isLeftOut) codes.push("redemption.left_out");
  if (budgets.some((budget) => budget.closedAt !== null)) codes.push("budget.cut_off");
  if (Object.values(actual.total.flows).some((flows) => flows[flow.transferred] !== 0))
    codes.push("transfer.as_it_was");
  return noted(codes);
}

function noted(codes: readonly NoteCode[]): SimulationResult["notes"] {
  return codes.map((code) => ({ code, ...notes[code] }));
}
