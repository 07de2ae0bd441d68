import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { applyCurrency } from "./currency.ts";
import { applyPreset, type Preset, PresetNeedsProgrammeError, presetSchema } from "./preset.ts";
import { accepted, at, live, programme } from "./test-builders.ts";

const folder = fileURLToPath(new URL("../../../presets/", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const presets = new Map(
  files.map((name) => [name, presetSchema.parse(JSON.parse(readFileSync(`${folder}${name}`, "utf8")))]),
);

function preset(id: string): Preset {
  return presets.get(`${id}.json`) ?? expect.fail(`no preset ${id}`);
}

/** Tier after spending exactly so much in one order. */
function tierAfter(id: string, minor: number): string | undefined {
  const life = live(applyPreset(programme(), preset(id)));
  accepted(life.order("o", at("2026-03-01 12:00"), minor));
  return life.state.account.tiers.main?.tier;
}

/** Tier after so many days with an order in one calendar month. */
function tierAfterVisits(visits: number): string | undefined {
  const life = live(applyPreset(programme(), preset("tiers-t5")));
  for (let day = 1; day <= visits; day += 1)
    accepted(life.order(`o${day}`, at(`2026-03-${String(day).padStart(2, "0")} 12:00`), 5_000));
  return life.state.account.tiers.main?.tier;
}

describe("preset files", () => {
  it.each(files)("%s is named after its id", (name) => {
    expect(`${presets.get(name)?.id}.json`).toBe(name);
  });

  it.each(files)("%s keeps what it says after being read: nothing is lost or filled in twice", (name) => {
    const once = presets.get(name);
    expect(presetSchema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });
});

describe("boundaries of the tier presets", () => {
  it.each([
    ["tiers-t1", 99_999, "normal"],
    ["tiers-t1", 100_000, "silver"],
    ["tiers-t2", 1_999_999, "gold"],
    ["tiers-t2", 2_000_000, "diamond"],
    ["tiers-t3", 99_999, "normal"],
    ["tiers-t3", 100_000, "silver"],
    ["tiers-t3", 499_999, "silver"],
    ["tiers-t3", 500_000, "gold"],
    ["tiers-t3", 2_000_000, "platinum"],
    ["tiers-t4", 10_000, "normal"],
    ["tiers-t4", 10_001, "silver"],
    ["tiers-t4", 50_000, "silver"],
    ["tiers-t4", 50_001, "gold"],
    ["spend-ladder", 99_999, "normal"],
    ["spend-ladder", 100_000, "nine"],
    ["spend-ladder", 499_999, "nine"],
    ["spend-ladder", 500_000, "eight"],
  ])("%s: %i gives %s", (id, minor, tier) => {
    expect(tierAfter(id, minor)).toBe(tier);
  });

  it.each([
    [4, "normal"],
    [5, "vip"],
    [10, "vip"],
    [11, "super_vip"],
  ])("tiers-t5: %i visits in a month give %s", (visits, tier) => {
    expect(tierAfterVisits(visits)).toBe(tier);
  });

  it("the restaurant's discounts are 8折 and 7折, the spend ladder's 9折 and 8折", () => {
    const discounts = (id: string): (number | undefined)[] =>
      applyPreset(programme(), preset(id)).ladders[0]?.tiers.map((tier) => tier.discountBps) ?? [];
    expect(discounts("tiers-t5")).toEqual([undefined, 2_000, 3_000]);
    expect(discounts("spend-ladder")).toEqual([undefined, 1_000, 2_000]);
  });

  it("a refund drops the spend ladder back", () => {
    const life = live(applyPreset(programme(), preset("spend-ladder")));
    life.order("o", at("2026-03-01"), 100_000);
    life.refund("r", "o", at("2026-03-02"), { amount: 1 });
    expect(life.state.account.tiers.main?.tier).toBe("normal");
  });
});

describe("the demo's café", () => {
  const cafe = (): ReturnType<typeof live> => live(applyPreset(null, preset("cafe-demo")));

  it("gives 1.5 times to gold, double on weekday afternoons, and 30 for the third order of the month", () => {
    const life = cafe();
    const earned = (day: string, minor: number): number[] =>
      accepted(life.order(day, at(day), minor)).entries.map((entry) => entry.amount);
    expect(earned("2026-03-02 09:00", 500_000)).toEqual([5_000, 100]); // Monday morning, becomes gold: a gift
    expect(earned("2026-03-03 09:00", 12_990)).toEqual([194]);
    expect(earned("2026-03-04 14:00", 12_990)).toEqual([259, 30]);
    expect(earned("2026-03-07 14:00", 12_990)).toEqual([194]); // Saturday
  });
});

describe("life-cycle B, the default", () => {
  const stages = (life: ReturnType<typeof live>): string | undefined => life.state.account.stage?.id;

  it("leads from prospect to new, active, loyal and lost", () => {
    const life = live(applyPreset(programme(), preset("lifecycle-b")));
    expect(stages(life)).toBe("prospect");
    life.order("1", at("2026-03-01 12:00"), 100);
    expect(stages(life)).toBe("new");
    life.settle(at("2026-03-31 12:00") + 1);
    expect(stages(life)).toBe("active");
    for (const day of ["2026-04-10", "2026-04-20"]) life.order(day, at(day), 100);
    expect(stages(life)).toBe("active");
    life.order("4", at("2026-05-01"), 100);
    expect(stages(life)).toBe("loyal");
    life.settle(at("2026-07-30") + 1);
    expect(stages(life)).toBe("lost");
    life.order("back", at("2026-08-05"), 100);
    expect(stages(life)).toBe("loyal");
  });

  it("makes a member whose only order is refunded a prospect again", () => {
    const life = live(applyPreset(programme(), preset("lifecycle-b")));
    life.order("1", at("2026-03-01"), 100);
    life.refund("r", "1", at("2026-03-02"));
    expect(stages(life)).toBe("prospect");
  });
});

describe("putting a preset in", () => {
  it("tiers replace the ladder and nothing else", () => {
    const before = applyPreset(null, preset("retail-plain"));
    const after = applyPreset(before, preset("tiers-t5"));
    expect(after.ladders.map((ladder) => ladder.metric.kind)).toEqual(["visits"]);
    expect({ ...after, ladders: before.ladders }).toEqual(before);
    expect(applyPreset(programme({ ladders: [] }), preset("tiers-t1")).ladders).toHaveLength(1);
  });

  it("a life cycle replaces the stages and nothing else", () => {
    const before = applyPreset(null, preset("retail-plain"));
    expect(applyPreset(before, preset("lifecycle-e"))).toMatchObject({
      lifecycle: { template: "e" },
      ladders: before.ladders,
    });
  });

  it("a part needs a programme", () => {
    expect(() => applyPreset(null, preset("tiers-t1"))).toThrow(PresetNeedsProgrammeError);
  });

  it("keeps the figures in pounds, and in a currency without decimals", () => {
    const pounds = applyPreset(null, preset("retail-plain"), { currency: "GBP" });
    expect(pounds.currency).toBe("GBP");
    expect(pounds.ladders[0]?.tiers.map((tier) => tier.from)).toEqual([0, 100_000, 500_000, 2_000_000]);
    const yen = applyPreset(null, preset("retail-plain"), { currency: "JPY" });
    expect(yen.ladders[0]?.tiers.map((tier) => tier.from)).toEqual([0, 1_000, 5_000, 20_000]);
    expect(yen.rules[0]?.amount).toMatchObject({ per: 1 });
    expect(yen.wallets[0]).toMatchObject({ redemption: { points: 100, amount: 1 }, costPer1000: 10 });
    expect(applyPreset(yen, preset("tiers-t4")).ladders[0]?.tiers.map((tier) => tier.from)).toEqual([0, 100, 500]);
    expect(applyPreset(yen, preset("lifecycle-c")).lifecycle.stages[2]?.when).toMatchObject({
      all: [{}, { is: { sum: { lt: 1_000 } } }],
    });
    expect(() => applyPreset(null, preset("retail-plain"), { currency: "pounds" })).toThrow(RangeError);
  });

  it("a change of currency there and back is no change", () => {
    const retail = applyPreset(null, preset("retail-plain"));
    expect(applyCurrency(applyCurrency(retail, "KWD"), "CNY")).toEqual(retail);
  });
});
