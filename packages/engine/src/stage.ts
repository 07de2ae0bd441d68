import type { CompiledProgramme } from "./compile.ts";
import { compileCondition } from "./compile-condition.ts";
import type { AccountState, Instant, MemberProfile } from "./facts.ts";
import type { World } from "./world.ts";

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

/** The first life-cycle stage whose condition holds as of an instant; null when none does. */
export function stageOf(
  compiled: CompiledProgramme,
  state: { profile: MemberProfile; account: AccountState },
  asOf: Instant,
): string | null {
  const world = worldOf(compiled, state);
  return compiled.stages.find((stage) => compileCondition(stage.when)(world, asOf))?.id ?? null;
}
