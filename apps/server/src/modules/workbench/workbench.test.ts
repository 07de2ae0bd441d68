import type { Dashboard, Goal, SavedReport } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { DateTime } from "luxon";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { metrics } from "../metrics/index.ts";
import { goalSpan, judge } from "./goals.ts";

const metric = (id: string) => metrics.get(id) ?? expect.fail(id);

describe("a goal is judged", () => {
  test("by its share of the days when it adds up", () => {
    const revenue = metric("memberRevenue");
    expect(judge(revenue, { target: 100, actual: 40, elapsed: 0.5 })).toEqual({
      reached: 0.4,
      projected: 80,
      state: "behind",
    });
    expect(judge(revenue, { target: 100, actual: 50, elapsed: 0.5 }).state).toBe("on_track");
    expect(judge(revenue, { target: 100, actual: 100, elapsed: 0.5 }).state).toBe("reached");
    expect(judge(revenue, { target: 100, actual: 99, elapsed: 1 }).state).toBe("missed");
    expect(judge(revenue, { target: 100, actual: 0, elapsed: 0 }).state).toBe("not_started");
  });
  test("by where it stands when it is a rate, and less is better where it is", () => {
    const rate = metric("repurchaseRate");
    expect(judge(rate, { target: 0.3, actual: 0.31, elapsed: 0.1 })).toMatchObject({
      projected: null,
      state: "on_track",
    });
    expect(judge(rate, { target: 0.3, actual: 0.2, elapsed: 0.1 }).state).toBe("behind");
    expect(judge(rate, { target: 0.3, actual: null, elapsed: 0.1 }).state).toBe("cannot_tell");
    const lost = metric("lostMembers");
    expect(judge(lost, { target: 10, actual: 11, elapsed: 0.9 }).state).toBe("behind");
    expect(judge(lost, { target: 10, actual: 9, elapsed: 1 }).state).toBe("reached");
  });
  test("over days of the programme's zone, the last one included", () => {
    const row = { starts_on: "2026-03-08", ends_on: "2026-03-08" };
    // The day on which New York's clocks go forward has 23 hours.
    const { start, end } = goalSpan(row, "America/New_York", new Date());
    expect(end.diff(start, "hours").hours).toBe(23);
    const noon = DateTime.fromISO("2026-06-15T12:00", { zone: "Asia/Shanghai" }).toJSDate();
    const june = goalSpan({ starts_on: "2026-06-01", ends_on: "2026-06-30" }, "Asia/Shanghai", noon);
    expect(june.elapsed).toBeCloseTo(14.5 / 30, 10);
  });
});

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const goal = { metric: "memberRevenue", from: "2026-01-01", to: "2026-12-31", target: 1_000_000 };
const question = {
  measures: ["memberRevenue"],
  dimensions: ["month"],
  span: { lastDays: 90 },
  filter: { stage: ["active"] },
};

test("goals are set, seen, changed and given up; who changes an older version is told", async () => {
  const { status, body: made } = await app.call<Goal>("/v1/goals", { body: goal });
  expect(status).toBe(201);
  expect(made).toMatchObject({ ...goal, version: 1, storeId: null, unit: "money" });
  const changes = await Promise.all(
    [2_000_000, 3_000_000, 4_000_000].map((target) =>
      app.call<Goal & { code: string }>(`/v1/goals/${made.id}`, {
        method: "PUT",
        body: { ...goal, target, version: 1 },
      }),
    ),
  );
  expect(changes.map((change) => change.status).sort()).toEqual([200, 409, 409]);
  expect(changes.find((change) => change.status === 409)?.body.code).toBe("goal.changed");
  const { body: list } = await app.call<{ items: Goal[] }>("/v1/goals");
  expect(list.items).toHaveLength(1);
  expect((await app.call(`/v1/goals/${made.id}`, { method: "DELETE" })).status).toBe(200);
  expect((await app.call(`/v1/goals/${made.id}`, { method: "DELETE" })).status).toBe(404);
});

test("a goal on what is no metric, or that ends before it begins, is refused", async () => {
  const unknown = await app.call<{ code: string }>("/v1/goals", { body: { ...goal, metric: "luck" } });
  expect([unknown.status, unknown.body.code]).toEqual([422, "goal.metric_unknown"]);
  expect((await app.call("/v1/goals", { body: { ...goal, to: "2025-01-01" } })).status).toBe(400);
});

test("what could never be shown is not kept, and it is said where it is wrong", async () => {
  const pointers = async (path: string, body: object) => {
    const { status, body: problem } = await app.call<{ errors?: { pointer: string }[] }>(path, { body });
    return [status, problem.errors?.map(({ pointer }) => pointer)];
  };
  const report = (parts: object) => ({ name: "Lost", question: { ...question, ...parts } });
  expect(await pointers("/v1/goals", { ...goal, to: "2025-01-01" })).toEqual([400, ["/to"]]);
  expect(await pointers("/v1/goals", { ...goal, storeId: "sto_nowhere" })).toEqual([400, ["/storeId"]]);
  expect(await pointers("/v1/reports", report({ measures: ["revenue", "luck"], dimensions: ["moon"] }))).toEqual([
    400,
    ["/question/measures/1", "/question/dimensions/0"],
  ]);
  expect(
    await pointers("/v1/reports", report({ measures: ["revenue", "revenue"], dimensions: ["month", "month"] })),
  ).toEqual([400, ["/question/measures/1", "/question/dimensions/1"]]);
  const upsideDown = { from: "2026-02-01", to: "2026-01-01" };
  expect(await pointers("/v1/reports", report({ span: upsideDown }))).toEqual([400, ["/question/span/to"]]);
  expect((await pointers("/v1/reports", report({ filter: { stage: ["nowhere"] } })))[0]).toBe(400);
  const tiles = [{ reportId: `rep_${"0".repeat(32)}` }];
  expect(await pointers("/v1/dashboards", { name: "Wall", tiles })).toEqual([400, ["/tiles/0/reportId"]]);
  expect((await app.call("/v1/goals?bogus=1")).status).toBe(400);
});

test("goals come page by page, the latest end first, each once", async () => {
  const ends = ["2026-03-31", "2026-06-30", "2026-06-30", "2026-09-30", "2026-12-31"];
  for (const to of ends) await app.call("/v1/goals", { body: { ...goal, to } });
  const seen: Goal[] = [];
  let cursor: string | null = null;
  do {
    const page: { body: { items: Goal[]; nextCursor: string | null } } = await app.call(
      `/v1/goals?limit=2${cursor ? `&cursor=${cursor}` : ""}`,
    );
    seen.push(...page.body.items);
    cursor = page.body.nextCursor;
  } while (cursor);
  expect(seen.map(({ to }) => to)).toEqual(ends.toReversed());
  expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  expect((await app.call("/v1/goals?cursor=abc")).status).toBe(400);
});

test("a question is kept with its filter and span, found by name, and stays while a dashboard shows it", async () => {
  const { body: report } = await app.call<SavedReport>("/v1/reports", { body: { name: "Active 100%", question } });
  await app.call("/v1/reports", { body: { name: "Another", question } });
  expect(report.question).toEqual({ ...question, compare: "none", shape: "auto" });
  const { body: found } = await app.call<{ items: SavedReport[] }>("/v1/reports?q=100%25");
  expect(found.items.map(({ name }) => name)).toEqual(["Active 100%"]);

  const tiles = [{ reportId: report.id, width: "full" }];
  const { status, body: board } = await app.call<Dashboard>("/v1/dashboards", { body: { name: "Wall", tiles } });
  expect(status).toBe(201);
  expect(board.tiles).toEqual([{ reportId: report.id, width: "full", report }]);
  const kept = await app.call<{ code: string; detail: string }>(`/v1/reports/${report.id}`, { method: "DELETE" });
  expect([kept.status, kept.body.code]).toEqual([409, "saved_report.in_use"]);
  expect(kept.body.detail).toContain("Wall");

  const { body: bare } = await app.call<Dashboard>(`/v1/dashboards/${board.id}`, {
    method: "PUT",
    body: { name: "Wall", tiles: [], version: board.version },
  });
  expect(bare.tiles).toEqual([]);
  expect((await app.call(`/v1/reports/${report.id}`, { method: "DELETE" })).status).toBe(200);
  expect((await app.call(`/v1/reports/${report.id}`)).status).toBe(404);
});

test("who kept, changed and threw away is in the audit log", async () => {
  const { rows } = await app.platform.pool.query<{ action: string }>(
    "select distinct action from audit_log where action ~ '^(goal|saved_report|dashboard)[.]' order by 1",
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "dashboard.added",
    "dashboard.changed",
    "goal.added",
    "goal.changed",
    "goal.deleted",
    "saved_report.added",
    "saved_report.deleted",
  ]);
});
