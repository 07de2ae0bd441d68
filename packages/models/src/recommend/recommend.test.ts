import fc from "fast-check";
import { expect, test } from "vitest";
import { hasData, lines, needsData } from "../test-data.ts";
import {
  type BasketRows,
  createPersonalTop,
  createRecommender,
  easeScores,
  fitEase,
  fitItemKnn,
  globalTop,
  historyOf,
  scoreNextBasket,
  userItems,
} from "./index.ts";

function rowsOf(baskets: number[][][], items: number): BasketRows {
  const rows = baskets.flatMap((own, user) =>
    own.flatMap((basket, index) => basket.map((item) => [user, index, item] as const)),
  );
  return {
    users: baskets.length,
    items,
    user: Int32Array.from(rows, (row) => row[0]),
    basket: Int32Array.from(rows, (row) => row[1]),
    item: Int32Array.from(rows, (row) => row[2]),
  };
}

test("older baskets weigh less, and an item twice in a basket counts once", () => {
  const byUser = userItems(rowsOf([[[0, 0, 1], [1], [2]]], 3), 0.5);
  const { item, weight } = historyOf(byUser, 0);
  const own = Object.fromEntries(Array.from(item as Int32Array, (which, place) => [which, weight[place]]));
  expect(own).toEqual({ 0: 0.25, 1: 0.25 + 0.5, 2: 1 });
});

test("what goes together is recommended, and says because of what", () => {
  const rows = rowsOf([[[0, 1]], [[0, 1]], [[0, 1]], [[2, 3]], [[2, 3]], [[0], [0]], []], 5);
  const recommend = createRecommender(fitItemKnn(rows, { neighbours: 5 }));
  const byUser = userItems(rows, 0.9);
  const found = recommend(historyOf(byUser, 5), { repeats: false, n: 3 });
  expect(found.method).toBe("item_knn");
  expect(found.items[0]).toMatchObject({ item: 1, because: 0, repeat: false });
  const nobody = recommend({ item: [], weight: [] }, { n: 2 });
  expect(nobody.method).toBe("popular");
  expect(nobody.items.map(({ item }) => item)).toEqual([0, 1]);
  expect(recommend(historyOf(byUser, 5), { exclude: new Set([0, 1]) }).items.every(({ item }) => item > 1)).toBe(true);
});

const someBaskets = fc.array(
  fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  }),
  {
    minLength: 1,
    maxLength: 12,
  },
);

test("neighbours are the cosines of the columns, worked out the long way", () => {
  fc.assert(
    fc.property(someBaskets, (baskets) => {
      const rows = rowsOf(baskets, 8);
      const byUser = userItems(rows, 0.9);
      const matrix = Array.from({ length: rows.users }, (_, user) => {
        const line = new Array<number>(8).fill(0);
        const { item, weight } = historyOf(byUser, user);
        for (let place = 0; place < item.length; place += 1) line[item[place] as number] = weight[place] as number;
        return line;
      });
      const has = (line: number[], item: number) => ((line[item] as number) > 0 ? 1 : 0);
      const dot = (a: number, b: number) => matrix.reduce((sum, line) => sum + has(line, a) * has(line, b), 0);
      const model = fitItemKnn(rows, { neighbours: 8 });
      const recommend = createRecommender(model);
      const user = 0;
      const expected = Array.from({ length: 8 }, (_, item) =>
        (matrix[user] as number[]).reduce(
          (sum, weight, own) =>
            sum +
            (weight === 0
              ? 0
              : (weight * dot(own, item)) / Math.sqrt(dot(own, own) * Math.max(dot(item, item), 1e-300))),
          0,
        ),
      );
      for (const { item, score } of recommend(historyOf(byUser, user), { n: 8 }).items)
        expect(score).toBeCloseTo(expected[item] as number, 5);
    }),
  );
});

test("EASE solves its own equations and never recommends an item for itself", () => {
  fc.assert(
    fc.property(someBaskets, (baskets) => {
      const data = userItems(rowsOf(baskets, 8));
      const { weights } = fitEase(data, 2);
      for (let item = 0; item < 8; item += 1) expect(weights[item * 9]).toBe(0);
      // At the optimum, off the diagonal: X'X (I - B) = lambda B + diag.
      const gram = Array.from({ length: 64 }, () => 0);
      for (let user = 0; user < data.users; user += 1) {
        const own = Array.from(historyOf(data, user).item as Int32Array);
        for (const a of own) for (const b of own) gram[a * 8 + b] = (gram[a * 8 + b] as number) + 1;
      }
      for (let row = 0; row < 8; row += 1)
        for (let column = 0; column < 8; column += 1) {
          if (row === column) continue;
          let left = gram[row * 8 + column] as number;
          for (let inner = 0; inner < 8; inner += 1)
            left -= (gram[row * 8 + inner] as number) * (weights[inner * 8 + column] as number);
          expect(left).toBeCloseTo(2 * (weights[row * 8 + column] as number), 6);
        }
      expect(easeScores({ items: 8, lambda: 2, weights }, [0])[0]).toBe(0);
    }),
    { numRuns: 30 },
  );
  expect(() =>
    fitEase({
      users: 1,
      items: 6_000,
      start: Int32Array.of(0, 0),
      item: new Int32Array(0),
      weight: new Float64Array(0),
    }),
  ).toThrow("549 MiB");
});

test("a basket nobody foresaw scores nothing, one foreseen whole scores all", () => {
  const users = [
    { recommended: [1, 2], truth: new Set([1, 2]), bought: (item: number) => item === 1 },
    { recommended: [3, 4], truth: new Set([5]), bought: () => false },
  ];
  expect(scoreNextBasket(users, 2)).toEqual({
    users: 2,
    recall: 0.5,
    ndcg: 0.5,
    hitRate: 0.5,
    repeatRecall: 1,
    exploreRecall: 0.5,
  });
  expect(() => userItems(rowsOf([], 0))).toThrow("no_purchases");
});

test.skipIf(!hasData)(
  `on Ta-Feng the frequency baselines score as published here, and neighbours score .136 and more ${needsData}`,
  { timeout: 120_000 },
  () => {
    const history = JSON.parse(lines("tafeng_history.json.gz").join("")) as Record<string, number[][]>;
    const future = JSON.parse(lines("tafeng_future.json.gz").join("")) as Record<string, number[][]>;
    const ids = Object.keys(future);
    const baskets = ids.map((id) => (history[id] ?? []).filter((basket) => basket[0] !== -1));
    const highest = [...baskets, ...Object.values(future)].flat(2).reduce((most, item) => Math.max(most, item), 0);
    const rows = rowsOf(baskets, highest + 1);
    const byUser = userItems(rows, 0.9);
    const truths = ids.map((id) => new Set((future[id] ?? []).filter((basket) => basket[0] !== -1).flat()));
    const judge = (list: (user: number, n: number) => readonly number[], k: number) =>
      scoreNextBasket(
        truths.map((truth, user) => {
          const own = new Set(historyOf(byUser, user).item as Int32Array);
          return { recommended: list(user, k), truth, bought: (item: number) => own.has(item) };
        }),
        k,
      );
    const everybody = globalTop(rows, 20);
    const popular = judge((_, n) => everybody.slice(0, n), 10);
    expect(popular.recall).toBeCloseTo(0.08035, 4);
    expect(popular.ndcg).toBeCloseTo(0.08425, 4);
    const own = createPersonalTop(rows, { fill: false });
    const personal = judge(own, 10);
    const mixed = judge(createPersonalTop(rows, { fill: true }), 10);
    const recommend = createRecommender(fitItemKnn(rows));
    const lists = new Map<number, number[]>();
    const near = (user: number, n: number) => {
      const known = lists.get(user) ?? recommend(historyOf(byUser, user), { n: 20 }).items.map(({ item }) => item);
      lists.set(user, known);
      return known.slice(0, n);
    };
    const knn10 = judge(near, 10);
    const knn20 = judge(near, 20);
    console.info(
      `Ta-Feng, all users, R@10 / NDCG@10: P ${personal.recall.toFixed(5)} / ${personal.ndcg.toFixed(5)}, GP ${mixed.recall.toFixed(5)} / ${mixed.ndcg.toFixed(5)}, neighbours ${knn10.recall.toFixed(5)} / ${knn10.ndcg.toFixed(5)}, R@20 ${knn20.recall.toFixed(5)}; repeat ${knn10.repeatRecall?.toFixed(4)}, explore ${knn10.exploreRecall?.toFixed(4)}`,
    );
    expect(personal.recall).toBeCloseTo(0.1062, 3);
    expect(personal.ndcg).toBeCloseTo(0.09529, 3);
    expect(mixed.recall).toBeCloseTo(0.11955, 3);
    expect(mixed.ndcg).toBeCloseTo(0.1007, 3);
    expect(knn10.recall).toBeGreaterThanOrEqual(0.136);
    expect(knn10.ndcg).toBeGreaterThanOrEqual(0.108);
    expect(knn20.recall).toBeGreaterThanOrEqual(0.186);
  },
);
