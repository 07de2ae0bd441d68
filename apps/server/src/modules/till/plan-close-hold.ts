import type { CommitFact, ReleaseFact } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { accepted, bookFact, toHold } from "./decide-batch.ts";
import { closingKey } from "./earlier-movements.ts";
import { toOutcome } from "./fact-outcome.ts";
import { effectiveAt, type Plan, type Run, refusal } from "./plan.ts";
import { refused, type TillAnswer } from "./till-answer.ts";
import type { CommitCommand, ReleaseCommand } from "./till-command.ts";
import type { HoldRecord, MemberWork } from "./till-records.ts";

/** Spends a hold, all of it or a part, or gives it back. A hold is closed once; saying the same again returns the first answer. */
export function planCloseHold(run: Run, command: CommitCommand | ReleaseCommand, member: MemberWork | undefined): Plan {
  if (!member) return refusal("member.not_found");
  const { context, options } = run;
  const named = context.holds.get(command.holdId);
  if (!named || named.memberId !== member.id) return refusal("hold.not_found", { id: command.holdId });
  const at = effectiveAt(command.at, options.now);
  const id = newId(member.bucket);
  const factOf = (hold: HoldRecord): CommitFact | ReleaseFact => {
    const shared = { id, at, recordedAt: options.now.getTime(), hold: toHold(hold) };
    if (command.kind === "release") return { kind: "release", ...shared };
    return { kind: "commit", ...shared, ...(command.points === undefined ? {} : { points: command.points }) };
  };
  return {
    needs: named.status === "held" ? [{ memberId: member.id, fact: factOf(named) }] : [],
    decide: () => {
      const hold = member.holds.get(named.id) ?? named;
      if (hold.status !== "held") return closedAlready(run, command, hold);
      const origin = { factKind: command.kind, factId: hold.id, orderId: null, actor: command.actor };
      const booked = bookFact(run, member, factOf(hold), origin);
      if (booked.status === "refused") return booked;
      const points = command.kind === "commit" ? (command.points ?? null) : null;
      const closed: HoldRecord = { ...(member.holds.get(hold.id) ?? hold), closing: { ...toOutcome(booked), points } };
      member.holds.set(hold.id, closed);
      const { entries, tierChanges, wallets } = booked;
      const parts = { memberId: member.id, factId: hold.id, hold: closed, entries, tierChanges, wallets };
      const answer = accepted({ status: "recorded", ...parts });
      run.taken.set(closingKey(hold.id), { hash: hold.contentHash, answer });
      return answer;
    },
  };
}

function closedAlready(run: Run, command: CommitCommand | ReleaseCommand, hold: HoldRecord): TillAnswer {
  const key = closingKey(hold.id);
  const first = run.taken.get(key)?.answer ?? run.earlier.get(key)?.answer;
  if (first && isSame(command, hold)) return { ...first, status: "repeated" };
  return refused("hold.not_open", { id: hold.id, status: hold.status });
}

function isSame(command: CommitCommand | ReleaseCommand, { status, closing }: HoldRecord): boolean {
  if (command.kind === "release") return status === "released";
  return status === "committed" && closing?.points === (command.points ?? null);
}
