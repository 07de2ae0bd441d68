import type { CompiledProgramme } from "@regulars/engine";
import { bucketOf } from "../../platform/ids.ts";
import { fillMissingLeaves } from "./fill-leaves.ts";
import {
  findIdentityOwners,
  findOrdersByBusinessKey,
  findOrdersById,
  type LoadedMember,
  loadMembers,
} from "./read-store.ts";
import type { TillClient } from "./sql.ts";
import type { MemberReference, RefundCommand, TillCommand } from "./till-command.ts";
import type { MemberWork, OrderRecord } from "./till-records.ts";

/** What a batch works on: everything is loaded and locked before the first fact is decided. */
export interface BatchContext {
  programme: CompiledProgramme;
  /** The owner of each command, or why it has none. */
  owners: Owner[];
  members: Map<string, MemberWork>;
  closedMembers: Map<string, string>;
  /** Orders that commands of the batch refer to, by id and by business key. */
  orders: Map<string, OrderRecord>;
}

export type Owner = { memberId: string | null } | { missing: "member" | "order" };

export function businessKey(source: string, externalId: string): string {
  return `${source}\n${externalId}`;
}

export function orderKeyOf(reference: RefundCommand["order"]): string {
  return "id" in reference ? reference.id : businessKey(reference.source, reference.externalId);
}

interface LoadOptions {
  programme: CompiledProgramme;
  withConsents: boolean;
  dry: boolean;
}

/** Finds out whom the commands concern, then locks accounts in key order and after them the orders. */
export async function loadContext(
  client: TillClient,
  commands: TillCommand[],
  options: LoadOptions,
): Promise<BatchContext> {
  const orders = await loadReferredOrders(client, commands);
  const owners = await findOwners(client, commands, orders);
  const ids = new Set(owners.flatMap((owner) => ("memberId" in owner && owner.memberId ? [owner.memberId] : [])));
  const members = new Map<string, MemberWork>();
  const closedMembers = new Map<string, string>();
  const merged = new Map<string, string>();
  let wanted = [...ids];
  while (wanted.length > 0) {
    const loaded = await loadMembers(client, wanted, options);
    wanted = [];
    for (const member of loaded) {
      if (member.mergedInto) {
        merged.set(member.id, member.mergedInto);
        if (!members.has(member.mergedInto)) wanted.push(member.mergedInto);
      } else if (member.status === "active") members.set(member.id, toWork(member));
      else closedMembers.set(member.id, member.status);
    }
  }
  const context: BatchContext = {
    programme: options.programme,
    owners: owners.map((owner) => followMerges(owner, merged)),
    members,
    closedMembers,
    orders,
  };
  if (!options.dry) await lockOrders(client, context);
  await fillMissingLeaves(client, options.programme, [...members.values()]);
  return context;
}

/** A member as loaded, nothing changed yet. */
export function toWork(member: LoadedMember): MemberWork {
  return {
    id: member.id,
    bucket: bucketOf(member.id),
    demo: member.demo,
    profile: member.profile,
    account: member.account,
    lots: [],
    changedLots: new Map(),
    isChanged: false,
    tierChanges: [],
  };
}

function followMerges(owner: Owner, merged: Map<string, string>): Owner {
  if (!("memberId" in owner) || !owner.memberId) return owner;
  let memberId = owner.memberId;
  for (let next = merged.get(memberId); next; next = merged.get(memberId)) memberId = next;
  return { memberId };
}

async function loadReferredOrders(client: TillClient, commands: TillCommand[]): Promise<Map<string, OrderRecord>> {
  const orders = new Map<string, OrderRecord>();
  const ids: string[] = [];
  const keys: { source: string; externalId: string }[] = [];
  for (const command of commands) {
    if (command.kind === "claim") ids.push(command.orderId);
    if (command.kind !== "refund") continue;
    if ("id" in command.order) ids.push(command.order.id);
    else keys.push(command.order);
  }
  const found = [...(await findOrdersById(client, ids, false)), ...(await findOrdersByBusinessKey(client, keys))];
  for (const order of found) remember(orders, order);
  return orders;
}

function remember(orders: Map<string, OrderRecord>, order: OrderRecord): void {
  orders.set(order.id, order);
  orders.set(businessKey(order.source, order.externalId), order);
}

/** Between the look-up and the lock another batch may have refunded or claimed the order: read it again, now held. */
async function lockOrders(client: TillClient, context: BatchContext): Promise<void> {
  const ids = [...new Set([...context.orders.values()].map((order) => order.id))];
  for (const order of await findOrdersById(client, ids, true)) {
    const before = context.orders.get(order.id);
    if (before && before.memberId !== order.memberId) throw new StaleBatchError();
    remember(context.orders, order);
  }
}

/** The batch was prepared on something that changed before it was locked; run it again. */
export class StaleBatchError extends Error {
  constructor() {
    super("the batch was prepared on an order that has been claimed since");
    this.name = "StaleBatchError";
  }
}

async function findOwners(
  client: TillClient,
  commands: TillCommand[],
  orders: Map<string, OrderRecord>,
): Promise<Owner[]> {
  const withIdentity = commands.flatMap((command) => {
    const reference = referenceOf(command);
    return reference?.identity ? [reference.identity] : [];
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
