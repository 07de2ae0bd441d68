import type { SpendFact } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { businessKey } from "./business-key.ts";
import { spendHash } from "./content-hash.ts";
import { accepted } from "./decide-batch.ts";
import { toOutcome } from "./fact-outcome.ts";
import { effectiveAt, type Plan, type Run, refusal, repeated, take } from "./plan.ts";
import { bookPayment, needsOfPayment } from "./pull-from-household.ts";
import type { SpendCommand } from "./till-command.ts";
import type { MemberWork } from "./till-records.ts";

export function planSpend(run: Run, command: SpendCommand, member: MemberWork | undefined): Plan {
  if (!member) return refusal("member.not_found");
  const { context, options } = run;
  if (!context.programme.wallets.has(command.wallet)) {
    return refusal("points.unknown_wallet", { wallet: command.wallet });
  }
  const hash = spendHash(command);
  const key = `spend\n${businessKey(command.source, command.externalId)}`;
  const id = newId(member.bucket);
  const { source, externalId, wallet, points, reason, at, actor } = command;
  const recordedAt = options.now;
  const fact: SpendFact = {
    kind: "spend",
    id,
    at: effectiveAt(at, recordedAt),
    recordedAt: recordedAt.getTime(),
    wallet,
    points,
    reason,
  };
  const payments = [{ wallet, points }];
  return {
    needs: run.earlier.has(key) ? [] : needsOfPayment(run, member, { fact, payments }),
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      const origin = { factKind: "spend" as const, factId: id, orderId: null, actor };
      const booked = bookPayment(run, member, { fact, payments, origin });
      if (booked.status === "refused") return booked;
      run.spends.push({
        ...{ id, bucket: member.bucket, memberId: member.id, source, externalId, contentHash: hash },
        ...{ wallet, points, reason, at, recordedAt, actor, outcome: toOutcome(booked) },
        programmeVersion: context.programme.version,
        demo: member.demo,
      });
      const { entries, tierChanges, wallets } = booked;
      const parts = { memberId: member.id, factId: id, entries, tierChanges, wallets };
      return take(run, key, hash, accepted({ status: "recorded", ...parts }));
    },
  };
}
