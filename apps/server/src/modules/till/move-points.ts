import { type TransferInFact, type TransferOutFact, type TransferReason, transferredLots } from "@regulars/engine";
import { type Booked, bookFact } from "./decide-batch.ts";
import type { Run } from "./plan.ts";
import { type Refused, refused } from "./till-answer.ts";
import type { MemberWork, TransferRecord } from "./till-records.ts";

export interface Move {
  id: string;
  from: MemberWork;
  to: MemberWork;
  wallet: string;
  points: number;
  reason: TransferReason;
  note: string | null;
  at: number;
  actor: string;
}

/**
 * Takes points from one member and gives them to another, each lot with its dates. The caller puts both members back
 * when this refuses.
 */
export function movePoints(run: Run, move: Move): { sent: Booked; received: Booked } | Refused {
  const { id, from, to, at, actor, wallet, reason, note } = move;
  const origin = { factKind: "transfer" as const, factId: id, orderId: null, actor };
  const shared = { id, at, recordedAt: run.options.now.getTime(), wallet, reason, note };
  const out: TransferOutFact = { kind: "transfer_out", ...shared, points: move.points, to: to.id };
  const sent = bookFact(run, from, out, origin);
  if (sent.status === "refused") return sent;
  const entry = sent.decision.entries.find(({ kind }) => kind === "transfer_out");
  if (!entry) return refused("server.internal");
  const lots = transferredLots(from.lots, entry);
  const fact: TransferInFact = { kind: "transfer_in", ...shared, from: from.id, lots, relatedEntryId: entry.id };
  const received = bookFact(run, to, fact, origin);
  return received.status === "refused" ? received : { sent, received };
}

type Described = Pick<TransferRecord, "contentHash" | "source" | "externalId" | "forFactId">;

/** The transfer's row. */
export function toTransfer(
  run: Run,
  move: Move,
  { sent, received, ...described }: { sent: Booked; received: Booked } & Described,
): TransferRecord {
  const { id, from, to, wallet, points, reason, note, at, actor } = move;
  return {
    ...described,
    id,
    bucket: from.bucket,
    memberId: from.id,
    toMemberId: to.id,
    wallet,
    points,
    reason,
    note,
    at: new Date(at),
    recordedAt: run.options.now,
    outcome: {
      entryIds: sent.entries.map((entry) => entry.id),
      tierChanges: sent.tierChanges,
      wallets: sent.wallets,
      counterpart: {
        memberId: to.id,
        entryIds: received.entries.map((entry) => entry.id),
        wallets: received.wallets,
      },
    },
    programmeVersion: run.context.programme.version,
    actor,
    demo: from.demo,
  };
}
