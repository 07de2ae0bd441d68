import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proveLedger } from "../points/proof/prove-ledger.ts";
import { createTillBench, statuses, type TillBench } from "./test-builders.ts";
import { beginning, compareAll, happen, opening, type Play, play } from "./test-model-play.ts";
import { programmes } from "./test-model-programme.ts";
import { type Deed, deedOf, type Step, steps } from "./test-model-steps.ts";
import type { Accepted, TillAnswer } from "./till-answer.ts";

/** The same random wishes as in the model's histories, all at the same moment. */

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench();
});
afterAll(() => bench.close());

interface Wish {
  deed: Deed;
  answer: TillAnswer;
  /** Its place among those that were told in one call. */
  place: string;
}

/** Some told alone, some several in one call, and every fourth call told twice. */
async function tellAtOnce(deeds: readonly Deed[]): Promise<Wish[]> {
  const calls: Deed[][] = [];
  for (let from = 0; from < deeds.length; ) {
    const size = 1 + (calls.length % 3);
    calls.push(deeds.slice(from, from + size));
    from += size;
  }
  const all = [...calls, ...calls.filter((_, index) => index % 4 === 0)];
  const answered = await Promise.all(
    all.map(async (call) => {
      const answers = await bench.record(call.map(({ command }) => command));
      const first = [...answers.flatMap(entryIds).sort(), ...answers.flatMap(factIds).sort()][0] ?? "";
      return answers.map((answer, index) => ({ deed: call[index], answer, place: `${first} ${index}` }));
    }),
  );
  return answered.flat().flatMap(({ deed, ...rest }) => (deed ? [{ deed, ...rest }] : []));
}

/** Ids rise, and those of entries are made where things are decided: they tell the order. */
function entryIds(answer: TillAnswer): string[] {
  if (answer.status !== "recorded") return [];
  return [...answer.entries, ...(answer.counterpart?.entries ?? [])].map(({ id }) => id);
}

/** Made before, but under the locks of the members: for what has no entries. */
function factIds(answer: TillAnswer): string[] {
  if (answer.status !== "recorded") return [];
  const id = answer.refund?.id ?? answer.event?.id ?? answer.order?.id ?? answer.factId;
  return id === null ? [] : [id];
}

/** Of what was told twice, one is recorded at most, and the answers are the same. */
function checkRepeats(wishes: readonly Wish[]): void {
  for (const same of Map.groupBy(wishes, ({ deed }) => deed).values()) {
    const told = statuses(same.map(({ answer }) => answer));
    expect(told.filter((status) => status === "recorded").length).toBeLessThanOrEqual(1);
  }
}

/** What was accepted, one after the other as it was decided, is what the model would have accepted too, with the same outcome. */
async function explainBySomeOrder(scene: Play, wishes: readonly Wish[]): Promise<void> {
  const accepted = wishes.filter((wish): wish is Wish & { answer: Accepted } => wish.answer.status === "recorded");
  for (const { deed } of accepted.toSorted((a, b) => (a.place < b.place ? -1 : 1))) {
    const { status } = happen(scene, deed);
    expect(status, JSON.stringify(deed.command)).toBe("recorded");
  }
  scene.shown = [];
  await compareAll(scene);
}

/** What only its answer could tell the place of: nothing is booked for it. */
function isPlaced({ kind }: Step): boolean {
  return kind !== "grant" && kind !== "settle";
}

test("whatever is told at the same moment comes out as if it had been told one after the other", async () => {
  const wished = fc.array(steps.filter(isPlaced), { minLength: 30, maxLength: 40, size: "max" });
  const history = fc.tuple(programmes, fc.array(steps, { minLength: 10, maxLength: 15, size: "max" }), wished);
  await fc.assert(
    fc.asyncProperty(history, async ([programme, before, atOnce]) => {
      const scene = await opening(bench, programme);
      for (const step of [...beginning, ...before]) await play(scene, step);
      const now = bench.clock.now().getTime();
      const deeds = atOnce.flatMap((step) => deedOf({ ...step, late: 0 }, { ...scene, now }) ?? []);
      const wishes = await tellAtOnce(deeds);
      checkRepeats(wishes);
      await explainBySomeOrder(scene, wishes);
      expect(await bench.proof()).toEqual([]);
    }),
    { numRuns: 30, endOnFailure: true },
  );
  expect((await proveLedger(bench.db)).findings).toEqual([]);
});
