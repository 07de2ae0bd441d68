import { reportQuery, type ScorecardSettings, scorecardResponse } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { insertMember, insertOrder } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments, readConditionText } from "../segments/index.ts";
import { scorecard, scoreOf } from "./queries/scorecard.ts";
import { scopeOf } from "./scope.ts";
import { defaultScorecard, writeScorecard } from "./scorecard-settings.ts";

describe("an indicator's score", () => {
  test("is in proportion to its target, 100 at most, 50 where level with the period before", () => {
    expect(scoreOf(80, 100, "more", 100)).toBe(80);
    expect(scoreOf(250, 100, "more", 100)).toBe(100);
    expect(scoreOf(-5, 100, "more", 100)).toBe(0);
    expect(scoreOf(100, 100, "more", 50)).toBe(50);
    expect(scoreOf(200, 100, "more", 50)).toBe(100);
  });
  test("is turned round where less is better", () => {
    expect(scoreOf(0.1, 0.05, "less", 100)).toBe(50);
    expect(scoreOf(0.04, 0.05, "less", 100)).toBe(100);
    expect(scoreOf(0, 0.05, "less", 50)).toBe(100);
  });
  test("of a target of nothing is all or nothing", () => {
    expect(scoreOf(0, 0, "less", 100)).toBe(100);
    expect(scoreOf(1, 0, "less", 100)).toBe(0);
    expect(scoreOf(1, 0, "more", 100)).toBe(100);
  });
});

describe("of a small world", () => {
  let bench: LifecycleBench;
  let segments: ReturnType<typeof createSegments>;

  /** A (joined in January): 1,000 in April, 600 twice in May. B (joined on 2 May): 800 in May. A guest: 500 in May. Asked about May, which has 31 days. */
  beforeAll(async () => {
    bench = await createLifecycleBench(undefined, valueTables);
    const { pool } = bench;
    const a = await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z" });
    const b = await insertMember(pool, { joinedAt: "2026-05-02T00:00:00Z" });
    const orders: [string | null, string, number][] = [
      [a, "2026-04-10", 1_000],
      [a, "2026-05-05", 600],
      [a, "2026-05-20", 600],
      [b, "2026-05-06", 800],
      [null, "2026-05-07", 500],
    ];
    for (const [memberId, day, net] of orders) await insertOrder(pool, { memberId, placedAt: `${day}T02:00:00Z`, net });
    await bench.lifecycle.recompute();
    await bench.lens.syncNow();
    segments = createSegments(bench, { programmes: bench.programmes });
  });
  afterEach(async () => {
    await bench.pool.query("delete from goals");
    await bench.pool.query("delete from settings where key = 'insights.scorecard'");
  });
  afterAll(() => bench.close());

  async function ask(more: object = {}) {
    const query = reportQuery.parse({ from: "2026-05-01", to: "2026-05-31", ...more });
    const scope = await scopeOf({ ...bench, programmes: bench.programmes, segments }, query, "en");
    const filter = query.filter ? readConditionText(query.filter, scope.programme, "en") : null;
    const members = filter ? await segments.where(filter, { asOf: scope.asOf, paramPrefix: "g" }) : null;
    return scorecardResponse.parse(await scorecard(scope, query, members));
  }
  type Found = Awaited<ReturnType<typeof ask>>;
  const indicatorOf = (found: Found, id: string) =>
    found.dimensions.flatMap(({ indicators }) => indicators).find(({ figure }) => figure.definition === id);
  const goal = (metric: string, from: string, to: string, target: number) =>
    bench.pool.query(
      "insert into goals (id, metric, starts_on, ends_on, target, created_by) values (gen_random_uuid(), $1, $2, $3, $4, 'test')",
      [metric, from, to, target],
    );
  const use = (settings: ScorecardSettings) => bench.db.transaction().execute((tx) => writeScorecard(tx, settings));

  test("every score by hand; what cannot be told says why and its weight goes to the rest", async () => {
    const found = await ask();
    const score = (id: string) => indicatorOf(found, id)?.score;
    // Revenue of members 2,000 after 1,000; per member 1,000 (of two) after 1,000 (of one); 2,000 of 2,500 against the article's half.
    expect([score("memberRevenue"), score("arpu"), score("memberShare")]).toEqual([100, 50, 100]);
    expect(score("memberAverageOrder")).toBeCloseTo((50 * (2_000 / 3)) / 1_000, 10);
    // Two buyers after one; 1.5 orders each after 1; half of them came twice, nobody did before.
    expect([score("activeMembers"), score("ordersPerMember"), score("repurchaseRate")]).toEqual([100, 75, null]);
    expect(indicatorOf(found, "memberShare")).toMatchObject({ target: 0.5, targetKind: "reference", counts: 0.25 });
    expect(indicatorOf(found, "arpu")).toMatchObject({ target: 1_000, targetKind: "previous" });
    expect(indicatorOf(found, "repurchaseRate")).toMatchObject({
      figure: { value: 0.5 },
      targetKind: "none",
      counts: null,
      reason: { code: "no_target" },
    });
    for (const id of ["clv_mean", "churn_mean"]) expect(indicatorOf(found, id)?.reason?.code).toBe("not_run");
    const [financial, behaviour, brand] = found.dimensions;
    const mean = (30 * 100 + 20 * 50 + 20 * 100 + (10 * 100) / 3) / 80;
    expect(financial?.score).toBeCloseTo(mean, 10);
    expect(behaviour?.score).toBeCloseTo((25 * 100 + 15 * 75) / 40, 10);
    expect(brand).toMatchObject({ score: null, counts: null, weight: 20, reason: { code: "no_nps" } });
    expect([financial?.counts, behaviour?.counts]).toEqual([0.5, 0.5]);
    expect(found.total).toBeCloseTo((mean + 90.625) / 2, 10);
    for (const id of ["memberRevenue", "nps", "clv_mean", "scorecard_score"])
      expect(found.definitions[id]?.name.zh).toBeTruthy();
  });

  test("a goal counts by the day for sums and whole for rates, and goes before a reference", async () => {
    await goal("memberRevenue", "2026-04-01", "2026-06-30", 9_100);
    await goal("memberRevenue", "2026-05-30", "2026-08-31", 1);
    await goal("memberShare", "2026-01-01", "2026-12-31", 0.9);
    await goal("arpu", "2026-06-01", "2026-06-30", 1);
    const found = await ask();
    // 91 days of 100 each.
    expect(indicatorOf(found, "memberRevenue")).toMatchObject({ target: 3_100, targetKind: "goal" });
    expect(indicatorOf(found, "memberRevenue")?.score).toBeCloseTo((100 * 2_000) / 3_100, 10);
    expect(indicatorOf(found, "memberShare")).toMatchObject({ target: 0.9, targetKind: "goal" });
    expect(indicatorOf(found, "memberShare")?.score).toBeCloseTo(80 / 0.9, 10);
    expect(indicatorOf(found, "arpu")?.targetKind).toBe("previous");
  });

  test("goals are for everybody: they are not held against some members", async () => {
    await goal("memberRevenue", "2026-05-01", "2026-05-31", 4_000);
    const filter = JSON.stringify({ event: "order", is: { count: { gte: 2 } } });
    const found = await ask({ filter });
    expect(indicatorOf(found, "memberRevenue")).toMatchObject({
      figure: { value: 1_200, previous: 1_000, rows: null },
      targetKind: "previous",
    });
  });

  test("weights and targets that were changed are used", async () => {
    await use({
      dimensions: [
        {
          dimension: "financial",
          weight: 1,
          indicators: [
            { id: "averageOrder", weight: 3, target: 1_250 },
            { id: "memberRevenue", weight: 1, target: null },
          ],
        },
        { dimension: "behaviour", weight: 0, indicators: [{ id: "activeMembers", weight: 1, target: null }] },
        { dimension: "brand", weight: 5, indicators: [] },
      ],
    });
    const found = await ask();
    // 2,500 in four orders is 625: half of 1,250.
    expect(indicatorOf(found, "averageOrder")).toMatchObject({
      target: 1_250,
      targetKind: "own",
      score: 50,
      counts: 0.75,
    });
    expect(found.dimensions.map(({ score }) => score)).toEqual([62.5, 100, null]);
    expect(found.dimensions.map(({ counts }) => counts)).toEqual([1, 0, null]);
    expect(found.dimensions[2]?.reason?.code).toBe("no_indicators");
    expect(found.total).toBe(62.5);
  });
});

describe("what it is made of", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());
  const path = "/v1/insights/scorecard/settings";
  type Shown = ScorecardSettings & { choices: { id: string; better: string; takesTarget: boolean }[] };

  test("is told with what may be chosen, changed, and written into the audit log", async () => {
    const { body } = await app.call<Shown>(path);
    expect(body.dimensions).toEqual(defaultScorecard.dimensions);
    const choice = (id: string) => body.choices.find((row) => row.id === id);
    expect(choice("memberRevenue")?.takesTarget).toBe(false);
    expect(choice("activeMembers")?.takesTarget).toBe(false);
    expect(choice("totalMembers")?.takesTarget).toBe(true);
    expect(choice("repurchaseRate")?.takesTarget).toBe(true);
    // Neither more nor less of it is better.
    expect(choice("discounts")).toBeUndefined();
    const changed = { dimensions: body.dimensions.map((row) => ({ ...row, weight: 10 })) };
    const put = await app.call<Shown>(path, { method: "PUT", body: changed });
    expect(put.status).toBe(200);
    expect((await app.call<Shown>(path)).body.dimensions.map(({ weight }) => weight)).toEqual([10, 10, 10]);
    const { rows } = await sql<{ after: ScorecardSettings; before: ScorecardSettings }>`
      select before, after from audit_log where action = 'scorecard.settings_changed'`.execute(app.platform.db);
    expect(rows).toEqual([{ before: defaultScorecard, after: changed }]);
  });

  test("is refused when it names no indicator, a target for a sum, or one indicator twice", async () => {
    const withIndicators = (indicators: object[]) => ({
      method: "PUT" as const,
      body: {
        dimensions: defaultScorecard.dimensions.map((row) =>
          row.dimension === "brand" ? { ...row, indicators } : row,
        ),
      },
    });
    const unknown = await app.call<{ errors: { code: string; pointer: string }[] }>(
      path,
      withIndicators([{ id: "luck", weight: 1 }]),
    );
    expect(unknown.status).toBe(400);
    expect(unknown.body.errors).toMatchObject([
      { code: "scorecard.unknown_indicator", pointer: "/dimensions/2/indicators/0/id" },
    ]);
    const sum = await app.call<{ errors: { code: string }[] }>(
      path,
      withIndicators([{ id: "revenue", weight: 1, target: 5 }]),
    );
    expect([sum.status, sum.body.errors[0]?.code]).toEqual([400, "scorecard.target_not_taken"]);
    expect((await app.call(path, withIndicators([{ id: "arpu", weight: 1 }]))).status).toBe(400);
  });
});
