import {
  type AccountState,
  type CompiledProgramme,
  emptyAccount,
  emptyLeaf,
  type MemberProfile,
  nextDueAt,
  type TierChangeDecision,
} from "@regulars/engine";
import type { NewMember } from "./insert-members.ts";

export interface Enrolment {
  account: AccountState;
  /** Epoch milliseconds at which time alone changes something; null = never. */
  nextDueAt: number | null;
  tierChanges: TierChangeDecision[];
}

/**
 * The first state of a member's account under the programme, and the tiers they begin in. A version that is being filled
 * from history counts on every account knowing its leaves, so a new account begins with those as well.
 */
export function enrol(
  member: NewMember,
  options: { programme: CompiledProgramme; upcoming: CompiledProgramme | null },
): Enrolment {
  const { programme, upcoming } = options;
  const profile = profileOf(member);
  // Without such rules nothing is to be looked at, and nobody becomes due for it.
  const account = emptyAccount(programme, profile, { isNew: programme.rulesOf.registration.length > 0 });
  for (const leaf of upcoming?.leaves ?? []) account.leaves[leaf.key] ??= emptyLeaf(leaf);
  return {
    account,
    nextDueAt: nextDueAt(programme, account, profile),
    tierChanges: programme.ladders.flatMap(({ ladder }): TierChangeDecision[] => {
      const state = account.tiers[ladder.id];
      const tier = ladder.tiers.find((candidate) => candidate.id === state?.tier);
      if (!state || !tier) return [];
      const params = {
        ladder: ladder.name,
        from: null,
        to: tier.name,
        metricKind: ladder.metric.kind,
        metric: 0,
        threshold: tier.from,
      };
      return [
        {
          ladder: ladder.id,
          from: null,
          to: state.tier,
          since: state.since,
          until: state.until,
          reason: "enrolled",
          explanation: { code: "tier.enrolled", params },
        },
      ];
    }),
  };
}

function profileOf(member: NewMember): MemberProfile {
  return {
    id: member.id,
    joinedAt: member.joinedAt.getTime(),
    birthday: member.birthday ?? null,
    gender: member.gender ?? null,
    kind: member.kind ?? "person",
    zone: member.zone ?? null,
    source: sourceOf(member),
    attributes: member.attributes ?? {},
    tags: member.tags ?? [],
    consents: member.consents ?? [],
  };
}

function sourceOf({ source }: NewMember): MemberProfile["source"] {
  const { channel, storeId, campaign } = source ?? {};
  return {
    ...(channel !== undefined && { channel }),
    ...(storeId !== undefined && { storeId }),
    ...(campaign !== undefined && { campaign }),
  };
}
