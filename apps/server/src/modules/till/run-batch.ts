import type { Fact } from "@regulars/engine";
import { loadContext } from "./batch-context.ts";
import { loadBudgets } from "./budget-store.ts";
import { checkOrder } from "./check-order.ts";
import { loadNeededLots } from "./decide-batch.ts";
import { findEarlier, findEarlierOrders } from "./earlier-facts.ts";
import { type BatchOptions, type BatchResult, type Plan, type Run, refusal, UndecidableError } from "./plan.ts";
import { planAdjust, planSettle } from "./plan-account.ts";
import { planClaim } from "./plan-claim.ts";
import { planCloseHold } from "./plan-close-hold.ts";
import { planEvent } from "./plan-event.ts";
import { planTierGrant } from "./plan-grant.ts";
import { planHold } from "./plan-hold.ts";
import { planOrder } from "./plan-order.ts";
import { planRefund } from "./plan-refund.ts";
import { planReverse } from "./plan-reverse.ts";
import { planSpend } from "./plan-spend.ts";
import { planTierRedeem } from "./plan-tier-redeem.ts";
import { planTransfer } from "./plan-transfer.ts";
import { ahead, type TillClient } from "./sql.ts";
import { refused, type TillAnswer } from "./till-answer.ts";
import type { TillCommand } from "./till-command.ts";
import type { MemberWork } from "./till-records.ts";

/** Loads, locks and decides. Nothing is written here. */
export async function runBatch(
  client: TillClient,
  commands: TillCommand[],
  options: BatchOptions,
): Promise<BatchResult> {
  // Asked for before the locks are held: who records the same receipt in between is met at its unique key.
  const known = ahead(findEarlierOrders(client, commands));
  const context = await loadContext(client, commands, options);
  const earlier = await findEarlier(client, commands, { ...context, known: await known });
  const run: Run = {
    context,
    options,
    earlier,
    answers: [],
    members: [...context.members.values()],
    newOrders: [],
    changedOrders: [],
    movedOrders: [],
    refunds: [],
    adjustments: [],
    events: [],
    spends: [],
    transfers: [],
    reversals: [],
    tierGrants: [],
    newHolds: new Set(),
    budgetUse: [],
    entries: [],
    deferred: [],
    taken: new Map(),
    staleMembers: new Set(),
  };
  const plans = commands.map((command, index) => plan(run, command, index));
  const facts = factsByMember(run, plans);
  await loadNeededLots(client, context, facts, lotsKnownUntil(plans, options));
  context.budgets = await loadBudgets(client, context, { facts, dry: options.dry });
  for (const [index, step] of plans.entries()) {
    if (touchesStale(run, index)) {
      run.deferred.push(index);
      run.answers.push(refused("server.internal"));
    } else run.answers.push(answerOf(step));
  }
  return run;
}

/** A fact that cannot be decided leaves the batch half done: it must be given up and tried without that fact. */
function answerOf({ decide }: Plan): TillAnswer {
  try {
    return decide();
  } catch (error) {
    throw new UndecidableError(error);
  }
}

function plan(run: Run, command: TillCommand, index: number): Plan {
  if (command.kind === "order") {
    const { programme } = run.context.programme;
    const problem = checkOrder(command, { programme, knownStores: run.options.knownStores, now: run.options.now });
    if (problem) return { needs: [], decide: () => problem };
  }
  const owner = run.context.owners[index];
  if (!owner || "missing" in owner) {
    return refusal(owner?.missing === "order" ? "order.not_found" : "member.not_found");
  }
  const member = memberOf(run, owner.memberId);
  const partner = memberOf(run, run.context.partners[index] ?? null);
  for (const found of [member, partner]) if (found && "needs" in found) return found;
  return planFor(run, command, { member: asWork(member), partner: asWork(partner) });
}

/** The member; nothing when nobody is named. Accounts that take no facts any more are refused where a fact would be booked: repeats get their first answer. */
function memberOf(run: Run, memberId: string | null): MemberWork | Plan | undefined {
  return memberId ? (run.context.members.get(memberId) ?? refusal("member.not_found")) : undefined;
}

function asWork(found: MemberWork | Plan | undefined): MemberWork | undefined {
  return found && !("needs" in found) ? found : undefined;
}

interface Touched {
  member: MemberWork | undefined;
  partner: MemberWork | undefined;
}

function planFor(run: Run, command: TillCommand, { member, partner }: Touched): Plan {
  switch (command.kind) {
    case "order":
      return planOrder(run, command, member);
    case "refund":
      return planRefund(run, command, member);
    case "claim":
      return planClaim(run, command, member);
    case "adjust":
      return planAdjust(run, command, member);
    case "event":
      return planEvent(run, command, member);
    case "spend":
      return planSpend(run, command, member);
    case "hold":
      return planHold(run, command, member);
    case "commit":
    case "release":
      return planCloseHold(run, command, member);
    case "transfer":
      return planTransfer(run, command, { from: member, to: partner });
    case "reverse":
      return planReverse(run, command, { member, partner });
    case "tier_grant":
      return planTierGrant(run, command, member);
    case "tier_redeem":
      return planTierRedeem(run, command, member);
    case "settle":
      return planSettle(run, command, member);
  }
}

/** A leaf of a member the command touches has to be filled again first. */
function touchesStale({ context, staleMembers }: Run, index: number): boolean {
  if (staleMembers.size === 0) return false;
  const owner = context.owners[index];
  const memberId = owner && "memberId" in owner ? owner.memberId : null;
  const others = memberId ? (context.households.get(memberId) ?? []) : [];
  return [memberId, context.partners[index] ?? null, ...others].some((id) => id !== null && staleMembers.has(id));
}

function factsByMember(run: Run, plans: Plan[]): Map<string, Fact[]> {
  const facts = new Map<string, Fact[]>();
  for (const { memberId, fact } of plans.flatMap(({ needs }) => needs)) {
    const known = facts.get(memberId);
    if (known) known.push(fact);
    else facts.set(memberId, [fact]);
  }
  for (const member of run.members) {
    if (run.options.withWallets && !facts.has(member.id)) facts.set(member.id, []);
  }
  return facts;
}

/** The instant up to which lots must be known: now where answers carry wallets, else the newest fact, which may be years back. */
function lotsKnownUntil(plans: Plan[], { now, withWallets }: BatchOptions): number {
  const newest = plans.reduce((latest, { needs }) => needs.reduce((at, { fact }) => Math.max(at, fact.at), latest), 0);
  return withWallets ? Math.max(newest, now.getTime()) : newest;
}
