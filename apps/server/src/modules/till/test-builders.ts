import { type CompiledProgramme, compileProgramme, type Programme, programmeSchema } from "@regulars/engine";
import type pg from "pg";
import type { z } from "zod";
import { createTestDatabase } from "../../../../../packages/testing/src/database.ts";
import { testClock } from "../../platform/clock.ts";
import { createDb } from "../../platform/db.ts";
import { newId } from "../../platform/ids.ts";
import { insertMembers } from "../members/index.ts";
import { type RecordDeps, recordCommands } from "./record.ts";
import type { Accepted, TillAnswer } from "./till-answer.ts";
import type { OrderCommand, TillCommand } from "./till-command.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

/** One point per yuan, 100 points pay one yuan, three tiers by lifetime spend, the third order of a month earns 50 more. */
export function testProgramme(parts: Partial<z.input<typeof programmeSchema>> = {}): Programme {
  return programmeSchema.parse({
    name: text("test"),
    currency: "CNY",
    zone: "Asia/Shanghai",
    wallets: [{ id: "points", name: text("points"), redemption: { points: 100, amount: 100 } }],
    ladders: [
      {
        id: "main",
        name: text("main"),
        metric: { kind: "spend" },
        window: { kind: "lifetime" },
        downgrade: { kind: "never" },
        tiers: [
          { id: "normal", name: text("normal"), from: 0 },
          { id: "silver", name: text("silver"), from: 100_000 },
          { id: "gold", name: text("gold"), from: 500_000 },
        ],
      },
    ],
    rules: [
      { id: "base", name: text("base"), wallet: "points", amount: { kind: "rate", points: 1, per: 100 } },
      {
        id: "third",
        name: text("third"),
        wallet: "points",
        when: { event: "order", window: { calendar: "month" }, is: { count: { eq: 3 } } },
        amount: { kind: "fixed", points: 50 },
      },
    ],
    lifecycle: { template: "none", stages: [{ id: "member", name: text("member"), when: { all: [] } }] },
    ...parts,
  });
}

export interface TillBench {
  pool: pg.Pool;
  clock: ReturnType<typeof testClock>;
  deps: RecordDeps;
  use(programme: Programme, version?: number): void;
  /** Makes these members a household. */
  join(memberIds: string[]): void;
  addMembers(count: number): Promise<string[]>;
  record(commands: TillCommand[]): Promise<TillAnswer[]>;
  /** Records one command that must be accepted. */
  accept(command: TillCommand): Promise<Accepted>;
  balance(memberId: string): Promise<number>;
  close(): Promise<void>;
}

/** The till's pipeline on a database of its own, without HTTP. */
export async function createTillBench(programme = testProgramme()): Promise<TillBench> {
  const database = await createTestDatabase();
  const { pool, close } = createDb(database.connectionString, { max: 20 });
  const clock = testClock("2026-06-01T04:00:00Z");
  let compiled: CompiledProgramme = compileProgramme(programme, 1);
  const households: string[][] = [];
  const deps: RecordDeps = {
    pool,
    clock,
    programme: () => ({ compiled, withConsents: false }),
    knownStores: () => new Set(["sto_main"]),
    householdsOf: async (_client, ids) => new Map(ids.flatMap((id) => othersIn(households, id))),
  };
  const record = (commands: TillCommand[]): Promise<TillAnswer[]> => recordCommands(deps, commands);
  return {
    pool,
    clock,
    deps,
    record,
    use(next, version = compiled.version + 1) {
      compiled = compileProgramme(next, version);
    },
    join: (memberIds) => void households.push(memberIds),
    async addMembers(count) {
      const members = Array.from({ length: count }, () => ({
        id: newId(),
        key: null,
        joinedAt: new Date("2026-01-01T00:00:00Z"),
      }));
      const made = await insertMembers(pool, members, {
        version: compiled.version,
        programme: compiled,
        upcoming: null,
        now: clock.now(),
      });
      return made.map((member) => member.id);
    },
    async accept(command) {
      const [answer] = await record([command]);
      if (!answer || answer.status === "refused") throw new Error(`refused: ${JSON.stringify(answer)}`);
      return answer;
    },
    async balance(memberId) {
      const { rows } = await pool.query<{ available: number }>(
        "select (state -> 'wallets' -> 'points' ->> 'available')::bigint as available from member_accounts where member_id = $1",
        [memberId],
      );
      return rows[0]?.available ?? 0;
    },
    async close() {
      await close();
      await database.drop();
    },
  };
}

function othersIn(households: string[][], id: string): [string, string[]][] {
  const own = households.find((household) => household.includes(id));
  return own ? [[id, own.filter((other) => other !== id)]] : [];
}

let receipts = 0;

/** An order of one line worth `yuan`. */
export function order(memberId: string | undefined, yuan: number, parts: Partial<OrderCommand> = {}): OrderCommand {
  receipts += 1;
  return {
    kind: "order",
    source: "test",
    externalId: `R-${receipts}`,
    ...(memberId === undefined ? {} : { memberId }),
    storeId: "sto_main",
    currency: "CNY",
    placedAt: new Date("2026-06-01T03:00:00Z"),
    lines: [{ sku: "LATTE", quantity: 1, unitPrice: yuan * 100, discount: 0 }],
    actor: "test",
    ...parts,
  };
}
