import { expect, test } from "vitest";
import {
  armAt,
  banditShares,
  bucketOf,
  fnv1a32,
  holdoutOf,
  inNamespace,
  type Range,
  rangesOf,
  sampleRatio,
  withFloor,
} from "./index.ts";

// H: the cases of GrowthBook's SDKs (packages/sdk-js/test/cases.json, specification 0.5.4 and later).
test.each([
  ["", "a", 0.22],
  ["", "b", 0.077],
  ["b", "a", 0.946],
  ["ef", "d", 0.652],
  ["asdf", "8952klfjas09ujk", 0.549],
  ["", "123", 0.011],
  ["", '___)((*":&', 0.563],
])("H1: places by hash, version 1: seed %j, value %j", (seed, value, place) => {
  expect(bucketOf(seed, value, 1)).toBe(place);
});

test.each([
  ["seed", "a", 0.0505],
  ["seed", "b", 0.2696],
  ["foo", "ab", 0.2575],
  ["foo", "def", 0.2019],
  ["89123klj", "8952klfjas09ujkasdf", 0.124],
  ["90850943850283058242805", "123", 0.7516],
  ["()**(%$##$%#$#", '___)((*":&', 0.0128],
])("H2: places by hash, version 2: seed %j, value %j", (seed, value, place) => {
  expect(bucketOf(seed, value, 2)).toBe(place);
});

test("H2: FNV-1a of its authors' test vectors", () => {
  // Fowler, Noll & Vo, test_fnv.c: 32-bit FNV-1a of "", "a", "foobar".
  expect([fnv1a32(""), fnv1a32("a"), fnv1a32("foobar")]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});

const halves: Range[] = [
  [0, 0.5],
  [0.5, 1],
];
const quarters: Range[] = [
  [0, 0.25],
  [0.5, 0.75],
];
const fourths: Range[] = [
  [0, 0.25],
  [0.25, 0.5],
  [0.5, 0.75],
  [0.75, 1],
];

test.each<[string, Parameters<typeof rangesOf>, Range[]]>([
  ["even", [2, 1], halves],
  ["reduced coverage", [2, 0.5], quarters],
  [
    "zero coverage",
    [2, 0],
    [
      [0, 0],
      [0.5, 0.5],
    ],
  ],
  ["four arms", [4, 1], fourths],
  [
    "uneven weights",
    [2, 1, [0.4, 0.6]],
    [
      [0, 0.4],
      [0.4, 1],
    ],
  ],
  [
    "uneven weights, three arms",
    [3, 1, [0.2, 0.3, 0.5]],
    [
      [0, 0.2],
      [0.2, 0.5],
      [0.5, 1],
    ],
  ],
  [
    "uneven weights, reduced coverage",
    [3, 0.2, [0.2, 0.3, 0.5]],
    [
      [0, 0.04],
      [0.2, 0.26],
      [0.5, 0.6],
    ],
  ],
  [
    "negative coverage",
    [2, -0.2],
    [
      [0, 0],
      [0.5, 0.5],
    ],
  ],
  ["coverage above 1", [2, 1.5], halves],
  ["weights that sum below 1", [2, 1, [0.4, 0.1]], halves],
  ["weights that sum above 1", [2, 1, [0.7, 0.6]], halves],
  ["fewer weights than arms", [4, 1, [0.4, 0.4, 0.2]], fourths],
  [
    "weights that sum almost to 1",
    [2, 1, [0.4, 0.5999]],
    [
      [0, 0.4],
      [0.4, 0.9999],
    ],
  ],
  ["a negative weight", [2, 1, [1.5, -0.5]], halves],
])("H3: ranges of arms: %s", (_, question, wanted) => {
  const found = rangesOf(...question);
  expect(found).toHaveLength(wanted.length);
  found.forEach((range, arm) => {
    expect(range[0]).toBeCloseTo((wanted[arm] as Range)[0], 12);
    expect(range[1]).toBeCloseTo((wanted[arm] as Range)[1], 12);
  });
});

test.each<[number, Range[], number]>([
  [0.2, halves, 0],
  [0.4, halves, 0],
  [0.6, halves, 1],
  [0.8, halves, 1],
  [0, halves, 0],
  [0.5, halves, 1],
  [0.2, quarters, 0],
  [0.4, quarters, -1],
  [0.6, quarters, 1],
  [0.8, quarters, -1],
  [0.25, quarters, -1],
  [0.5, quarters, 1],
  [
    0.5,
    [
      [0, 0.5],
      [0.5, 0.5],
      [0.5, 1],
    ],
    2,
  ],
])("H3: the arm at place %d of %j", (place, ranges, arm) => {
  expect(armAt(place, ranges)).toBe(arm);
});

test.each([
  ["1", "namespace1", false],
  ["1", "namespace2", false],
  ["2", "namespace1", false],
  ["2", "namespace2", false],
  ["3", "namespace1", false],
  ["3", "namespace2", true],
  ["4", "namespace1", false],
  ["4", "namespace2", true],
])("H3: member %s lies in the first 0.4 of %s or else in the rest", (member, name, isFirst) => {
  expect(inNamespace(member, name, [0, 0.4])).toBe(isFirst);
  expect(inNamespace(member, name, [0.4, 1])).toBe(!isFirst);
});

const ids = Array.from({ length: 20_000 }, (_, index) => `member-${index}`);

test("places of version 2 are even, and those of two seeds do not follow each other", () => {
  const cells = new Array<number>(100).fill(0);
  for (const id of ids) {
    const cell = 10 * Math.floor(bucketOf("one", id) * 10) + Math.floor(bucketOf("two", id) * 10);
    cells[cell] = (cells[cell] as number) + 1;
  }
  expect(sampleRatio(cells, new Array<number>(100).fill(1))).toMatchObject({ judged: true, alarm: false });
});

test("held and measured groups are of one size, and a member stays where it is", () => {
  const groups = ids.map((id) => holdoutOf(id, { salt: "2026" }));
  const count = (group: string) => groups.filter((one) => one === group).length;
  const counts = [count("held"), count("measured"), count("open")];
  expect(sampleRatio(counts, [0.05, 0.05, 0.9])).toMatchObject({ judged: true, alarm: false });
  expect(ids.map((id) => holdoutOf(id, { salt: "2026" }))).toEqual(groups);
  expect(ids.map((id) => holdoutOf(id, { salt: "2027" }))).not.toEqual(groups);
});

test("a holdout that grows keeps whom it held and measured, and cannot be more than a half", () => {
  for (const id of ids.slice(0, 2_000)) {
    const before = holdoutOf(id, { salt: "2026", share: 0.05 });
    if (before !== "open") expect(holdoutOf(id, { salt: "2026", share: 0.1 })).toBe(before);
  }
  expect(holdoutOf("anybody", { salt: "2026", share: 0 })).toBe("open");
  expect(() => holdoutOf("anybody", { salt: "2026", share: 0.6 })).toThrow(RangeError);
});

test("a floor leaves every arm its least share", () => {
  expect(withFloor([0.9, 0.1], 0.1)).toEqual([0.1 + 0.8 * 0.9, 0.1 + 0.8 * 0.1]);
  expect(withFloor([0.9, 0.1], 0.6)).toEqual([0.5, 0.5]);
  expect(withFloor([0.9, 0.1], -1)).toEqual([0.9, 0.1]);
});

const better = { n: 500, mean: 0.2, variance: 0.16 };
const worse = { n: 500, mean: 0.1, variance: 0.09 };

test("the bandit gives the better arm the members, the other its floor", () => {
  const { shares, chancesToBeBest, reason } = banditShares([better, worse], { topTwo: false, floor: 0.05 });
  // P(better) = Phi(0.1 / sqrt(0.25 / 500)) = Phi(4.47).
  expect(chancesToBeBest?.[0]).toBeGreaterThan(0.9999);
  expect(shares[0]).toBeCloseTo(0.95, 3);
  expect(shares[1]).toBeCloseTo(0.05, 3);
  expect(reason).toBeNull();
  expect(banditShares([better, worse], { topTwo: false, goal: "least" }).shares[1]).toBeGreaterThan(0.98);
});

test("chances to be best are those of the normal posteriors", () => {
  const arms = [
    { n: 400, mean: 1, variance: 400 },
    { n: 400, mean: 2, variance: 400 },
  ];
  // Phi(1 / sqrt(2)) = 0.76025.
  expect(banditShares(arms, { draws: 40_000 }).chancesToBeBest?.[1]).toBeCloseTo(0.76025, 2);
});

test("top two: the leader keeps a half, the runner-up challenges it", () => {
  const { shares } = banditShares([better, worse, { ...worse, mean: 0.02, variance: 0.02 }], { floor: 0 });
  expect(shares[0]).toBeCloseTo(0.5, 2);
  expect(shares[1]).toBeCloseTo(0.5, 2);
  expect(shares[2]).toBeLessThan(0.01);
});

test("an arm in which nobody did it yet neither stops the bandit nor is given up at once", () => {
  const { shares, reason } = banditShares(
    [
      { n: 150, mean: 2 / 150, variance: 0.01316 },
      { n: 150, mean: 0, variance: 0 },
    ],
    {
      topTwo: false,
    },
  );
  expect(reason).toBeNull();
  expect(shares[0]).toBeGreaterThan(0.8);
  expect(shares[1]).toBeGreaterThan(0.02);
});

test("until there is data all arms are alike, with the reason", () => {
  const equal = { shares: [0.5, 0.5], chancesToBeBest: null };
  const empty = { n: 0, mean: 0, variance: 0 };
  expect(banditShares([empty, empty])).toEqual({ ...equal, reason: "no_units" });
  expect(banditShares([better, empty])).toEqual({ ...equal, reason: "too_few_units" });
  expect(
    banditShares([
      { ...better, n: 99 },
      { ...worse, n: 99 },
    ]),
  ).toEqual({ ...equal, reason: "too_few_units" });
  expect(
    banditShares([
      { n: 500, mean: 0, variance: 0 },
      { n: 500, mean: 0, variance: 0 },
    ]),
  ).toEqual({
    ...equal,
    reason: "no_variance",
  });
  expect(() => banditShares([better])).toThrow(RangeError);
});

test("one seed gives one answer", () => {
  const close = { ...worse, mean: 0.18 };
  expect(banditShares([better, close], { seed: 4 })).toEqual(banditShares([better, close], { seed: 4 }));
  expect(banditShares([better, close], { seed: 4, topTwo: false })).not.toEqual(
    banditShares([better, close], { seed: 5, topTwo: false }),
  );
});
