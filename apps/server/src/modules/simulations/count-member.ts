import {
  type AccountState,
  type CompiledLeaf,
  type Condition,
  collectLeaves,
  emptyLeaf,
  holds,
  type Instant,
  worldOf,
} from "@regulars/engine";
import { eventsBefore, foldInto, ownLines } from "./fold-history.ts";
import type { MemberHistory } from "./history.ts";
import { type Months, monthsOf } from "./months.ts";
import { type ReplayObserver, type ReplaySide, sideOf } from "./replay.ts";
import { replayMember } from "./replay-member.ts";
import { type CompiledSpec, compileSpec, type ReplaySpec } from "./spec.ts";
import { realTiers, type StateAt, stateAt } from "./state-at.ts";
import {
  type AffectedMember,
  addNumbers,
  addSums,
  addTo,
  emptyDemand,
  emptyFlow,
  emptySums,
  flow,
  flowOf,
  type MemberSide,
  outstandingOf,
  type SideTally,
  type Sums,
  type Tally,
} from "./tally.ts";

/** Everything that is the same for all members of a run. */
export interface Run {
  spec: CompiledSpec;
  months: Months;
  simulated: ReplaySide;
  compare: ReplaySide | null;
  segment: Condition | null;
  keepsDemand: boolean;
}

export function openRun(plain: ReplaySpec): Run {
  const spec = compileSpec(plain);
  const { closings } = spec;
  return {
    spec,
    months: monthsOf(spec.from, spec.to, spec.simulatedProgramme.zone),
    simulated: sideOf(spec.simulatedProgramme, closings?.simulated ?? null),
    compare: spec.compareProgramme && sideOf(spec.compareProgramme, closings?.compare ?? null),
    segment: spec.segment,
    keepsDemand: closings === null,
  };
}

/** Replays one member and adds what came of it to the tally. Returns the member when the programme would have made a difference. */
export function countMember(run: Run, tally: Tally, history: MemberHistory): AffectedMember | null {
  const { spec } = run;
  tally.seen += 1;
  if (history.profile.joinedAt >= spec.to && history.happenings.length === 0) return null;
  const state = stateAt(spec.simulatedProgramme, history, spec.from);
  if (run.segment && !belongs(run.segment, spec, history, state.account)) return null;
  const facts = history.happenings.reduce((sum, fact) => (fact.at >= spec.from ? sum + 1 : sum), 0);
  const groups = groupsOf(run, history, state.account);
  const actual = countActual(run, tally.actual, history, groups);
  const simulated = countReplay(run, { side: run.simulated, into: tally.simulated, history, groups, state });
  const compare =
    run.compare && tally.compare ? countReplay(run, { side: run.compare, into: tally.compare, history, groups }) : null;
  tally.members += 1;
  tally.facts += facts;
  for (const group of groups) tally.groups[group] = (tally.groups[group] ?? 0) + 1;
  countMoves(run, tally, history, { actual, simulated, compare });
  const delta = simulated.outstanding + simulated.spent - actual.outstanding - actual.spent;
  return delta === 0 ? null : { bucket: history.bucket, id: history.profile.id, delta, actual, simulated, compare };
}

/** Whether a condition held for the member when the span began. */
function belongs(segment: Condition, spec: CompiledSpec, history: MemberHistory, account: AccountState): boolean {
  const { profile } = history;
  const missing = collectLeaves([segment]).filter((leaf) => account.leaves[leaf.key] === undefined);
  // The account is the replay's; what only the segment asks about does not belong into it.
  const leaves = { ...account.leaves };
  const world = worldOf(spec.simulatedProgramme, { profile, account: { ...account, leaves } });
  if (missing.length > 0) {
    for (const leaf of missing) leaves[leaf.key] = emptyLeaf(leaf);
    const concerning = (type: string) => missing.filter(({ leaf }) => typesOf(leaf).includes(type));
    foldInto(leaves, concerning, eventsBefore(history, spec.from, true), world);
  }
  return holds(segment, world, spec.from);
}

function typesOf(leaf: CompiledLeaf["leaf"]): string[] {
  if ("event" in leaf) return [leaf.event];
  return "last" in leaf ? [leaf.last] : leaf.sequence.map((step) => step.event);
}

/** The groups a member belongs to: tiers and stage when the span began. */
function groupsOf({ spec }: Run, history: MemberHistory, account: AccountState): string[] {
  const { from, publishedProgramme } = spec;
  const groups = Object.entries(realTiers(publishedProgramme, history, from)).map(
    ([ladder, tier]) => `tier:${ladder}/${tier ?? ""}`,
  );
  return [...groups, `stage:${(history.profile.joinedAt < from && account.stage?.id) || ""}`];
}

interface Counter {
  sums: Sums;
  add(wallet: string, index: number, amount: number, at: Instant): void;
}

/** Counts flows of one member by month as they come, and the member's own sums for the groups. */
function counterOf(run: Run, into: SideTally): Counter {
  const sums = emptySums();
  return {
    sums,
    add(wallet, index, amount, at) {
      addTo(sums.flows, wallet, emptyFlow, (flows) => {
        flows[index] = (flows[index] ?? 0) + amount;
      });
      if (index === flow.opening) return;
      addTo(into.months, run.months.nameAt(at), emptySums, (month) =>
        addTo(month.flows, wallet, emptyFlow, (flows) => {
          flows[index] = (flows[index] ?? 0) + amount;
        }),
      );
    },
  };
}

function finish(into: SideTally, sums: Sums, groups: readonly string[]): void {
  addSums(into.total, sums);
  for (const group of groups) addTo(into.groups, group, emptySums, (known) => addSums(known, sums));
}

function countRule(
  into: SideTally,
  entry: { kind: string; ruleId: string | null; wallet: string; amount: number },
): void {
  if (entry.ruleId === null || (entry.kind !== "earn" && entry.kind !== "revoke")) return;
  const row = entry.kind === "earn" ? [1, entry.amount, 0] : [0, 0, -entry.amount];
  addTo(
    into.rules,
    `${entry.ruleId} ${entry.wallet}`,
    () => [0, 0, 0],
    (known) => addNumbers(known, row),
  );
}

function addRevenue(into: SideTally, sums: Sums, month: string, amount: number, orders: number): void {
  sums.revenue += amount;
  sums.orders += orders;
  addTo(into.months, month, emptySums, (known) => {
    known.revenue += amount;
    known.orders += orders;
  });
}

function countOpening(counter: Counter, history: MemberHistory, from: Instant): void {
  for (const entry of history.entries)
    if (entry.at < from && flowOf(entry.kind)) counter.add(entry.wallet, flow.opening, entry.amount, from);
}

function countActual(run: Run, into: SideTally, history: MemberHistory, groups: readonly string[]): MemberSide {
  const { from, to, publishedProgramme } = run.spec;
  const counter = counterOf(run, into);
  countOpening(counter, history, from);
  const ruleOf = new Map<string, string | null>();
  for (const entry of history.entries) {
    if (entry.kind === "earn") ruleOf.set(entry.id, entry.ruleId);
    const place = entry.at >= from ? flowOf(entry.kind) : null;
    if (!place) continue;
    counter.add(entry.wallet, place.index, place.sign * entry.amount, entry.at);
    const ruleId = entry.ruleId ?? ruleOf.get(entry.relatedEntryId ?? "") ?? null;
    countRule(into, { ...entry, ruleId });
  }
  for (const fact of history.happenings) {
    if (fact.at < from) continue;
    if (fact.kind === "order") {
      const net = ownLines(fact).reduce((sum, line) => sum + line.net, 0);
      addRevenue(into, counter.sums, run.months.nameAt(fact.at), net, 1);
    }
    if (fact.kind === "refund") addRevenue(into, counter.sums, run.months.nameAt(fact.at), -fact.amount, 0);
  }
  finish(into, counter.sums, groups);
  return memberSide(counter.sums, present(realTiers(publishedProgramme, history, to)));
}

interface Counting {
  side: ReplaySide;
  into: SideTally;
  history: MemberHistory;
  groups: readonly string[];
  /** As the span began; absent = to be worked out for this side's programme. */
  state?: StateAt;
}

function countReplay(run: Run, { side, into, history, groups, state }: Counting): MemberSide {
  const { from } = run.spec;
  const counter = counterOf(run, into);
  countOpening(counter, history, from);
  const start = state ?? stateAt(side.compiled, history, from);
  const replay = replayMember(side, { history, state: start }, run.spec, observe(run, into, counter, history));
  finish(into, counter.sums, groups);
  const tiers = Object.entries(replay.account.tiers).map(([ladder, state]) => [ladder, state.tier] as const);
  const known = side.compiled.ladderTiers;
  return memberSide(counter.sums, Object.fromEntries(tiers.filter(([ladder]) => known[ladder] !== undefined)));
}

function observe(run: Run, into: SideTally, counter: Counter, history: MemberHistory): ReplayObserver {
  const { from } = run.spec;
  const ruleOf = new Map<string, string | null>();
  for (const entry of history.entries) if (entry.kind === "earn" && entry.at < from) ruleOf.set(entry.id, entry.ruleId);
  return {
    entry(entry) {
      const place = flowOf(entry.kind);
      if (!place) return;
      if (entry.kind === "earn") ruleOf.set(entry.id, entry.ruleId);
      // What a late fact books before the span belongs to its first instant.
      counter.add(entry.wallet, place.index, place.sign * entry.amount, Math.max(entry.at, from));
      const ruleId = entry.ruleId ?? ruleOf.get(entry.relatedEntryId ?? "") ?? null;
      countRule(into, { kind: entry.kind, ruleId, wallet: entry.wallet, amount: entry.amount });
    },
    budget(share, at) {
      addTo(into.budgets, share.key, emptyDemand, (demand) => {
        demand.points += share.points;
        demand.money += share.money;
        if (run.keepsDemand) demand.taken.push(at, share.points, share.money);
      });
    },
    revenue(at, amount, orders) {
      addRevenue(into, counter.sums, run.months.nameAt(at), amount, orders);
    },
    unaffordable(wallet, points) {
      addTo(
        into.unaffordable,
        wallet,
        () => [0, 0],
        (known) => addNumbers(known, [1, points]),
      );
    },
    refused(code) {
      into.refused[code] = (into.refused[code] ?? 0) + 1;
    },
  };
}

function present(tiers: Record<string, string | null>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [ladder, tier] of Object.entries(tiers)) if (tier !== null) found[ladder] = tier;
  return found;
}

function memberSide({ flows }: Sums, tiers: Record<string, string>): MemberSide {
  const side: MemberSide = { earned: 0, spent: 0, expired: 0, outstanding: 0, tiers };
  for (const wallet of Object.values(flows)) {
    side.earned += (wallet[flow.issued] ?? 0) - (wallet[flow.clawedBack] ?? 0);
    side.spent += wallet[flow.spent] ?? 0;
    side.expired += wallet[flow.expired] ?? 0;
    side.outstanding += outstandingOf(wallet);
  }
  return side;
}

function countMoves(
  { spec }: Run,
  tally: Tally,
  history: MemberHistory,
  sides: { actual: MemberSide; simulated: MemberSide; compare: MemberSide | null },
): void {
  const before = realTiers(spec.publishedProgramme, history, spec.from);
  const ladders = new Set([
    ...Object.keys(before),
    ...Object.keys(sides.simulated.tiers),
    ...Object.keys(sides.compare?.tiers ?? {}),
  ]);
  for (const ladder of ladders) {
    const path = [
      before[ladder],
      sides.actual.tiers[ladder],
      sides.simulated.tiers[ladder],
      sides.compare?.tiers[ladder],
    ];
    const key = path.map((tier) => tier ?? "").join("|");
    addTo(
      tally.moves,
      ladder,
      (): Record<string, number> => ({}),
      (counts) => {
        counts[key] = (counts[key] ?? 0) + 1;
      },
    );
  }
}
