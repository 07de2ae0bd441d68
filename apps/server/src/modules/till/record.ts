import type { CompiledProgramme } from "@regulars/engine";
import { nextDueAt } from "@regulars/engine";
import type pg from "pg";
import type { Clock } from "../../platform/clock.ts";
import { databaseErrorOf } from "../../platform/errors.ts";
import { StaleBatchError } from "./batch-context.ts";
import { writeBudgets } from "./budget-store.ts";
import { businessKey } from "./business-key.ts";
import type { HouseholdsOf } from "./household-pool.ts";
import { type BatchOptions, type BatchResult, UndecidableError } from "./plan.ts";
import { programmeFor } from "./programme-for.ts";
import { runBatch } from "./run-batch.ts";
import { ahead, type FilledStatement, type TillClient } from "./sql.ts";
import { refused, type TillAnswer } from "./till-answer.ts";
import type { TillCommand } from "./till-command.ts";
import type { MemberWork } from "./till-records.ts";
import { writeMovements } from "./write-movements.ts";
import { factsStatement, insertRefunds, moveOrder, updateOrders } from "./write-store.ts";
import { publishTierNotices, writeTierChanges } from "./write-tiers.ts";

export interface RecordDeps {
  pool: Pick<pg.Pool, "connect">;
  clock: Clock;
  programme(): { compiled: CompiledProgramme; withConsents: boolean };
  knownStores(): ReadonlySet<string>;
  householdsOf: HouseholdsOf;
  /** Told of each command of a batch that alone could not be recorded, and why. */
  onRejected?(error: unknown, command: TillCommand): void;
}

export interface RecordOptions {
  dry?: boolean;
  /** Wallets in the answers as they stand now. Default true. */
  withWallets?: boolean;
}

/**
 * Records commands in one transaction, each with its own answer. A refusal concerns its command alone. When the database
 * rejects the whole (another process took the same receipt in the same moment), it is tried again, at last one by one,
 * so that one bad fact cannot fail its neighbours. Commands of one member are decided in the order given.
 */
export async function recordCommands(
  deps: RecordDeps,
  commands: TillCommand[],
  options: RecordOptions = {},
): Promise<TillAnswer[]> {
  const answers: TillAnswer[] = [];
  for (const part of splitAtDependencies(commands)) answers.push(...(await recordPart(deps, part, options)));
  return answers;
}

/**
 * A refund or event that names an order of the same call by its receipt number must come in a later transaction than the order. So must
 * what is told of a guest order before and after a claim: the claim changes whose order it is, and refunds change what is claimed.
 */
function splitAtDependencies(commands: TillCommand[]): TillCommand[][] {
  const parts: TillCommand[][] = [];
  let part: TillCommand[] = [];
  let keys = new Set<string>();
  for (const command of commands) {
    if (namesOrderOf(command, keys) || meetsClaim(command, part)) {
      parts.push(part);
      part = [];
      keys = new Set();
    }
    if (command.kind === "order") keys.add(businessKey(command.source, command.externalId));
    part.push(command);
  }
  parts.push(part);
  return parts.filter((list) => list.length > 0);
}

function namesOrderOf(command: TillCommand, keys: ReadonlySet<string>): boolean {
  const named = command.kind === "refund" || command.kind === "event" ? command.order : undefined;
  return named !== undefined && !("id" in named) && keys.has(businessKey(named.source, named.externalId));
}

/** Receipt numbers do not tell which order a claim is about, so claims keep apart from all refunds and events that name an order. */
function meetsClaim(command: TillCommand, part: readonly TillCommand[]): boolean {
  if (command.kind === "claim") return part.some(namesAnOrder);
  return namesAnOrder(command) && part.some(({ kind }) => kind === "claim");
}

function namesAnOrder(command: TillCommand): boolean {
  return command.kind === "refund" || (command.kind === "event" && command.order !== undefined);
}

async function recordPart(deps: RecordDeps, commands: TillCommand[], options: RecordOptions): Promise<TillAnswer[]> {
  const { answers, deferred, staleMembers } = await withRetries(deps, commands, options);
  if (staleMembers.size > 0) {
    // As of where each account stands: while history is coming in, that is where its latest fact is.
    const at = new Date(0);
    const settle = [...staleMembers].map((memberId): TillCommand => ({ kind: "settle", memberId, at }));
    await recordPart(deps, settle, { ...options, withWallets: false });
  }
  if (deferred.length === 0) return answers;
  const later = deferred.flatMap((index) => commands[index] ?? []);
  const lateAnswers = await recordPart(deps, later, options);
  for (const [position, index] of deferred.entries())
    answers[index] = lateAnswers[position] ?? refused("server.internal");
  return answers;
}

type Recorded = Pick<BatchResult, "answers" | "deferred" | "staleMembers">;

async function withRetries(deps: RecordDeps, commands: TillCommand[], options: RecordOptions): Promise<Recorded> {
  try {
    return await inTransaction(deps, commands, options);
  } catch (error) {
    if (!isConflict(error)) {
      if (commands.length === 1 || !isRejection(error)) throw error;
      return oneByOne(deps, commands, options);
    }
  }
  try {
    return await inTransaction(deps, commands, options);
  } catch (error) {
    if (commands.length === 1 || !(isConflict(error) || isRejection(error))) throw error;
    return oneByOne(deps, commands, options);
  }
}

async function oneByOne(deps: RecordDeps, commands: TillCommand[], options: RecordOptions): Promise<Recorded> {
  const answers: TillAnswer[] = [];
  const staleMembers = new Set<string>();
  for (const command of commands) {
    try {
      const single = await withRetries(deps, [command], options);
      answers.push(...single.answers);
      for (const id of single.staleMembers) staleMembers.add(id);
    } catch (error) {
      if (!isRejection(error)) throw error;
      deps.onRejected?.(error, command);
      answers.push(refused("server.internal"));
    }
  }
  return { answers, deferred: [], staleMembers };
}

/** Somebody else was at the same rows in the same moment: unique key, deadlock, serialisation, or a claim in between. */
function isConflict(error: unknown): boolean {
  if (error instanceof StaleBatchError) return true;
  const { sqlState } = databaseErrorOf(error);
  return sqlState === "23505" || sqlState === "40P01" || sqlState === "40001";
}

/** The database (classes 22 and 23) or the program could not take some row; a lost connection is not that. */
function isRejection(error: unknown): boolean {
  if (error instanceof UndecidableError) return true;
  const { sqlState } = databaseErrorOf(error);
  return sqlState === null ? error instanceof TypeError || error instanceof RangeError : /^(22|23)/.test(sqlState);
}

function batchOptionsOf(deps: RecordDeps, { dry = false, withWallets = true }: RecordOptions): BatchOptions {
  const { compiled, withConsents } = deps.programme();
  return {
    programme: compiled,
    withConsents,
    now: deps.clock.now(),
    dry,
    withWallets,
    knownStores: deps.knownStores(),
    householdsOf: deps.householdsOf,
  };
}

/** Books what time has brought, inside a transaction of the caller's that has just made these members. */
export async function settleWithin(deps: RecordDeps, client: TillClient, memberIds: string[]): Promise<void> {
  const options = batchOptionsOf(deps, { withWallets: false });
  const commands = memberIds.map((memberId): TillCommand => ({ kind: "settle", memberId, at: options.now }));
  const facts = await writeRest(client, await runBatch(client, commands, options), options);
  if (facts) await client.query(facts);
}

async function inTransaction(deps: RecordDeps, commands: TillCommand[], options: RecordOptions): Promise<Recorded> {
  const batchOptions = batchOptionsOf(deps, options);
  const client = await deps.pool.connect();
  let broken: Error | undefined;
  try {
    // Travels with the first statement; without it nothing is written.
    const begun = ahead(client.query("begin"));
    const result = await runBatch(client, commands, batchOptions);
    await begun;
    if (batchOptions.dry) {
      await client.query("rollback");
      return { answers: result.answers, deferred: [], staleMembers: new Set() };
    }
    const facts = await writeRest(client, result, batchOptions);
    // The last statement and the commit travel together: if it fails, PostgreSQL rolls back instead.
    await Promise.all([facts && client.query(facts), client.query("commit")]);
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Writes everything but what nearly every batch writes; that is returned as one statement, to be the last. */
async function writeRest(
  client: TillClient,
  result: BatchResult,
  { programme, now }: BatchOptions,
): Promise<FilledStatement | null> {
  const moved = new Set(result.movedOrders.map(({ order }) => order.id));
  const created = new Set(result.newOrders.map((order) => order.id));
  const changed = new Map(result.changedOrders.map((order) => [order.id, order]));
  const members = result.members.filter((member) => member.isChanged);
  const orders = result.newOrders.map((order) => changed.get(order.id) ?? order);
  for (const { order, fromBucket } of result.movedOrders) {
    await moveOrder(client, changed.get(order.id) ?? order, fromBucket);
  }
  await updateOrders(
    client,
    result.changedOrders.filter((order) => !created.has(order.id) && !moved.has(order.id)),
  );
  await insertRefunds(client, result.refunds);
  await writeMovements(client, result, members);
  await writeTierChanges(client, members, programme.version);
  await publishTierNotices(client, members);
  await writeBudgets(client, result.budgetUse, programme);
  const due = {
    // Should the program die before a member with a stale leaf is settled, the sweep does it.
    dueAt: (member: MemberWork) =>
      result.staleMembers.has(member.id)
        ? now.getTime()
        : nextDueAt(programmeFor(member, programme), member.account, member.profile),
    settledUntil: now,
  };
  return factsStatement({ orders, entries: result.entries, members }, due);
}
