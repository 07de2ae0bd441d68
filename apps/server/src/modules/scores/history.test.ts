import type { ScoreHistory } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

test("the history runs up to the local day, also in the hours after midnight when it is scored", async () => {
  // Three in the morning of 2 March in Shanghai.
  app.clock.set("2026-03-01T19:00:00Z");
  const run = "00000000-0000-7000-8000-000000000001";
  await app.platform.pool.query(
    "insert into score_runs (id, status, reason, requested_by) values ($1, 'done', 'nightly', 'test')",
    [run],
  );
  await app.platform.pool.query(
    "insert into score_history (day, run_id, scored, at_risk) values ('2025-03-02', $1, 1, 0), ('2025-03-03', $1, 2, 0), ('2026-03-02', $1, 3, 0), ('2026-03-03', $1, 4, 0)",
    [run],
  );
  const { body } = await app.call<ScoreHistory>("/v1/scores/history");
  expect(body.items.map(({ day, scored }) => [day, scored])).toEqual([
    ["2025-03-03", 2],
    ["2026-03-02", 3],
  ]);
});
