import { memberScoresResponse, recommendationsResponse } from "@regulars/contracts";
import { churn, summarizeOrders } from "@regulars/models";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketOf, newId } from "../../platform/ids.ts";
import { insertMember, insertOrder, othersHaveEnded } from "../../platform/lens/test-builders.ts";
import { silentLogger } from "../../platform/logger.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { noPurchase } from "./fit-models.ts";
import { fallingWeeks, readHistory } from "./history.ts";
import { createScores, type Scores, type ScoresDeps, valueTables } from "./index.ts";
import { readActivity } from "./read-activity.ts";
import { localDayNumber, runScores } from "./run-scores.ts";
import { isRising, processReasons, scorePage } from "./score-members.ts";
import { defaultSettings, writeSettings } from "./settings.ts";
import { findRun, insertRun, latestVersions } from "./store.ts";

let bench: LifecycleBench;
let scores: Scores;
let deps: ScoresDeps;
const members: Record<string, string> = {};

/** Reproducible numbers below 1. */
let seed = 11;
function draw(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

async function score(): Promise<string> {
  const id = newId();
  await bench.db
    .transaction()
    .execute((tx) => insertRun(tx, { id, reason: "asked", requestedBy: "test", at: bench.clock.now() }));
  await runScores(deps, id, silentLogger());
  return id;
}

async function order(memberId: string, daysAgo: number, net: number, sku = "LATTE"): Promise<void> {
  const placedAt = new Date(Date.parse("2026-06-30T03:00:00Z") - daysAgo * 86_400_000).toISOString();
  await insertOrder(bench.pool, {
    memberId,
    placedAt,
    net,
    lines: [{ sku, category: sku === "CAKE" ? "bakery" : "coffee", quantity: 1, net }],
  });
}

/** Noon of 30 June 2026 in Shanghai: a year of 150 members of different habits, and some odd ones. */
beforeAll(async () => {
  bench = await createLifecycleBench();
  bench.lens.define(valueTables);
  const jobs = { add: () => Promise.resolve() };
  const audit = { record: () => Promise.resolve() };
  deps = {
    ...bench,
    logger: silentLogger(),
    jobs,
    audit,
    programmes: bench.programmes,
    lifecycle: bench.lifecycle,
    members: { find: (id: string) => Promise.resolve(id) } as ScoresDeps["members"],
  };
  scores = createScores({ ...deps, lens: { ...bench.lens, define: () => undefined } }, deps);
});
afterAll(() => bench.close());

test("with nobody there is no number, and the reason is told", { timeout: 60_000 }, async () => {
  const lonely = await insertMember(bench.pool, { joinedAt: "2026-01-01T00:00:00Z" });
  const run = await findRun(bench.db, await score());
  expect(run?.status).toBe("done");
  for (const kind of ["purchases", "spend", "churn", "recommendation"]) {
    expect(run?.outcome?.[kind]?.version).toBeNull();
    expect(run?.outcome?.[kind]?.notEnoughData?.text.zh).toContain("数据不足");
  }
  const told = memberScoresResponse.parse(await scores.member(lonely));
  expect(told.scored).toBe(false);
  expect([told.value.predicted, told.churn.probability, told.health.value]).toEqual([null, null, null]);
  expect(recommendationsResponse.parse(await scores.recommend(lonely, { limit: 5, onlyNew: false })).method).toBe(
    "not_enough_data",
  );
});

test("members of one order each are too few purchases to learn from", { timeout: 60_000 }, async () => {
  for (let index = 0; index < 12; index += 1)
    await order(await insertMember(bench.pool, { joinedAt: "2026-01-01T00:00:00Z" }), 30 + index, 1_000);
  const run = await findRun(bench.db, await score());
  expect(run?.outcome?.purchases?.notEnoughData?.code).toBe("no_repeat_purchases");
  const [row] = await bench.lens.query<{ clv: number | null; n: number }>(
    "SELECT any(clv_predicted) AS clv, count() AS n FROM member_values WHERE scored = 1",
  );
  expect(row).toEqual({ clv: null, n: 12 });
  const { rows } = await sql<{ member_id: string }>`select member_id from orders limit 1`.execute(bench.db);
  const once = rows[0]?.member_id ?? "";
  const told = memberScoresResponse.parse(await scores.member(once));
  // The run's own reason, for each part.
  expect(told.value.notEnoughData).toEqual(run?.outcome?.purchases?.notEnoughData);
  expect(told.churn.notEnoughData).toEqual(run?.outcome?.purchases?.notEnoughData);
  expect(told.health.value).toBeNull();
  expect(told.health.parts.slice(0, 2)).toMatchObject([
    { part: "recency", value: null, reason: { en: "Fewer than two orders" } },
    { part: "trend", value: null, reason: { en: "Fewer than two orders" } },
  ]);
  // Everybody bought the one product: there is nothing to recommend by, and nothing is offered.
  expect(run?.outcome?.recommendation?.notEnoughData?.code).toBe("too_few_items");
  expect(recommendationsResponse.parse(await scores.recommend(once, { limit: 5, onlyNew: false }))).toEqual({
    method: "not_enough_data",
    notEnoughData: run?.outcome?.recommendation?.notEnoughData,
    items: [],
  });
  expect(told.nextOffer).toBeNull();
  // No costs were entered: what winning the member cost is not known, not nothing.
  expect(told.value.inputs).toMatchObject({
    margin: 1,
    acquisitionCost: null,
    acquisitionCostReason: { code: "no_costs_of_member" },
  });
});

async function switchPersonalisationOff(id: string): Promise<void> {
  const bucket = bucketOf(id);
  await bench.pool.query(
    `insert into member_consents (bucket, member_id, id, purpose, granted, text_version, at) values ($1, $2, $3, 'personalisation', false, '1', now())`,
    [bucket, id, newId(bucket)],
  );
  await bench.pool.query("update members set txid = pg_current_xact_id()::text::bigint where id = $1", [id]);
}

test("a year of habits gives every member value, risk, date and health, and repeating it changes nothing but versions", {
  timeout: 180_000,
}, async () => {
  for (let index = 0; index < 150; index += 1) {
    const id = await insertMember(bench.pool, { joinedAt: "2025-05-01T00:00:00Z" });
    const gap = 5 + 40 * draw();
    const until = draw() < 0.35 ? 90 + 200 * draw() : 0;
    for (let day = 380 - 60 * draw(); day > until; day -= gap * (0.5 + draw()))
      await order(id, Math.round(day), Math.round(1_500 + 3_000 * draw()), draw() < 0.3 ? "CAKE" : "LATTE");
  }
  members.steady = await insertMember(bench.pool, { joinedAt: "2025-05-01T00:00:00Z" });
  for (let day = 350; day >= 2; day -= 7) await order(members.steady, day, 2_000);
  members.gone = await insertMember(bench.pool, { joinedAt: "2025-05-01T00:00:00Z" });
  for (let day = 350; day >= 250; day -= 7) await order(members.gone, day, 2_000);
  members.free = await insertMember(bench.pool, { joinedAt: "2025-05-01T00:00:00Z" });
  for (const day of [90, 60, 30]) await order(members.free, day, 0);
  members.private = await insertMember(bench.pool, { joinedAt: "2025-05-01T00:00:00Z" });
  for (const day of [90, 60, 30]) await order(members.private, day, 2_000, "CAKE");
  await switchPersonalisationOff(members.private);
  const run = await findRun(bench.db, await score());
  expect(run).toMatchObject({ status: "done" });
  expect(run?.outcome?.purchases?.version).toBe(1);
  const snapshot = () => bench.lens.query("SELECT * FROM member_values ORDER BY member_id");
  const before = await snapshot();
  expect(before).toHaveLength(167);
  const again = await findRun(bench.db, await score());
  expect(again?.outcome?.purchases?.version).toBe(2);
  expect(await snapshot()).toEqual(before);
  expect((await latestVersions(bench.db)).find(({ kind }) => kind === "purchases")?.version).toBe(2);
});

test("who comes every week is worth more and is safer than who has not come for eight months", async () => {
  const [steady, gone] = await Promise.all(
    [scores.member(members.steady ?? ""), scores.member(members.gone ?? "")].map(async (told) =>
      memberScoresResponse.parse(await told),
    ),
  );
  expect(steady?.value.predicted ?? 0).toBeGreaterThan(50_000);
  expect(gone?.value.predicted ?? 1).toBeLessThan(5_000);
  expect(steady?.churn.probability ?? 1).toBeLessThan(0.2);
  expect(gone?.churn.probability ?? 0).toBeGreaterThan(0.8);
  expect(steady?.churn.date ?? "").toMatch(/^2026-0[78]-/);
  expect(steady?.health.value ?? 0).toBeGreaterThan((gone?.health.value ?? 0) + 40);
  expect(steady?.value.low ?? 0).toBeLessThanOrEqual(steady?.value.predicted ?? 0);
  expect(steady?.value.high ?? 0).toBeGreaterThanOrEqual(steady?.value.predicted ?? 0);
  // 50 orders of 20 yuan without acquisition costs: the inputs multiply to the value so far.
  const inputs = steady?.value.inputs;
  expect(Math.round((inputs?.meanSpend ?? 0) * (inputs?.ordersPerMonth ?? 0) * (inputs?.months ?? 0))).toBe(
    steady?.value.historic,
  );
  expect(steady?.churn.weeks).toHaveLength(26);
});

test("a churn date is told of nobody whose chance is not", async () => {
  const [row] = await bench.lens.query<{ dates: number; bare: number }>(
    "SELECT countIf(isNotNull(churn_date)) AS dates, countIf(isNotNull(churn_date) AND isNull(churn_probability)) AS bare FROM member_values",
  );
  expect(row?.dates ?? 0).toBeGreaterThan(100);
  expect(row?.bare).toBe(0);
  const rows = { customer: [0, 0], day: [100, 130], value: [10, 10], items: [1, 1], categories: [1, 1] };
  const activity = {
    customer: Int32Array.from(rows.customer),
    day: Int32Array.from(rows.day),
    value: Float64Array.from(rows.value),
    items: Float64Array.from(rows.items),
    cancelled: new Uint8Array(2),
    categories: Float64Array.from(rows.categories),
  };
  const purchases = { model: "mbgNbd", params: { r: 0.8, alpha: 20, a: 0.9, b: 3 } } as const;
  const told = scorePage(activity, 1, 140, { purchases, spend: null, churn: null }, defaultSettings);
  expect([told.churnProbability[0], told.churnInDays[0]]).toEqual([Number.NaN, Number.NaN]);
});

test("what was bought once is not called bought again and again", async () => {
  const { rows } = await sql<{ member_id: string }>`
    select member_id from orders group by member_id having count(*) = 1 limit 1`.execute(bench.db);
  const reasons = async (id: string) =>
    (await scores.recommend(id, { limit: 5, onlyNew: false })).items.find(({ repeat }) => repeat)?.reason.en;
  expect(await reasons(rows[0]?.member_id ?? "")).toBe("Bought before");
  expect(await reasons(members.steady ?? "")).toBe("Bought again and again");
});

test("orders for nothing are purchases without spend, never a negative value", async () => {
  const free = memberScoresResponse.parse(await scores.member(members.free ?? ""));
  expect(free.value.predicted ?? 0).toBeGreaterThanOrEqual(0);
  expect(free.value.historic).toBe(0);
});

test("who switched personalisation off is offered nothing", async () => {
  const told = memberScoresResponse.parse(await scores.member(members.private ?? ""));
  expect(told.personalised).toBe(false);
  expect(await scores.recommend(members.private ?? "", { limit: 5, onlyNew: false })).toEqual({
    method: "personalisation_off",
    notEnoughData: null,
    items: [],
  });
  const offered = recommendationsResponse.parse(
    await scores.recommend(members.steady ?? "", { limit: 5, onlyNew: true }),
  );
  expect(offered.method).toBe("item_knn");
  expect(offered.items[0]).toMatchObject({ sku: "CAKE", repeat: false, because: { sku: "LATTE" } });
});

test("who switches personalisation off after the scoring is offered nothing from then on", async () => {
  const gone = members.gone ?? "";
  const told = async () => memberScoresResponse.parse(await scores.member(gone));
  const before = await told();
  expect([before.personalised, before.nextOffer?.sku]).toEqual([true, "CAKE"]);
  await switchPersonalisationOff(gone);
  await othersHaveEnded(bench.pool);
  await bench.lens.syncNow();
  const after = await told();
  expect([after.personalised, after.nextOffer]).toEqual([false, null]);
});

test("when the next order is due, what to offer, what a member spends on", async () => {
  const told = async (name: string) => memberScoresResponse.parse(await scores.member(members[name] ?? ""));
  const [steady, gone, hidden] = await Promise.all([told("steady"), told("gone"), told("private")]);
  // Comes every seven days, two days ago: soon; who left eight months ago is not expected within two years.
  expect(steady.nextPurchaseDate ?? "").toMatch(/^2026-07-0[1-9]$/);
  expect(gone.nextPurchaseDate).toBeNull();
  expect(steady.nextOffer).toMatchObject({ sku: "CAKE", because: { sku: "LATTE" } });
  expect([hidden.personalised, hidden.nextOffer]).toEqual([false, null]);
  expect([steady.habits.topCategory, steady.habits.topCategoryShare]).toEqual(["coffee", 1]);
  // Coffee alone makes more than three fifths of what is spent: who buys cake only has nothing of the core line.
  expect([steady.habits.coreFit, hidden.habits.topCategory, hidden.habits.coreFit]).toEqual([1, "bakery", 0]);
  expect(steady.needs).toMatchObject([
    { need: "price", value: 0 },
    { need: "service", value: null, reason: { en: "No events of service yet" } },
    { need: "social", value: null },
  ]);
});

test("what SQL tells of a member's orders is what the summary of the models tells", async () => {
  const asOf = bench.clock.now();
  const zone = "Asia/Shanghai";
  const activity = await readActivity({ lens: bench.lens, zone, currency: "CNY", asOf }, { from: 0, to: 256 });
  const made = summarizeOrders(
    { customer: activity.rows.customer, day: activity.rows.day, value: activity.rows.value },
    { unit: "day", asOf: localDayNumber(asOf, zone) },
  );
  const rows = await bench.lens.query<{ id: string; x: number; tx: number; T: number; m: number }>(
    `SELECT member_id AS id, count() - 1 AS x, max(day) - min(day) AS tx, {today:Int32} - min(day) AS T, if(x = 0, 0, (sum(v) - argMin(v, day)) / x) AS m
     FROM (SELECT member_id, toInt32(toRelativeDayNum(toDate(placed_at, '${zone}'))) AS day, sum(net - refunded) AS v FROM orders WHERE NOT complete_refund GROUP BY member_id, day)
     GROUP BY member_id ORDER BY member_id`,
    { today: localDayNumber(asOf, zone) },
  );
  expect(rows.length).toBe(made.customers.length);
  rows.forEach((row, index) => {
    expect(activity.members[made.customers[index] as number]).toBe(row.id);
    expect([made.x[index], made.tx[index], made.T[index], made.monetary[index]]).toEqual([row.x, row.tx, row.T, row.m]);
  });
});

test("each day keeps how members stood, the last run of it, and weeks of falling health are counted", async () => {
  const day = "2026-06-30";
  const { items } = await readHistory(bench.db, { from: day, to: day });
  const [truth] = await bench.lens.query<{ scored: number; health: number; at_risk: number }>(
    "SELECT countIf(scored = 1) AS scored, avg(w.health) AS health, countIf(churn_probability >= 0.8) AS at_risk FROM member_values AS w",
  );
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ day, scored: truth?.scored, atRisk: truth?.at_risk });
  expect(items[0]?.health).toBeCloseTo(truth?.health ?? -1, 9);
  expect(Object.values(items[0]?.groups ?? {}).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(100);
  expect(await readHistory(bench.db, { from: "2026-07-01", to: "2026-07-31" })).toEqual({ items: [], fallingWeeks: 0 });
  const week = (health: number | null, monday: string) => ({ day: monday, health });
  const falling = [week(70, "2026-06-01"), week(71, "2026-06-08"), week(69, "2026-06-15"), week(68, "2026-06-22")];
  expect(fallingWeeks(falling)).toBe(2);
  // Sunday belongs to the week of the Monday before it, and has the last word.
  expect(fallingWeeks([...falling, week(75, "2026-06-28")])).toBe(0);
  expect(fallingWeeks([week(70, "2026-06-01"), week(60, "2026-06-15")])).toBe(0);
});

test("two scorings are never under way at once", async () => {
  const ask = () => bench.db.transaction().execute((tx) => scores.request(tx, "asked", "test"));
  const made = await Promise.all(Array.from({ length: 8 }, ask));
  expect(made.filter((id) => id !== null)).toHaveLength(1);
  await sql`update score_runs set status = 'cancelled' where status = 'queued'`.execute(bench.db);
});

test("a scoring that was cancelled leaves the scores of the last one", async () => {
  const before = await bench.lens.query("SELECT count() AS n FROM member_values WHERE scored = 1");
  const id = newId();
  await bench.db
    .transaction()
    .execute((tx) => insertRun(tx, { id, reason: "asked", requestedBy: "test", at: bench.clock.now() }));
  await sql`update score_runs set status = 'cancelled' where id = ${id}`.execute(bench.db);
  await runScores(deps, id, silentLogger());
  expect((await findRun(bench.db, id))?.status).toBe("cancelled");
  expect(await bench.lens.query("SELECT count() AS n FROM member_values WHERE scored = 1")).toEqual(before);
});

test("RFM groups go by the means, or by bounds of one's own", { timeout: 60_000 }, async () => {
  const groups = async () => {
    await score();
    const rows = await bench.lens.query<{ member_id: string; rfm_group: string }>(
      "SELECT member_id, rfm_group FROM member_values",
    );
    return (name: string) => rows.find(({ member_id }) => member_id === members[name])?.rfm_group;
  };
  const byMeans = await groups();
  // 50 orders of 2,000, the last two days ago; 15 orders, the last 250 days ago.
  expect([byMeans("steady"), byMeans("gone")]).toEqual(["champions", expect.not.stringMatching("champions")]);
  const bounds = (frequency: number, monetary: number) =>
    bench.db
      .transaction()
      .execute((tx) => writeSettings(tx, { ...defaultSettings, rfmBounds: { recencyDays: 30, frequency, monetary } }));
  await bounds(60, 100_000);
  const strict = await groups();
  expect([strict("steady"), strict("gone")]).toEqual(["develop", "leaving"]);
  await bounds(15, 30_000);
  const loose = await groups();
  expect([loose("steady"), loose("gone")]).toEqual(["champions", "keep"]);
});

test("each night adds one day of history and only the layers that changed, however often it is repeated", {
  timeout: 60_000,
}, async () => {
  const days = async () => {
    const { rows } = await sql<{ day: string; layers: number; points: number }>`
      select d.day::text as day, (select count(*)::int from member_layers l where l.day = d.day) as layers,
        (select count(*)::int from score_history h where h.day = d.day) as points
      from (select day from member_layers union select day from score_history) d order by 1`.execute(bench.db);
    return rows;
  };
  const [first, ...others] = await days();
  expect(others).toEqual([]);
  // Of whoever is scored a layer can be told; the lonely member has none.
  expect(first).toMatchObject({ day: "2026-06-30", layers: 166, points: 1 });
  bench.clock.advance(86_400_000);
  await score();
  const [, second, ...more] = await days();
  expect([second?.day, second?.points, more]).toEqual(["2026-07-01", 1, []]);
  expect(second?.layers ?? 166).toBeLessThan(40);
  await score();
  expect(await days()).toEqual([first, second]);
});

test("the purchase process says why: how often lowers the chance, how long ago raises it, and both add up", () => {
  const purchases = { model: "mbgNbd", params: { r: 0.8, alpha: 20, a: 0.9, b: 3 } } as const;
  const customer = { x: 9, tx: 180, T: 240 };
  const [often, ago] = processReasons(purchases, customer, { horizonDays: 90, weight: 0.5 });
  expect(often).toMatchObject({ feature: "purchaseDays", value: 10 });
  expect(ago).toMatchObject({ feature: "recencyDays", value: 60 });
  expect(often?.effect ?? 0).toBeLessThan(0);
  expect(ago?.effect ?? 0).toBeGreaterThan(0);
  const odds = (who: typeof customer) => churn.oddsOfChance(noPurchase(purchases, who, 90));
  expect(2 * ((often?.effect ?? 0) + (ago?.effect ?? 0))).toBeCloseTo(
    odds(customer) - odds({ x: 0, tx: 0, T: 240 }),
    9,
  );
  const once = processReasons(purchases, { x: 0, tx: 0, T: 240 }, { horizonDays: 90, weight: 1 });
  expect(once).toMatchObject([{ feature: "recencyDays", value: 240 }]);
  expect(once[0]?.effect).toBeCloseTo(odds({ x: 0, tx: 0, T: 240 }) - odds({ x: 0, tx: 0, T: 0 }), 9);
  expect(processReasons(purchases, customer, { horizonDays: 90, weight: 0 })).toEqual([]);
});

test("rising means a slope that holds, not one dear order at the end", () => {
  expect(isRising([100, 120, 130, 150, 170, 200])).toBe(true);
  expect(isRising([100, 100, 100, 100, 100, 900])).toBe(false);
  expect(isRising([200, 150, 120])).toBe(false);
});
