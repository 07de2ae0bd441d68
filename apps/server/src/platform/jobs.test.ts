import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type JobHandler, startJobRunner } from "./jobs.ts";

let t: TestApp;
beforeAll(async () => {
  t = await createTestApp();
});
afterAll(() => t.close());

/** Runs a job runner until the handler has been called this often. */
async function runUntil(calls: number, handler: JobHandler): Promise<void> {
  const done = Promise.withResolvers<void>();
  let left = calls;
  const runner = await startJobRunner({
    pool: t.platform.pool,
    logger: t.platform.logger,
    crons: [],
    handlers: {
      "test.job": async (payload, helpers) => {
        await handler(payload, helpers);
        left -= 1;
        if (left === 0) done.resolve();
      },
    },
  });
  await done.promise;
  await runner.stop();
}

describe("jobs", () => {
  test("run when their transaction committed, and only then", async () => {
    const { db, jobs } = t.platform;
    const payloads: unknown[] = [];
    const failing = db.transaction().execute(async (tx) => {
      await jobs.add("test.job", { n: 0 }, { tx });
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    await db.transaction().execute((tx) => jobs.add("test.job", { n: 1 }, { tx }));
    await runUntil(1, async (payload) => void payloads.push(payload));
    expect(payloads).toEqual([{ n: 1 }]);
  });

  test("of one key replace each other while they wait", async () => {
    const payloads: unknown[] = [];
    await t.platform.jobs.add("test.job", { n: 1 }, { jobKey: "same" });
    await t.platform.jobs.add("test.job", { n: 2 }, { jobKey: "same" });
    await runUntil(1, async (payload) => void payloads.push(payload));
    expect(payloads).toEqual([{ n: 2 }]);
    const { rows } = await t.platform.pool.query("select 1 from graphile_worker.jobs");
    expect(rows).toEqual([]);
  });

  test("a schedule without a handler is a mistake found at the start", async () => {
    const start = startJobRunner({
      pool: t.platform.pool,
      logger: t.platform.logger,
      handlers: {},
      crons: [{ task: "nobody.home", pattern: "* * * * *" }],
    });
    await expect(start).rejects.toThrow("nobody.home");
  });
});
