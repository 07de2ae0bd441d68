import { type TierRedeemFact, tierOfferOf } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { businessKey } from "./business-key.ts";
import { tierRedeemHash } from "./content-hash.ts";
import { accepted, type Booked } from "./decide-batch.ts";
import { toOutcome } from "./fact-outcome.ts";
import { effectiveAt, type Plan, type Run, refusal, repeated, take } from "./plan.ts";
import { bookPayment, needsOfPayment } from "./pull-from-household.ts";
import type { TierRedeemCommand } from "./till-command.ts";
import type { MemberWork, TierGrantRecord } from "./till-records.ts";

/** Spends what a tier offer costs and gives its tier, or neither. A redemption is a grant, and shares the grants' business keys. */
export function planTierRedeem(run: Run, command: TierRedeemCommand, member: MemberWork | undefined): Plan {
  if (!member) return refusal("member.not_found");
  const hash = tierRedeemHash(command);
  const key = `tier_grant\n${businessKey(command.source, command.externalId)}`;
  const recordedAt = run.options.now;
  const fact: TierRedeemFact = {
    kind: "tier_redeem",
    id: newId(member.bucket),
    at: effectiveAt(command.at, recordedAt),
    recordedAt: recordedAt.getTime(),
    offer: command.offer,
  };
  const offer = tierOfferOf(run.context.programme, command.offer);
  const payments = offer ? [{ wallet: offer.wallet, points: offer.points }] : [];
  return {
    needs: run.earlier.has(key) ? [] : needsOfPayment(run, member, { fact, payments }),
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      const origin = { factKind: "tier_grant" as const, factId: fact.id, orderId: null, actor: command.actor };
      const booked = bookPayment(run, member, { fact, payments, origin });
      if (booked.status === "refused") return booked;
      const grant = toGrant(run, command, { member, booked, id: fact.id, hash });
      run.tierGrants.push(grant);
      const { entries, tierChanges, wallets } = booked;
      const parts = { memberId: member.id, factId: fact.id, grant, entries, tierChanges, wallets };
      return take(run, key, hash, accepted({ status: "recorded", ...parts }));
    },
  };
}

interface Redeemed {
  member: MemberWork;
  booked: Booked;
  id: string;
  hash: Buffer;
}

function toGrant(run: Run, command: TierRedeemCommand, { member, booked, id, hash }: Redeemed): TierGrantRecord {
  const { source, externalId, at, actor } = command;
  const offer = tierOfferOf(run.context.programme, command.offer);
  const given = offer && member.account.tiers[offer.ladder]?.grant;
  if (!offer || !given) throw new Error(`the offer ${command.offer} was redeemed and gave nothing`);
  return {
    ...{ id, bucket: member.bucket, memberId: member.id, contentHash: hash, outcome: toOutcome(booked) },
    ...{ source, externalId, at, recordedAt: run.options.now, actor, offer: offer.id },
    ...{ ladder: offer.ladder, tier: given.tier, until: given.until === null ? null : new Date(given.until) },
    ...{ isLifetime: given.isLifetime, kind: given.source, reason: given.reason },
    programmeVersion: run.context.programme.version,
    demo: member.demo,
  };
}
