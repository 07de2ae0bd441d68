import type { ErrorCode } from "@regulars/contracts";
import type { AdjustFact } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { businessKey } from "./batch-context.ts";
import { adjustHash } from "./content-hash.ts";
import { accepted, applyFact, noteTierChanges, settleFact, toEntries, walletsOf } from "./decide-batch.ts";
import { bookingOf, effectiveAt, type Plan, type Run, refusal, repeated, take } from "./plan.ts";
import { refused } from "./till-answer.ts";
import type { AdjustCommand, SettleCommand } from "./till-command.ts";
import type { MemberWork } from "./till-records.ts";

export function planAdjust(run: Run, command: AdjustCommand, member: MemberWork | undefined): Plan {
  if (!member) return refusal("member.not_found");
  const { context, options } = run;
  const hash = adjustHash(command);
  const key = `adjust\n${businessKey(command.source, command.externalId)}`;
  const id = newId(member.bucket);
  const fact: AdjustFact = {
    kind: "adjust",
    id,
    at: effectiveAt(command.at, options.now),
    recordedAt: options.now.getTime(),
    wallet: command.wallet,
    points: command.points,
    reason: command.reason,
  };
  const isKnown = context.programme.wallets.has(command.wallet);
  return {
    memberId: member.id,
    facts: isKnown && !run.earlier.has(key) ? [fact] : [],
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      if (!isKnown) return refused("points.unknown_wallet", { wallet: command.wallet });
      const decision = applyFact(context, member, fact);
      if (!decision.ok) return refused(decision.code as ErrorCode, decision.params);
      const origin = { ...bookingOf(run, command.actor), factKind: "adjust" as const, factId: id, orderId: null };
      const entries = toEntries(decision, member, origin);
      const tierChanges = noteTierChanges(decision, member, origin);
      run.adjustments.push({ ...command, id, contentHash: hash, memberId: member.id, recordedAt: options.now });
      run.entries.push(...entries);
      const wallets = walletsOf(member, options.now.getTime());
      return take(run, key, hash, accepted({ status: "recorded", memberId: member.id, entries, tierChanges, wallets }));
    },
  };
}

export function planSettle(run: Run, command: SettleCommand, member: MemberWork | undefined): Plan {
  if (!member) return refusal("member.not_found");
  const fact = settleFact(command.at.getTime(), run.options.now.getTime());
  return {
    memberId: member.id,
    facts: [fact],
    decide: () => {
      const decision = applyFact(run.context, member, fact);
      if (!decision.ok) return refused(decision.code as ErrorCode, decision.params);
      const origin = { ...bookingOf(run, "system"), factKind: "settle" as const, factId: fact.id, orderId: null };
      const entries = toEntries(decision, member, origin);
      const tierChanges = noteTierChanges(decision, member, origin);
      run.entries.push(...entries);
      return accepted({ status: "recorded", memberId: member.id, entries, tierChanges });
    },
  };
}
