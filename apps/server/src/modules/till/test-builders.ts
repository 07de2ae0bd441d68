import { type CompiledProgramme, compileProgramme, type Programme, programmeSchema } from "@regulars/engine";
import type pg from "pg";
import type { z } from "zod";
import { createTestDatabase } from "../../../../../packages/testing/src/database.ts";
import { testClock } from "../../platform/clock.ts";
import { createDb, type Db } from "../../platform/db.ts";
import { newId } from "../../platform/ids.ts";
import { insertMembers } from "../members/index.ts";
import { type RecordDeps, recordCommands } from "./record.ts";
import type { Accepted, TillAnswer } from "./till-answer.ts";
import type {
  CommitCommand,
  EventCommand,
  HoldCommand,
  OrderCommand,
  ReleaseCommand,
  ReverseCommand,
  SpendCommand,
  TierGrantCommand,
  TillCommand,
  TransferCommand,
} from "./till-command.ts";
import { createTillPool } from "./till-pool.ts";

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
  db: Db;
  clock: ReturnType<typeof testClock>;
  deps: RecordDeps;
  use(programme: Programme, version?: number): void;
  /** Makes these members a household. */
  join(memberIds: string[]): void;
  addMembers(count: number): Promise<string[]>;
  record(commands: TillCommand[]): Promise<TillAnswer[]>;
  /** The answers, with nothing written. */
  preview(commands: TillCommand[]): Promise<TillAnswer[]>;
  /** Records one command that must be accepted. */
  accept(command: TillCommand): Promise<Accepted>;
  balance(memberId: string): Promise<number>;
  /** What does not add up in the whole ledger: nothing, if all is well. */
  proof(): Promise<string[]>;
  close(): Promise<void>;
}

/** The till's pipeline on a database of its own, without HTTP. */
export async function createTillBench(programme = testProgramme()): Promise<TillBench> {
  const database = await createTestDatabase();
  const { db, pool, close } = createDb(database.connectionString, { max: 20 });
  const tillPool = createTillPool(database.connectionString, () => undefined);
  const clock = testClock("2026-06-01T04:00:00Z");
  let compiled: CompiledProgramme = compileProgramme(programme, 1);
  const households: string[][] = [];
  const deps: RecordDeps = {
    pool: tillPool,
    clock,
    programme: () => ({ compiled, withConsents: false }),
    knownStores: () => new Set(["sto_main"]),
    householdsOf: async (_client, ids) => new Map(ids.flatMap((id) => othersIn(households, id))),
  };
  const record = (commands: TillCommand[]): Promise<TillAnswer[]> => recordCommands(deps, commands);
  return {
    pool,
    db,
    clock,
    deps,
    record,
    preview: (commands) => recordCommands(deps, commands, { dry: true }),
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
    proof: () => ledgerProof(pool),
    async close() {
      await tillPool.end();
      await close();
      await database.drop();
    },
  };
}

function othersIn(households: string[][], id: string): [string, string[]][] {
  const own = households.find((household) => household.includes(id));
  return own ? [[id, own.filter((other) => other !== id)]] : [];
}

const proofSql = `
  with accounts as (
    select a.member_id, w.key as wallet, (w.value ->> 'available')::bigint as available, (w.value ->> 'pending')::bigint as pending,
      (w.value ->> 'held')::bigint as held, (w.value ->> 'arrears')::bigint as arrears
    from member_accounts a cross join lateral json_each(a.state -> 'wallets') w
  ), sums as (
    select a.*,
      (select coalesce(sum(amount), 0) from entries e where e.member_id = a.member_id and e.wallet = a.wallet
        and e.kind not in ('activate', 'hold', 'release')) as entries,
      (select coalesce(sum(remaining), 0) from lots l where l.member_id = a.member_id and l.wallet = a.wallet) as lots,
      (select coalesce(sum(points), 0) from holds h where h.member_id = a.member_id and h.wallet = a.wallet and h.status = 'held') as holds
    from accounts a
  )
  select s.* from sums s where entries <> available + pending + held - arrears or lots <> available + pending or holds <> held
    or least(available, pending, held, arrears) < 0`;

const chainSql = `
  select member_id, count(*) as rows, count(distinct seq) as links, max(seq) as last from entries group by member_id
  having count(*) <> count(distinct seq) or max(seq) <> count(*)`;

/** Entries, lots, holds and accounts agree, and every member's chain counts 1, 2, 3 ... */
async function ledgerProof(pool: pg.Pool): Promise<string[]> {
  const sums = await pool.query(proofSql);
  const chains = await pool.query(chainSql);
  return [...sums.rows, ...chains.rows].map((row) => JSON.stringify(row));
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

/** A business key nobody has used. */
export function freshKey(): { source: string; externalId: string; actor: string } {
  receipts += 1;
  return { source: "test", externalId: `K-${receipts}`, actor: "test" };
}

const told = new Date("2026-06-01T03:30:00Z");

export function spend(memberId: string, points: number, parts: Partial<SpendCommand> = {}): SpendCommand {
  return { kind: "spend", memberId, wallet: "points", points, reason: "a mug", at: told, ...freshKey(), ...parts };
}

export function hold(memberId: string, points: number, parts: Partial<HoldCommand> = {}): HoldCommand {
  const wish = { memberId, wallet: "points", points, ttlSeconds: 86_400, reference: "table 4" };
  return { kind: "hold", ...wish, at: told, actor: "test", ...parts };
}

export function commit(memberId: string, holdId: string, parts: Partial<CommitCommand> = {}): CommitCommand {
  return { kind: "commit", memberId, holdId, at: told, actor: "test", ...parts };
}

export function release(memberId: string, holdId: string, parts: Partial<ReleaseCommand> = {}): ReleaseCommand {
  return { kind: "release", memberId, holdId, at: told, actor: "test", ...parts };
}

export function transfer(
  memberId: string,
  toMemberId: string,
  points: number,
  parts: Partial<TransferCommand> = {},
): TransferCommand {
  return { kind: "transfer", memberId, toMemberId, wallet: "points", points, at: told, ...freshKey(), ...parts };
}

export function reverse(memberId: string, entryId: string, parts: Partial<ReverseCommand> = {}): ReverseCommand {
  return { kind: "reverse", memberId, entryId, reason: "by mistake", at: told, actor: "test", ...parts };
}

export function happening(memberId: string | undefined, type: string, parts: Partial<EventCommand> = {}): EventCommand {
  const who = memberId === undefined ? {} : { memberId };
  return { kind: "event", type, ...who, properties: {}, at: told, ...freshKey(), ...parts };
}

export function grant(memberId: string, tier: string | null, parts: Partial<TierGrantCommand> = {}): TierGrantCommand {
  const given = {
    ladder: "main",
    tier,
    until: null,
    isLifetime: false,
    grantKind: "manual" as const,
    reason: "a guest",
  };
  return { kind: "tier_grant", memberId, ...given, at: told, actor: "test", ...parts };
}

/** What became of each command: its status, or the code it was refused with. */
export function statuses(answers: TillAnswer[]): string[] {
  return answers.map((answer) => (answer.status === "refused" ? answer.code : answer.status));
}
