import { orderKeyOf } from "./business-key.ts";
import { findIdentityOwners } from "./read-store.ts";
import type { TillClient } from "./sql.ts";
import type { MemberReference, TillCommand } from "./till-command.ts";
import type { OrderRecord } from "./till-records.ts";

export type Owner = { memberId: string | null } | { missing: "member" | "order" };

export function followMerges(owner: Owner, merged: Map<string, string>): Owner {
  if (!("memberId" in owner) || !owner.memberId) return owner;
  let memberId = owner.memberId;
  for (let next = merged.get(memberId); next; next = merged.get(memberId)) memberId = next;
  return { memberId };
}

/** Whom each command concerns, as far as it names or leads to somebody. */
export async function findOwners(
  client: TillClient,
  commands: TillCommand[],
  orders: Map<string, OrderRecord>,
): Promise<Owner[]> {
  const withIdentity = commands.flatMap((command) => {
    const reference = referenceOf(command);
    return reference?.identity && !reference.memberId ? [reference.identity] : [];
  });
  const found = await findIdentityOwners(client, withIdentity);
  let next = 0;
  return commands.map((command): Owner => {
    const reference = referenceOf(command);
    if (command.kind === "refund") {
      const order = orders.get(orderKeyOf(command.order));
      return order ? { memberId: order.memberId } : { missing: "order" };
    }
    if (reference?.memberId) return { memberId: reference.memberId };
    if (!reference?.identity) return { memberId: null };
    const owner = found[next] ?? null;
    next += 1;
    return owner ? { memberId: owner } : { missing: "member" };
  });
}

function referenceOf(command: TillCommand): MemberReference | null {
  return command.kind === "refund" ? null : command;
}
