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
import { claimedAmount, eventsBefore, foldInto } from "./fold-history.ts";
import type { MemberHistory } from "./history.ts";
import { type Month, monthsOf } from "./months.ts";
import { type ReplayObserver, type ReplaySide, sideOf } from "./replay.ts";
import { replayMember } from "./replay-member.ts";
import { openCounter, type SideCounter } from "./side-counter.ts";
import { type CompiledSpec, compileSpec, type ReplaySpec } from "./spec.ts";
import { realTiers, type StateAt, stateAt } from "./state-at.ts";
import {
  type AffectedMember,
  addNumbers,
  addTo,
  emptyDemand,
  emptyTally,
  flow,
  type MemberSide,
  outstandingOf,
  type Sums,
  type Tally,
} from "./tally.ts";

/** Everything that is the same for all members of a run. */
export interface Run {
  spec: CompiledSpec;
  months: Month[];
  simulated: ReplaySide;
  compare: ReplaySide | null;
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
    keepsDemand: closings === null,
  };
}

/** Members being added up. */
export interface Count {
  run: Run;
  tally: Tally;
  actual: SideCounter;
  simulated: SideCounter;
  compare: SideCounter | null;
}

export function openCount(run: Run): Count {
  const tally = emptyTally(run.compare !== null);
  return {
    run,
    tally,
    actual: openCounter(tally.actual, run.months),
    simulated: openCounter(tally.simulated, run.months),
    compare: tally.compare && openCounter(tally.compare, run.months),
  };
}

/** Replays one member and adds what came of it. Returns the member when the programme would have made a difference. */
export function countMember(count: Count, history: MemberHistory): AffectedMember | null {
  const { run, tally } = count;
  const { spec } = run;
  tally.seen += 1;
  if (history.profile.joinedAt >= spec.to && history.happenings.length === 0) return null;
  const state = stateAt(spec.simulatedProgramme, history, spec.from);
  if (spec.segment && !belongs(spec.segment, spec, history, state.account)) return null;
  const groups = groupsOf(run, history, state.account);
  const actual = countActual(run, count.actual, history, groups);
  const simulated = countReplay(run, count.simulated, { side: run.simulated, history, groups, state });
  const compare =
    run.compare && count.compare
      ? countReplay(run, count.compare, {
          side: run.compare,
          history,
          groups,
          state: stateAt(run.compare.compiled, history, spec.from),
        })
      : null;
  tally.members += 1;
  for (const fact of history.happenings) if (fact.at >= spec.from) tally.facts += 1;
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

/** Entries from before the span are what was there when it began. */
function countOpening(counter: SideCounter, history: MemberHistory, from: Instant): void {
  counter.begin();
  for (const entry of history.entries) if (entry.at < from) counter.opening(entry);
}

function countActual(run: Run, counter: SideCounter, history: MemberHistory, groups: readonly string[]): MemberSide {
  const { from, to, publishedProgramme } = run.spec;
  countOpening(counter, history, from);
  for (const entry of history.entries) if (entry.at >= from) counter.entry(entry, entry.at);
  for (const fact of history.happenings) {
    if (fact.at < from) continue;
    if (fact.kind === "order") counter.revenue(fact.at, fact.net - claimedAmount(fact), 1);
    if (fact.kind === "refund") counter.revenue(fact.at, -fact.amount, 0);
  }
  return memberSide(counter.finish(groups), present(realTiers(publishedProgramme, history, to)));
}

interface Counting {
  side: ReplaySide;
  history: MemberHistory;
  groups: readonly string[];
  /** As the span began. */
  state: StateAt;
}

function countReplay(run: Run, counter: SideCounter, { side, history, groups, state }: Counting): MemberSide {
  countOpening(counter, history, run.spec.from);
  const replay = replayMember(side, { history, state }, run.spec, observe(run, counter));
  const tiers: Record<string, string> = {};
  for (const ladder of side.compiled.ladders) {
    const held = replay.account.tiers[ladder.ladder.id];
    if (held) tiers[ladder.ladder.id] = held.tier;
  }
  return memberSide(counter.finish(groups), tiers);
}

function observe(run: Run, counter: SideCounter): ReplayObserver {
  const { from } = run.spec;
  const { into } = counter;
  return {
    // What a late fact books before the span belongs to its first instant.
    entry: (entry) => counter.entry(entry, Math.max(entry.at, from)),
    revenue: counter.revenue,
    budget(share, at) {
      addTo(into.budgets, share.key, emptyDemand, (demand) => {
        demand.points += share.points;
        demand.money += share.money;
        if (run.keepsDemand) demand.taken.push(at, share.points, share.money);
      });
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
