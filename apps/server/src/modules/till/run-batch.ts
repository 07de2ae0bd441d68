import type { Fact } from "@regulars/engine";
import { loadContext } from "./batch-context.ts";
import { checkOrder } from "./check-order.ts";
import { loadNeededLots } from "./decide-batch.ts";
import { findEarlier } from "./earlier-facts.ts";
import { type BatchOptions, type BatchResult, type Plan, type Run, refusal } from "./plan.ts";
import { planAdjust, planSettle } from "./plan-account.ts";
import { planClaim } from "./plan-claim.ts";
import { planOrder } from "./plan-order.ts";
import { planRefund } from "./plan-refund.ts";
import type { TillClient } from "./sql.ts";
import { refused } from "./till-answer.ts";
import type { TillCommand } from "./till-command.ts";

/** Loads, locks and decides. Nothing is written here. */
export async function runBatch(
  client: TillClient,
  commands: TillCommand[],
  options: BatchOptions,
): Promise<BatchResult> {
  const context = await loadContext(client, commands, options);
  const earlier = await findEarlier(client, commands, context);
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
    entries: [],
    deferred: [],
    taken: new Map(),
    staleMembers: new Set(),
  };
  const plans = commands.map((command, index) => plan(run, command, index));
  await loadNeededLots(client, context, factsByMember(run, plans), lotsKnownUntil(plans, options));
  for (const [index, step] of plans.entries()) {
    const owner = context.owners[index];
    const memberId = owner && "memberId" in owner ? owner.memberId : null;
    if (memberId && run.staleMembers.has(memberId)) {
      run.deferred.push(index);
      run.answers.push(refused("server.internal"));
    } else run.answers.push(step.decide());
  }
  return run;
}

function plan(run: Run, command: TillCommand, index: number): Plan {
  if (command.kind === "order") {
    const { programme } = run.context.programme;
    const problem = checkOrder(command, { programme, knownStores: run.options.knownStores, now: run.options.now });
    if (problem) return { memberId: null, facts: [], decide: () => problem };
  }
  const owner = run.context.owners[index];
  if (!owner || "missing" in owner) {
    return refusal(owner?.missing === "order" ? "order.not_found" : "member.not_found");
  }
  const { memberId } = owner;
  const member = memberId ? run.context.members.get(memberId) : undefined;
  if (memberId && !member) {
    const status = run.context.closedMembers.get(memberId);
    return status ? refusal("member.not_active", { status }) : refusal("member.not_found");
  }
  switch (command.kind) {
    case "order":
      return planOrder(run, command, member);
    case "refund":
      return planRefund(run, command, member);
    case "claim":
      return planClaim(run, command, member);
    case "adjust":
      return planAdjust(run, command, member);
    case "settle":
      return planSettle(run, command, member);
  }
}

function factsByMember(run: Run, plans: Plan[]): Map<string, Fact[]> {
  const facts = new Map<string, Fact[]>();
  for (const { memberId, facts: own } of plans) {
    if (!memberId || own.length === 0) continue;
    facts.set(memberId, [...(facts.get(memberId) ?? []), ...own]);
  }
  for (const member of run.members) {
    if (run.options.withWallets && !facts.has(member.id)) facts.set(member.id, []);
  }
  return facts;
}

/** The instant up to which lots must be known: now where answers carry wallets, else the newest fact, which may be years back. */
function lotsKnownUntil(plans: Plan[], { now, withWallets }: BatchOptions): number {
  const newest = Math.max(0, ...plans.flatMap(({ facts }) => facts.map((fact) => fact.at)));
  return withWallets ? Math.max(newest, now.getTime()) : newest;
}
