import type { TierEvaluation } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { memberPages } from "../accounts-job.ts";
import { accepted } from "../decide-batch.ts";
import { figuresOf } from "./figures.ts";
import { runEvaluations } from "./run-evaluations.ts";
import { findEvaluation, openEvaluation } from "./store.ts";

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ now: "2026-06-10T04:00:00Z" });
});
afterAll(() => app.close());
beforeEach(async () => {
  await sql`delete from tier_evaluations`.execute(app.platform.db);
});

interface Answer {
  evaluation: TierEvaluation;
}

function start(): Promise<{ status: number; body: Answer }> {
  return app.call<Answer>("/v1/tiers/evaluations", { body: {} });
}

async function runJob(task: string, payload: object): Promise<void> {
  for (const module of app.modules)
    await module.jobs?.[task]?.(payload, { logger: app.platform.logger, signal: new AbortController().signal });
}

async function read(id: string): Promise<TierEvaluation> {
  const { body } = await app.call<Answer>(`/v1/tiers/evaluations/${id}`);
  return body.evaluation;
}

async function list(query = ""): Promise<TierEvaluation[]> {
  const { body } = await app.call<{ items: TierEvaluation[] }>(`/v1/tiers/evaluations${query}`);
  return body.items;
}

let joined = 0;

async function newMember(): Promise<string> {
  joined += 1;
  const { body } = await app.call<{ member: { id: string } }>("/v1/members", {
    body: { externalId: `E-${joined}`, joinedAt: "2026-01-01T00:00:00Z" },
  });
  return body.member.id;
}

describe("an evaluation of all tiers", () => {
  test("asked for by many at once is one run, with what it found and how far it is", async () => {
    const members = await Promise.all([newMember(), newMember(), newMember()]);
    expect(members).toHaveLength(3);
    const answers = await Promise.all(Array.from({ length: 6 }, start));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 202]);
    const ids = new Set(answers.map(({ body }) => body.evaluation.id));
    expect(ids.size).toBe(1);
    const [id = ""] = ids;
    expect(await read(id)).toMatchObject({ status: "waiting", kind: "all", reason: "request", startedAt: null });
    await runJob("accounts.settle_all", { evaluation: id });
    const done = await read(id);
    expect(done).toMatchObject({
      status: "finished",
      figures: { upgraded: 0, downgraded: 0, kept: 0, notices: 0, failed: 0 },
    });
    expect(done.progress.lookedAt).toBe(done.progress.members);
    expect(await list("?kind=all")).toMatchObject([{ id }]);
  });

  test("that was broken off goes on behind the last page, and counts nobody twice", async () => {
    const { pool, db, clock, logger } = app.platform;
    const open = await db
      .transaction()
      .execute((tx) => openEvaluation(tx, { reason: "request", version: 1, createdBy: "test", at: clock.now() }));
    const everyone: string[] = [];
    for await (const page of memberPages(pool, 500)) everyone.push(...page);
    const seen: string[] = [];
    const stopping = new AbortController();
    const deps = { db, pool, clock, logger, pageSize: 2 };
    const run = (signal: AbortSignal, stopAfter: number): Promise<void> =>
      runEvaluations(
        {
          ...deps,
          settle: async (members) => {
            seen.push(...members.map((member) => member.id));
            if (seen.length >= stopAfter) stopping.abort();
            return members.map(() => ({
              status: "refused" as const,
              code: "member.not_active" as const,
              params: {},
            }));
          },
        },
        signal,
      );
    expect(everyone.length).toBeGreaterThan(2);
    await expect(run(stopping.signal, 2)).rejects.toThrow();
    const broken = await findEvaluation(db, open.id);
    expect(broken).toMatchObject({ status: "running", looked_at: 2 });
    await run(new AbortController().signal, Number.POSITIVE_INFINITY);
    expect(seen).toEqual(everyone);
    expect(await findEvaluation(db, open.id)).toMatchObject({
      status: "finished",
      looked_at: everyone.length,
      failed: 0,
    });
  });

  test("is left alone while another process is at it", async () => {
    const { pool, db, clock, logger } = app.platform;
    await start();
    let started = 0;
    const gate = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const settle = async (): Promise<[]> => {
      started += 1;
      entered.resolve();
      await gate.promise;
      return [];
    };
    const signal = new AbortController().signal;
    const first = runEvaluations({ db, pool, clock, logger, settle }, signal);
    await entered.promise;
    await runEvaluations({ db, pool, clock, logger, settle }, signal);
    expect(started).toBe(1);
    gate.resolve();
    await first;
  });

  test("that fails says so, and the next one can begin", async () => {
    const { pool, db, clock, logger } = app.platform;
    const { body } = await start();
    const settle = (): Promise<never> => Promise.reject(new Error("no"));
    await runEvaluations({ db, pool, clock, logger, settle }, new AbortController().signal);
    expect(await read(body.evaluation.id)).toMatchObject({ status: "failed", error: "server.internal" });
    expect((await start()).body.evaluation.id).not.toBe(body.evaluation.id);
  });

  test("may be asked for by those who may change the programme, and read by those who may see it", async () => {
    const clerk = await app.keyWith(["programme:read"]);
    const headers = { authorization: `Bearer ${clerk}` };
    const asked = await app.call("/v1/tiers/evaluations", { body: {}, headers });
    expect(asked.status).toBe(403);
    expect((await app.call("/v1/tiers/evaluations", { headers })).status).toBe(200);
  });
});

describe("a new programme version", () => {
  test("has everybody looked at under it, in place of a run that was open", async () => {
    const id = await newMember();
    await app.call("/v1/orders", {
      body: {
        externalId: "T-1",
        source: "test",
        memberId: id,
        currency: "CNY",
        placedAt: "2026-06-01T10:00:00+08:00",
        lines: [{ sku: "X", quantity: 1, unitPrice: 60_000 }],
      },
    });
    const { body: open } = await start();
    const { body: current } = await app.call<{ programme: { ladders: { tiers: { id: string; from: number }[] }[] } }>(
      "/v1/programme",
    );
    const programme = structuredClone(current.programme);
    for (const tier of programme.ladders[0]?.tiers ?? []) if (tier.id === "silver") tier.from = 50_000;
    const { body: draft } = await app.call<{ draft: { revision: number } }>("/v1/programme/draft");
    const { body: saved } = await app.call<{ draft: { revision: number } }>("/v1/programme/draft", {
      method: "PUT",
      body: { programme, revision: draft.draft.revision },
    });
    const { body: published } = await app.call<{ version: number }>("/v1/programme/publish", {
      body: { revision: saved.draft.revision },
    });
    await runJob("programme.fill", { version: published.version });
    await runJob("accounts.settle_all", {});
    const [run, before] = await list("?kind=all");
    expect(before).toMatchObject({ id: open.evaluation.id, status: "superseded" });
    expect(run).toMatchObject({
      reason: "activation",
      status: "finished",
      programmeVersion: published.version,
      figures: { upgraded: 1, downgraded: 0, failed: 0 },
    });
    const changes = `/v1/tiers/evaluations/${run?.id}/changes`;
    const { body: moved } = await app.call<{ items: object[] }>(changes);
    expect(moved.items).toMatchObject([{ member: { id }, from: "normal", to: "silver", reason: "upgraded" }]);
    expect(moved.items).toMatchObject([{ text: expect.stringMatching(/^¥600.00 spent ≥ ¥500.00: from .+ up to .+$/) }]);
    expect((await app.call<{ items: object[] }>(`${changes}?reason=downgraded`)).body.items).toEqual([]);
  });
});

describe("the log of a day", () => {
  test("counts what was due, and is one row however often it is added to", async () => {
    await newMember();
    await sql`update member_accounts set next_due_at = ${app.platform.clock.now()}`.execute(app.platform.db);
    await runJob("accounts.settle_due", {});
    await sql`update member_accounts set next_due_at = ${app.platform.clock.now()}`.execute(app.platform.db);
    await runJob("accounts.settle_due", {});
    const days = await list("?kind=due");
    expect(days).toHaveLength(1);
    expect(days).toMatchObject([{ day: "2026-06-10", reason: "schedule", status: "running", programmeVersion: null }]);
  });
});

test("figures count each kind of move, and members that could not be settled", () => {
  const moved = (reason: "upgraded" | "renewed" | "grant_ended", tierNotices = 0) => {
    const explanation = { code: `tier.${reason}`, params: {} };
    const change = { id: "c", ladder: "main", from: "a", to: "b", since: 0, until: null, reason, explanation };
    return accepted({ status: "recorded", memberId: "m", tierNotices, tierChanges: [change] });
  };
  const figures = figuresOf([
    moved("upgraded"),
    moved("renewed", 2),
    moved("grant_ended"),
    { status: "refused", code: "member.not_active", params: {} },
    { status: "refused", code: "server.internal", params: {} },
  ]);
  expect(figures).toEqual({
    lookedAt: 5,
    enrolled: 0,
    upgraded: 1,
    kept: 1,
    downgraded: 0,
    grantsEnded: 1,
    notices: 2,
    failed: 1,
  });
});
