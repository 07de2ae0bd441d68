import type { TierGrantFact } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { businessKey } from "./business-key.ts";
import { grantHash } from "./content-hash.ts";
import { accepted, bookFact } from "./decide-batch.ts";
import { toOutcome } from "./fact-outcome.ts";
import { effectiveAt, type Plan, type Run, refusal, repeated, take } from "./plan.ts";
import type { TierGrantCommand } from "./till-command.ts";
import type { MemberWork, TierGrantRecord } from "./till-records.ts";

/** Gives a tier that was not earned, or takes such a grant back. */
export function planTierGrant(run: Run, command: TierGrantCommand, member: MemberWork | undefined): Plan {
  if (!member) return refusal("member.not_found");
  const { ladder, tier, until, isLifetime, grantKind, reason, actor, at } = command;
  const hash = grantHash(command);
  const key =
    command.source !== undefined ? `tier_grant\n${businessKey(command.source, command.externalId ?? "")}` : null;
  const id = newId(member.bucket);
  const recordedAt = run.options.now;
  const fact: TierGrantFact = {
    kind: "tier_grant",
    id,
    at: effectiveAt(at, recordedAt),
    recordedAt: recordedAt.getTime(),
    ladder,
    tier,
    until: until?.getTime() ?? null,
    isLifetime,
    source: grantKind,
    reason,
  };
  return {
    needs: key && run.earlier.has(key) ? [] : [{ memberId: member.id, fact }],
    decide: () => {
      const repeat = key && repeated(run, key, hash);
      if (repeat) return repeat;
      const origin = { factKind: "tier_grant" as const, factId: id, orderId: null, actor };
      const booked = bookFact(run, member, fact, origin);
      if (booked.status === "refused") return booked;
      const grant: TierGrantRecord = {
        ...{ id, bucket: member.bucket, memberId: member.id, contentHash: hash, outcome: toOutcome(booked) },
        ...{ ladder, tier, until, isLifetime, kind: grantKind, reason, at, recordedAt, actor },
        source: command.source ?? null,
        externalId: command.externalId ?? null,
        offer: null,
        programmeVersion: run.context.programme.version,
        demo: member.demo,
      };
      run.tierGrants.push(grant);
      const { entries, tierChanges, wallets } = booked;
      const parts = { memberId: member.id, factId: id, grant, entries, tierChanges, wallets };
      const answer = accepted({ status: "recorded", ...parts });
      return key ? take(run, key, hash, answer) : answer;
    },
  };
}
