import fc from "fast-check";
import { expect, it } from "vitest";
import { explain } from "./explain.ts";
import { live } from "./test-builders.ts";
import { act, play, programmes } from "./test-lives.ts";

it("has a whole sentence in both languages for whatever a life books", () => {
  fc.assert(
    fc.property(programmes, fc.array(act, { maxLength: 30 }), (given, acts) => {
      const life = live(given);
      play(life, acts);
      for (const { entries, tierChanges } of life.decisions) {
        for (const { explanation } of [...entries, ...tierChanges]) {
          for (const locale of ["zh", "en"] as const) {
            const sentence = explain(explanation, locale, { currency: "CNY" });
            expect(sentence).not.toBe(explanation.code);
            expect(sentence).not.toMatch(/undefined|NaN|null|\[object|：$|: $/);
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});
