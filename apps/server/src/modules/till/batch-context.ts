import type { BudgetLeft, CompiledProgramme } from "@regulars/engine";
import { bucketOf } from "../../platform/ids.ts";
import { businessKey } from "./business-key.ts";
import { fillMissingLeaves } from "./fill-leaves.ts";
import { type HouseholdsOf, householdsOfPayers } from "./household-pool.ts";
import { loadHolds } from "./load-holds.ts";
import { findOwners, followMerges, type Owner } from "./owners.ts";
import { findOrdersByBusinessKey, findOrdersById, type LoadedMember, loadMembers } from "./read-store.ts";
import { loadReversible, type Reversible } from "./reversible.ts";
import type { TillClient } from "./sql.ts";
import type { OrderReference, TillCommand } from "./till-command.ts";
import type { HoldRecord, MemberWork, OrderRecord, ReversalRecord } from "./till-records.ts";

/** What a batch works on: everything is loaded and locked before the first fact is decided. */
export interface BatchContext {
  programme: CompiledProgramme;
  /** The owner of each command, or why it has none. */
  owners: Owner[];
  /** The other member of each transfer, null for all other commands. */
  partners: (string | null)[];
  members: Map<string, MemberWork>;
  /** The other members of the households of those who pay, by member. */
  households: Map<string, string[]>;
  /** Orders that commands of the batch refer to, by id and by business key. */
  orders: Map<string, OrderRecord>;
  /** Orders that events of the batch are about, likewise; not locked. */
  eventOrders: Map<string, OrderRecord>;
  /** Holds that commands of the batch name, by id. */
  holds: Map<string, HoldRecord>;
  /** Entries to be taken back, by id, and reversals that are there already. */
  reversible: Map<string, Reversible>;
  reversals: ReversalRecord[];
  /** What is left of the budgets the batch may draw on, by key. */
  budgets: Record<string, BudgetLeft>;
}

interface LoadOptions {
  programme: CompiledProgramme;
  withConsents: boolean;
  dry: boolean;
  householdsOf: HouseholdsOf;
}

/** Finds out whom the commands concern, then locks accounts in key order and after them the orders. */
export async function loadContext(
  client: TillClient,
  commands: TillCommand[],
  options: LoadOptions,
): Promise<BatchContext> {
  const { programme, dry } = options;
  const orders = await loadReferredOrders(client, commands, referredOrders);
  const eventOrders = await loadReferredOrders(client, commands, ordersOfEvents);
  const owners = await findOwners(client, commands, orders);
  const partners = commands.map(partnerOf);
  const households = await householdsOfPayers(client, { commands, owners, programme, find: options.householdsOf });
  const wanted = new Set([...owners.flatMap(memberIdOf), ...partners.flatMap((id) => id ?? []), ...households.keys()]);
  for (const others of households.values()) for (const id of others) wanted.add(id);
  const { members, merged } = await loadAccounts(client, [...wanted], options);
  const context: BatchContext = {
    programme,
    owners: owners.map((owner) => followMerges(owner, merged)),
    partners: partners.map((id) => id && (merged.get(id) ?? id)),
    members,
    households,
    orders,
    eventOrders,
    holds: await loadHolds(client, commands, members),
    ...(await loadReversible(client, commands)),
    budgets: {},
  };
  if (!dry) await lockOrders(client, context);
  await fillMissingLeaves(client, programme, [...members.values()]);
  return context;
}

function memberIdOf(owner: Owner): string[] {
  return "memberId" in owner && owner.memberId ? [owner.memberId] : [];
}

/** The second member that a command touches. */
function partnerOf(command: TillCommand): string | null {
  if (command.kind === "transfer") return command.toMemberId;
  return command.kind === "reverse" ? (command.partnerId ?? null) : null;
}

interface Accounts {
  members: Map<string, MemberWork>;
  merged: Map<string, string>;
}

async function loadAccounts(client: TillClient, ids: string[], options: LoadOptions): Promise<Accounts> {
  const members = new Map<string, MemberWork>();
  const merged = new Map<string, string>();
  let wanted = ids;
  while (wanted.length > 0) {
    const loaded = await loadMembers(client, wanted, options);
    wanted = [];
    for (const member of loaded) {
      if (member.mergedInto) {
        merged.set(member.id, member.mergedInto);
        if (!members.has(member.mergedInto)) wanted.push(member.mergedInto);
      } else members.set(member.id, toWork(member));
    }
  }
  return { members, merged };
}

/** A member as loaded, nothing changed yet. */
export function toWork(member: LoadedMember): MemberWork {
  return {
    id: member.id,
    bucket: bucketOf(member.id),
    status: member.status,
    demo: member.demo,
    profile: member.profile,
    account: member.account,
    lots: [],
    changedLots: new Map(),
    holds: new Map(),
    changedHolds: new Set(),
    isChanged: false,
    tierChanges: [],
    tierNotices: [],
  };
}

type ReferredOrders = (command: TillCommand) => OrderReference | null;

function referredOrders(command: TillCommand): OrderReference | null {
  if (command.kind === "claim") return { id: command.orderId };
  return command.kind === "refund" ? command.order : null;
}

function ordersOfEvents(command: TillCommand): OrderReference | null {
  return command.kind === "event" ? (command.order ?? null) : null;
}

async function loadReferredOrders(
  client: TillClient,
  commands: TillCommand[],
  referred: ReferredOrders,
): Promise<Map<string, OrderRecord>> {
  const orders = new Map<string, OrderRecord>();
  const ids: string[] = [];
  const keys: { source: string; externalId: string }[] = [];
  for (const command of commands) {
    const reference = referred(command);
    if (!reference) continue;
    if ("id" in reference) ids.push(reference.id);
    else keys.push(reference);
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
  const held = await findOrdersById(client, ids, true);
  if (held.length < ids.length) throw new StaleBatchError("an order has been moved by a claim since it was looked up");
  for (const order of held) {
    const before = context.orders.get(order.id);
    if (before && before.memberId !== order.memberId)
      throw new StaleBatchError("an order has been claimed since it was looked up");
    remember(context.orders, order);
  }
}

/** The batch was prepared on something that changed before it was locked; run it again. */
export class StaleBatchError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "StaleBatchError";
  }
}
