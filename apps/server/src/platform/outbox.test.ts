import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createOutbox, type OutboxEvent, type OutboxRunner } from "./outbox.ts";
import type { Platform } from "./platform.ts";

let t: TestApp;
let platform: Platform;
let outbox: OutboxRunner;
let seen: OutboxEvent[];
beforeAll(async () => {
  t = await createTestApp();
  platform = t.platform;
});
beforeEach(async () => {
  await platform.pool.query("truncate outbox, outbox_cursors");
  outbox = createOutbox(platform.db, platform.logger);
  seen = [];
});
afterAll(() => t.close());

async function publish(...keys: string[]): Promise<void> {
  await platform.db.transaction().execute((tx) =>
    outbox.publish(
      tx,
      keys.map((key) => ({ topic: "thing.happened", key, payload: { key } })),
    ),
  );
}

async function remember(event: OutboxEvent): Promise<void> {
  seen.push(event);
}

const keysSeen = () => seen.map((event) => event.key);

describe("the outbox", () => {
  test("tells what committed, in order, and nothing that rolled back", async () => {
    outbox.subscribe("thing.happened", "test", remember);
    await publish("a", "b");
    const failing = platform.db.transaction().execute(async (tx) => {
      await outbox.publish(tx, [{ topic: "thing.happened", key: "never", payload: {} }]);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    await publish("c");
    await outbox.drain();
    expect(keysSeen()).toEqual(["a", "b", "c"]);
    expect(seen[0]?.payload).toEqual({ key: "a" });
  });

  test("does not pass over an event whose transaction commits after a later one", async () => {
    outbox.subscribe("thing.happened", "test", remember);
    const slow = await platform.pool.connect();
    await slow.query("begin");
    await slow.query("insert into outbox (topic, key, payload) values ('thing.happened', 'slow', '{}')");
    await publish("fast");
    await outbox.drain();
    expect(keysSeen()).toEqual([]);
    await slow.query("commit");
    slow.release();
    await outbox.drain();
    expect(keysSeen()).toEqual(["slow", "fast"]);
  });

  test("tells each handler by itself, and each event once when all goes well", async () => {
    const others: string[] = [];
    outbox.subscribe("thing.happened", "one", remember);
    outbox.subscribe("thing.happened", "two", async (event) => void others.push(event.key));
    outbox.subscribe("other.happened", "three", async (event) => void others.push(event.key));
    await publish("a");
    await outbox.drain();
    await outbox.drain();
    expect([keysSeen(), others]).toEqual([["a"], ["a"]]);
  });

  test("tells an event again after its handler failed, and holds back the ones behind it", async () => {
    let failures = 1;
    outbox.subscribe("thing.happened", "test", async (event) => {
      if (event.key === "b" && failures-- > 0) throw new Error("not now");
      await remember(event);
    });
    await publish("a", "b", "c");
    await outbox.drain();
    expect(keysSeen()).toEqual(["a"]);
    const { rows } = await platform.pool.query(
      "select failures, last_error, retry_at > now() as later from outbox_cursors",
    );
    expect(rows).toEqual([{ failures: 1, last_error: "not now", later: true }]);
    await platform.pool.query("update outbox_cursors set retry_at = now()");
    await outbox.drain();
    expect(keysSeen()).toEqual(["a", "b", "c"]);
  });

  test("two processes that read at once tell each event once", async () => {
    const second = createOutbox(platform.db, platform.logger);
    outbox.subscribe("thing.happened", "test", remember);
    second.subscribe("thing.happened", "test", remember);
    await publish(...Array.from({ length: 300 }, (_, index) => String(index)));
    await Promise.all([outbox.drain(), second.drain()]);
    await outbox.drain();
    expect(keysSeen()).toEqual(Array.from({ length: 300 }, (_, index) => String(index)));
  });

  test("tells everything again after a restore into another cluster", async () => {
    outbox.subscribe("thing.happened", "test", remember);
    await outbox.start();
    await outbox.stop();
    await publish("a");
    await outbox.drain();
    seen = [];
    await platform.pool.query("update settings set value = '\"1\"' where key = 'outbox.cluster'");
    await platform.pool.query("update outbox set txid = txid + 1000000");
    await outbox.start();
    await outbox.stop();
    await outbox.drain();
    expect(keysSeen()).toEqual(["a"]);
  });

  test("forgets old events that every handler has heard, and keeps the others", async () => {
    outbox.subscribe("thing.happened", "test", remember);
    await publish("old");
    await outbox.drain();
    await publish("unheard");
    await platform.pool.query("update outbox set created_at = now() - interval '10 days'");
    expect(await outbox.prune(new Date(Date.now() - 7 * 86_400_000))).toBe(1);
    const { rows } = await platform.pool.query("select key from outbox");
    expect(rows).toEqual([{ key: "unheard" }]);
  });
});
