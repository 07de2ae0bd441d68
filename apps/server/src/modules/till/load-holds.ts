import { bucketOf } from "../../platform/ids.ts";
import { findHoldsById, findOpenHolds } from "./movement-rows.ts";
import type { TillClient } from "./sql.ts";
import type { TillCommand } from "./till-command.ts";
import type { HoldRecord, MemberWork } from "./till-records.ts";

/**
 * The holds that commands name, by id; besides, members who have points held get their open ones. To be read under the accounts'
 * locks. Costs nothing while nobody holds anything.
 */
export async function loadHolds(
  client: TillClient,
  commands: TillCommand[],
  members: Map<string, MemberWork>,
): Promise<Map<string, HoldRecord>> {
  const named = [...new Set(commands.flatMap(holdIdsOf))];
  const holding = [...members.values()].filter(({ account }) =>
    Object.values(account.wallets).some(({ held }) => held > 0),
  );
  for (const hold of await findOpenHolds(client, holding)) members.get(hold.memberId)?.holds.set(hold.id, hold);
  const found = await findHoldsById(
    client,
    named.map((id) => ({ bucket: bucketOf(id), id })),
  );
  return new Map(found.map((hold) => [hold.id, members.get(hold.memberId)?.holds.get(hold.id) ?? hold]));
}

function holdIdsOf(command: TillCommand): string[] {
  if (command.kind === "commit" || command.kind === "release") return [command.holdId];
  return command.kind === "order" ? (command.holdIds ?? []) : [];
}
