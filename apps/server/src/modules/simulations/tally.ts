/**
 * Sums over members. Adding is associative and commutative, so that the result does not depend on how many workers there are
 * and which of them comes first; everything is plain data.
 */
export interface Tally {
  /** Members looked at, whether they belong to the segment or not. */
  seen: number;
  members: number;
  facts: number;
  actual: SideTally;
  simulated: SideTally;
  compare: SideTally | null;
  /** Members by group. */
  groups: Record<string, number>;
  /** Members by ladder and `from|actual|simulated|compare`; an empty part = no tier. */
  moves: Record<string, Record<string, number>>;
  most: AffectedMember[];
}

export interface SideTally {
  total: Sums;
  months: Record<string, Sums>;
  groups: Record<string, Sums>;
  /** By `rule wallet`: times, points given, points clawed back. */
  rules: Record<string, number[]>;
  /** By wallet: times, points. */
  unaffordable: Record<string, number[]>;
  refused: Record<string, number>;
  /** By budget and period. */
  budgets: Record<string, Demand>;
}

export interface Sums {
  revenue: number;
  orders: number;
  /** By wallet: opening, then as `flowOf` says. */
  flows: Record<string, number[]>;
}

/** What rules took of a budget, in points and money, and when: flat triples of instant, points, money. */
export interface Demand {
  points: number;
  money: number;
  taken: number[];
}

/** Points and tiers of one member on one side. */
export interface MemberSide {
  earned: number;
  spent: number;
  expired: number;
  outstanding: number;
  /** Tier at the end of the span, by ladder. */
  tiers: Record<string, string>;
}

export interface MemberSides {
  actual: MemberSide;
  simulated: MemberSide;
  compare: MemberSide | null;
}

export interface AffectedMember extends MemberSides {
  bucket: number;
  id: string;
  delta: number;
}

export const flow = {
  opening: 0,
  issued: 1,
  spent: 2,
  expired: 3,
  clawedBack: 4,
  adjusted: 5,
  transferred: 6,
} as const;
const flowLength = 7;

export function emptyFlow(): number[] {
  return new Array<number>(flowLength).fill(0);
}

interface FlowPlace {
  index: number;
  sign: 1 | -1;
}

const places = new Map<string, FlowPlace>([
  ["earn", { index: flow.issued, sign: 1 }],
  ["spend", { index: flow.spent, sign: -1 }],
  ["return", { index: flow.spent, sign: -1 }],
  ["expire", { index: flow.expired, sign: -1 }],
  ["revoke", { index: flow.clawedBack, sign: -1 }],
  ["adjust", { index: flow.adjusted, sign: 1 }],
  ["import", { index: flow.adjusted, sign: 1 }],
  ["transfer_in", { index: flow.transferred, sign: 1 }],
  ["transfer_out", { index: flow.transferred, sign: 1 }],
]);

/** Which sum an entry's amount belongs to, and with which sign; undefined = it moves points between pots. */
export function flowOf(kind: string): FlowPlace | undefined {
  return places.get(kind);
}

/** What a wallet holds after its flows. */
export function outstandingOf(flows: readonly number[]): number {
  const at = (index: number): number => flows[index] ?? 0;
  return (
    at(flow.opening) +
    at(flow.issued) -
    at(flow.spent) -
    at(flow.expired) -
    at(flow.clawedBack) +
    at(flow.adjusted) +
    at(flow.transferred)
  );
}

export function emptySums(): Sums {
  return { revenue: 0, orders: 0, flows: {} };
}

export function emptySide(): SideTally {
  return { total: emptySums(), months: {}, groups: {}, rules: {}, unaffordable: {}, refused: {}, budgets: {} };
}

export function emptyTally(withCompare: boolean): Tally {
  return {
    seen: 0,
    members: 0,
    facts: 0,
    actual: emptySide(),
    simulated: emptySide(),
    compare: withCompare ? emptySide() : null,
    groups: {},
    moves: {},
    most: [],
  };
}

/** Adds numbers place by place. */
export function addNumbers(into: number[], more: readonly number[]): void {
  for (let index = 0; index < more.length; index += 1) into[index] = (into[index] ?? 0) + (more[index] ?? 0);
}

export function addTo<T>(record: Record<string, T>, key: string, empty: () => T, add: (into: T) => void): void {
  const into = record[key] ?? empty();
  add(into);
  record[key] = into;
}

export function addSums(into: Sums, more: Sums): void {
  into.revenue += more.revenue;
  into.orders += more.orders;
  for (const [wallet, flows] of Object.entries(more.flows))
    addTo(into.flows, wallet, emptyFlow, (known) => addNumbers(known, flows));
}

function addCounts(into: Record<string, number>, more: Record<string, number>): void {
  for (const [key, value] of Object.entries(more)) into[key] = (into[key] ?? 0) + value;
}

function addRows(into: Record<string, number[]>, more: Record<string, number[]>): void {
  for (const [key, row] of Object.entries(more))
    addTo(
      into,
      key,
      () => [],
      (known) => addNumbers(known, row),
    );
}

function addSide(into: SideTally, more: SideTally): void {
  addSums(into.total, more.total);
  for (const [key, sums] of Object.entries(more.months))
    addTo(into.months, key, emptySums, (known) => addSums(known, sums));
  for (const [key, sums] of Object.entries(more.groups))
    addTo(into.groups, key, emptySums, (known) => addSums(known, sums));
  addRows(into.rules, more.rules);
  addRows(into.unaffordable, more.unaffordable);
  addCounts(into.refused, more.refused);
  for (const [key, demand] of Object.entries(more.budgets))
    addTo(into.budgets, key, emptyDemand, (known) => {
      known.points += demand.points;
      known.money += demand.money;
      for (const value of demand.taken) known.taken.push(value);
    });
}

export function emptyDemand(): Demand {
  return { points: 0, money: 0, taken: [] };
}

/** Adds a part to a whole. */
export function addTally(into: Tally, more: Tally): void {
  into.seen += more.seen;
  into.members += more.members;
  into.facts += more.facts;
  addSide(into.actual, more.actual);
  addSide(into.simulated, more.simulated);
  if (into.compare && more.compare) addSide(into.compare, more.compare);
  addCounts(into.groups, more.groups);
  for (const [ladder, counts] of Object.entries(more.moves))
    addTo(
      into.moves,
      ladder,
      () => ({}),
      (known) => addCounts(known, counts),
    );
  into.most = mostAffected([...into.most, ...more.most]);
}

const mostKept = 200;

/** The members with the greatest differences, the greatest first. */
export function mostAffected(members: AffectedMember[]): AffectedMember[] {
  return members
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .slice(0, mostKept);
}
