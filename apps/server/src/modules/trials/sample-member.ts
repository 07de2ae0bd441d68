import type { TryProgramme } from "@regulars/contracts";
import { type CompiledProgramme, emptyAccount, type Lot, type MemberProfile, type TierState } from "@regulars/engine";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import type { InventedMember } from "../till/index.ts";

type Sample = NonNullable<TryProgramme["sample"]>;

const nobody: Sample = { tags: [], tiers: [], points: [] };

/** Somebody without a past: whatever came with joining is behind them, nothing else has happened yet. */
export function sampleMember(compiled: CompiledProgramme, sample: Sample = nobody, at: number): InventedMember {
  const joinedAt = sample.joinedAt === undefined ? at : Math.min(Date.parse(sample.joinedAt), at);
  const profile: MemberProfile = {
    id: newId(),
    joinedAt,
    birthday: sample.birthday ?? null,
    gender: sample.gender ?? null,
    kind: "person",
    zone: null,
    source: {},
    attributes: {},
    tags: sample.tags,
    consents: [],
  };
  const account = emptyAccount(compiled, profile);
  const lots = sample.points.map(({ wallet, available }, index) =>
    lotOf(compiled, wallet, available, { joinedAt, index }),
  );
  for (const lot of lots) {
    const state = account.wallets[lot.wallet];
    if (state) account.wallets[lot.wallet] = { ...state, available: state.available + lot.amount };
  }
  const tiers: Record<string, TierState> = { ...account.tiers };
  sample.tiers.forEach(({ ladder, tier }, index) => {
    if (!compiled.ladderTiers[ladder]?.includes(tier)) unknown(`/sample/tiers/${index}`, `${ladder}/${tier}`);
    tiers[ladder] = { tier, since: joinedAt, until: null };
  });
  return { profile, account: { ...account, tiers, settledAt: at, occasionsUntil: at }, lots };
}

function lotOf(
  compiled: CompiledProgramme,
  wallet: string,
  amount: number,
  { joinedAt, index }: { joinedAt: number; index: number },
): Lot {
  if (!compiled.wallets.has(wallet)) unknown(`/sample/points/${index}/wallet`, wallet);
  return {
    id: newId(),
    wallet,
    amount,
    remaining: amount,
    activeFrom: joinedAt,
    expiresAt: null,
    factId: newId(),
    activated: true,
  };
}

function unknown(pointer: string, what: string): never {
  throw new AppError("request.invalid", {}, [{ pointer, code: "unknown", message: `the programme has no ${what}` }]);
}
