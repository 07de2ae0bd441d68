import { type CompiledLeaf, type CompiledProgramme, POINTS_EARNED } from "@regulars/engine";
import type pg from "pg";
import { bucketOf } from "../../platform/ids.ts";
import { toWork } from "./batch-context.ts";
import { fillMissingLeaves } from "./fill-leaves.ts";
import { loadMembers } from "./read-store.ts";
import { rows, type TillClient } from "./sql.ts";
import { updateAccounts } from "./write-store.ts";

const pageSize = 500;

const allAccounts = {
  name: "till_account_page",
  text: `select a.member_id as id from member_accounts a where (a.bucket, a.member_id) > ($1::smallint, $2::uuid)
    order by a.bucket, a.member_id limit $3`,
};

const runningImports = {
  name: "till_running_imports",
  text: "select 1 as running from imports where status = 'running' limit 1",
};

/** While history is being taken in, time stands where the file is: settling to today would put every later row in the past. */
export async function isHistoryComingIn(pool: Pick<pg.Pool, "connect">): Promise<boolean> {
  const found = await withClient(pool, (client) => rows(client, runningImports, []));
  return found.length > 0;
}

const dueAccounts = {
  name: "till_due_accounts",
  text: "select member_id as id, next_due_at as at from member_accounts where next_due_at <= $1 order by next_due_at limit $2",
};

/** The last member of a page; members are taken by bucket and id. */
export interface Position {
  bucket: number;
  id: string;
}

const start: Position = { bucket: -1, id: "00000000-0000-0000-0000-000000000000" };

interface Fill {
  /** The programme in force, and the one about to be. */
  active: CompiledProgramme;
  next: CompiledProgramme;
  signal: AbortSignal;
  onProgress: (filled: number) => Promise<void>;
}

/**
 * Fills the leaves that the next programme asks for and the one in force does not keep, for every account, a page at a time under the
 * accounts' locks; drops leaves that neither keeps. A state left over from an older version is stale and is filled anew.
 * Facts recorded meanwhile fold the leaves of both programmes. Returns how many accounts were visited.
 */
export async function fillAccounts(
  pool: Pick<pg.Pool, "connect">,
  { active, next, signal, onProgress }: Fill,
): Promise<number> {
  const keptKeys = new Set(active.leaves.map((leaf) => leaf.key));
  const isKept = (key: string): boolean => keptKeys.has(key);
  if (next.leaves.every((leaf) => isKept(leaf.key))) return 0;
  const programme = withLeavesOf(active, next);
  let filled = 0;
  for await (const ids of memberPages(pool, pageSize)) {
    signal.throwIfAborted();
    await inTransaction(pool, (client) => fillPage(client, programme, ids, isKept));
    filled += ids.length;
    await onProgress(filled);
  }
  return filled;
}

/** `programme`, keeping the leaves of `other` too. */
export function withLeavesOf(programme: CompiledProgramme, other: CompiledProgramme): CompiledProgramme {
  const of = (type: string): CompiledLeaf[] => unique([...programme.leavesOf(type), ...other.leavesOf(type)]);
  const [orders, earned] = [of("order"), of(POINTS_EARNED)];
  return {
    ...programme,
    leaves: unique([...programme.leaves, ...other.leaves]),
    leavesOf(type) {
      if (type === "order") return orders;
      return type === POINTS_EARNED ? earned : of(type);
    },
  };
}

function unique(leaves: CompiledLeaf[]): CompiledLeaf[] {
  return [...new Map(leaves.map((leaf) => [leaf.key, leaf])).values()];
}

async function fillPage(
  client: TillClient,
  programme: CompiledProgramme,
  ids: string[],
  isKept: (key: string) => boolean,
): Promise<void> {
  const loaded = await loadMembers(client, ids, { dry: false, withConsents: true });
  const members = loaded.map(toWork);
  for (const member of members) {
    const kept = Object.entries(member.account.leaves).filter(([key]) => isKept(key));
    member.account = { ...member.account, leaves: Object.fromEntries(kept) };
  }
  await fillMissingLeaves(client, programme, members);
  // What is due is worked out again when the programme is in force.
  await updateAccounts(client, members, { dueAt: () => null, settledUntil: new Date(0) });
}

/** Every member by pages, for work on all accounts; `after` goes on behind an earlier page. */
export async function* memberPages(
  pool: Pick<pg.Pool, "connect">,
  size: number,
  after: Position = start,
): AsyncGenerator<string[]> {
  let position = after;
  for (;;) {
    const found = await withClient(pool, (client) =>
      rows<{ id: string }>(client, allAccounts, [position.bucket, position.id, size]),
    );
    const last = found.at(-1);
    if (!last) return;
    yield found.map((row) => row.id);
    position = { bucket: bucketOf(last.id), id: last.id };
  }
}

/** Members for whom time alone has changed something by `now`, and when, longest due first. */
export function findDueMembers(
  pool: Pick<pg.Pool, "connect">,
  now: Date,
  limit: number,
): Promise<{ id: string; at: Date }[]> {
  return withClient(pool, (client) => rows<{ id: string; at: Date }>(client, dueAccounts, [now.toISOString(), limit]));
}

async function withClient<T>(pool: Pick<pg.Pool, "connect">, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

function inTransaction<T>(pool: Pick<pg.Pool, "connect">, work: (client: TillClient) => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query("begin");
    try {
      const result = await work(client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback");
      throw error;
    }
  });
}
