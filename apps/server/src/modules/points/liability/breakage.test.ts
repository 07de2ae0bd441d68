import { describe, expect, test } from "vitest";
import { expectedToExpire, hazards, survivalCurve } from "./breakage.ts";

describe("the survival curve", () => {
  test("without losses is the plain share that is unspent", () => {
    const curve = survivalCurve([
      { month: 0, spent: 40, left: 0, open: 0 },
      { month: 1, spent: 30, left: 0, open: 0 },
      { month: 3, spent: 30, left: 0, open: 0 },
    ]);
    expect(curve.map(({ atRisk }) => atRisk)).toEqual([100, 60, 30, 30]);
    expect(curve.map(({ hazardBps }) => hazardBps)).toEqual([4000, 5000, 0, 10_000]);
    expect(curve.map(({ unspentBps }) => unspentBps)).toEqual([6000, 3000, 3000, 0]);
  });

  test("counts those lost in a month half, by hand: 20 of 90, 16 of 64, 10 of 22", () => {
    const counts = [
      { month: 0, spent: 20, left: 12, open: 8 },
      { month: 1, spent: 16, left: 10, open: 2 },
      { month: 2, spent: 10, left: 0, open: 22 },
    ];
    // At risk 100, 60, 32; exposed 100 - 10, 60 - 6, 32 - 11.
    const curve = survivalCurve(counts);
    expect(curve.map(({ atRisk }) => atRisk)).toEqual([100, 60, 32]);
    const survive = [1 - 20 / 90, 1 - 16 / 54, 1 - 10 / 21];
    const expected = [
      survive[0],
      (survive[0] ?? 0) * (survive[1] ?? 0),
      survive.reduce((product, share) => product * share, 1),
    ];
    expect(curve.map(({ unspentBps }) => unspentBps)).toEqual(
      expected.map((share) => Math.round((share ?? 0) * 10_000)),
    );
  });

  test("of nothing is empty", () => {
    expect(survivalCurve([])).toEqual([]);
    expect(hazards([])).toEqual({ byMonth: [], later: 0 });
  });

  test("more given back than spent in a month is no negative hazard", () => {
    expect(survivalCurve([{ month: 0, spent: -5, left: 0, open: 105 }])[0]?.hazardBps).toBe(0);
  });
});

describe("what will die", () => {
  const even = hazards(
    Array.from({ length: 4 }, (_, month) => ({
      month,
      spent: 100 * 0.5 ** (month + 1),
      left: 0,
      open: month === 3 ? 0 : 0,
    })),
  );

  test("survives each month from its age to its death", () => {
    expect(even.byMonth.slice(0, 3)).toEqual([1 / 1.875, 0.5 / 0.875, 0.25 / 0.375]);
    const half = { byMonth: [0.5, 0.5, 0.5], later: 0.5 };
    const open = [
      { age: 0, until: 2, points: 1000 },
      { age: 1, until: 2, points: 1000 },
      { age: 2, until: 2, points: 1000 },
    ];
    // 1000/4 + 1000/2 + 1000
    expect(expectedToExpire(open, half)).toBe(1750);
  });

  test("beyond what was seen the pooled hazard holds, and what never dies is never counted", () => {
    const known = { byMonth: [0.5], later: 0.1 };
    expect(expectedToExpire([{ age: 0, until: 3, points: 1000 }], known)).toBe(405);
    expect(expectedToExpire([{ age: 0, until: null, points: 1000 }], known)).toBe(0);
  });

  test("a month with hardly anything at risk takes the hazard of those before it", () => {
    const counts = [
      { month: 0, spent: 500, left: 499, open: 0 },
      { month: 1, spent: 1, left: 0, open: 0 },
    ];
    const { byMonth, later } = hazards(counts);
    expect(byMonth).toEqual([500 / (1000 - 249.5)]);
    expect(later).toBe(500 / (1000 - 249.5));
  });
});
