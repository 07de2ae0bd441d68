import {
  type AccountState,
  type CompiledProgramme,
  compileProgramme,
  decide,
  emptyLeaf,
  type MemberProfile,
  POINTS_EARNED,
  tierProgress,
} from "@regulars/engine";
import { eventsBefore, foldInto } from "./fold-history.ts";
import type { MemberHistory } from "./history.ts";
import type { MemberAccount } from "./read-accounts.ts";
import { addTo } from "./tally.ts";
import type { MovesStart } from "./worker-messages.ts";

/** Who moves, by ladder. Adding two of them up is the same in any order. */
export interface MovesTally {
  members: number;
  ladders: Record<string, LadderMoves>;
}

interface LadderMoves {
  /** By `from|to`; an empty part = no tier. */
  moves: Record<string, number>;
  /** By `tier|tier that is reached`. */
  atRisk: Record<string, number>;
  /** By `from|to`: the first few members. */
  samples: Record<string, MovedMember[]>;
}

export interface MovedMember {
  id: string;
  bucket: number;
  metric: number | null;
}

const samplesPerMove = 5;

/** The ladders of the draft alone: no rule and no stage is asked, so nothing but what ladders count need be known of a member. */
export function compileLadders({ draft, ladders, stores }: Pick<MovesStart, "draft" | "ladders" | "stores">) {
  const places = new Map(stores.map((store) => [store.id, { lat: store.lat, lon: store.lon }]));
  const programme = {
    ...draft,
    ladders: draft.ladders.filter((ladder) => ladders.includes(ladder.id)),
    rules: [],
    lifecycle: { ...draft.lifecycle, stages: [] },
  };
  return compileProgramme(programme, 0, { storeLocation: (id) => places.get(id) });
}

export function emptyMoves(): MovesTally {
  return { members: 0, ladders: {} };
}

const noMoves = (): LadderMoves => ({ moves: {}, atRisk: {}, samples: {} });

/** Which leaf states of a member have to be filled from history before ladders can be judged. */
export function isLacking(compiled: CompiledProgramme, { account }: MemberAccount): boolean {
  return compiled.leaves.some((leaf) => account.leaves[leaf.key] === undefined);
}

/** The account with what the draft's ladders count, from the member's history up to now. */
export function filled(compiled: CompiledProgramme, member: MemberAccount, history: MemberHistory): MemberAccount {
  const { account, profile } = member;
  const missing = compiled.leaves.filter((leaf) => account.leaves[leaf.key] === undefined);
  const keys = new Set(missing.map((leaf) => leaf.key));
  const leaves = { ...account.leaves };
  for (const leaf of missing) leaves[leaf.key] = emptyLeaf(leaf);
  const events = eventsBefore(history, Number.POSITIVE_INFINITY, compiled.leavesOf(POINTS_EARNED).length > 0);
  const context = { profile, zone: compiled.zone, account };
  foldInto(leaves, (type) => compiled.leavesOf(type).filter((leaf) => keys.has(leaf.key)), events, context);
  return { ...member, account: { ...account, leaves } };
}

/** Judges one member as publishing would, with the code that will do it then. */
export function countMoved(
  compiled: CompiledProgramme,
  tally: MovesTally,
  { bucket, profile, account }: MemberAccount,
  at: number,
): void {
  tally.members += 1;
  const now = Math.max(at, account.settledAt);
  const after = settled(compiled, profile, quiet(account), now);
  for (const { ladder } of compiled.ladders) {
    const from = account.tiers[ladder.id]?.tier ?? "";
    const state = after.tiers[ladder.id];
    if (!state) continue;
    const path = `${from}|${state.tier}`;
    addTo(tally.ladders, ladder.id, noMoves, (into) => {
      into.moves[path] = (into.moves[path] ?? 0) + 1;
      if (from !== state.tier) {
        const metric = tierProgress(compiled, after, ladder.id, profile, now)?.metric ?? null;
        addTo(
          into.samples,
          path,
          () => [],
          (list: MovedMember[]) => {
            if (list.length < samplesPerMove) list.push({ id: profile.id, bucket, metric });
          },
        );
        return;
      }
      const reached = atPeriodEnd(compiled, profile, after, ladder.id);
      if (reached === state.tier) return;
      const risk = `${state.tier}|${reached}`;
      into.atRisk[risk] = (into.atRisk[risk] ?? 0) + 1;
    });
  }
}

/** Wallets stay as they are: no lot is looked at. */
function quiet(account: AccountState): AccountState {
  const wallets = Object.entries(account.wallets).map(
    ([id, wallet]) => [id, { ...wallet, nextLotChangeAt: null, lapsesAt: undefined }] as const,
  );
  return { ...account, wallets: Object.fromEntries(wallets), isNew: undefined };
}

function settled(compiled: CompiledProgramme, profile: MemberProfile, account: AccountState, at: number): AccountState {
  const state = { profile, account, lots: [] };
  const decision = decide(compiled, state, { kind: "settle", id: "settle", at, recordedAt: at }, () => "");
  if (!decision.ok) throw new Error(`time could not pass for a member: ${decision.code}`);
  return decision.state.account;
}

/** The tier that is left when the period, with its grace, ends now. */
function atPeriodEnd(
  compiled: CompiledProgramme,
  profile: MemberProfile,
  account: AccountState,
  ladder: string,
): string {
  const state = account.tiers[ladder];
  if (!state || state.until === null || state.grant) return state?.tier ?? "";
  const ending = { ...state, until: account.settledAt, inGrace: true };
  const tiers = { ...account.tiers, [ladder]: ending };
  return settled(compiled, profile, { ...account, tiers }, account.settledAt).tiers[ladder]?.tier ?? state.tier;
}

/** Adds a part to a whole. Parts are added in the order of their buckets, so that the same samples stay. */
export function addMoves(into: MovesTally, more: MovesTally): void {
  into.members += more.members;
  for (const [ladder, part] of Object.entries(more.ladders)) {
    addTo(into.ladders, ladder, noMoves, (known) => {
      for (const [path, members] of Object.entries(part.moves)) known.moves[path] = (known.moves[path] ?? 0) + members;
      for (const [path, members] of Object.entries(part.atRisk))
        known.atRisk[path] = (known.atRisk[path] ?? 0) + members;
      for (const [path, list] of Object.entries(part.samples))
        known.samples[path] = [...(known.samples[path] ?? []), ...list].slice(0, samplesPerMove);
    });
  }
}
