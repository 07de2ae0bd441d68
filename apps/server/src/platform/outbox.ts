import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import type { Db, Tx } from "./db.ts";
import { messageOf } from "./errors.ts";
import type { Logger } from "./logger.ts";

export interface OutboxMessage {
  topic: string;
  /** What it is about, such as a member id. */
  key: string;
  payload: object;
}

export interface OutboxEvent {
  /** Unique for ever; a handler that saw it does nothing the second time. */
  id: number;
  topic: string;
  key: string;
  payload: unknown;
  at: Date;
}

export type OutboxHandler = (event: OutboxEvent) => Promise<void>;

export interface Outbox {
  /** Writes the events in the caller's transaction; handlers hear of them after it committed. */
  publish(tx: Tx, events: OutboxMessage[]): Promise<void>;
  /** Before start. A handler hears every event of its topic at least once, in order of commit. */
  subscribe(topic: string, handlerName: string, handler: OutboxHandler): void;
}

export interface OutboxRunner extends Outbox {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Handles everything there is now and returns how many events that were. */
  drain(): Promise<number>;
  /** Forgets events older than this that every handler has heard. */
  prune(before: Date): Promise<number>;
}

interface Subscription {
  topic: string;
  handlerName: string;
  handler: OutboxHandler;
}

const batchSize = 200;
const pollMilliseconds = 250;

export function createOutbox(db: Db, logger: Logger): OutboxRunner {
  const subscriptions: Subscription[] = [];
  let stopped: AbortController | null = null;
  let loop: Promise<void> = Promise.resolve();

  async function pass(): Promise<number> {
    let handled = 0;
    for (const subscription of subscriptions) handled += await deliver(db, logger, subscription);
    return handled;
  }

  async function poll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const handled = await pass().catch((error: unknown) => {
        logger.error({ err: error }, "the outbox could not be read");
        return 0;
      });
      if (handled === 0) await wait(pollMilliseconds, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    publish: (tx, events) => publish(tx, events),
    subscribe(topic, handlerName, handler) {
      subscriptions.push({ topic, handlerName, handler });
    },
    async start() {
      await restartAfterRestore(db);
      stopped = new AbortController();
      loop = poll(stopped.signal);
    },
    async stop() {
      stopped?.abort();
      await loop;
    },
    async drain() {
      let total = 0;
      for (let handled = await pass(); handled > 0; handled = await pass()) total += handled;
      return total;
    },
    prune: (before) => prune(db, before),
  };
}

async function publish(tx: Tx, events: OutboxMessage[]): Promise<void> {
  if (events.length === 0) return;
  await sql`insert into outbox (topic, key, payload)
    select * from unnest(${events.map((event) => event.topic)}::text[], ${events.map((event) => event.key)}::text[],
      ${events.map((event) => JSON.stringify(event.payload))}::jsonb[])`.execute(tx);
}

/** One batch for one handler; its cursor row is the lock between processes. */
async function deliver(db: Db, logger: Logger, subscription: Subscription): Promise<number> {
  await sql`insert into outbox_cursors (handler, topic) values (${subscription.handlerName}, ${subscription.topic})
    on conflict do nothing`.execute(db);
  return db.transaction().execute(async (tx) => {
    const cursor = await tx
      .selectFrom("outbox_cursors")
      .select(["txid", "event_id", "failures"])
      .where("handler", "=", subscription.handlerName)
      .where((eb) => eb.or([eb("retry_at", "is", null), eb("retry_at", "<=", sql<Date>`now()`)]))
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!cursor) return 0;
    const events = await nextEvents(tx, subscription.topic, cursor);
    let handled = 0;
    for (const event of events) {
      const failure = await subscription.handler(event).then(() => null, messageOf);
      if (failure !== null) {
        logger.error({ handler: subscription.handlerName, event: event.id, failure }, "an event could not be handled");
        await rememberFailure(tx, subscription.handlerName, cursor.failures + 1, failure);
        return handled;
      }
      handled += 1;
      await sql`update outbox_cursors set txid = ${event.txid}, event_id = ${event.id}, failures = 0, retry_at = null,
        last_error = null, updated_at = now() where handler = ${subscription.handlerName}`.execute(tx);
    }
    return handled;
  });
}

async function nextEvents(
  tx: Tx,
  topic: string,
  cursor: { txid: number; event_id: number },
): Promise<(OutboxEvent & { txid: number })[]> {
  const { rows } = await sql<OutboxEvent & { txid: number }>`
    select txid, id, topic, key, payload, created_at as at from outbox
    where (txid, id) > (${cursor.txid}, ${cursor.event_id})
      and txid < (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint and topic = ${topic}
    order by txid, id limit ${batchSize}`.execute(tx);
  return rows;
}

async function rememberFailure(tx: Tx, handler: string, failures: number, message: string): Promise<void> {
  const delaySeconds = Math.min(300, 2 ** Math.min(failures, 9));
  await sql`update outbox_cursors set failures = ${failures}, last_error = ${message.slice(0, 500)},
    retry_at = now() + make_interval(secs => ${delaySeconds}), updated_at = now() where handler = ${handler}`.execute(
    tx,
  );
}

/**
 * Transaction ids begin anew in another cluster, so a restored database would skip or withhold events.
 * All kept events are told again then; handlers ignore those they know.
 */
async function restartAfterRestore(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ cluster: string }>`select system_identifier::text as cluster from pg_control_system()`
      .execute(tx)
      .catch(() => ({ rows: [] }));
    const cluster = rows[0]?.cluster;
    if (!cluster) return;
    const known = await sql<{
      value: unknown;
    }>`select value from settings where key = 'outbox.cluster' for update`.execute(tx);
    if (known.rows[0]?.value === cluster) return;
    if (known.rows[0]) {
      await sql`update outbox set txid = 0`.execute(tx);
      await sql`update outbox_cursors set txid = 0, event_id = 0`.execute(tx);
    }
    await sql`insert into settings (key, value) values ('outbox.cluster', to_jsonb(${cluster}::text))
      on conflict (key) do update set value = excluded.value, updated_at = now()`.execute(tx);
  });
}

async function prune(db: Db, before: Date): Promise<number> {
  const result = await sql`delete from outbox o where o.created_at < ${before} and not exists (
    select 1 from outbox_cursors c where c.topic = o.topic and (c.txid, c.event_id) < (o.txid, o.id))`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
