import type { AdjustFact } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { businessKey } from "./business-key.ts";
import { adjustHash } from "./content-hash.ts";
import { accepted, type Booked, bookFact, settleFact } from "./decide-batch.ts";
import { toOutcome } from "./fact-outcome.ts";
import { effectiveAt, type Plan, type Run, refusal, repeated, take } from "./plan.ts";
import { refused } from "./till-answer.ts";
import type { AdjustCommand, SettleCommand } from "./till-command.ts";
import type { AdjustmentRecord, MemberWork } from "./till-records.ts";

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
    ...(command.expiresAt && { expiresAt: command.expiresAt.getTime() }),
    ...(command.entryKind && { entryKind: command.entryKind }),
  };
  const isKnown = context.programme.wallets.has(command.wallet);
  return {
    needs: isKnown && !run.earlier.has(key) ? [{ memberId: member.id, fact }] : [],
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      if (!isKnown) return refused("points.unknown_wallet", { wallet: command.wallet });
      const origin = { factKind: "adjust" as const, factId: id, orderId: null, actor: command.actor };
      const booked = bookFact(run, member, fact, origin);
      if (booked.status === "refused") return booked;
      run.adjustments.push(toAdjustment(run, command, { id, hash, member, booked }));
      const { entries, tierChanges, wallets } = booked;
      const parts = { memberId: member.id, factId: id, entries, tierChanges, wallets };
      return take(run, key, hash, accepted({ status: "recorded", ...parts }));
    },
  };
}

function toAdjustment(
  run: Run,
  command: AdjustCommand,
  { id, hash, member, booked }: { id: string; hash: Buffer; member: MemberWork; booked: Booked },
): AdjustmentRecord {
  const { source, externalId, wallet, points, reason, at, actor } = command;
  return {
    id,
    memberId: member.id,
    contentHash: hash,
    recordedAt: run.options.now,
    source,
    externalId,
    wallet,
    points,
    reason,
    at,
    actor,
    entryKind: command.entryKind ?? "adjust",
    expiresAt: command.expiresAt ?? null,
    importId: command.importId ?? null,
    outcome: toOutcome(booked),
    demo: member.demo,
  };
}

export function planSettle(run: Run, command: SettleCommand, member: MemberWork | undefined): Plan {
  if (!member) return refusal("member.not_found");
  const fact = settleFact(command.at.getTime(), run.options.now.getTime());
  return {
    needs: [{ memberId: member.id, fact }],
    decide: () => {
      const origin = { factKind: "settle" as const, factId: fact.id, orderId: null, actor: "system" };
      const booked = bookFact(run, member, fact, origin);
      if (booked.status === "refused") return booked;
      const { decision, entries, tierChanges, wallets } = booked;
      const tierNotices = decision.tierNotices.length;
      return accepted({ status: "recorded", memberId: member.id, entries, tierChanges, wallets, tierNotices });
    },
  };
}
