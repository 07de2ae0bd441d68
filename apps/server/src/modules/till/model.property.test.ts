import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proveLedger } from "../points/proof/prove-ledger.ts";
import { createTillBench, type TillBench } from "./test-builders.ts";
import { beginning, compareAll, opening, play } from "./test-model-play.ts";
import { programmes } from "./test-model-programme.ts";
import { steps } from "./test-model-steps.ts";

/** Random histories through the real till, beside a model that only has lists of lots and plain arithmetic. */

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench();
});
afterAll(() => bench.close());

test("whatever happens in whatever order, the till's balances, refusals, budgets and past are those of plain arithmetic", async () => {
  const history = fc.tuple(programmes, fc.array(steps, { minLength: 25, maxLength: 40, size: "max" }));
  await fc.assert(
    fc.asyncProperty(history, async ([programme, all]) => {
      const scene = await opening(bench, programme);
      for (const step of [...beginning, ...all]) await play(scene, step);
      await compareAll(scene);
    }),
    { numRuns: 40, endOnFailure: true },
  );
  expect(await bench.proof()).toEqual([]);
  expect((await proveLedger(bench.db)).findings).toEqual([]);
});
