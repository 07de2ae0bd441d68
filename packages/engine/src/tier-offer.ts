import { capCount, countCap } from "./caps.ts";
import type { CompiledProgramme } from "./compile.ts";
import type { CompiledLadder } from "./compile-ladder.ts";
import { type Draft, Refusal, walletWords } from "./draft.ts";
import type { TierChangeDecision, TierRedeemFact } from "./facts.ts";
import { spend } from "./ledger.ts";
import { NEXT_TIER, type TierOffer } from "./programme.ts";
import { grantTier } from "./tier-grant.ts";
import { addDuration, startOf } from "./time.ts";

/** The tier offer of an id; undefined when the programme has none. */
export function tierOfferOf({ programme }: CompiledProgramme, id: string): TierOffer | undefined {
  return programme.tierOffers.find((offer) => offer.id === id);
}

/** Gives a higher tier in return for points, which are spent. Throws Refusal, also when the member would gain nothing by it. */
export function redeemTier(draft: Draft, fact: TierRedeemFact, changes: TierChangeDecision[]): void {
  const offer = tierOfferOf(draft.compiled, fact.offer);
  if (!offer) throw new Refusal("tier.unknown_offer", { offer: fact.offer });
  const ladder = draft.compiled.ladders.find((candidate) => candidate.ladder.id === offer.ladder);
  if (!ladder) throw new Refusal("tier.unknown_ladder", { ladder: offer.ladder });
  const tier = tierOf(draft, offer, ladder);
  const { settledAt } = draft.account;
  const until = startOf("day", addDuration(settledAt, offer.duration, draft.zone), draft.zone, 1);
  keepLonger(draft, { ladder, tier, until });
  pay(draft, offer, fact.at);
  grantTier(
    draft,
    {
      kind: "tier_grant",
      id: fact.id,
      at: fact.at,
      recordedAt: fact.recordedAt,
      ladder: offer.ladder,
      tier,
      until,
      isLifetime: false,
      source: offer.kind,
      reason: reasonOf(offer),
    },
    changes,
    offer.name,
  );
}

function tierOf(draft: Draft, offer: TierOffer, { ladder, tierIds }: CompiledLadder): string {
  const current = draft.account.tiers[ladder.id]?.tier;
  const own = Math.max(0, current === undefined ? 0 : tierIds.indexOf(current));
  if (offer.tier === NEXT_TIER) {
    const next = ladder.tiers.findIndex(({ invitationOnly }, index) => index > own && !invitationOnly);
    if (next < 0) throw new Refusal("tier.no_next", { tier: tierIds[own] ?? "" });
    return tierIds[next] ?? "";
  }
  const wanted = tierIds.indexOf(offer.tier);
  if (wanted < 0) throw new Refusal("tier.unknown_tier", { ladder: ladder.id, tier: offer.tier });
  if (wanted <= own) throw new Refusal("tier.already_there", { tier: offer.tier, current: tierIds[own] ?? "" });
  return offer.tier;
}

/** A grant takes the place of an earlier one; one that lasts longer must not be lost for a shorter one. */
function keepLonger(
  draft: Draft,
  { ladder, tier, until }: { ladder: CompiledLadder; tier: string; until: number },
): void {
  const grant = draft.account.tiers[ladder.ladder.id]?.grant;
  if (grant && (grant.until === null || grant.until > until))
    throw new Refusal("tier.has_longer_grant", { tier, current: grant.tier });
}

function pay(draft: Draft, offer: TierOffer, at: number): void {
  const { id, wallet, points, oncePer } = offer;
  const config = draft.compiled.wallets.get(wallet);
  if (!config) throw new Refusal("points.unknown_wallet", { wallet });
  if (!config.spendable) throw new Refusal("points.not_redeemable", { wallet });
  if (oncePer !== undefined) {
    const key = `offer:${id}:${oncePer}`;
    if (capCount(draft, key, oncePer, at).times > 0) throw new Refusal("tier.offer_used", { offer: id, per: oncePer });
    countCap(draft, key, oncePer, at, points);
  }
  const params = { ...walletWords(draft.compiled, wallet), points, offer: offer.name };
  spend(draft, { wallet, kind: "spend", amount: -points, at, explanation: { code: "spend.tier", params } });
}

/** Grants have one reason for readers of every language. */
function reasonOf({ name }: TierOffer): string {
  return name.zh === name.en ? name.zh : `${name.zh} / ${name.en}`;
}
