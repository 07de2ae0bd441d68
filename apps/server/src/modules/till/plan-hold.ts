import type { HoldFact } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { businessKey } from "./business-key.ts";
import { holdHash } from "./content-hash.ts";
import { accepted, type Booked } from "./decide-batch.ts";
import { toOutcome } from "./fact-outcome.ts";
import { effectiveAt, type Plan, type Run, refusal, repeated, take } from "./plan.ts";
import { bookPayment, needsOfPayment } from "./pull-from-household.ts";
import { refused } from "./till-answer.ts";
import type { HoldCommand } from "./till-command.ts";
import type { HoldRecord, MemberWork } from "./till-records.ts";

/** Reserves points for a while. */
export function planHold(run: Run, command: HoldCommand, member: MemberWork | undefined): Plan {
  if (!member) return refusal("member.not_found");
  const { context, options } = run;
  const { source, externalId, wallet, points, reference, ttlSeconds } = command;
  if (!context.programme.wallets.has(wallet)) return refusal("points.unknown_wallet", { wallet });
  const hash = holdHash(command);
  const key = source !== undefined ? `hold\n${businessKey(source, externalId ?? "")}` : null;
  const id = newId(member.bucket);
  const at = effectiveAt(command.at, options.now);
  const fact: HoldFact = {
    kind: "hold",
    id,
    at,
    recordedAt: options.now.getTime(),
    wallet,
    points,
    expiresAt: at + ttlSeconds * 1_000,
    reference,
  };
  const payments = [{ wallet, points }];
  return {
    needs: key && run.earlier.has(key) ? [] : needsOfPayment(run, member, { fact, payments }),
    decide: () => {
      const repeat = key && repeated(run, key, hash);
      if (repeat) return repeat;
      const origin = { factKind: "hold" as const, factId: id, orderId: null, actor: command.actor };
      const booked = bookPayment(run, member, { fact, payments, origin });
      if (booked.status === "refused") return booked;
      const hold = toRecord(run, command, { fact, hash, member, booked });
      if (!hold) return refused("server.internal");
      member.holds.set(id, hold);
      member.changedHolds.add(id);
      run.newHolds.add(id);
      const { entries, tierChanges, wallets } = booked;
      const parts = { memberId: member.id, factId: id, hold, entries, tierChanges, wallets };
      const answer = accepted({ status: "recorded", ...parts });
      return key ? take(run, key, hash, answer) : answer;
    },
  };
}

interface HoldParts {
  fact: HoldFact;
  hash: Buffer;
  member: MemberWork;
  booked: Booked;
}

function toRecord(run: Run, command: HoldCommand, { fact, hash, member, booked }: HoldParts): HoldRecord | null {
  const held = booked.decision.changedHolds.find(({ id }) => id === fact.id);
  if (!held) return null;
  const { wallet, points, reference, actor } = command;
  const { status, committed, allocations } = held;
  return {
    id: fact.id,
    bucket: member.bucket,
    memberId: member.id,
    source: command.source ?? null,
    externalId: command.externalId ?? null,
    contentHash: hash,
    wallet,
    points,
    status,
    committed,
    expiresAt: new Date(fact.expiresAt),
    reference,
    allocations,
    orderId: null,
    at: new Date(fact.at),
    recordedAt: run.options.now,
    closedAt: status === "held" ? null : new Date(fact.expiresAt),
    outcome: toOutcome(booked),
    closing: null,
    programmeVersion: run.context.programme.version,
    actor,
    demo: member.demo,
  };
}
