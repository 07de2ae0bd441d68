import { type Ladder, multiplierSchema } from "@regulars/engine";
import { expect, test } from "vitest";
import { newLadder } from "../ladders/ladder-defaults.ts";
import { fromTemplate, templatesFor } from "./multiplier-templates.ts";

const start = newLadder([]);
const tier = (id: string) => ({
  ...start.tiers[0],
  id,
  name: { zh: id, en: id },
  from: 1,
  invitationOnly: false,
  benefits: [],
});
const ladder: Ladder = { ...start, tiers: [tier("base"), tier("silver"), tier("gold")] };

test.each(templatesFor({ kind: "order" }, true))(
  "the template %s makes multipliers that the engine takes",
  (template) => {
    const made = fromTemplate(template, { ladders: [ladder] }, ["multiplier-1"]);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set([...made.map(({ id }) => id), "multiplier-1"]).size).toBe(made.length + 1);
    for (const multiplier of made)
      expect(multiplierSchema.safeParse({ ...multiplier, name: { zh: "x", en: "x" } }).success).toBe(true);
  },
);

test("by tier there is one for each tier above the first, each a quarter more", () => {
  expect(fromTemplate("tiers", { ladders: [ladder] }, [])).toMatchObject([
    { name: { en: "silver" }, factorBps: 12_500, when: { tier: { is: "exactly", tier: "silver" } } },
    { name: { en: "gold" }, factorBps: 15_000, when: { tier: { is: "exactly", tier: "gold" } } },
  ]);
});

test("what only an order has is offered for orders alone, and tiers only where there is a ladder", () => {
  expect(templatesFor({ kind: "registration" }, true)).not.toContain("category");
  expect(templatesFor({ kind: "order" }, false)).not.toContain("tiers");
});
