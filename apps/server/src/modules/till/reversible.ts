import { bucketOf } from "../../platform/ids.ts";
import { findEntries } from "./entry-rows.ts";
import { findReversals, findTransfersById } from "./movement-rows.ts";
import type { TillClient } from "./sql.ts";
import type { ReverseCommand, TillCommand } from "./till-command.ts";
import type { EntryRecord, ReversalRecord, TransferRecord } from "./till-records.ts";

/** An entry to be taken back; one of a transfer with all entries of both its sides. */
export interface Reversible {
  entry: EntryRecord;
  transfer: { record: TransferRecord; sent: EntryRecord[]; received: EntryRecord[] } | null;
}

/** Entries that commands want taken back, and reversals that are there already. To be read under the accounts' locks. */
export async function loadReversible(
  client: TillClient,
  commands: TillCommand[],
): Promise<{ reversible: Map<string, Reversible>; reversals: ReversalRecord[] }> {
  const wanted = commands.filter((command): command is ReverseCommand => command.kind === "reverse");
  const entries = await findEntries(
    client,
    wanted.map(({ memberId, entryId }) => ({ bucket: bucketOf(memberId), memberId, id: entryId })),
  );
  const reversals = await findReversals(client, entries);
  const transferIds = entries.flatMap((entry) => (entry.factKind === "transfer" ? [entry.factId] : []));
  const transfers = await findTransfersById(
    client,
    [...new Set(transferIds)].map((id) => ({ bucket: bucketOf(id), id })),
  );
  const sides = new Map((await findEntries(client, transfers.flatMap(entriesOf))).map((entry) => [entry.id, entry]));
  const pick = (ids: string[]): EntryRecord[] => ids.flatMap((id) => sides.get(id) ?? []);
  const reversible = new Map<string, Reversible>();
  for (const entry of entries) {
    const record = transfers.find(({ id }) => entry.factKind === "transfer" && id === entry.factId);
    const transfer = record && {
      record,
      sent: pick(record.outcome.entryIds).filter(({ kind }) => kind === "transfer_out"),
      received: pick(record.outcome.counterpart?.entryIds ?? []).filter(({ kind }) => kind === "transfer_in"),
    };
    reversible.set(entry.id, { entry, transfer: transfer ?? null });
  }
  return { reversible, reversals };
}

function entriesOf({ memberId, toMemberId, outcome }: TransferRecord) {
  return [
    ...outcome.entryIds.map((id) => ({ bucket: bucketOf(memberId), memberId, id })),
    ...(outcome.counterpart?.entryIds ?? []).map((id) => ({ bucket: bucketOf(toMemberId), memberId: toMemberId, id })),
  ];
}
