import { type ExploreAnswer, exploreResponse } from "@regulars/contracts";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppError } from "../../platform/errors.ts";
import { insertMember, insertOrder } from "../../platform/lens/test-builders.ts";
import type { Lens } from "../../platform/lens.ts";
import { createLifecycleBench, type LifecycleBench, stagesProgramme } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments } from "../segments/index.ts";
import { dimensions } from "./dimensions.ts";
import { exploreCsv, exploreXlsx } from "./export.ts";
import { createMetrics, type MetricQueries } from "./index.ts";
import { metrics } from "./registry.ts";
import { readXlsx } from "./test-xlsx.ts";

interface Explorer {
  bench: LifecycleBench;
  queries: MetricQueries;
  /** Statements that the lens was asked since the last call. */
  asked(): string[];
}

async function createExplorer(): Promise<Explorer> {
  const bench = await createLifecycleBench(undefined, valueTables);
  let statements: string[] = [];
  const lens: Lens = {
    ...bench.lens,
    query(sql, ...more) {
      statements.push(sql);
      return bench.lens.query(sql, ...more);
    },
  };
  const segments = createSegments({ ...bench, lens }, { programmes: bench.programmes });
  const audit = { record: () => Promise.resolve() };
  return {
    bench,
    queries: createMetrics({ ...bench, lens, audit }, { programmes: bench.programmes, segments }).queries,
    asked() {
      const those = statements;
      statements = [];
      return those;
    },
  };
}

const asking =
  ({ queries }: Explorer) =>
  async (request: object, locale: "en" | "zh-CN" = "en"): Promise<ExploreAnswer> =>
    exploreResponse.parse(
      await queries.explore(
        { dimensions: [], compare: "none", direction: "desc", limit: 1_000, ...request } as never,
        locale,
      ),
    );

const june = { from: "2026-06-01", to: "2026-06-30" };

describe("without any data", () => {
  let explorer: Explorer;
  beforeAll(async () => {
    explorer = await createExplorer();
    await explorer.bench.lifecycle.recompute();
    await explorer.bench.lens.syncNow();
  });
  afterAll(() => explorer.bench.close());

  test("every metric is 0 or not told, alone and by every dimension, and the files are whole", {
    timeout: 60_000,
  }, async () => {
    const ask = asking(explorer);
    for (const [id, metric] of metrics) {
      const { totals, rows } = await ask({ measures: [id], ...june });
      expect([totals, rows], id).toEqual([["ratio" in metric ? null : 0], []]);
    }
    for (const dimension of dimensions.keys()) {
      const answer = await ask({ measures: ["revenue", "averageOrder"], dimensions: [dimension], ...june });
      expect([answer.rows, answer.totals, answer.rowCount], dimension).toEqual([[], [0, null], 0]);
      expect(exploreCsv(answer, "en").trimEnd().split("\n")).toHaveLength(2);
      expect(readXlsx(await exploreXlsx(answer, "en"), 1)).toHaveLength(2);
    }
  });
});

describe("with orders", () => {
  let explorer: Explorer;
  let ask: ReturnType<typeof asking>;
  let buyer = "";
  const skus = 1_205;

  /**
   * Noon of 30 June 2026 in Shanghai. The buyer: 8,000 on 1 May, of which 4,000 came back on 5 June, one of two pieces; 1,000 on 2 June, given back whole on 20 June. Another: 1,205 products of
   * n cents each on 10 June, and nothing else.
   */
  beforeAll(async () => {
    explorer = await createExplorer();
    ask = asking(explorer);
    const { pool } = explorer.bench;
    buyer = await insertMember(pool, { joinedAt: "2026-04-01T00:00:00Z" });
    const other = await insertMember(pool, { joinedAt: "2026-06-03T00:00:00Z" });
    const tea = await insertOrder(pool, {
      memberId: buyer,
      placedAt: "2026-05-01T04:00:00Z",
      net: 8_000,
      lines: [{ sku: "TEA", category: "=tea", quantity: 2, net: 8_000 }],
    });
    const gone = await insertOrder(pool, {
      memberId: buyer,
      placedAt: "2026-06-02T04:00:00Z",
      net: 1_000,
      lines: [{ sku: "CUP", category: "cup", quantity: 1, net: 1_000 }],
    });
    for (const [id, amount, at, name, complete] of [
      [tea, 4_000, "2026-06-05T00:00:00Z", "R1", false],
      [gone, 1_000, "2026-06-20T00:00:00Z", "R2", true],
    ] as const) {
      await pool.query(
        `update orders set refunded = $2::bigint, complete_refund = $3, txid = pg_current_xact_id()::text::bigint,
           lines = (jsonb_set(jsonb_set(lines::jsonb, '{0,refundedQuantity}', '1'), '{0,refundedAmount}', to_jsonb($2::bigint)))::json where id = $1`,
        [id, amount, complete],
      );
      await pool.query(
        `insert into refunds (bucket, id, order_id, member_id, refunded_at, recorded_at, amount, lines, outcome, content_hash, source, external_id, programme_version, actor)
         select bucket, gen_random_uuid(), id, member_id, $2, now(), $3::bigint, jsonb_build_array(jsonb_build_object('lineNo', 1, 'quantity', 1, 'amount', $3::bigint)), '{}', '\\x00', 'test', $4, 1, 'test' from orders where id = $1`,
        [id, at, amount, name],
      );
    }
    const lines = Array.from({ length: skus }, (_, index) => ({ sku: `S${index + 1}`, quantity: 1, net: index + 1 }));
    await insertOrder(pool, {
      memberId: other,
      placedAt: "2026-06-10T04:00:00Z",
      net: (skus * (skus + 1)) / 2,
      lines,
    });
    await explorer.bench.lifecycle.recompute();
    await explorer.bench.lens.syncNow();
  });
  afterAll(() => explorer.bench.close());

  const measures = ["revenue", "orders", "lineRevenue", "units", "refundAmount"];
  const spring = { from: "2026-05-01", to: "2026-06-09" };

  test("as of a day, what was given back later is not yet taken off", async () => {
    const asOf = async (day: string) => (await ask({ measures, ...spring, asOf: `${day}T00:00:00Z` })).totals;
    expect(await asOf("2026-06-01")).toEqual([8_000, 1, 8_000, 2, 0]);
    expect(await asOf("2026-06-04")).toEqual([9_000, 2, 9_000, 3, 0]);
    expect(await asOf("2026-06-06")).toEqual([5_000, 2, 5_000, 2, 4_000]);
    expect((await ask({ measures, ...spring })).totals).toEqual([4_000, 1, 4_000, 1, 4_000]);
    const { rows } = await ask({ measures, dimensions: ["category"], ...spring, asOf: "2026-06-04T00:00:00Z" });
    expect(rows.map(({ keys, values }) => [keys[0], values[2]]).sort()).toEqual([
      ["=tea", 8_000],
      ["cup", 1_000],
    ]);
  });

  test("as of a day, a number opens to the members of that day, and orders of then have no address", async () => {
    const { drill } = await ask({ measures: ["activeMembers", "orders"], ...spring, asOf: "2026-06-04T00:00:00Z" });
    expect(new URL(drill[0] ?? "", "http://x").searchParams.get("asOf")).toBe("2026-06-04T00:00:00.000Z");
    expect(drill[1]).toBeNull();
  });

  test("a period without orders has no rows, sums of nothing and no averages", async () => {
    const { rows, totals, rowCount } = await ask({
      measures: ["revenue", "orders", "averageOrder", "memberShare"],
      dimensions: ["store"],
      from: "2020-01-01",
      to: "2020-12-31",
    });
    expect([rows, totals, rowCount]).toEqual([[], [0, 0, null, null], 0]);
  });

  test("who is a member is told for every day, also when nobody joined, and not for days to come", async () => {
    const { rows } = await ask({
      measures: ["totalMembers", "newMembers"],
      dimensions: ["day"],
      from: "2026-06-28",
      to: "2026-07-05",
    });
    expect(rows.map(({ keys, values }) => [keys[0], ...values])).toEqual([
      ["2026-06-28", 2, 0],
      ["2026-06-29", 2, 0],
      ["2026-06-30", 2, 0],
    ]);
    const early = await ask({
      measures: ["totalMembers"],
      dimensions: ["month"],
      from: "2026-03-01",
      to: "2026-05-31",
    });
    expect(early.rows.map(({ keys, values }) => [keys[0], ...values])).toEqual([
      ["2026-03-01", 0],
      ["2026-04-01", 1],
      ["2026-05-01", 1],
    ]);
  });

  const refused: [string, object, string, string][] = [
    ["a metric that is not there", { measures: ["revenue", "nonsense"] }, "/measures/1", "metric.unknown"],
    ["a name that objects have", { measures: ["constructor"] }, "/measures/0", "metric.unknown"],
    ["a dimension that is not there", { dimensions: ["day", "colour"] }, "/dimensions/1", "metric.unknown_dimension"],
    ["a metric asked for twice", { measures: ["revenue", "orders", "revenue"] }, "/measures/2", "metric.twice"],
    ["an order by what is not asked for", { sort: "orders" }, "/sort", "metric.unknown_sort"],
    ["a ladder that is not there", { ladder: "toString" }, "/ladder", "metric.unknown_ladder"],
    ["days in the wrong order", { from: "2026-06-30", to: "2026-06-01" }, "/from", "metric.span"],
    ["too many days", { from: "1990-01-01", to: "2026-06-01" }, "/from", "metric.span"],
  ];
  test.each(refused)("refuses %s, in the language of who asks, with its place", async (_name, more, pointer, code) => {
    const messages = new Set<string>();
    for (const locale of ["zh-CN", "en"] as const) {
      const error = (await ask({ measures: ["revenue"], ...june, ...more }, locale).catch(
        (thrown: unknown) => thrown,
      )) as AppError;
      expect([error.code, error.status, error.errors?.map((one) => [one.pointer, one.code])]).toEqual([
        "request.invalid",
        400,
        [[pointer, code]],
      ]);
      messages.add(error.errors?.[0]?.message ?? "");
    }
    expect(messages.size).toBe(2);
    expect([...messages].join("")).not.toMatch(/[{}]/);
  });

  test("a filter that means nothing is refused where it stands in the request", async () => {
    const filter = { all: [{ field: "member.nonsense", op: "eq", value: 1 }] };
    await expect(ask({ measures: ["revenue"], ...june, filter })).rejects.toMatchObject({
      code: "condition.invalid",
      errors: [expect.objectContaining({ pointer: "/filter/all/0/field", code: "condition.unknown_path" })],
    });
    await expect(ask({ measures: ["revenue"], ...june, filter: { any: 1 } })).rejects.toMatchObject({
      code: "condition.invalid",
      errors: [expect.objectContaining({ pointer: expect.stringMatching(/^\/filter/) })],
    });
  });

  test("what cannot be grouped so is told in the total only, alone and beside what can", async () => {
    const alone = await ask({ measures: ["refundAmount"], dimensions: ["sku"], ...june });
    expect([alone.rows, alone.totals]).toEqual([[], [5_000]]);
    const beside = await ask({
      measures: ["refundAmount", "units"],
      dimensions: ["store", "sku"],
      from: "2026-05-01",
      to: "2026-05-31",
    });
    expect([beside.rows.map(({ values }) => values), beside.totals]).toEqual([[[null, 1]], [0, 1]]);
    const standing = await ask({ measures: ["totalMembers"], dimensions: ["hour"], ...june });
    expect([standing.rows, standing.totals]).toEqual([[], [2]]);
    const listed = explorer.queries.list().metrics.find(({ id }) => id === "refundAmount")?.dimensions;
    expect([listed?.includes("day"), listed?.includes("sku")]).toEqual([true, false]);
  });

  test("names that look like SQL find nothing", async () => {
    for (const nasty of ["x' OR 1=1 --", "{end:Int64}", "\\' OR '1'='1"])
      for (const more of [{ storeId: nasty }, { channel: nasty }])
        expect((await ask({ measures: ["revenue", "orders"], dimensions: ["day"], ...june, ...more })).totals).toEqual([
          0, 0,
        ]);
  });

  test("beyond the limit the biggest are shown, and how many there are is said, also in the files", async () => {
    const answer = await ask({ measures: ["lineRevenue"], dimensions: ["sku"], ...june, limit: 10 });
    expect(answer.rows.map(({ keys }) => keys[0])).toEqual(
      Array.from({ length: 10 }, (_, index) => `S${skus - index}`),
    );
    expect([answer.rowCount, answer.totals[0]]).toEqual([skus, (skus * (skus + 1)) / 2]);
    const least = await ask({ measures: ["lineRevenue"], dimensions: ["sku"], ...june, limit: 2, direction: "asc" });
    expect(least.rows.map(({ values }) => values[0])).toEqual([1, 2]);
    const csv = parse(exploreCsv(answer, "en").slice(1), { relax_column_count: false }) as string[][];
    expect(csv).toHaveLength(1 + 10 + 1 + 1);
    expect(csv.at(-1)).toEqual([`${skus - 10} more rows are not in this file`, ""]);
    expect(readXlsx(await exploreXlsx(answer, "zh-CN"), 1).at(-1)?.[0]).toBe(`另有 ${skus - 10} 行未列入本文件`);
    const whole = await ask({ measures: ["lineRevenue"], dimensions: ["sku"], ...june, limit: 10_000 });
    expect([whole.rows.length, whole.rowCount]).toEqual([skus, skus]);
    expect(exploreCsv(whole, "en")).not.toContain("more rows");
  });

  test("CSV and xlsx say what the answer says, money in whole units", async () => {
    const answer = await ask({
      measures: ["lineRevenue", "units", "averageOrder", "refundAmount"],
      dimensions: ["month", "category"],
      from: "2026-05-01",
      to: "2026-06-30",
    });
    expect(answer.rows.length).toBeGreaterThan(1);
    for (const locale of ["zh-CN", "en"] as const) {
      const language = locale === "en" ? "en" : "zh";
      const shown = (values: (number | null)[]) =>
        values.map((value, index) =>
          value !== null && answer.measures[index]?.unit === "money" ? value / 100 : value,
        );
      const wanted = [
        [...answer.dimensions, ...answer.measures].map(({ name }) => name[language]),
        ...answer.rows.map((row) => [...row.labels.map((label) => label[language]), ...shown(row.values)]),
        [language === "en" ? "Total" : "合计", "", ...shown(answer.totals)],
      ];
      const width = wanted[0]?.length ?? 0;
      const sheet = readXlsx(await exploreXlsx(answer, locale), 1);
      const filled = (row: (string | number | null)[]) =>
        Array.from({ length: width }, (_, index) => (row[index] === "" ? null : (row[index] ?? null)));
      expect(sheet.map(filled)).toEqual(wanted.map(filled));
      const csv = parse(exploreCsv(answer, locale).slice(1)) as string[][];
      // A spreadsheet would take text that begins with = for a formula.
      const text = (value: string | number | null) =>
        value === null ? "" : typeof value === "string" ? value.replace(/^=/, "'=") : String(value);
      expect(csv).toEqual(wanted.map((row) => row.map(text)));
      const meanings = readXlsx(await exploreXlsx(answer, locale), 2);
      expect(meanings.slice(1, 5)).toEqual(
        answer.measures.map(({ name, definition, formula }) => [name[language], definition[language], formula]),
      );
    }
  });

  test("a remembered answer costs one look at the runs, and gives way to a new one once members are scored", async () => {
    const { lens, lifecycle } = explorer.bench;
    const score = async (group: string, churn: number, at: string) => {
      await lens.command("TRUNCATE TABLE member_values_next");
      await lens.command(
        "INSERT INTO member_values_next (member_id, scored, rfm_group, churn_probability) SELECT {id:UUID}, 1, {group:String}, {churn:Float64}",
        { id: buyer, group, churn },
      );
      await lens.command("EXCHANGE TABLES member_values AND member_values_next");
      await lens.command("TRUNCATE TABLE value_runs");
      await lens.command("INSERT INTO value_runs SELECT {at:String}, {at:String}, '{}'", { at });
    };
    const questions = [
      { measures: ["orders"], dimensions: ["rfmGroup"] },
      { measures: ["orders"], dimensions: ["churnBand"] },
      { measures: ["orders"], filter: { field: "score.churnProbability", op: "gte", value: 0.5 } },
    ].map((one) => ({ ...one, from: "2026-05-01", to: "2026-06-30" }));
    const answers = async () =>
      Promise.all(
        questions.map(async (question) => {
          const { rows, totals } = await ask(question);
          return rows.find(({ keys }) => keys[0] !== "")?.keys[0] ?? totals[0];
        }),
      );
    await score("champions", 0.1, "2026-06-29 00:00:00.000");
    expect(await answers()).toEqual(["champions", "low", 0]);
    explorer.asked();
    expect(await answers()).toEqual(["champions", "low", 0]);
    const again = explorer.asked();
    expect(again.every((sql) => sql.includes("value_runs") || sql.includes("DISTINCT assumeNotNull(m.zone)"))).toBe(
      true,
    );
    expect(again.filter((sql) => sql.includes("value_runs"))).toHaveLength(questions.length);
    await score("lost", 0.9, "2026-06-30 00:00:00.000");
    expect(await answers()).toEqual(["lost", "high", 1]);
    // Life-cycle stages and RFM scores have a run of their own.
    explorer.asked();
    await lifecycle.recompute();
    await answers();
    expect(explorer.asked().some((sql) => sql.includes("rfm_group"))).toBe(true);
  });

  test("while scores are being swapped nothing is remembered", async () => {
    const { lens } = explorer.bench;
    await lens.command("TRUNCATE TABLE value_runs");
    const question = { measures: ["orders"], dimensions: ["rfmGroup"], ...june };
    explorer.asked();
    await ask(question);
    const first = explorer.asked().length;
    await ask(question);
    expect([first > 1, explorer.asked().length]).toEqual([true, first]);
  });
});

describe("where clocks change", () => {
  let explorer: Explorer;
  let ask: ReturnType<typeof asking>;
  const at: [string, string, number][] = [
    // New York: 23 hours on 8 March 2026, 25 on 2 November 2025.
    ["2026-03-08T04:59:59Z", "7 March, last second", 1],
    ["2026-03-08T05:00:00Z", "8 March, first", 2],
    ["2026-03-09T03:59:59Z", "8 March, last second", 4],
    ["2026-03-09T04:00:00Z", "9 March, first", 8],
    ["2025-11-02T03:59:59Z", "1 November, last second", 16],
    ["2025-11-02T04:00:00Z", "2 November, first", 32],
    ["2025-11-03T04:59:59Z", "2 November, last second", 64],
    ["2025-11-03T05:00:00Z", "3 November, first", 128],
    // Beirut has no midnight on 29 March 2026: the day begins at one.
    ["2026-03-28T21:59:59Z", "28 March, last second", 256],
    ["2026-03-28T22:00:00Z", "29 March, first", 512],
    ["2026-03-29T20:59:59Z", "29 March, last second", 1_024],
    ["2026-03-29T21:00:00Z", "30 March, first", 2_048],
  ];
  beforeAll(async () => {
    explorer = await createExplorer();
    ask = asking(explorer);
    const { pool, lens, lifecycle } = explorer.bench;
    const memberId = await insertMember(pool, { joinedAt: "2025-01-01T00:00:00Z" });
    for (const [placedAt, , net] of at) await insertOrder(pool, { memberId, placedAt, net });
    await lifecycle.recompute();
    await lens.syncNow();
  });
  afterAll(() => explorer.bench.close());

  const byDay = async (zone: string, from: string, to: string) => {
    explorer.bench.use(stagesProgramme({ zone }));
    const { rows, totals } = await ask({ measures: ["revenue"], dimensions: ["day"], from, to });
    expect(totals[0]).toBe(rows.reduce((sum, { values }) => sum + (values[0] ?? 0), 0));
    return rows.map(({ keys, values }) => [keys[0], values[0]]);
  };

  test("a day of 23 and one of 25 hours hold what happened in them", async () => {
    expect(await byDay("America/New_York", "2026-03-07", "2026-03-09")).toEqual([
      ["2026-03-07", 1],
      ["2026-03-08", 2 + 4],
      ["2026-03-09", 8],
    ]);
    expect(await byDay("America/New_York", "2025-11-01", "2025-11-03")).toEqual([
      ["2025-11-01", 16],
      ["2025-11-02", 32 + 64],
      ["2025-11-03", 128],
    ]);
    expect(await byDay("America/New_York", "2026-03-08", "2026-03-08")).toEqual([["2026-03-08", 6]]);
    expect(await byDay("America/New_York", "2025-11-02", "2025-11-02")).toEqual([["2025-11-02", 96]]);
  });

  test("a day without a midnight begins at one, and does not move the days around it", async () => {
    expect(await byDay("Asia/Beirut", "2026-03-28", "2026-03-30")).toEqual([
      ["2026-03-28", 256],
      ["2026-03-29", 512 + 1_024],
      ["2026-03-30", 2_048],
    ]);
    expect(await byDay("Asia/Beirut", "2026-03-29", "2026-03-29")).toEqual([["2026-03-29", 1_536]]);
    const { comparedTotals, comparedPeriod } = await ask({
      measures: ["revenue"],
      from: "2026-03-29",
      to: "2026-03-29",
      compare: "previous",
    });
    expect([comparedPeriod, comparedTotals]).toEqual([{ from: "2026-03-28", to: "2026-03-28" }, [256]]);
    const standing = await ask({
      measures: ["totalMembers"],
      dimensions: ["day"],
      from: "2026-03-28",
      to: "2026-03-30",
    });
    expect(standing.rows.map(({ keys }) => keys[0])).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  });

  test("hours are those of the clock on the wall", async () => {
    explorer.bench.use(stagesProgramme({ zone: "America/New_York" }));
    const { rows } = await ask({ measures: ["revenue"], dimensions: ["hour"], from: "2026-03-08", to: "2026-03-08" });
    expect(rows.map(({ keys, values }) => [keys[0], values[0]])).toEqual([
      ["00", 2],
      ["23", 4],
    ]);
  });
});
