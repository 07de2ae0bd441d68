import fc from "fast-check";
import { expect, test } from "vitest";
import { NotEnoughData } from "../customer-data.ts";
import * as mbgNbd from "../mbg-nbd.ts";
import { randomOf } from "../random.ts";
import { dayNumber, summarizeOrders } from "../summarize-orders.ts";
import { hasData, lines, needsData } from "../test-data.ts";
import {
  type ActivityColumns,
  auc,
  averagePrecision,
  boostedContributions,
  boostedScores,
  type Cut,
  calibrate,
  churnFeatures,
  churnFeaturesAt,
  churnLabelsAt,
  churnReasons,
  type Evaluation,
  evaluate,
  evaluateByGroup,
  fitBoosting,
  fitIsotonic,
  fitLogistic,
  fitPlatt,
  liftAtTenth,
  logit,
  meanOfKnown,
  predictBoosting,
  predictLogistic,
  scoreChurn,
  silenceTable,
  timeToChurn,
  timeToPurchase,
  trainChurnModel,
} from "./index.ts";
import { effectsOn } from "./reasons.ts";

const noise = (n: number, seed: number) => {
  const random = randomOf(seed);
  return Float64Array.from({ length: n }, () => random());
};

test("a logistic regression finds the odds of two groups exactly", () => {
  // 30 of 100 against 60 of 100: slope = ln((60/40)/(30/70)).
  const x = Float64Array.from({ length: 200 }, (_, row) => (row < 100 ? 0 : 1));
  const y = Uint8Array.from({ length: 200 }, (_, row) => (row % 100 < (row < 100 ? 30 : 60) ? 1 : 0));
  const model = fitLogistic([x, new Float64Array(200).fill(7)], y, { ridge: 1e-9 });
  expect(model.coefficients[0]).toBeCloseTo(Math.log(60 / 40 / (30 / 70)), 6);
  expect(model.intercept).toBeCloseTo(Math.log(30 / 70), 6);
  expect(model.constant).toEqual([1]);
  expect(model.converged).toBe(true);
});

test("data that can be told apart wholly stay finite, and one class is refused", () => {
  const x = Float64Array.from({ length: 60 }, (_, row) => row);
  const y = Uint8Array.from({ length: 60 }, (_, row) => (row < 30 ? 0 : 1));
  const model = fitLogistic([x], y);
  expect(Number.isFinite(model.coefficients[0])).toBe(true);
  expect(() => fitLogistic([x], new Uint8Array(60))).toThrow("one_class_only");
  expect(() => fitBoosting([x], new Uint8Array(60).fill(1))).toThrow("one_class_only");
});

test("trees find what no line can, and survive being stored", () => {
  const n = 4_000;
  const [one, two, missing] = [noise(n, 1), noise(n, 2), noise(n, 3)];
  const holes = one.map((value, row) => ((missing[row] as number) < 0.1 ? Number.NaN : value));
  const y = Uint8Array.from(one, (value, row) => (value > 0.5 !== (two[row] as number) > 0.5 ? 1 : 0));
  const columns = [holes, two];
  const model = fitBoosting(columns, y, { trees: 60, depth: 3, learningRate: 0.2 });
  const p = predictBoosting(model, columns);
  expect(auc(p, y)).toBeGreaterThan(0.95);
  const stored = JSON.parse(JSON.stringify(model)) as typeof model;
  expect(predictBoosting(stored, columns)).toEqual(p);
  const scores = boostedScores(model, columns);
  for (const row of [0, 7, 99]) {
    const { base, columns: parts } = boostedContributions(
      model,
      columns.map((column) => column[row] as number),
    );
    expect(base + parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(scores[row] as number, 9);
  }
});

test("the area under the curve is the share of pairs in order, ties half", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { minLength: 2, maxLength: 30 }),
      (rows) => {
        const score = Float64Array.from(rows, ([value]) => value);
        const y = Uint8Array.from(rows, ([, label]) => (label ? 1 : 0));
        let pairs = 0;
        let right = 0;
        rows.forEach(([a, isPositive]) => {
          if (!isPositive) return;
          rows.forEach(([b, other]) => {
            if (other) return;
            pairs += 1;
            right += a > b ? 1 : a === b ? 0.5 : 0;
          });
        });
        const found = auc(score, y);
        if (pairs === 0) expect(found).toBeNull();
        else expect(found).toBeCloseTo(right / pairs, 9);
      },
    ),
  );
  expect(averagePrecision(Float64Array.of(0.9, 0.8, 0.7), Uint8Array.of(1, 0, 1))).toBeCloseTo((1 + 2 / 3) / 2, 12);
  const y = Uint8Array.from({ length: 100 }, (_, row) => (row < 20 ? 1 : 0));
  const best = Float64Array.from({ length: 100 }, (_, row) => -row);
  expect(liftAtTenth(best, y)).toEqual({ lift: 5, cap: 5 });
});

test("calibration mends what is too sure and keeps the order", () => {
  const n = 6_000;
  const truth = noise(n, 5);
  const draw = noise(n, 6);
  const y = Uint8Array.from(truth, (p, row) => ((draw[row] as number) < p ? 1 : 0));
  const overSure = truth.map((p) => (p > 0.5 ? 1 - (1 - p) ** 2 * 2 : p ** 2 * 2));
  const before = evaluate(overSure, y).ece;
  for (const calibration of [fitPlatt(overSure, y), fitIsotonic(overSure, y)]) {
    const after = overSure.map((p) => calibrate(calibration, p));
    expect(evaluate(after, y).ece).toBeLessThan(before / 2);
    const sorted = [...overSure].sort((a, b) => a - b).map((p) => calibrate(calibration, p));
    sorted.forEach((value, index) => {
      if (index > 0) expect(value).toBeGreaterThanOrEqual((sorted[index - 1] as number) - 1e-12);
    });
  }
});

function rowsOf(
  orders: readonly (readonly [customer: number, day: number, value: number, cancelled: number])[],
): ActivityColumns {
  const sorted = [...orders].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    customer: Int32Array.from(sorted, (row) => row[0]),
    day: Int32Array.from(sorted, (row) => row[1]),
    value: Float64Array.from(sorted, (row) => row[2]),
    items: new Float64Array(sorted.length).fill(1),
    cancelled: Uint8Array.from(sorted, (row) => row[3]),
    categories: new Float64Array(sorted.length).fill(1),
  };
}

test("features of one customer, worked out by hand", () => {
  // Orders on days 100, 110 (twice), 140; one given back on 150; cut on 160.
  const rows = rowsOf([
    [1, 100, 1_000, 0],
    [1, 110, 500, 0],
    [1, 110, 700, 0],
    [1, 140, 800, 0],
    [1, 150, 0, 1],
    [1, 161, 9_999, 0],
  ]);
  const { customers, columns } = churnFeaturesAt(rows, 160);
  expect([...customers]).toEqual([1]);
  const found = Object.fromEntries(churnFeatures.map(({ id }, place) => [id, columns[place]?.[0]]));
  expect(found).toMatchObject({
    recencyDays: 20,
    tenureDays: 60,
    purchaseDays: 3,
    totalSpend: 3_000,
    meanSpend: 1_000,
    totalItems: 4,
    days30: 1,
    days90: 3,
    spend30: 800,
    spend90: 3_000,
    meanGap: 20,
    gapDeviation: 10,
    lastGap: 30,
    recencyOverGap: 1,
    returns: 1,
  });
  expect([...churnLabelsAt(rows, customers, 160, 90)]).toEqual([0]);
  expect([...churnLabelsAt(rows, customers, 161, 90)]).toEqual([1]);
});

test("what is known at a cut never changes when later orders come", () => {
  const order = fc.tuple(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 1, max: 1_000 }),
    fc.constantFrom(0, 1),
  );
  fc.assert(
    fc.property(fc.array(order, { minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 200 }), (orders, cut) => {
      const whole = churnFeaturesAt(rowsOf(orders), cut);
      const known = churnFeaturesAt(rowsOf(orders.filter(([, day]) => day <= cut)), cut);
      expect(whole).toEqual(known);
    }),
  );
});

test("the longer the silence, the nearer the churn date", () => {
  const params = { r: 0.8, alpha: 20, a: 0.5, b: 3 };
  const noPurchase = (customer: { x: number; tx: number; T: number }, h: number) =>
    mbgNbd.probabilityOfNoPurchase(params, customer, h);
  const options = { horizon: 90, threshold: 0.7, maxAhead: 730 };
  const fresh = timeToChurn(noPurchase, { x: 12, tx: 200, T: 200 }, options);
  const silent = timeToChurn(noPurchase, { x: 12, tx: 200, T: 230 }, options);
  expect(fresh).not.toBeNull();
  expect((fresh ?? 0) - (silent ?? 0)).toBeCloseTo(30, 4);
  expect(timeToChurn(noPurchase, { x: 0, tx: 0, T: 700 }, options)).toBe(0);
  const table = silenceTable(noPurchase, { x: 12, tx: 200, T: 200 }, { step: 7, steps: 8 });
  expect(table).toHaveLength(8);
  table.forEach((row, index) => {
    expect(row.silent).toBeLessThanOrEqual(table[index - 1]?.silent ?? 1);
    expect(row.purchase).toBeGreaterThan(0);
  });
});

function cutOf(rows: ActivityColumns, cutDay: number, horizonDays: number): Cut {
  const { customers, columns } = churnFeaturesAt(rows, cutDay);
  const wanted = new Set(customers);
  const keep = Array.from(rows.customer.keys()).filter(
    (row) =>
      wanted.has(rows.customer[row] as number) && rows.cancelled[row] === 0 && (rows.day[row] as number) <= cutDay,
  );
  const data = summarizeOrders(
    {
      customer: Int32Array.from(keep, (row) => rows.customer[row] as number),
      day: Int32Array.from(keep, (row) => rows.day[row] as number),
      value: Float64Array.from(keep, (row) => rows.value[row] as number),
    },
    { unit: "day", asOf: cutDay },
  );
  const { params } = mbgNbd.fit(data);
  return {
    cutDay,
    columns,
    labels: churnLabelsAt(rows, customers, cutDay, horizonDays),
    parametric: mbgNbd.probabilityOfNoPurchaseAll(params, data, horizonDays),
  };
}

test("a purchase is due when it has become as likely as asked, and never when it will not", () => {
  const daily = (_: unknown, h: number) => Math.exp(-h / 20);
  const customer = { x: 3, tx: 60, T: 70 };
  expect(timeToPurchase(daily, customer, { chance: 0.5, maxAhead: 730 })).toBeCloseTo(20 * Math.LN2, 6);
  expect(timeToPurchase(daily, customer, { chance: 0.5, maxAhead: 10 })).toBeNull();
  expect(timeToPurchase((_, h) => 0.6 + 0.4 * Math.exp(-h), customer, { chance: 0.5, maxAhead: 730 })).toBeNull();
});

test("ten members are not enough to learn from, and it is said", () => {
  const few: Cut = {
    cutDay: 1,
    columns: churnFeatures.map(() => noise(10, 1)),
    labels: Uint8Array.from([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]),
    parametric: noise(10, 2),
  };
  expect(() => trainChurnModel([few], { horizonDays: 90 })).toThrow("too_few_customers");
  expect(() => trainChurnModel([], { horizonDays: 90 })).toThrow("no_closed_window");
});

const tied = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), { minLength: 1, maxLength: 40 });

test("isotonic regression has one answer for equal predictions: the least squares one", () => {
  // .1 left, of the two at .2 one left, .3 left: order asks for 2/3 up to .2 (pooled) and more above.
  const predicted = Float64Array.of(0.1, 0.2, 0.2, 0.3, 0.3);
  const fitted = fitIsotonic(predicted, Uint8Array.of(1, 0, 1, 1, 1));
  expect(calibrate(fitted, 0.2)).toBeCloseTo(2 / 3, 12);
  expect(calibrate(fitted, 0.1)).toBeCloseTo(2 / 3, 12);
  fc.assert(
    fc.property(tied, (rows) => {
      const p = Float64Array.from(rows, ([value]) => value / 10);
      const y = Uint8Array.from(rows, ([, label]) => (label ? 1 : 0));
      const calibration = fitIsotonic(p, y);
      if (calibration.kind !== "isotonic") throw new Error("not isotonic");
      // Max-min formula (Robertson, Wright & Dykstra 1988, 1.4) over the levels of the prediction.
      const levels = [...new Set(p)].sort((a, b) => a - b);
      const meanOf = (from: number, to: number) => {
        const kept = rows.filter(([value]) => value / 10 >= from && value / 10 <= to);
        return kept.filter(([, label]) => label).length / kept.length;
      };
      levels.forEach((level) => {
        const upTo = levels.filter((other) => other <= level);
        const onFrom = levels.filter((other) => other >= level);
        const exact = Math.max(...upTo.map((from) => Math.min(...onFrom.map((to) => meanOf(from, to)))));
        if (exact > 0 && exact < 1) expect(calibrate(calibration, level)).toBeCloseTo(exact, 12);
      });
      expect(new Set(calibration.from).size).toBe(calibration.from.length);
    }),
  );
});

test("isotonic regression never turns the order round and is never certain", () => {
  fc.assert(
    fc.property(tied, (rows) => {
      const p = Float64Array.from(rows, ([value]) => value / 10);
      const calibration = fitIsotonic(
        p,
        Uint8Array.from(rows, ([, label]) => (label ? 1 : 0)),
      );
      const said = [...p].sort((a, b) => a - b).map((value) => calibrate(calibration, value));
      said.forEach((value, place) => {
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(1);
        expect(value).toBeGreaterThanOrEqual(said[place - 1] ?? 0);
      });
    }),
  );
});

test("a model right on average and wrong within each group is shown to be so", () => {
  const n = 400;
  const y = Uint8Array.from({ length: n }, (_, row) =>
    row % 2 === 0 ? (row % 10 === 0 ? 1 : 0) : row % 10 === 1 ? 0 : 1,
  );
  const groups = Array.from({ length: n }, (_, row) => (row % 2 === 0 ? "regular" : "once"));
  const half = new Float64Array(n).fill(0.5);
  expect(evaluate(half, y).ece).toBeCloseTo(0, 12);
  const found = evaluateByGroup(half, y, groups);
  expect(found.map(({ group, n, predicted, rate, ece }) => ({ group, n, predicted, rate, ece }))).toEqual([
    { group: "once", n: 200, predicted: 0.5, rate: 0.8, ece: expect.closeTo(0.3, 12) },
    { group: "regular", n: 200, predicted: 0.5, rate: 0.2, ece: expect.closeTo(0.3, 12) },
  ]);
  expect(evaluateByGroup(new Float64Array(0), new Uint8Array(0), [])).toEqual([]);
});

interface Invented {
  cutDay: number;
  n?: number;
  /** Whose word comes true: the purchase process', or the first column's. */
  told: "process" | "column";
}

/** Members of whom one of two independent numbers tells the truth. */
function inventedCut({ cutDay, n = 1_200, told }: Invented): Cut {
  const columns = churnFeatures.map((_, place) => noise(n, 1_000 * cutDay + place));
  const parametric = noise(n, 1_000 * cutDay + 500);
  const draw = noise(n, 1_000 * cutDay + 501);
  const truth = told === "process" ? parametric : (columns[0] as Float64Array);
  return {
    cutDay,
    columns,
    parametric,
    labels: Uint8Array.from(truth, (p, row) => ((draw[row] as number) < p ? 1 : 0)),
  };
}

const quick = { horizonDays: 90, boosting: { trees: 20 } };

test("without a window closed before another, nothing is learnt but the process' calibration", () => {
  const open = [100, 130, 160].map((cutDay) => inventedCut({ cutDay, told: "column" }));
  const { model, card } = trainChurnModel(open, quick);
  expect([card.method, card.why, model.logistic, model.boosted]).toEqual([
    "parametric",
    "no_closed_window",
    null,
    null,
  ]);
  expect(card.cuts.map(({ stack, trainedOn }) => [stack, trainedOn])).toEqual([
    [null, 0],
    [null, 0],
    [null, 0],
  ]);
  // One closed window is enough to learn and calibrate, but none is left to say how good that is.
  const two = trainChurnModel(
    [0, 90].map((cutDay) => inventedCut({ cutDay, told: "column" })),
    quick,
  );
  expect([two.card.method, two.card.why]).toEqual(["parametric", "no_closed_window"]);
});

test("three windows in a row: learn, calibrate with equal weights, judge", () => {
  const cuts = [0, 90, 180].map((cutDay) => inventedCut({ cutDay, told: "column" }));
  const { card } = trainChurnModel(cuts, quick);
  expect(card.method).toBe("stack");
  expect(card.cuts.map(({ cutDay, weighedOn, calibratedOn }) => [cutDay, weighedOn, calibratedOn])).toEqual([
    [0, null, null],
    [90, null, null],
    [180, null, 90],
  ]);
  expect([card.weighedOn, card.calibratedOn]).toEqual([90, 180]);
  const judged = card.cuts[2];
  expect(judged?.groups.reduce((sum, { n }) => sum + n, 0)).toBe(1_200);
  expect(judged?.groups.reduce((sum, { n, rate }) => sum + n * rate, 0)).toBeCloseTo(judged?.stack?.positives ?? 0, 6);
  expect(card.cuts[2]?.stack?.auc ?? 0).toBeGreaterThan((card.cuts[2]?.parametric.auc ?? 1) + 0.1);
});

test("weights come from one window, the calibration from a later one", () => {
  const early = [0, 90].map((cutDay) => inventedCut({ cutDay, told: "column" }));
  const served = (told: Invented["told"]) =>
    trainChurnModel([...early, inventedCut({ cutDay: 180, told })], quick).model;
  const [column, process] = [served("column"), served("process")];
  expect(process.blend).toEqual(column.blend);
  expect(column.blend[1]).toBe(0);
  expect(process.calibration).not.toEqual(column.calibration);
});

test("a cut is judged the same whatever comes after it", () => {
  const cuts = [0, 45, 90, 135, 180, 225, 270].map((cutDay) => inventedCut({ cutDay, n: 400, told: "column" }));
  const whole = trainChurnModel(cuts, quick).card.cuts;
  const known = trainChurnModel(cuts.slice(0, 5), quick).card.cuts;
  expect(known.at(-1)?.stack).not.toBeNull();
  expect(whole.slice(0, 5)).toEqual(known);
  expect(whole.map(({ weighedOn, calibratedOn }) => [weighedOn, calibratedOn]).at(-1)).toEqual([90, 180]);
});

test("where the process is served alone, it is judged as it is served, and no stack beside it", () => {
  const cuts = [0, 90, 180, 270].map((cutDay) => {
    const cut = inventedCut({ cutDay, n: 240, told: "process" });
    return { ...cut, parametric: cut.parametric.map((p) => p ** 4) };
  });
  const { card } = trainChurnModel(cuts, quick);
  expect([card.method, card.why]).toEqual(["parametric", "too_few_rows"]);
  expect(card.cuts.every((cut) => cut.stack === null)).toBe(true);
  const last = cuts.at(-1) as Cut;
  expect(card.cuts.at(-1)?.parametric.ece).toBeLessThan(evaluate(last.parametric, last.labels).ece / 2);
});

function trained(told: Invented["told"]) {
  const cuts = [0, 90, 180].map((cutDay) => inventedCut({ cutDay, told }));
  const test = inventedCut({ cutDay: 270, told });
  (test.columns[0] as Float64Array)[3] = Number.NaN;
  return { test, ...trainChurnModel(cuts, quick) };
}

test("reasons weigh as the stack weighs, and add up to what tells two members apart", () => {
  const { model, test } = trained("column");
  const weighed = (blend: number[]) => ({ ...model, blend, calibration: { kind: "none" as const } });
  const { columns, parametric } = test;
  for (const blend of [
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [0, 0.2, 0.5, 0.3],
  ]) {
    const scores = scoreChurn(weighed(blend), columns, parametric);
    const sum = (row: number) =>
      effectsOn(weighed(blend), columns, parametric, row).reduce((total, { effect }) => total + effect, 0);
    for (const row of [0, 3, 42])
      expect(sum(row) - sum(7)).toBeCloseTo(logit(scores[row] as number) - logit(scores[7] as number), 8);
  }
  const straight = churnReasons(weighed([0, 0, 1, 0]), columns, parametric, 5)[0];
  const slope = model.logistic?.coefficients[0] as number;
  const value = columns[0]?.[5] as number;
  expect(straight?.feature).toBe("recencyDays");
  expect(straight?.effect).toBeCloseTo(slope * (Math.log1p(value) - (model.means[0] as number)), 9);
  expect(churnReasons(weighed([0, 1, 0, 0]), columns, parametric, 5)).toEqual([]);
  expect(churnReasons(weighed([0, 0.5, 0.5, 0]), columns, parametric, 5)[0]?.effect).toBeCloseTo(
    (straight?.effect ?? 0) / 2,
    9,
  );
});

test("what the model goes by is told by what it weighs", () => {
  const { card, model } = trained("column");
  expect(card.importance[0]?.feature).toBe("recencyDays");
  expect(card.importance).toHaveLength(churnFeatures.length + 1);
  expect(model.features).toHaveLength(churnFeatures.length + 1);
});

test("every one of forty thousand members has reasons", () => {
  const { model } = trained("column");
  const n = 40_000;
  const columns = churnFeatures.map((_, place) => noise(n, place + 1));
  const parametric = noise(n, 99);
  let said = 0;
  for (let row = 0; row < n; row += 1) said += churnReasons(model, columns, parametric, row).length;
  expect(said).toBeGreaterThan(n);
});

test.skipIf(!hasData)(
  `on UCI's year the stack orders members no worse than silence or a logistic alone ${needsData}`,
  { timeout: 120_000 },
  () => {
    const invoices = new Map<string, [number, number, number, number]>();
    const ids = new Map<string, number>();
    for (const line of lines("online_retail_2010_2011.csv.gz").slice(1)) {
      const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, "")) ?? [];
      const [invoice = "", , , quantity = "", date = "", price = "", customer = ""] = cells;
      if (customer === "") continue;
      const id = ids.get(customer) ?? ids.size;
      ids.set(customer, id);
      const known = invoices.get(invoice) ?? [id, dayNumber(date.slice(0, 10)), 0, invoice.startsWith("C") ? 1 : 0];
      known[2] += Math.max(0, Number(quantity) * Number(price));
      invoices.set(invoice, known);
    }
    const rows = rowsOf([...invoices.values()]);
    const horizonDays = 60;
    const days = ["2011-02-10", "2011-03-12", "2011-04-11", "2011-05-11", "2011-06-10", "2011-07-10", "2011-08-09"];
    const cuts = days.map((day) => cutOf(rows, dayNumber(day), horizonDays));
    const test = cutOf(rows, dayNumber("2011-10-09"), horizonDays);
    const { model, card } = trainChurnModel(cuts, { horizonDays });
    expect(card.method).toBe("stack");
    const stacked = evaluate(scoreChurn(model, test.columns, test.parametric), test.labels);
    const silence = evaluate(
      (test.columns[0] as Float64Array).map((days) => days / 400),
      test.labels,
    );
    const parametric = evaluate(test.parametric, test.labels);
    const early = cuts.filter((cut) => cut.cutDay + horizonDays <= test.cutDay);
    const flat = (cut: Cut) =>
      cut.columns.map((column) => column.map((value) => (Number.isNaN(value) ? 0 : Math.log1p(Math.abs(value)))));
    const all = early.map(flat);
    const logistic = fitLogistic(
      churnFeatures.map((_, place) =>
        Float64Array.from(all.flatMap((columns) => [...(columns[place] as Float64Array)])),
      ),
      Uint8Array.from(early.flatMap((cut) => [...cut.labels])),
    );
    const plain = evaluate(predictLogistic(logistic, flat(test)), test.labels);
    console.info(
      `UCI, 60 days from 2011-10-09, n ${stacked.n}, rate ${stacked.rate.toFixed(3)}: AUC stack ${stacked.auc?.toFixed(4)}, process ${parametric.auc?.toFixed(4)}, logistic ${plain.auc?.toFixed(4)}, silence ${silence.auc?.toFixed(4)}; ECE ${stacked.ece.toFixed(3)}, Brier ${stacked.brier.toFixed(3)}`,
    );
    expect(stacked.auc ?? 0).toBeGreaterThan(0.742);
    expect(stacked.ece).toBeLessThan(0.023);
    expect(stacked.auc ?? 0).toBeGreaterThan((silence.auc ?? 0) + 0.02);
    expect(stacked.auc ?? 0).toBeGreaterThan((plain.auc ?? 0) - 0.005);
    expect(stacked.auc ?? 0).toBeGreaterThan((parametric.auc ?? 0) - 0.005);
    const reasons = churnReasons(model, test.columns, test.parametric, 0);
    expect(reasons).toHaveLength(3);
  },
);

/** The published protocols' columns: numbers as they are, one column for each level but the first of the rest. */
function telco(): { columns: Float64Array[]; y: Uint8Array } {
  const [head = "", ...rows] = lines("telco_customer_churn.csv");
  const names = head.split(",");
  const cells = rows.map((row) => row.split(","));
  const columns: Float64Array[] = [];
  names.slice(1, -1).forEach((_, index) => {
    const values = cells.map((row) => row[index + 1] ?? "");
    const numbers = values.map((value) => (value.trim() === "" ? Number.NaN : Number(value)));
    if (numbers.every((number, row) => !Number.isNaN(number) || values[row]?.trim() === ""))
      columns.push(Float64Array.from(numbers));
    else
      for (const level of [...new Set(values)].slice(1))
        columns.push(Float64Array.from(values, (value) => (value === level ? 1 : 0)));
  });
  return { columns, y: Uint8Array.from(cells, (row) => (row.at(-1) === "Yes" ? 1 : 0)) };
}

function split({ columns, y }: ReturnType<typeof telco>, isTest: (row: number) => boolean) {
  const take = (wanted: boolean) => {
    const kept = Array.from(y.keys()).filter((row) => isTest(row) === wanted);
    return {
      columns: columns.map((column) => Float64Array.from(kept, (row) => column[row] as number)),
      y: Uint8Array.from(kept, (row) => y[row] as number),
    };
  };
  return { train: take(false), check: take(true) };
}

const logisticOn = ({ train, check }: ReturnType<typeof split>, ridge: number) =>
  evaluate(
    predictLogistic(fitLogistic(train.columns, train.y, { ridge }), check.columns, train.columns.map(meanOfKnown)),
    check.y,
  );

test.skipIf(!hasData)(
  `on Telco's contracts both learners reach the published five-fold figures ${needsData}`,
  { timeout: 60_000 },
  () => {
    const data = telco();
    const fold = new Uint8Array(data.y.length);
    for (const label of [0, 1])
      Array.from(data.y.keys())
        .filter((row) => data.y[row] === label)
        .forEach((row, place) => {
          fold[row] = place % 5;
        });
    const folds = [0, 1, 2, 3, 4].map((wanted) => split(data, (row) => fold[row] === wanted));
    const meanOf = (found: Evaluation[], name: "auc" | "brier" | "logLoss" | "lift") =>
      found.reduce((sum, each) => sum + (each[name] ?? Number.NaN), 0) / found.length;
    const logistic = folds.map((part) => logisticOn(part, 1));
    const boosted = folds.map(({ train, check }) =>
      evaluate(
        predictBoosting(
          fitBoosting(train.columns, train.y, { trees: 300, depth: 3, learningRate: 0.05 }),
          check.columns,
        ),
        check.y,
      ),
    );
    console.info(
      `Telco, five folds: logistic AUC ${meanOf(logistic, "auc").toFixed(4)}, Brier ${meanOf(logistic, "brier").toFixed(4)}, log-loss ${meanOf(logistic, "logLoss").toFixed(4)}, lift ${meanOf(logistic, "lift").toFixed(2)}; boosted AUC ${meanOf(boosted, "auc").toFixed(4)}, Brier ${meanOf(boosted, "brier").toFixed(4)}, log-loss ${meanOf(boosted, "logLoss").toFixed(4)}, lift ${meanOf(boosted, "lift").toFixed(2)}`,
    );
    // scikit-learn .8453, .1354, .4174, 2.84; XGBoost .8470, .1345, .4139, 2.85. Which row falls into which fold moves the mean AUC by up to .001, Brier by .0003, log-loss by .0007 and lift by .04.
    expect(meanOf(logistic, "auc")).toBeGreaterThan(0.8453 - 0.001);
    expect(meanOf(logistic, "brier")).toBeLessThan(0.1354 + 0.0003);
    expect(meanOf(logistic, "logLoss")).toBeLessThan(0.4174 + 0.0007);
    expect(meanOf(logistic, "lift")).toBeGreaterThan(2.84 - 0.04);
    expect(meanOf(boosted, "auc")).toBeGreaterThan(0.847 - 0.001);
    expect(meanOf(boosted, "brier")).toBeLessThan(0.1345 + 0.0003);
    expect(meanOf(boosted, "logLoss")).toBeLessThan(0.4139 + 0.0007);
    expect(meanOf(boosted, "lift")).toBeGreaterThan(2.85 - 0.04);
  },
);

test.skipIf(!hasData)(`on Telco's every fifth row, a harder fifth, both learners do as published ${needsData}`, () => {
  const data = telco();
  const every = split(data, (row) => row % 5 === 0);
  // scikit-learn .8356, XGBoost .8332 on the same rows; the other fifths give .835 to .864.
  expect(logisticOn(every, 1e-6).auc).toBeCloseTo(0.8356, 3);
  const boosted = fitBoosting(every.train.columns, every.train.y, { trees: 200, depth: 3, learningRate: 0.05 });
  expect(auc(predictBoosting(boosted, every.check.columns), every.check.y)).toBeGreaterThan(0.8332 - 0.001);
});

test("nothing is judged or calibrated out of nothing, and what is no chance is refused", () => {
  expect(() => evaluate(Float64Array.of(0.2, Number.NaN), Uint8Array.of(0, 1))).toThrow(RangeError);
  expect(() => evaluate(Float64Array.of(1.2), Uint8Array.of(1))).toThrow(RangeError);
  expect(() => fitIsotonic(new Float64Array(0), new Uint8Array(0))).toThrow(NotEnoughData);
});
