import { newId } from "../../platform/ids.ts";
import { businessKey } from "./business-key.ts";
import { transferHash } from "./content-hash.ts";
import { accepted } from "./decide-batch.ts";
import { type Move, movePoints, toTransfer } from "./move-points.ts";
import { effectiveAt, type Need, type Plan, type Run, refusal, repeated, take } from "./plan.ts";
import { snapshot } from "./snapshot.ts";
import type { TransferCommand } from "./till-command.ts";
import type { MemberWork } from "./till-records.ts";

/** Points of one member become another's: both sides are booked, or neither. */
export function planTransfer(
  run: Run,
  command: TransferCommand,
  { from, to }: { from: MemberWork | undefined; to: MemberWork | undefined },
): Plan {
  if (!from || !to) return refusal("member.not_found");
  if (from === to) return refusal("points.transfer_to_self");
  const { wallet, points, source, externalId, actor } = command;
  if (!run.context.programme.wallets.has(wallet)) return refusal("points.unknown_wallet", { wallet });
  const hash = transferHash(command);
  const key = `transfer\n${businessKey(source, externalId)}`;
  const at = effectiveAt(command.at, run.options.now);
  const id = newId(from.bucket);
  const note = command.note ?? null;
  const move: Move = { id, from, to, wallet, points, reason: "member", note, at, actor };
  return {
    needs: run.earlier.has(key) ? [] : needsOf(run, move),
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      const putBack = snapshot(run, [from, to]);
      const moved = movePoints(run, move);
      if ("status" in moved) {
        putBack();
        return moved;
      }
      const { sent, received } = moved;
      run.transfers.push(toTransfer(run, move, { ...moved, contentHash: hash, source, externalId, forFactId: null }));
      const counterpart = { memberId: to.id, entries: received.entries, wallets: received.wallets };
      const { entries, tierChanges, wallets } = sent;
      const parts = { memberId: from.id, factId: id, entries, tierChanges, wallets, counterpart };
      return take(run, key, hash, accepted({ status: "recorded", ...parts }));
    },
  };
}

function needsOf(run: Run, { id, from, to, wallet, points, at, reason, note }: Move): Need[] {
  const shared = { id, at, recordedAt: run.options.now.getTime(), wallet, reason, note };
  return [
    { memberId: from.id, fact: { kind: "transfer_out", ...shared, points, to: to.id } },
    { memberId: to.id, fact: { kind: "transfer_in", ...shared, from: from.id, lots: [], relatedEntryId: id } },
  ];
}
