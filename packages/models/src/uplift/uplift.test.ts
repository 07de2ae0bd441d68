import { expect, test } from "vitest";
import { NotEnoughData } from "../customer-data.ts";
import { randomOf } from "../random.ts";
import { hasData, lines, needsData } from "../test-data.ts";
import { fitTLearner, predictUplift, scoreUplift } from "./index.ts";

test("who is moved by the treatment is found, and a ranking by chance has no area", () => {
  const random = randomOf(4);
  const n = 20_000;
  const moved = Float64Array.from({ length: n }, () => (random() < 0.5 ? 1 : 0));
  const treated = Uint8Array.from({ length: n }, () => (random() < 0.5 ? 1 : 0));
  const outcome = Uint8Array.from(moved, (who, row) => (random() < 0.2 + (treated[row] === 1 ? 0.3 * who : 0) ? 1 : 0));
  const uplift = predictUplift(fitTLearner([moved], outcome, treated), [moved]);
  const found = scoreUplift(uplift, outcome, treated);
  expect(found.averageEffect).toBeCloseTo(0.15, 1);
  expect(found.topEffect).toBeCloseTo(0.3, 1);
  const chance = scoreUplift(
    Float64Array.from({ length: n }, () => random()),
    outcome,
    treated,
  );
  expect(Math.abs(chance.qini)).toBeLessThan(found.qini / 5);
});

test.skipIf(!hasData)(
  `Hillstrom's e-mails: rates exact, women's mails worth ranking, men's hardly ${needsData}`,
  () => {
    const [head = "", ...rows] = lines("hillstrom.csv");
    const names = head.split(",");
    const cells = rows.map((row) => row.replace("$1,000", "$1000").split(","));
    const at = (name: string) => names.indexOf(name);
    const arm = (row: string[]) => row[at("segment")];
    const segments = [...new Set(cells.map((row) => row[at("history_segment")] as string))];
    const rate = (name: string, column: string) => {
      const own = cells.filter((row) => arm(row) === name);
      return own.reduce((sum, row) => sum + Number(row[at(column)]), 0) / own.length;
    };
    expect(rate("Mens E-Mail", "visit")).toBeCloseTo(0.182757, 6);
    expect(rate("Womens E-Mail", "visit")).toBeCloseTo(0.1514, 6);
    expect(rate("No E-Mail", "visit")).toBeCloseTo(0.106167, 6);
    expect(rate("Mens E-Mail", "conversion")).toBeCloseTo(0.012531, 6);
    expect(rate("Womens E-Mail", "spend")).toBeCloseTo(1.077202, 6);
    const judge = (name: string) => {
      const used = cells.filter((row) => arm(row) === name || arm(row) === "No E-Mail");
      const half = (isTest: boolean) => {
        const own = used.filter((_, index) => (index % 2 === 1) === isTest);
        const number = (column: string) => Float64Array.from(own, (row) => Number(row[at(column)]));
        const level = (column: string, value: string) =>
          Float64Array.from(own, (row) => (row[at(column)] === value ? 1 : 0));
        return {
          columns: [
            number("recency"),
            number("history").map(Math.log1p),
            number("mens"),
            number("womens"),
            number("newbie"),
            ...["Urban", "Surburban", "Rural"].map((value) => level("zip_code", value)),
            ...["Web", "Phone", "Multichannel"].map((value) => level("channel", value)),
            ...segments.map((value) => level("history_segment", value)),
          ],
          outcome: Uint8Array.from(own, (row) => Number(row[at("visit")])),
          treated: Uint8Array.from(own, (row) => (arm(row) === name ? 1 : 0)),
        };
      };
      const [train, check] = [half(false), half(true)];
      const model = fitTLearner(train.columns, train.outcome, train.treated);
      return scoreUplift(predictUplift(model, check.columns), check.outcome, check.treated);
    };
    const women = judge("Womens E-Mail");
    const men = judge("Mens E-Mail");
    console.info(
      `Hillstrom: women ATE ${women.averageEffect.toFixed(4)}, top 30% ${women.topEffect?.toFixed(4)}, Qini ${women.qini.toFixed(1)}; men Qini ${men.qini.toFixed(1)}`,
    );
    expect(women.averageEffect).toBeCloseTo(0.0433, 4);
    // Which of many equal members fall into the top is chance.
    expect(Math.abs((women.topEffect ?? 0) - 0.0621)).toBeLessThan(0.0005);
    expect(women.qini).toBeCloseTo(67.7, 0);
    expect(men.qini).toBeCloseTo(4.8, 0);
  },
);

test("a ranking of nobody is not judged", () => {
  expect(() => scoreUplift(new Float64Array(0), new Uint8Array(0), new Uint8Array(0))).toThrow(NotEnoughData);
});
