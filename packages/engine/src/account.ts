import type { CompiledProgramme } from "./compile.ts";
import { emptyWallet } from "./draft.ts";
import { nextConditionChangeAt } from "./due.ts";
import type { AccountState, Instant, MemberProfile, TierState } from "./facts.ts";
import { emptyLeaf } from "./leaf-state.ts";
import { earlier } from "./lot-life.ts";
import { nextOccasionAt } from "./occasions.ts";
import { stageOf, worldOf } from "./stage.ts";
import { nextTierLookAt } from "./tier-notice.ts";

/**
 * The account of a member without a past: every leaf filled, in the first tier of each ladder since joining.
 * `isNew` = registration rules are still to be looked at.
 */
export function emptyAccount(
  compiled: CompiledProgramme,
  profile: MemberProfile,
  { isNew = false }: { isNew?: boolean } = {},
): AccountState {
  const tiers: Record<string, TierState> = {};
  for (const { ladder, tierIds } of compiled.ladders) {
    const tier = tierIds[0];
    if (tier !== undefined) tiers[ladder.id] = { tier, since: profile.joinedAt, until: null };
  }
  const account: AccountState = {
    settledAt: 0,
    wallets: Object.fromEntries([...compiled.wallets.keys()].map((id) => [id, emptyWallet()])),
    tiers,
    leaves: Object.fromEntries(compiled.leaves.map((leaf) => [leaf.key, emptyLeaf(leaf)])),
    stage: null,
    orders: { count: 0, net: 0, firstAt: null, lastAt: null },
    ...(isNew ? { isNew } : {}),
  };
  const stage = stageOf(compiled, { profile, account }, profile.joinedAt);
  return stage === null ? account : { ...account, stage: { id: stage, since: profile.joinedAt } };
}

const MAX_STEPS = 4;

/**
 * The earliest instant after `settledAt` at which time alone changes something: a lot activates or expires, a hold ends, a tier's period ends,
 * the life-cycle stage moves. null = never. At that instant a `settle` fact is due. May be early, never late.
 */
export function nextDueAt(compiled: CompiledProgramme, account: AccountState, profile: MemberProfile): Instant | null {
  let due: Instant | null = null;
  for (const wallet of Object.values(account.wallets)) {
    due = earlier(due, wallet.nextLotChangeAt);
    if (wallet.available + wallet.pending > 0) due = earlier(due, wallet.lapsesAt ?? null);
  }
  due = earlier(due, nextTierLookAt(compiled, account, profile));
  due = earlier(due, nextOccasionAt(compiled, account, profile));
  return earlier(due, nextStageAt(compiled, account, profile));
}

/** When the stage moves next; after a bounded number of steps without a move, the step reached. */
function nextStageAt(compiled: CompiledProgramme, account: AccountState, profile: MemberProfile): Instant | null {
  // A leaf that is missing will be filled, and the member settled, before anything can be told.
  if (compiled.stageLeaves.some((leaf) => !account.leaves[leaf.key])) return null;
  const state = { profile, account };
  const world = worldOf(compiled, state);
  const conditions = compiled.stages.map((stage) => stage.when);
  let at = Math.max(account.settledAt, profile.joinedAt);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = nextConditionChangeAt(conditions, world, at);
    if (next === null || stageOf(compiled, state, next) !== (account.stage?.id ?? null)) return next;
    at = next;
  }
  return at;
}
