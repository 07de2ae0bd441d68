import type { CompiledProgramme, Condition, Ladder, MemberState } from "@regulars/engine";
import { walkCondition } from "@regulars/engine";
import { z } from "zod";
import type { Module } from "../../module.ts";
import { messageOf } from "../../platform/errors.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Programmes } from "../programmes/index.ts";
import { fillAccounts, findDueMembers, isHistoryComingIn, withLeavesOf } from "./accounts-job.ts";
import { createBatcher } from "./batcher.ts";
import { checkOrder } from "./check-order.ts";
import { createEvaluations } from "./evaluation/evaluations.ts";
import type { HouseholdsOf } from "./household-pool.ts";
import { createKnownStores } from "./known-stores.ts";
import { recordInLanes } from "./lanes.ts";
import { type RecordDeps, type RecordOptions, recordCommands, settleWithin } from "./record.ts";
import { tillRoutes } from "./routes.ts";
import type { TillClient } from "./sql.ts";
import type { TillAnswer } from "./till-answer.ts";
import type { TillCommand } from "./till-command.ts";
import { createTillPool } from "./till-pool.ts";
import { type Basket, basketOf, type TrialWish, trialState } from "./trial-state.ts";

export type { Accepted, Refused, TillAnswer } from "./till-answer.ts";
export type {
  AdjustCommand,
  ClaimCommand,
  EventCommand,
  OrderCommand,
  RefundCommand,
  SettleCommand,
  TillCommand,
} from "./till-command.ts";
export type { OrderRecord, RefundRecord } from "./till-records.ts";
export type { Basket, InventedMember, TrialWish } from "./trial-state.ts";

/** What the till needs of the programme module. */
export type TillProgrammes = Pick<Programmes, "active" | "upcoming" | "version" | "load"> & {
  commands: Pick<Programmes["commands"], "activate" | "failActivation" | "reportFilled">;
};

/** What the till needs of the members module. */
export interface TillMembers {
  /** The id of the member that `mbr_…` or `ext:…` names. */
  find(reference: string): Promise<string>;
  /** The identity as it is stored, or null when it cannot be one. */
  normalise(identity: {
    kind: "phone" | "email" | "external" | "card" | "member_no";
    value: string;
  }): Promise<{ kind: string; value: string } | null>;
  /** Makes a member for each identity nobody owns; does nothing for the others. */
  ensure(commands: TillCommand[]): Promise<void>;
}

/** What the till needs of the households module. */
export interface TillHouseholds {
  /** The other members of each member's household; those without one are absent. */
  membersOf: HouseholdsOf;
}

export interface Till extends Module {
  /** One command, gathered with others that wait at the same moment. */
  submit(command: TillCommand): Promise<TillAnswer>;
  /** Many commands; those of one member in the order given. For imports and batches. */
  record(commands: TillCommand[], options?: { reply?: "full" | "brief" }): Promise<TillAnswer[]>;
  /** Books what registration gives to members that this transaction has just made. */
  settleNew(client: TillClient, memberIds: string[]): Promise<void>;
  /** The full answer to a command; nothing is written. */
  preview(command: TillCommand): Promise<TillAnswer>;
  /** A member as any programme would find them; null when nobody has the id. Nothing is locked or written. */
  trialState(wish: TrialWish): Promise<MemberState | null>;
  basketOf(orderId: string): Promise<Basket | null>;
}

/** One transaction of the sweeper: as many as do not keep the till waiting. */
const settlePage = 100;
const fillPayload = z.object({ version: z.int() });

/** Orders, refunds, claims and adjustments: facts in, the ledger's answer out, committed. */
export function createTill(
  platform: Pick<Platform, "connectionString" | "clock" | "logger" | "jobs" | "db" | "audit">,
  modules: { programmes: TillProgrammes; members: TillMembers; households: TillHouseholds },
): Till {
  const { clock, db, logger } = platform;
  const pool = createTillPool(platform.connectionString, (error) =>
    logger.warn({ err: error }, "a database connection of the till was lost"),
  );
  const { programmes, members } = modules;
  const stores = createKnownStores(pool);
  const deps: RecordDeps = {
    pool,
    clock,
    knownStores: stores.ids,
    householdsOf: modules.households.membersOf,
    onRejected: (error, { kind }) => logger.error({ err: error, kind }, "a fact could not be recorded"),
    programme() {
      const active = programmes.active().programme;
      const upcoming = programmes.upcoming()?.programme;
      return { compiled: upcoming ? folding(active, upcoming) : active, withConsents: readsConsents(active) };
    },
  };
  const batcher = createBatcher({ lanes: 2, mostPerBatch: 400, record: (commands) => recordCommands(deps, commands) });

  async function prepared(commands: TillCommand[], options: RecordOptions): Promise<TillAnswer[]> {
    await stores.learn(commands);
    return recordCommands(deps, commands, options);
  }

  const till: Pick<Till, "submit" | "record" | "settleNew" | "preview"> = {
    async submit(command) {
      await stores.learn([command]);
      return batcher.submit(command);
    },
    async record(commands, options = {}) {
      await stores.learn(commands);
      // Nobody becomes a member by an order that is refused anyway.
      const { programme } = programmes.active().programme;
      const rules = { programme, knownStores: stores.ids(), now: clock.now() };
      await members.ensure(
        commands.filter((command) => command.kind !== "order" || checkOrder(command, rules) === null),
      );
      return recordInLanes(deps, commands, { withWallets: options.reply !== "brief" });
    },
    settleNew: (client, memberIds) => settleWithin(deps, client, memberIds),
    async preview(command) {
      const [answer] = await prepared([command], { dry: true });
      if (!answer) throw new Error("the preview gave no answer");
      return answer;
    },
  };

  function settle(members: { id: string; at: Date }[]): Promise<TillAnswer[]> {
    const commands = members.map(({ id, at }): TillCommand => ({ kind: "settle", memberId: id, at }));
    return recordCommands(deps, commands, { withWallets: false });
  }
  const evaluations = createEvaluations({ ...platform, pool, programmes, settle });

  async function fillVersion(version: number, signal: AbortSignal): Promise<void> {
    await programmes.load();
    const next = await programmes.version(version);
    try {
      await fillAccounts(pool, {
        active: programmes.active().programme,
        next,
        signal,
        onProgress: (filled) => programmes.commands.reportFilled(version, filled),
      });
    } catch (error) {
      if (signal.aborted) throw error;
      logger.error({ err: error, version }, "a programme version could not be filled from history");
      const failure = { version, error: messageOf(error) };
      await db.transaction().execute((tx) => programmes.commands.failActivation(tx, failure));
      return;
    }
    await db.transaction().execute(async (tx) => {
      if (!(await programmes.commands.activate(tx, version))) return;
      await evaluations.afterActivation(tx, version);
    });
    await programmes.load();
  }

  return {
    name: "till",
    ...till,
    trialState: (wish) => trialState(pool, wish),
    basketOf: (orderId) => basketOf(pool, orderId),
    routes: (app) => {
      tillRoutes({
        ...till,
        clock,
        pool,
        programmes,
        normalise: (identity) => members.normalise(identity),
        findMember: (reference) => members.find(reference),
      })(app);
      evaluations.routes(app);
    },
    jobs: {
      async "programme.fill"(payload, { signal }) {
        const { version } = fillPayload.parse(payload);
        await fillVersion(version, signal);
      },
      "accounts.settle_all": evaluations.job,
      async "accounts.settle_due"(_payload, { signal }) {
        const keyOf = ({ id, at }: { id: string; at: Date }): string => `${id} ${at.getTime()}`;
        let seen = new Set<string>();
        for (;;) {
          if (signal.aborted || (await isHistoryComingIn(pool))) return;
          const now = clock.now();
          const due = await findDueMembers(pool, now, settlePage);
          // What cannot be booked is found due again, before all others: once is enough for it.
          const fresh = due.filter((one) => !seen.has(keyOf(one)));
          if (fresh.length === 0) return;
          seen = new Set(due.map(keyOf));
          // Each member is settled at the instant that was due, so that a stage begins when it began and not when somebody looked.
          await evaluations.noteDue(await settle(fresh));
          logger.debug({ members: fresh.length }, "booked what was due");
        }
      },
    },
    crons: [{ task: "accounts.settle_due", pattern: "* * * * *" }],
    start: evaluations.start,
    async stop() {
      await batcher.idle();
      await pool.end();
    },
  };
}

let foldingOf: { active: CompiledProgramme; upcoming: CompiledProgramme; programme: CompiledProgramme } | null = null;

/** The programme in force, keeping the leaves of the one being activated as well, so that no fact is missed in between. */
function folding(active: CompiledProgramme, upcoming: CompiledProgramme): CompiledProgramme {
  if (foldingOf?.active !== active || foldingOf.upcoming !== upcoming) {
    foldingOf = { active, upcoming, programme: withLeavesOf(active, upcoming) };
  }
  return foldingOf.programme;
}

const consentCache = new WeakMap<CompiledProgramme, boolean>();

/** Whether any condition of the programme asks for a consent; else consents need not be read. */
function readsConsents(compiled: CompiledProgramme): boolean {
  const known = consentCache.get(compiled);
  if (known !== undefined) return known;
  const { rules, lifecycle, ladders } = compiled.programme;
  const conditions: (Condition | undefined)[] = [
    ...rules.flatMap((rule) => [
      rule.when,
      rule.lines,
      ...rule.multipliers.flatMap((multiplier) => [multiplier.when, multiplier.lines]),
    ]),
    ...lifecycle.stages.map((stage) => stage.when),
    ...ladders.flatMap((ladder) => [
      ladder.where,
      ...ladder.tiers.map((tier) => tier.when),
      ...countedConditions(ladder),
    ]),
  ];
  let found = false;
  for (const condition of conditions) {
    if (condition)
      walkCondition(condition, (node) => {
        if ("consent" in node) found = true;
      });
  }
  consentCache.set(compiled, found);
  return found;
}

/** Conditions on the events that a ladder counts. */
function countedConditions({ metric }: Ladder): (Condition | undefined)[] {
  const counted = metric.kind === "growth" ? metric.parts.map((part) => part.of) : [metric];
  return counted.flatMap((one) => (one.kind === "events" ? [one.where] : []));
}
