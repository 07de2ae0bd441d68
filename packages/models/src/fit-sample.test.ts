import { expect, test } from "vitest";
import * as bgNbd from "./bg-nbd.ts";
import type { Fit } from "./customer-data.ts";
import { minimise, type Objective } from "./math/minimise.ts";
import { logDropoutIntegral } from "./pareto-integral.ts";
import * as paretoNbd from "./pareto-nbd.ts";
import { randomOf } from "./random.ts";

const copies = 7;
const customers = 9_000;

/** Customers of two kinds with rates and lifetimes of their own; everybody once by weight, or row after row again. */
function twoKinds() {
  const random = randomOf(11);
  const columns = { x: [] as number[], tx: [] as number[], T: [] as number[], keen: [] as number[] };
  for (let id = 0; id < customers; id += 1) {
    const keen = id % 2;
    const until = 10 + 40 * random();
    const rate = (keen === 1 ? 0.4 : 0.15) * -Math.log(1 - random());
    const gone = (keen === 1 ? 60 : 20) * -Math.log(1 - random());
    const gap = () => -Math.log(1 - random()) / rate;
    let [x, tx] = [0, 0];
    for (let at = gap(); at < Math.min(until, gone); at += gap()) {
      x += 1;
      tx = at;
    }
    columns.x.push(x);
    columns.tx.push(tx);
    columns.T.push(until);
    columns.keen.push(keen);
  }
  const { x, tx, T, keen } = columns;
  const again = (values: number[]) =>
    Float64Array.from({ length: copies * customers }, (_, row) => values[row % customers] as number);
  return {
    weighted: {
      data: {
        x: Float64Array.from(x),
        tx: Float64Array.from(tx),
        T: Float64Array.from(T),
        weight: new Float64Array(customers).fill(copies),
      },
      keen: Float64Array.from(keen),
    },
    repeated: { data: { x: again(x), tx: again(tx), T: again(T) }, keen: again(keen) },
  };
}

function expectSame<Params extends object>(one: Fit<Params>, other: Fit<Params>): void {
  expect([one.converged, other.converged]).toEqual([true, true]);
  expect(one.logLikelihood / other.logLikelihood).toBeCloseTo(1, 11);
  for (const name of Object.keys(one.params) as (keyof Params)[]) {
    expect(Number(one.params[name]) / Number(other.params[name]), String(name)).toBeCloseTo(1, 5);
    const [error, same] = [one.standardErrors[name], other.standardErrors[name]];
    expect(Number(error) / Number(same), `error of ${String(name)}`).toBeCloseTo(1, 3);
  }
}

test("so many rows that a sample is searched first end where weights for the same rows do", () => {
  const { weighted, repeated } = twoKinds();
  expectSame(bgNbd.fit(repeated.data), bgNbd.fit(weighted.data));
});

test("with a covariate too", () => {
  const { weighted, repeated } = twoKinds();
  const fitOf = ({ data, keen }: typeof repeated) => paretoNbd.fit(data, { covariates: { transaction: { keen } } });
  const [many, few] = [fitOf(repeated), fitOf(weighted)];
  expectSame(many, few);
  const [one, other] = [many.covariates.transaction.keen, few.covariates.transaction.keen];
  expect(one?.coefficient).toBeGreaterThan(0.5);
  expect(one?.coefficient).toBeCloseTo(other?.coefficient as number, 5);
  expect(one?.standardError).toBeCloseTo(other?.standardError as number, 5);
});

/** (x - 1)^4 + (x - 1)^2 + 50 (y + 2)^2: the way down bends. */
const bowl: Objective = (at, gradient) => {
  const [x, y] = [(at[0] as number) - 1, (at[1] as number) + 2];
  gradient[0] = 4 * x ** 3 + 2 * x;
  gradient[1] = 100 * y;
  return x ** 4 + x ** 2 + 50 * y ** 2;
};

test.each([
  ["as they are there", [2, 0, 0, 100]],
  ["a thousand times too flat", [0.002, 0, 0, 0.1]],
  ["a thousand times too steep", [2_000, 0, 0, 100_000]],
  ["of the wrong sign", [-2, 0, 0, -100]],
])("a search guided by second derivatives %s ends at the minimum", (_, curvature) => {
  const found = minimise(bowl, Float64Array.of(1.2, -1.8), { curvature: Float64Array.from(curvature) });
  expect(found.converged).toBe(true);
  expect(found.at[0]).toBeCloseTo(1, 6);
  expect(found.at[1]).toBeCloseTo(-2, 6);
  expect(found.hessian[0]).toBeCloseTo(2, 4);
});

test("the chance of having dropped out in a time is the sum of those in its parts", () => {
  const random = randomOf(5);
  for (let round = 0; round < 2_000; round += 1) {
    const params = {
      alpha: 20 ** (2 * random() - 1),
      beta: 20 ** (2 * random() - 1),
      p: 0.1 + 60 * random() ** 3,
      q: 1 + 6 * random(),
    };
    const [from, length] = [5 * random(), 5 * random()];
    const parts = 64;
    let sum = 0;
    for (let part = 0; part < parts; part += 1)
      sum += Math.exp(logDropoutIntegral(params, from + (length * part) / parts, from + (length * (part + 1)) / parts));
    expect(Math.exp(logDropoutIntegral(params, from, from + length)) / sum, JSON.stringify(params)).toBeCloseTo(1, 11);
  }
});
