import type { CompiledProgramme } from "./compile.ts";
import type { AccountState, Instant, MemberProfile } from "./facts.ts";
import type { HistoryEvent, World } from "./world.ts";

/** The member as conditions of this programme see it, without an order at hand. */
export function worldOf(compiled: CompiledProgramme, state: { profile: MemberProfile; account: AccountState }): World {
  return {
    profile: state.profile,
    zone: compiled.zone,
    account: state.account,
    ladders: compiled.ladderTiers,
    segment: compiled.directory.segment,
    storeLocation: compiled.directory.storeLocation,
  };
}

/** The member with something at hand that happened. */
export function worldAt(
  compiled: CompiledProgramme,
  state: { profile: MemberProfile; account: AccountState },
  event: HistoryEvent,
): World & { event: HistoryEvent } {
  return {
    profile: state.profile,
    zone: compiled.zone,
    account: state.account,
    ladders: compiled.ladderTiers,
    segment: compiled.directory.segment,
    storeLocation: compiled.directory.storeLocation,
    order: event.order,
    event,
  };
}

/** The first life-cycle stage whose condition holds as of an instant; null when none does. */
export function stageOf(
  compiled: CompiledProgramme,
  state: { profile: MemberProfile; account: AccountState },
  asOf: Instant,
): string | null {
  const world = worldOf(compiled, state);
  const { stages, stageJudges } = compiled;
  for (let index = 0; index < stageJudges.length; index += 1)
    if (stageJudges[index]?.(world, asOf)) return stages[index]?.id ?? null;
  return null;
}
