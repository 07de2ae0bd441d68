import { bucketOf } from "../../platform/ids.ts";
import type { BatchContext } from "./batch-context.ts";
import { businessKey } from "./business-key.ts";
import { accepted } from "./decide-batch.ts";
import {
  type BusinessKey,
  findEvents,
  findHoldsByKey,
  findSpends,
  findTierGrants,
  findTransfers,
} from "./movement-rows.ts";
import type { TillClient } from "./sql.ts";
import type { Accepted } from "./till-answer.ts";
import type { TillCommand } from "./till-command.ts";
import type { EntryRecord, EventRecord, FactOutcome, HoldRecord, TierGrantRecord } from "./till-records.ts";

/** An event, spend, hold, transfer, grant or reversal that is there already, with what it was answered. */
export interface EarlierMovement {
  key: string;
  hash: Buffer;
  id: string;
  memberId: string | null;
  outcome: FactOutcome;
  event?: EventRecord;
  hold?: HoldRecord;
  grant?: TierGrantRecord;
}

/** Looks up the business keys of these kinds; a kind that the batch does not hold costs nothing. */
export async function findEarlierMovements(
  client: TillClient,
  commands: TillCommand[],
  context: BatchContext,
): Promise<EarlierMovement[]> {
  const keysOf = (kind: TillCommand["kind"]): BusinessKey[] => commands.flatMap((command) => keyOf(command, kind));
  const events = await findEvents(client, keysOf("event"));
  const spends = await findSpends(client, keysOf("spend"));
  const transfers = await findTransfers(client, keysOf("transfer"));
  const grants = await findTierGrants(client, [...keysOf("tier_grant"), ...keysOf("tier_redeem")]);
  const holds = await findHoldsByKey(client, keysOf("hold"));
  return [
    ...events.map((event) => ({ ...toMovement("event", event), event })),
    ...spends.map((spend) => toMovement("spend", spend)),
    ...transfers.map((transfer) => toMovement("transfer", transfer)),
    ...grants.map((grant) => ({ ...toMovement("tier_grant", grant), grant })),
    ...holds.map((hold) => ({ ...toMovement("hold", hold), hold })),
    ...[...context.holds.values()].flatMap(closingOf),
    ...context.reversals.map((reversal) => ({
      ...reversal,
      hash: reversal.contentHash,
      key: `reverse\n${reversal.entryId}`,
    })),
  ];
}

function keyOf(command: TillCommand, kind: TillCommand["kind"]): BusinessKey[] {
  if (command.kind !== kind || !("externalId" in command)) return [];
  const { source, externalId } = command;
  return source !== undefined && externalId !== undefined ? [{ source, externalId }] : [];
}

interface KeyedFact {
  id: string;
  memberId: string | null;
  source: string | null;
  externalId: string | null;
  contentHash: Buffer;
  outcome: FactOutcome;
}

function toMovement(kind: string, fact: KeyedFact): EarlierMovement {
  const { id, memberId, contentHash, outcome } = fact;
  return {
    key: `${kind}\n${businessKey(fact.source ?? "", fact.externalId ?? "")}`,
    hash: contentHash,
    id,
    memberId,
    outcome,
  };
}

/** A commit or release has its hold for a business key. */
function closingOf(hold: HoldRecord): EarlierMovement[] {
  if (!hold.closing) return [];
  const { id, memberId, contentHash: hash, closing: outcome } = hold;
  return [{ key: closingKey(id), hash, id, memberId, outcome, hold }];
}

export function closingKey(holdId: string): string {
  return `closing\n${holdId}`;
}

export function entryKeys(memberId: string | null, ids: string[]): { bucket: number; memberId: string; id: string }[] {
  return memberId ? ids.map((id) => ({ bucket: bucketOf(memberId), memberId, id })) : [];
}

export function outcomeKeys({ memberId, outcome }: EarlierMovement): ReturnType<typeof entryKeys> {
  const { counterpart } = outcome;
  return [
    ...entryKeys(memberId, outcome.entryIds),
    ...(counterpart ? entryKeys(counterpart.memberId, counterpart.entryIds) : []),
  ];
}

/** The first answer, given once more. */
export function answerAgain(movement: EarlierMovement, pick: (ids: string[]) => EntryRecord[]): Accepted {
  const { id, memberId, outcome, event, hold, grant } = movement;
  const { counterpart } = outcome;
  return accepted({
    status: "repeated",
    memberId,
    factId: id,
    event: event ?? null,
    hold: hold ?? null,
    grant: grant ?? null,
    entries: pick(outcome.entryIds),
    tierChanges: outcome.tierChanges,
    wallets: outcome.wallets,
    counterpart: counterpart
      ? { memberId: counterpart.memberId, entries: pick(counterpart.entryIds), wallets: counterpart.wallets }
      : null,
  });
}
