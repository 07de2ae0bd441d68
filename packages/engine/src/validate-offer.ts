import { NEXT_TIER, type TierOffer } from "./programme.ts";
import { isLongDuration } from "./validate-field.ts";
import { type Check, error, type ProgrammeFinding, warning } from "./validate-finding.ts";

function priceFindings(offer: TierOffer, pointer: string, { programme }: Check): ProgrammeFinding[] {
  const { id, wallet, kind } = offer;
  const at = `${pointer}/wallet`;
  const found = programme.wallets.find((one) => one.id === wallet);
  if (!found) return [error(at, "programme.unknown_wallet", { wallet })];
  const params = { offer: id, wallet };
  if (!found.spendable) return [error(at, "offer.wallet_not_spendable", params)];
  const findings: ProgrammeFinding[] = [];
  if (!programme.rules.some((rule) => rule.enabled && rule.wallet === wallet))
    findings.push(warning(at, "offer.wallet_never_filled", params));
  if (kind === "voucher" && found.redemption) findings.push(warning(at, "offer.voucher_pays_money", params));
  return findings;
}

function goalFindings(offer: TierOffer, pointer: string, { programme }: Check): ProgrammeFinding[] {
  const ladder = programme.ladders.find(({ id }) => id === offer.ladder);
  if (!ladder) return [error(`${pointer}/ladder`, "programme.unknown_ladder", { ladder: offer.ladder })];
  const at = `${pointer}/tier`;
  if (offer.tier === NEXT_TIER) {
    const isSomeAbove = ladder.tiers.some(({ invitationOnly }, index) => index > 0 && !invitationOnly);
    return isSomeAbove ? [] : [error(at, "offer.nothing_higher", { offer: offer.id, ladder: ladder.id })];
  }
  const index = ladder.tiers.findIndex(({ id }) => id === offer.tier);
  if (index < 0) return [error(at, "programme.unknown_tier", { tier: offer.tier })];
  return index === 0 ? [error(at, "offer.first_tier", { offer: offer.id, tier: offer.tier })] : [];
}

/** What is wrong or doubtful about the tier offers. */
export function offerFindings(check: Check): ProgrammeFinding[] {
  return check.programme.tierOffers.flatMap((offer, index) => {
    const pointer = `/tierOffers/${index}`;
    return [
      ...priceFindings(offer, pointer, check),
      ...goalFindings(offer, pointer, check),
      ...(isLongDuration(offer.duration) ? [] : [error(`${pointer}/duration`, "offer.bad_duration")]),
    ];
  });
}
