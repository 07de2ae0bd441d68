import type { churn } from "@regulars/models";
import { expect, test } from "vitest";
import { fitModels } from "./fit-models.ts";
import { defaultSettings } from "./settings.ts";

const asOfDay = 20_000;

/** Members who buy every two to six weeks until they stop; `spend` of each order. */
function bought(members: number, spend: (member: number, order: number) => number): churn.ActivityColumns {
  const rows: { member: number; day: number; value: number }[] = [];
  let seed = 11;
  const draw = (limit: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % limit;
  };
  for (let member = 0; member < members; member += 1) {
    const until = draw(3) === 0 ? asOfDay - draw(300) : asOfDay;
    for (let day = asOfDay - 360 + draw(200), order = 0; day <= until; day += 14 + draw(28), order += 1)
      rows.push({ member, day, value: spend(member, order) });
  }
  return {
    customer: Int32Array.from(rows, ({ member }) => member),
    day: Int32Array.from(rows, ({ day }) => day),
    value: Float64Array.from(rows, ({ value }) => value),
    items: new Float64Array(rows.length).fill(1),
    cancelled: new Uint8Array(rows.length),
    categories: new Float64Array(rows.length).fill(1),
  };
}

test("how far the value of all members may be off is told by refitting, and wider with fewer members", () => {
  const spread = (members: number) => {
    const { purchases } = fitModels(
      bought(members, (member, order) => 2_000 + ((member * 37 + order * 11) % 50) * 100),
      asOfDay,
      defaultSettings,
    );
    return purchases.fitted?.card.total as { low: number; high: number; rounds: number };
  };
  const [few, many] = [spread(60), spread(600)];
  for (const { low, high } of [few, many]) {
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
  }
  expect(many.high - many.low).toBeLessThan(few.high - few.low);
});

test("where spend cannot be told apart there is no value of all, and no interval of it", () => {
  const { purchases, spend } = fitModels(
    bought(60, () => 1_000),
    asOfDay,
    defaultSettings,
  );
  expect(spend.refused?.code).toBe("everybody_spends_the_same");
  expect(purchases.fitted?.card.total).toBeUndefined();
});

test("too few buyers to learn who leaves are told by their number", () => {
  const { churn: learnt } = fitModels(
    bought(10, (member, order) => 2_000 + ((member * 37 + order * 11) % 50) * 100),
    asOfDay,
    { ...defaultSettings, horizonDays: 150 },
  );
  expect(learnt.refused?.code).toBe("too_few_customers");
  expect(learnt.refused?.text.en).toMatch(/only ([1-9]|10) members with orders, 30 are needed/);
});
